import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import { backoffMs, createLoop, type Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { StoredOrder } from '../store/contract/orders.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { XportError } from '../xport/errors.ts';
import { applyUpdates } from './apply-updates.ts';
import type { UpdateSource } from './order-update.ts';

/** How many orders are asked about at once. */
const mostAtOnce = 3;

/** After how long an order is asked about again whose asker died. */
const againMs = 2 * minuteMs;

const firstWaitMs = 30_000;
const longestWaitMs = 30 * minuteMs;

/** How often the partner may refuse to speak of an order before it is left alone until its next message. */
const mostRefusals = 6;

/** How many orders' failures are remembered; the longest known goes first. */
const mostRemembered = 10_000;

const restMs = 5000;

/** What loops over the partner's API are made of. */
export interface PartnerLoopDeps {
  readonly store: Pick<NewsStore, 'orders' | 'signals' | 'turns'>;
  readonly sources: UpdateSource;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Asks the partner's API about orders that a message left in doubt, a few at a time. */
export function createOrderCheck({ store, sources, account, clock, random, log }: PartnerLoopDeps): Loop {
  const { orders, signals } = store;
  const stopped = new AbortController();
  const failures = new Map<string, number>();

  async function turn(): Promise<number> {
    const again = clock.now() + againMs;
    const due = await orders.claimDue({ account, what: 'ask', limit: mostAtOnce, again });
    await Promise.all(due.map(ask));
    return due.length === mostAtOnce ? 0 : restMs;
  }

  async function ask({ orderId, state }: StoredOrder): Promise<void> {
    let updates: Awaited<ReturnType<UpdateSource['ask']>>;
    try {
      updates = await sources.ask({ orderId, known: state }, stopped.signal);
    } catch (thrown) {
      await putOff(orderId, thrown);
      return;
    }
    failures.delete(orderId);
    const trace = random.token(12);
    const heardAt = clock.now();
    const applied = await orders.transact(async (transaction) => {
      await setAskAt(transaction, orderId, undefined);
      const incoming = updates.map((update) => ({ update, trace, heardAt, looked: true, origin: orderId }));
      return applyUpdates(transaction, { account, incoming, now: clock.now() });
    });
    for (const fault of applied.failed.values()) {
      log.error({ err: fault, trace, orderId }, 'what the partner says of an order can not be joined');
    }
    log.info({ trace, orderId, changed: applied.changed }, 'the partner was asked about an order');
    if (applied.deliveries > 0) signals.wake('outbox');
  }

  async function putOff(orderId: string, fault: unknown): Promise<void> {
    if (stopped.signal.aborted) return;
    const failed = failures.get(orderId) ?? 0;
    setNewest(failures, orderId, failed + 1, mostRemembered);
    const refused = fault instanceof XportError && fault.fault.kind === 'refused';
    const left = refused && failed + 1 >= mostRefusals;
    const waitMs = backoffMs({ failed, firstMs: firstWaitMs, longestMs: longestWaitMs, random });
    log.warn({ err: fault, orderId, failed: failed + 1, left }, 'the partner does not speak of an order');
    await orders.transact((transaction) =>
      setAskAt(transaction, orderId, left ? undefined : clock.now() + waitMs),
    );
  }

  async function setAskAt(
    transaction: Parameters<Parameters<typeof orders.transact>[0]>[0],
    orderId: string,
    askAt: number | undefined,
  ): Promise<void> {
    const known = (await transaction.orders({ account, orderIds: [orderId] })).get(orderId);
    if (known !== undefined) await transaction.saveOrders({ account, orders: [{ ...known, askAt }] });
  }

  const loop = createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'orders in doubt could not be asked about'),
    restMs,
    gatherMs: restMs,
    clock,
    random,
  });
  return {
    ...loop,
    stop() {
      stopped.abort(new Error('the bot stops'));
      return loop.stop();
    },
  };
}
