import { minuteMs } from '../runtime/durations.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import { applyUpdates } from './apply-updates.ts';
import type { PartnerLoopDeps } from './order-check.ts';

const mostAtOnce = 100;
const againMs = 2 * minuteMs;
const restMs = 15_000;

/** Looks, when the time has come, whether something that should have happened to an order has not. */
export function createAlertCheck({ store, sources, account, clock, random, log }: PartnerLoopDeps): Loop {
  async function turn(): Promise<number> {
    const now = clock.now();
    const due = await store.orders.claimDue({
      account,
      what: 'check',
      limit: mostAtOnce,
      again: now + againMs,
    });
    if (due.length === 0) return restMs;
    const trace = random.token(12);
    const applied = await store.orders.transact((transaction) => {
      const incoming = due.map(({ orderId }) => ({
        update: sources.check(orderId),
        trace,
        heardAt: now,
        looked: false,
        origin: orderId,
      }));
      return applyUpdates(transaction, { account, incoming, now });
    });
    for (const [orderId, fault] of applied.failed) {
      log.error({ err: fault, trace, orderId }, 'an order could not be looked over');
    }
    if (applied.deliveries > 0) {
      log.info({ trace, orders: applied.changed }, 'orders need somebody');
      store.signals.wake('outbox');
    }
    return due.length === mostAtOnce ? 0 : restMs;
  }

  return createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'orders could not be looked over'),
    restMs,
    gatherMs: restMs,
    clock,
    random,
  });
}
