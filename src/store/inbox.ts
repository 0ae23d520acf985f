import { createGathering } from './batches.ts';
import type { Inbox, InboxState, PushedMessage } from './contract/orders.ts';
import type { ScopedQueries } from './database.ts';
import { StoreError } from './error.ts';

/** How many messages one statement keeps: five parameters each. */
const atOnce = 500;

/**
 * {@link Inbox} in the table `inbox`. Read messages stay there so that a repeat is told: a sweep empties their bodies
 * a week after they came and forgets them after thirty days.
 */
export function createInbox({ database }: { readonly database: ScopedQueries }): Inbox {
  async function insert(messages: readonly PushedMessage[]): Promise<readonly ('new' | 'repeat')[]> {
    const rows = messages.map(({ account, digest, body, trace, receivedAt }) => ({
      organization: account,
      digest,
      body,
      trace,
      received_at: receivedAt,
    }));
    const statement = database
      .insertInto('inbox')
      // In one order everywhere, so that two processes that keep the same messages never wait for each other.
      .values(rows.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)))
      .onConflict((conflict) => conflict.columns(['organization', 'digest']).doNothing())
      .returning(['organization', 'digest']);
    const kept = await onceMore(() => statement.execute());
    const fresh = new Set(kept.map(keyOf));
    // Of a message that came twice in one group the first is the new one.
    return messages.map(({ account, digest }) =>
      fresh.delete(keyOf({ organization: account, digest })) ? 'new' : 'repeat',
    );
  }

  return {
    keep: createGathering({ run: insert, atOnce }),
    async state({ account }) {
      const [waiting, unreadable, received] = await Promise.all([
        waitingOf(account),
        unreadableOf(account),
        Promise.all([lastReceived(account, 'is'), lastReceived(account, 'is not')]),
      ]);
      const lastReceivedAt = Math.max(...received.map((at) => at ?? 0));
      return { ...waiting, ...(lastReceivedAt > 0 ? { lastReceivedAt } : {}), unreadable };
    },
  };

  async function waitingOf(
    account: string,
  ): Promise<Pick<InboxState, 'waiting'> & Partial<Pick<InboxState, 'oldestWaitingAt'>>> {
    const row = await database
      .selectFrom('inbox')
      .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('received_at').as('oldest')])
      .where('organization', '=', account)
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { waiting: row.waiting, ...(row.waiting > 0 ? { oldestWaitingAt: row.oldest } : {}) };
  }

  async function unreadableOf(account: string): Promise<number> {
    const { unreadable } = await database
      .selectFrom('inbox')
      .select(({ fn }) => fn.countAll<number>().as('unreadable'))
      .where('organization', '=', account)
      .where('unreadable', 'is not', null)
      .executeTakeFirstOrThrow();
    return unreadable;
  }

  /** Of those that wait (`is`), or of those that were settled (`is not`): each has an index that ends with it. */
  async function lastReceived(account: string, settled: 'is' | 'is not'): Promise<number | undefined> {
    const row = await database
      .selectFrom('inbox')
      .select('received_at')
      .where('organization', '=', account)
      .where('settled_at', settled, null)
      .orderBy('received_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.received_at;
  }
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

function keyOf({ organization, digest }: { organization: string; digest: string }): string {
  return `${organization}\n${digest}`;
}
