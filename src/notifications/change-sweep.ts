import { dayMs, minuteMs } from '../runtime/durations.ts';
import { backoffMs, createLoop, type Loop } from '../runtime/loop.ts';
import { applyUpdates } from './apply-updates.ts';
import type { PartnerLoopDeps } from './order-check.ts';

/** The name of the turn, and of the note that says when the last good sweep began. */
const sweepTurn = 'sweep';

/** Changes that the partner may list only some time after they happened. */
const overlapMs = 10 * minuteMs;

/** How far the first sweep of all looks back: as long as a message that fails is pushed again, and a good deal more. */
const firstLookMs = 3 * dayMs;

/** How long the turn is held from one page to the next. */
const holdMs = 2 * minuteMs;

/** Far more than any account has; a list without an end must not keep the bot busy for ever. */
const mostPages = 2000;

const firstWaitMs = 30_000;

/**
 * Lists, at its start and whenever `everyMs` have gone by, the orders changed since the last sweep that read its list
 * to the end, and repairs what no message told. One process at a time does so.
 */
export function createChangeSweep({
  store,
  sources,
  account,
  everyMs,
  clock,
  random,
  log,
}: PartnerLoopDeps & { readonly everyMs: number }): Loop {
  const { orders, turns, signals } = store;
  const stopped = new AbortController();
  const turnOf = { organization: account, name: sweepTurn, holder: random.token(16) };
  let first = true;
  let failed = 0;

  async function turn(): Promise<number> {
    const now = clock.now();
    const mark = await readMark(turns, account);
    // A mark in the future is of a clock that was set back since.
    const dueIn = mark === undefined || mark > now ? 0 : mark + everyMs - now;
    if (!first && dueIn > 0) return dueIn;
    if (!(await turns.take({ ...turnOf, holdMs }))) return Math.min(everyMs, holdMs);
    try {
      await sweep(Math.min(mark ?? now - firstLookMs, now) - overlapMs);
    } catch (thrown) {
      await turns.end(turnOf);
      if (stopped.signal.aborted) return everyMs;
      const waitMs = backoffMs({ failed, firstMs: firstWaitMs, longestMs: everyMs, random });
      failed += 1;
      log.warn({ err: thrown, failed }, 'the sweep of changed orders was not finished');
      return waitMs;
    }
    await turns.end({ ...turnOf, note: String(now) });
    first = false;
    failed = 0;
    return everyMs;
  }

  async function sweep(since: number): Promise<void> {
    let changed = 0;
    for (let page = 1; page <= mostPages; page += 1) {
      const found = await sources.changed({ since, page }, stopped.signal);
      changed += await enter(found.updates);
      if (!found.more) {
        log.info({ pages: page, changed }, 'changed orders were swept');
        return;
      }
      if (!(await turns.take({ ...turnOf, holdMs }))) throw new Error('another process sweeps');
    }
    throw new Error(`the list of changed orders has no end after ${mostPages} pages`);
  }

  async function enter(updates: Awaited<ReturnType<typeof sources.changed>>['updates']): Promise<number> {
    if (updates.length === 0) return 0;
    const trace = random.token(12);
    const heardAt = clock.now();
    const applied = await orders.transact((transaction) => {
      const incoming = updates.map((update) => ({
        update,
        trace,
        heardAt,
        looked: true,
        origin: update.orderId,
      }));
      return applyUpdates(transaction, { account, incoming, now: clock.now() });
    });
    for (const [orderId, fault] of applied.failed) {
      log.error({ err: fault, trace, orderId }, 'what the partner lists of an order can not be joined');
    }
    if (applied.deliveries > 0) {
      log.info({ trace, deliveries: applied.deliveries }, 'a sweep found news that no message told');
      signals.wake('outbox');
    }
    return applied.changed;
  }

  const loop = createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'changed orders could not be swept'),
    restMs: everyMs,
    gatherMs: 0,
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

/** When the last good sweep began; `undefined` before the first. */
export async function readMark(
  turns: PartnerLoopDeps['store']['turns'],
  account: string,
): Promise<number | undefined> {
  const note = await turns.note({ organization: account, name: sweepTurn });
  return note !== undefined && /^\d{1,15}$/.test(note) ? Number(note) : undefined;
}
