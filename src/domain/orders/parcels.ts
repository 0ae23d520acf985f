import { type Parcel, parcelStates } from './order.ts';
import { parcelState } from './parcel-words.ts';
import { asSet, type KeptParcel, type OrderState } from './state.ts';

/** One thing that is said of a parcel. */
export function keptParcel(given: {
  readonly mailNo: string;
  /** The carrier's code, or its name. */
  readonly carrier?: string | undefined;
  /** The carrier's name, where `carrier` is its code. */
  readonly carrierName?: string | undefined;
  /** The state's own word; without one, and without a state, nothing is said of it. */
  readonly word?: string | undefined;
  readonly state?: Parcel['state'] | undefined;
  readonly at?: number | undefined;
}): KeptParcel {
  const { mailNo, carrier, carrierName, word, at } = given;
  const state = given.state ?? (word === undefined ? 'unknown' : parcelState(word));
  return {
    mailNo,
    carrier: carrier ?? carrierName,
    carrierName: carrier === undefined ? undefined : carrierName,
    state,
    raw: state === 'unknown' ? word : undefined,
    at,
    firstAt: at,
    back: state === 'returning' || state === 'returned' ? true : undefined,
  };
}

/**
 * Two things said of one parcel in one: the same whichever came first, and however often. A parcel that was signed for,
 * or is with its sender again, stays so; else what happened later counts, for these times are the carrier's own.
 */
function joinParcel(one: KeptParcel, other: KeptParcel): KeptParcel {
  const last = isAfter(other, one) ? other : one;
  return {
    mailNo: one.mailNo,
    ...joinCarriers(one, other),
    state: last.state,
    raw: last.raw,
    at: last.at,
    firstAt: smaller(one.firstAt, other.firstAt),
    back: one.back ?? other.back,
  };
}

/** The code, which can be named in any language, and a name beside it. What is one of the two comes as either. */
function joinCarriers(one: KeptParcel, other: KeptParcel): Pick<KeptParcel, 'carrier' | 'carrierName'> {
  const given = [one.carrier, one.carrierName, other.carrier, other.carrierName].filter(
    (each) => each !== undefined,
  );
  const isCode = (each: string) => /^[\w-]+$/.test(each);
  const code = given.filter(isCode).sort()[0];
  const name = given.filter((each) => !isCode(each)).sort()[0];
  return code === undefined
    ? { carrier: name, carrierName: undefined }
    : { carrier: code, carrierName: name };
}

/** By what decides, then by everything else, so that the order has no ties but between equals. */
function isAfter(one: KeptParcel, other: KeptParcel): boolean {
  const keys = ({ state, at = -1, raw = '' }: KeptParcel) => {
    const says = state !== 'unknown' || raw !== '';
    return [isDelivered(state) ? 1 : 0, says ? 1 : 0, at, parcelStates.indexOf(state), raw] as const;
  };
  const [first, second] = [keys(one), keys(other)];
  for (const [place, key] of first.entries()) {
    const against = second[place] ?? '';
    if (key !== against) return key > against;
  }
  return false;
}

/** Nothing comes after it: the buyer has it, or its sender again. */
function isDelivered(state: Parcel['state']): boolean {
  return state === 'signed' || state === 'returned';
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

/** Whether a person has to see to it: it could not be delivered, or goes back to its sender. */
export function isUndelivered(state: Parcel['state']): state is 'failed' | 'returning' | 'returned' {
  return state === 'failed' || state === 'returning' || state === 'returned';
}

/** Every parcel that was ever heard of. One that was sent back and then signed for is with its sender. */
export function allParcels({ parcels }: OrderState): readonly KeptParcel[] {
  return parcels.map(seen);
}

/** The parcels that are under way or have arrived, without numbers that others stand in for. */
export function presentParcels(state: OrderState): readonly KeptParcel[] {
  return allParcels(state).filter(({ mailNo }) => !state.replaced.includes(mailNo));
}

function seen(parcel: KeptParcel): KeptParcel {
  if (parcel.back === undefined) return parcel;
  return { ...parcel, state: isDelivered(parcel.state) ? 'returned' : 'returning' };
}
