import { type Parcel, parcelStates } from './order.ts';
import { asSet, type KeptParcel, type OrderState } from './state.ts';

/** What 1688's logistics messages call a parcel's states (xport-api.md, section 6). */
const states: Readonly<Record<string, Parcel['state']>> = {
  CONSIGN: 'consigned',
  ACCEPT: 'accepted',
  TRANSPORT: 'moving',
  DELIVERING: 'delivering',
  AGENT_SIGN: 'at pickup',
  SIGN: 'signed',
  FAILED: 'failed',
};

/** `unknown` for a word that is not listed. */
export function parcelState(word: string): Parcel['state'] {
  const name = word.trim().toUpperCase();
  return Object.hasOwn(states, name) ? (states[name] ?? 'unknown') : 'unknown';
}

/** One thing that is said of a parcel. */
export function keptParcel(given: {
  readonly mailNo: string;
  readonly carrier?: string | undefined;
  /** The state's own word; without one nothing is said of it. */
  readonly word?: string | undefined;
  readonly at?: number | undefined;
}): KeptParcel {
  const { mailNo, carrier, word, at } = given;
  const state = word === undefined ? 'unknown' : parcelState(word);
  return {
    mailNo,
    carrier,
    state,
    raw: state === 'unknown' ? word : undefined,
    at,
    firstAt: at,
  };
}

/**
 * Two things said of one parcel in one: the same whichever came first, and however often. A signed parcel stays signed;
 * else what happened later counts, for these times are the carrier's own.
 */
export function joinParcel(one: KeptParcel, other: KeptParcel): KeptParcel {
  const last = isAfter(other, one) ? other : one;
  return {
    mailNo: one.mailNo,
    // A code comes before a name in Chinese, and can be named in any language.
    carrier: smaller(one.carrier, other.carrier),
    state: last.state,
    raw: last.raw,
    at: last.at,
    firstAt: smaller(one.firstAt, other.firstAt),
  };
}

/** By what decides, then by everything else, so that the order has no ties but between equals. */
function isAfter(one: KeptParcel, other: KeptParcel): boolean {
  const keys = ({ state, at = -1, raw = '' }: KeptParcel) => {
    const says = state !== 'unknown' || raw !== '';
    return [state === 'signed' ? 1 : 0, says ? 1 : 0, at, parcelStates.indexOf(state), raw] as const;
  };
  const [first, second] = [keys(one), keys(other)];
  for (const [place, key] of first.entries()) {
    const against = second[place] ?? '';
    if (key !== against) return key > against;
  }
  return false;
}

function smaller<Value extends number | string>(
  one: Value | undefined,
  other: Value | undefined,
): Value | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** `state` with what is said of parcels joined to it. */
export function withParcels(
  state: OrderState,
  parcels: readonly KeptParcel[],
  replaced: readonly string[] = [],
): OrderState {
  if (parcels.length === 0 && replaced.length === 0) return state;
  const byNumber = new Map(state.parcels.map((parcel) => [parcel.mailNo, parcel]));
  for (const parcel of parcels) {
    const known = byNumber.get(parcel.mailNo);
    byNumber.set(parcel.mailNo, known === undefined ? parcel : joinParcel(known, parcel));
  }
  const sorted = [...byNumber.values()].sort((one, other) => (one.mailNo < other.mailNo ? -1 : 1));
  return { ...state, parcels: sorted, replaced: asSet([...state.replaced, ...replaced]) };
}

/** The parcels that are under way or have arrived, without numbers that others stand in for. */
export function presentParcels({ parcels, replaced }: OrderState): readonly KeptParcel[] {
  return parcels.filter(({ mailNo }) => !replaced.includes(mailNo));
}
