import type { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';
import type { Inbox, PushedMessage } from './news-contract.ts';

/** Rows of one statement: a commit takes as many statements as arrivals need. */
const mostRows = 256;

interface Arrival {
  readonly message: PushedMessage;
  readonly resolve: (kept: 'new' | 'repeat') => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * {@link Inbox} in the table `inbox`. While one commit is under way, arrivals gather for the next: the more there are, the
 * more share one. A statement is built once for each number of rows, since building costs more than running.
 */
export function createInbox({ guarded, acrossOrganizations }: Database): Inbox {
  const statements = new Map<number, CompiledQuery<{ digest: string }>>();
  const gathering: Arrival[] = [];
  let committing = false;

  /** The values stand in the order of {@link parametersOf}. */
  function statementFor(rows: readonly PushedMessage[]): CompiledQuery<{ digest: string }> {
    const known = statements.get(rows.length);
    if (known !== undefined) return { ...known, parameters: rows.flatMap(parametersOf) };
    const built = guarded
      .insertInto('inbox')
      .values(
        rows.map(({ account, digest, body, trace, receivedAt }) => ({
          organization: account,
          digest,
          body,
          trace,
          received_at: receivedAt,
          state: 'waiting' as const,
        })),
      )
      .onConflict((conflict) => conflict.columns(['organization', 'digest']).doNothing())
      .returning('digest')
      .compile();
    statements.set(rows.length, built);
    return built;
  }

  async function insert(arrivals: readonly Arrival[]): Promise<void> {
    const statement = statementFor(arrivals.map(({ message }) => message));
    const { rows } = await acrossOrganizations.executeQuery(statement);
    const fresh = new Set(rows.map(({ digest }) => digest));
    // Of the same message twice in one statement, the first is the new one.
    for (const { message, resolve } of arrivals) resolve(fresh.delete(message.digest) ? 'new' : 'repeat');
  }

  /** A statement that is refused for one row's sake must not fail the others. */
  async function insertOrRefuse(arrivals: readonly Arrival[]): Promise<void> {
    try {
      await insert(arrivals);
    } catch (reason) {
      const oneRowsFault = reason instanceof StoreError && reason.fault === 'failed' && arrivals.length > 1;
      if (!oneRowsFault) {
        for (const { reject } of arrivals) reject(reason);
        return;
      }
      for (const arrival of arrivals) await insertOrRefuse([arrival]);
    }
  }

  async function commit(): Promise<void> {
    committing = true;
    while (gathering.length > 0) {
      const taken = gathering.splice(0, mostRows);
      await insertOrRefuse(taken);
    }
    committing = false;
  }

  return {
    keep(message) {
      return new Promise((resolve, reject) => {
        gathering.push({ message, resolve, reject });
        // After this turn of the event loop, so that all that came in it is there.
        if (!committing && gathering.length === 1) setImmediate(() => void commit());
      });
    },
    async state({ account }) {
      const rows = await guarded
        .selectFrom('inbox')
        .select(['state', (eb) => eb.fn.countAll<number>().as('messages')])
        .where('organization', '=', account)
        .where('state', '!=', 'done')
        .groupBy('state')
        .execute();
      const count = (state: string) => Number(rows.find((row) => row.state === state)?.messages ?? 0);
      const ends = async (state: 'waiting' | 'done' | 'unreadable', direction: 'asc' | 'desc') => {
        const row = await guarded
          .selectFrom('inbox')
          .select('received_at')
          .where('organization', '=', account)
          .where('state', '=', state)
          .orderBy('received_at', direction)
          .limit(1)
          .executeTakeFirst();
        return row?.received_at;
      };
      const oldestWaitingAt = await ends('waiting', 'asc');
      const lasts = await Promise.all(
        (['waiting', 'done', 'unreadable'] as const).map((state) => ends(state, 'desc')),
      );
      const lastReceivedAt = Math.max(...lasts.map((at) => at ?? 0));
      return {
        waiting: count('waiting'),
        unreadable: count('unreadable'),
        ...(oldestWaitingAt !== undefined && { oldestWaitingAt }),
        ...(lastReceivedAt > 0 && { lastReceivedAt }),
      };
    },
  };
}

/** In the order of the statement's columns. */
function parametersOf({ account, digest, body, trace, receivedAt }: PushedMessage): readonly unknown[] {
  return [account, digest, body, trace, receivedAt, 'waiting'];
}
