import { createGathering } from './batches.ts';
import type { Inbox, InboxState, PushedMessage } from './contract/orders.ts';
import type { RunUnit, UnitTables } from './contract/units.ts';
import type { Database, Locks, ScopedQueries } from './database.ts';
import { StoreError } from './error.ts';
import { type JsonRow, jsonOf, selectJsonRows } from './json-rows.ts';
import { inboxKeyOf } from './migrations/inbox-key.ts';
import { type Places, prepared } from './prepared.ts';
import { keepUnit } from './units.ts';

/** How many messages one statement keeps. */
const atOnce = 500;

/** A message that is to be kept, and the number under which it is tried. */
interface Tried {
  readonly message: PushedMessage;
  key: number;
}

/** Keeps messages in the table `inbox`; {@link UnitTables.keepMessages} is what it promises. */
export function createMessageKeeping(database: Database): UnitTables['keepMessages'] {
  // Past the guard, which reads no rows that come as JSON: the organization is a value beside them.
  const insert = prepared(database.unscoped, (queries, place) => insertionOf(queries, place, database.locks));

  /**
   * Keeps each under its digest's number and gives those that are new. Where that is taken, the whole digest says whether by a
   * repeat; if not, the next number is tried.
   */
  async function keep(
    account: string,
    messages: readonly PushedMessage[],
  ): Promise<readonly PushedMessage[]> {
    const kept: PushedMessage[] = [];
    // Of a message that came twice in one group the first is the new one.
    const first = new Map(messages.toReversed().map((message) => [message.digest, message]));
    let left = [...first.values()].map((message): Tried => ({ message, key: inboxKeyOf(message.digest) }));
    while (left.length > 0) {
      const fresh = await insertAt(account, new Map(left.toReversed().map((tried) => [tried.key, tried])));
      for (const { message } of fresh) kept.push(message);
      const beaten = left.filter((tried) => !fresh.has(tried));
      if (beaten.length === 0) break;
      const found = await digestsAt(account, beaten);
      left = beaten.filter((tried) => {
        const digest = found.get(tried.key);
        if (digest !== undefined) tried.key += 1;
        return digest !== tried.message.digest;
      });
    }
    return kept;
  }

  /** Those whose number was free. */
  async function insertAt(
    organization: string,
    byKey: ReadonlyMap<number, Tried>,
  ): Promise<ReadonlySet<Tried>> {
    // In one order everywhere, so that two processes that keep the same messages never wait for each other.
    const rows = jsonOf([...byKey.values()].sort((one, other) => one.key - other.key).map(rowOf));
    const inserted = await onceMore(() => insert(database, 0, { organization, rows }));
    return new Set(inserted.flatMap(({ key }) => byKey.get(key) ?? []));
  }

  /** The digests that stand where these were tried, by their numbers. */
  async function digestsAt(
    organization: string,
    tried: readonly Tried[],
  ): Promise<ReadonlyMap<number, string>> {
    const keys = tried.map(({ key }) => key);
    const rows = await database.scoped
      .selectFrom('inbox')
      .select(['key', 'digest'])
      .where('organization', '=', organization)
      .where('key', 'in', keys)
      .execute();
    return new Map(rows.map(({ key, digest }) => [key, digest]));
  }

  return async (messages) => {
    const byAccount = Map.groupBy(messages, ({ account }) => account);
    // Together, so that they share a commit.
    const kept = await Promise.all([...byAccount].map(([account, its]) => keep(account, its)));
    const fresh = new Set(kept.flat());
    return messages.map((message) => (fresh.has(message) ? 'new' : 'repeat'));
  };
}

/**
 * {@link Inbox} in the table `inbox`. Read messages stay there so that a repeat is told: a sweep empties their bodies
 * a week after they came and forgets them after thirty days.
 */
export function createInbox({
  database: { scoped: database },
  runUnit,
  pace,
}: {
  readonly database: Pick<Database, 'scoped'>;
  readonly runUnit: RunUnit;
  /** Of the units, see {@link createGathering}. */
  readonly pace?: (() => Promise<void>) | undefined;
}): Inbox {
  return {
    keep: createGathering({ run: (messages) => runUnit(keepUnit, messages), atOnce, pace }),
    async state({ account }) {
      const of = () => database.selectFrom('inbox').where('organization', '=', account);
      const count = (rows: ReturnType<typeof of>) =>
        rows.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      const [waiting, unreadable, times] = await Promise.all([
        count(of().where('settled_at', 'is', null)),
        count(of().where('unreadable', 'is not', null)),
        inboxTimes(database, account),
      ]);
      return { waiting: waiting.count, unreadable: unreadable.count, ...times };
    },
  };
}

/** When the oldest message came that waits, and the last of all; each has an index that ends with it. */
export async function inboxTimes(
  database: ScopedQueries,
  account: string,
): Promise<Pick<InboxState, 'oldestWaitingAt' | 'lastReceivedAt'>> {
  const received = async (settled: 'is' | 'is not', order: 'asc' | 'desc') => {
    const row = await database
      .selectFrom('inbox')
      .select('received_at')
      .where('organization', '=', account)
      .where('settled_at', settled, null)
      .orderBy('received_at', order)
      .limit(1)
      .executeTakeFirst();
    return row?.received_at;
  };
  const [oldest, lastWaiting, lastSettled] = await Promise.all([
    received('is', 'asc'),
    received('is', 'desc'),
    received('is not', 'desc'),
  ]);
  const last = Math.max(lastWaiting ?? 0, lastSettled ?? 0);
  return {
    ...(oldest !== undefined && { oldestWaitingAt: oldest }),
    ...(last > 0 && { lastReceivedAt: last }),
  };
}

function rowOf({ message: { digest, body, trace, receivedAt }, key }: Tried): JsonRow {
  return [key, digest, body, trace, receivedAt];
}

/** Keeps those of the rows whose place is free, and gives their keys. */
function insertionOf(queries: ScopedQueries, place: Places, locks: Locks) {
  return queries
    .insertInto('inbox')
    .columns(['organization', 'key', 'digest', 'body', 'trace', 'received_at'])
    .expression(
      selectJsonRows({
        locks,
        organization: place('organization'),
        rows: place('rows'),
        types: ['bigint', 'text', 'text', 'text', 'bigint'],
      }),
    )
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doNothing())
    .returning('key');
}

/**
 * Does it again where the connection broke: a message that can't be kept now only comes again in half an hour. One that
 * was kept in spite of it is then told as a repeat.
 */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.fault === 'unreachable') return work();
    throw thrown;
  }
}
