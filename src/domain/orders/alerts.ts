import { type DerivedOrder, deriveOrder } from './derived-order.ts';
import type { News } from './news.ts';
import { presentParcels } from './parcels.ts';
import { asSet, type OrderState } from './state.ts';
import { phaseByFacts } from './status.ts';

/** How long an order may stand still before its watchers are told, ms. */
export interface Patience {
  readonly unpaidMs: number;
  readonly unshippedMs: number;
  readonly stalledMs: number;
}

/** What came of {@link alertsDue}. */
export interface Alerted {
  /** Remembers what was told. */
  readonly state: OrderState;
  readonly news: readonly News[];
  /** When to look next, ms since 1970 UTC; `undefined` where nothing is awaited. */
  readonly checkAt: number | undefined;
}

/** A step that has not been taken, and when that is to be told. */
interface Awaited {
  readonly cause: string;
  readonly at: number;
  readonly news: News;
}

/**
 * What should have happened to the order by `now` (ms since 1970 UTC) and has not: that it is paid, that it is shipped,
 * that each parcel moves. Each cause is told once an order, a standstill once a parcel. Pure.
 */
export function alertsDue(state: OrderState, now: number, patience: Patience): Alerted {
  const pending = pendingOf(state, deriveOrder(state), patience);
  const due = pending.filter(({ at }) => at <= now);
  const next = pending.filter(({ at }) => at > now).map(({ at }) => at);
  return {
    state:
      due.length === 0
        ? state
        : { ...state, alerted: asSet([...state.alerted, ...due.map(({ cause }) => cause)]) },
    news: due.map(({ news }) => news),
    checkAt: next.length === 0 ? undefined : Math.min(...next),
  };
}

/**
 * When {@link alertsDue} has to be asked, ms since 1970 UTC, which may be past; `undefined` where nothing is awaited. For
 * the caller that has just changed the order, and has derived it.
 */
export function nextCheckAt(
  state: OrderState,
  derived: DerivedOrder,
  patience: Patience,
): number | undefined {
  const pending = pendingOf(state, derived, patience);
  return pending.length === 0 ? undefined : Math.min(...pending.map(({ at }) => at));
}

/** What is awaited and was not told yet. */
function pendingOf(state: OrderState, derived: DerivedOrder, patience: Patience): readonly Awaited[] {
  return awaited(state, derived, patience).filter(({ cause }) => !state.alerted.includes(cause));
}

function awaited(
  state: OrderState,
  { order: { times, phase, passed }, phases }: DerivedOrder,
  { unpaidMs, unshippedMs, stalledMs }: Patience,
): readonly Awaited[] {
  const heard = heardAt(state);
  const after = (since: number | undefined, ms: number) => {
    const from = since ?? heard;
    return from === undefined ? undefined : from + ms;
  };
  const one = (cause: 'unpaid' | 'unshipped' | 'stalled', at: number | undefined): readonly Awaited[] =>
    at === undefined ? [] : [{ cause, at, news: { kind: cause, at } }];
  const known = phase === 'unknown' ? phaseByFacts(passed) : phase;
  switch (known) {
    case 'awaiting payment':
      // An order of which nothing at all is known is not called unpaid.
      if (!phases.includes(known)) return [];
      return one('unpaid', after(times.created, unpaidMs));
    case 'awaiting shipment':
      return one('unshipped', after(times.paid, unshippedMs));
    case 'partly shipped':
    case 'shipped': {
      const parcels = presentParcels(state);
      if (parcels.length === 0) return one('stalled', after(times.shipped, stalledMs));
      return parcels.flatMap(({ mailNo, at, state: where }): readonly Awaited[] => {
        const due = after(at ?? times.shipped, stalledMs);
        if (where === 'signed' || where === 'returned' || due === undefined) return [];
        return [{ cause: `stalled ${mailNo}`, at: due, news: { kind: 'stalled', at: due, mailNo } }];
      });
    }
    default:
      return [];
  }
}

/** The earliest time that is known of the order at all. */
function heardAt({ said, answer }: OrderState): number | undefined {
  const times = [answer?.askedAt, ...said.map(({ at }) => at)].filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
