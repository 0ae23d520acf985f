import type { OrderTransaction, PushedMessage } from '../store/contract/orders.ts';
import { applyUpdates, type Incoming } from './apply-updates.ts';
import type { UpdateSource } from './order-update.ts';

/** What one transaction is to read. */
export interface ReadOrder {
  readonly account: string;
  /** How many messages at most. */
  readonly limit: number;
  /** Ms since 1970 UTC. */
  readonly now: number;
  /** The copy that the store was last restored from: a message that it holds may have been read and told since. */
  readonly restored?: { readonly madeAt: number; readonly restoredAt?: number | undefined } | undefined;
}

/** Why a message could not be read. */
interface Unread {
  readonly trace: string;
  readonly why: string;
  /** What was thrown, where something was. */
  readonly fault?: { readonly name: string; readonly message: string; readonly stack: string } | undefined;
}

/** What one transaction did. */
export interface ReadRound {
  readonly messages: number;
  readonly deliveries: number;
  readonly traces: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Reads the messages that wait into orders and deliveries, the oldest first. Only within a transaction, so that a message is
 * settled exactly when all that follows from it is kept. One that can't be read is marked and never holds up the others.
 */
export async function readMessages(
  transaction: OrderTransaction,
  { account, limit, now, restored }: ReadOrder,
  ofMessage: UpdateSource['ofMessage'],
): Promise<ReadRound> {
  const messages = await transaction.takeMessages({ account, limit });
  const unread = new Map<number, Unread>();
  const incoming: Incoming[] = [];
  for (const message of messages) {
    const { id, trace, digest: origin, receivedAt: heardAt } = message;
    const found = updatesOf(message, ofMessage);
    if ('why' in found) {
      unread.set(id, { trace, ...found });
      continue;
    }
    // A copy also holds what was stored while it was made.
    const isCopied = restored?.restoredAt !== undefined && heardAt <= restored.restoredAt;
    const copiedAt = isCopied ? restored.madeAt : undefined;
    const of = { trace, heardAt, looked: false, origin, copiedAt };
    incoming.push(...found.updates.map((update) => ({ update, ...of })));
  }
  const { failed, deliveries } =
    incoming.length > 0
      ? await applyUpdates(transaction, { account, incoming, now })
      : { failed: new Map<string, unknown>(), deliveries: 0 };
  for (const { id, trace, digest } of messages.filter((message) => failed.has(message.digest))) {
    unread.set(id, { trace, why: 'joining it failed', fault: faultOf(failed.get(digest)) });
  }
  const done = messages.flatMap(({ id }) => (unread.has(id) ? [] : [id]));
  if (done.length > 0) await transaction.settleMessages({ account, ids: done, as: 'done' });
  const idOf = new Map(messages.map(({ digest, id }) => [digest, id]));
  const about = incoming.flatMap(({ update: { orderId }, origin }) => {
    const id = idOf.get(origin);
    return id === undefined ? [] : [{ id, orderId }];
  });
  if (about.length > 0) await transaction.noteMessages({ account, about });
  if (unread.size > 0) {
    await transaction.settleMessages({ account, ids: [...unread.keys()], as: 'unreadable' });
  }
  const traces = messages.map(({ trace }) => trace);
  return { messages: messages.length, deliveries, traces, unread: [...unread.values()] };
}

function updatesOf(message: PushedMessage, ofMessage: UpdateSource['ofMessage']) {
  try {
    const found = ofMessage(message);
    return 'unreadable' in found ? { why: found.unreadable } : found;
  } catch (thrown) {
    return { why: 'reading it failed', fault: faultOf(thrown) };
  }
}

function faultOf(thrown: unknown): Unread['fault'] {
  if (!(thrown instanceof Error)) return { name: 'unknown fault', message: '', stack: '' };
  return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' };
}
