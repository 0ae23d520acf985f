import type { Clock } from '../runtime/clock.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { OrderTransaction, PushedMessage } from '../store/contract/orders.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { StoreError } from '../store/error.ts';
import { applyUpdates, type Incoming } from './apply-updates.ts';
import { createLoop, type Loop } from './loop.ts';
import type { UpdateSource } from './order-update.ts';

/** How many messages one transaction reads, as long as that takes no longer than {@link longMs}. */
const mostMessages = 200;
const fewMessages = 10;

/** On SQLite no caller is answered while a transaction works: one that takes longer reads too much at once. */
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

interface ReaderDeps {
  readonly store: Pick<NewsStore, 'orders' | 'signals'>;
  readonly sources: Pick<UpdateSource, 'ofMessage'>;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Those that are just being taken; none where another process does that. */
  readonly inFlight?: InFlight;
}

/** What one transaction did. */
interface Round {
  readonly messages: number;
  readonly deliveries: number;
}

/**
 * Reads the messages that wait into orders and deliveries, the oldest first and many in one transaction, so that a
 * message is settled exactly when all that follows from it is kept. One that can't be read is marked and never holds
 * up the others.
 */
export function createReader({ store, sources, account, clock, random, log, inFlight }: ReaderDeps): Loop {
  let limit = mostMessages;
  let readAt = clock.now();
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
    const ago = clock.now() - readAt;
    if ((inFlight?.peak() ?? 0) >= crowded && ago >= 0 && ago < crowdedMs) return lookAgainMs;
    readAt = clock.now();
    try {
      const round = await store.orders.transact((transaction) => read(transaction));
      aloneFailed = 0;
      const asMany = round.messages >= limit;
      // Fewer at once where that took long; back to many step by step, also since what failed as part of many may
      // come again.
      const long = clock.now() - readAt > longMs;
      limit = long ? Math.max(fewMessages, Math.floor(limit / 2)) : Math.min(mostMessages, limit * 2);
      if (round.deliveries > 0) store.signals.wake('lanes');
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

  async function read(transaction: OrderTransaction): Promise<Round> {
    const messages = await transaction.takeMessages({ account, limit });
    if (messages.length === 0) return { messages: 0, deliveries: 0 };
    const unreadable = new Set<string>();
    const incoming: Incoming[] = [];
    for (const message of messages) {
      const found = tidingsOf(message);
      if ('unreadable' in found) {
        mark(message, { why: found.unreadable });
        unreadable.add(message.digest);
        continue;
      }
      const { trace, digest: origin, receivedAt: heardAt } = message;
      incoming.push(...found.updates.map((update) => ({ update, trace, heardAt, looked: false, origin })));
    }
    const { failed, deliveries } = await applyUpdates(transaction, { account, incoming, now: clock.now() });
    for (const message of messages.filter(({ digest }) => failed.has(digest))) {
      mark(message, { err: failed.get(message.digest) });
      unreadable.add(message.digest);
    }
    const digests = messages.map(({ digest }) => digest);
    const done = digests.filter((digest) => !unreadable.has(digest));
    if (done.length > 0) await transaction.settleMessages({ account, digests: done, as: 'done' });
    if (unreadable.size > 0) {
      await transaction.settleMessages({ account, digests: [...unreadable], as: 'unreadable' });
    }
    const traces = messages.map(({ trace }) => trace);
    log.debug({ traces, deliveries }, 'pushed messages were read');
    return { messages: messages.length, deliveries };
  }

  function tidingsOf(message: PushedMessage): ReturnType<UpdateSource['ofMessage']> {
    try {
      return sources.ofMessage(message);
    } catch (thrown) {
      log.error({ err: thrown, trace: message.trace }, 'reading a message failed');
      return { unreadable: 'reading it failed' };
    }
  }

  function mark({ trace }: PushedMessage, why: object): void {
    log.error({ trace, ...why }, 'a pushed message can not be read: it is kept and marked');
  }

  async function giveUp(transaction: OrderTransaction, fault: unknown): Promise<void> {
    const [message] = await transaction.takeMessages({ account, limit: 1 });
    if (message === undefined) return;
    await transaction.settleMessages({ account, digests: [message.digest], as: 'unreadable' });
    mark(message, { err: fault });
    aloneFailed = 0;
  }

  return loop;
}

/** The store's own trouble, which says nothing about what was to be kept. */
function isPassing(thrown: unknown): boolean {
  return thrown instanceof StoreError && thrown.fault !== 'failed';
}
