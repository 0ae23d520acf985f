import type { Clock } from '../runtime/clock.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { Log } from '../runtime/log.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { Copy } from '../store/contract/copies.ts';
import type { OrderTransaction } from '../store/contract/orders.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { StoreError } from '../store/error.ts';
import type { UpdateSource } from './order-update.ts';
import { type ReadOrder, readMessages } from './read-messages.ts';
import type { TimedRound } from './read-unit.ts';

/** How many messages one transaction reads, as long as that takes no longer than {@link longMs}. */
const mostMessages = 200;
const fewMessages = 10;

/** On SQLite nothing else is written while a transaction works: one that takes longer reads too much at once. */
const longMs = 15;

/** Wake-ups within this time share a transaction, and the answers to what was pushed go out before it begins. */
const gatherMs = 20;
const restMs = 3000;

/**
 * While as many messages as this are being taken at once, reading gives way: the partner waits for each of them for one
 * second only. But something is read every {@link crowdedMs}.
 */
const crowded = 24;
const crowdedMs = 1000;
const lookAgainMs = 50;

/** A transaction that fails with one message alone, as often as this, fails because of that message. */
const blamedAfter = 3;

/** Told of messages that were read in one transaction, by what the log calls them, and how long that took. */
export type MessagesRead = (read: {
  readonly traces: readonly string[];
  readonly outcome: 'read' | 'unreadable';
  readonly ms: number;
}) => void;

/** Reads messages that wait, in one transaction, as {@link readMessages} does. */
export type ReadBatch = (order: ReadOrder) => Promise<TimedRound>;

interface ReaderDeps {
  readonly store: Pick<NewsStore, 'orders' | 'signals'>;
  readonly sources: Pick<UpdateSource, 'ofMessage'>;
  /** Reads as one transaction what `sources` would; left out, that is done here. */
  readonly readBatch?: ReadBatch | undefined;
  readonly account: string;
  /** The copy that the store was last restored from: a message that it holds may have been read and told since. */
  readonly restored?: Copy | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Those that are just being taken; none where another process does that. */
  readonly inFlight?: InFlight;
  readonly measure?: MessagesRead | undefined;
}

/**
 * Reads the messages that wait into orders and deliveries, the oldest first and many in one transaction, so that a
 * message is settled exactly when all that follows from it is kept. One that can't be read is marked and never holds
 * up the others.
 */
export function createReader({
  store,
  sources,
  readBatch,
  account,
  restored,
  clock,
  random,
  log,
  inFlight,
  measure,
}: ReaderDeps): Loop {
  let limit = mostMessages;
  let readAt = clock.elapsed();
  let aloneFailed = 0;

  const loop = createLoop({
    turn,
    onFault: (error, inARow) => {
      log.error({ err: error, inARow, limit }, 'pushed messages could not be read: they wait');
    },
    restMs,
    gatherMs,
    clock,
    random,
  });

  async function turn(): Promise<number> {
    const ago = clock.elapsed() - readAt;
    if ((inFlight?.peak() ?? 0) >= crowded && ago < crowdedMs) return lookAgainMs;
    readAt = clock.elapsed();
    try {
      const round = await read();
      const { traces, deliveries } = round;
      for (const { trace, why, fault } of round.unread)
        mark({ trace }, { why, ...(fault && { err: fault }) });
      if (round.messages > 0) log.debug({ traces, deliveries }, 'pushed messages were read');
      aloneFailed = 0;
      tell(round, clock.elapsed() - readAt);
      const asMany = round.messages >= limit;
      // Fewer at once where that took long; back to many step by step, also since what failed as part of many may
      // come again.
      const long = round.workMs > longMs;
      limit = long ? Math.max(fewMessages, Math.floor(limit / 2)) : Math.min(mostMessages, limit * 2);
      if (round.deliveries > 0) store.signals.wake('outbox');
      return asMany ? 0 : restMs;
    } catch (thrown) {
      if (isPassing(thrown)) throw thrown;
      if (limit > 1) {
        limit = Math.ceil(limit / 4);
      } else {
        aloneFailed += 1;
        if (aloneFailed >= blamedAfter)
          await store.orders.transact((transaction) => giveUp(transaction, thrown));
      }
      throw thrown;
    }
  }

  function tell({ traces, unread }: TimedRound, ms: number): void {
    const unreadable = new Set(unread.map(({ trace }) => trace));
    const of = { read: traces.filter((trace) => !unreadable.has(trace)), unreadable: [...unreadable] };
    for (const outcome of ['read', 'unreadable'] as const) {
      if (of[outcome].length > 0) measure?.({ traces: of[outcome], outcome, ms });
    }
  }

  async function read(): Promise<TimedRound> {
    const order = { account, limit, now: clock.now(), restored: copyOf(restored) };
    if (readBatch !== undefined) return readBatch(order);
    const round = await store.orders.transact((transaction) =>
      readMessages(transaction, order, sources.ofMessage),
    );
    return { ...round, workMs: clock.elapsed() - readAt };
  }

  function mark({ trace }: { readonly trace: string }, why: object): void {
    log.error({ trace, ...why }, 'a pushed message can not be read: it is kept and marked');
  }

  async function giveUp(transaction: OrderTransaction, fault: unknown): Promise<void> {
    const [message] = await transaction.takeMessages({ account, limit: 1 });
    if (message === undefined) return;
    await transaction.settleMessages({ account, ids: [message.id], as: 'unreadable' });
    mark(message, { err: fault });
    aloneFailed = 0;
  }

  return loop;
}

/** What of the copy crosses to another thread. */
function copyOf(restored: Copy | undefined): ReadOrder['restored'] {
  return restored && { madeAt: restored.madeAt, restoredAt: restored.restoredAt };
}

/** The store's own trouble, which says nothing about what was to be kept. */
function isPassing(thrown: unknown): boolean {
  return thrown instanceof StoreError && thrown.fault !== 'failed';
}
