import { z } from 'zod';
import { type ReceiverAddress, type Xport, XportError } from '../../xport/client.ts';
import {
  createOnceKind,
  type PreparedSending,
  type SendingDeps,
  type SentOnce,
  sendOnce,
} from '../buying/at-most-once.ts';
import { refusalOf, refusedOutcome } from '../buying/outcome.ts';
import type { BrokenLimit, Counted } from '../buying/spending.ts';
import { bookRequestOf, type Consignment, printConsignment, renderRequestOf } from './consignment.ts';
import { type Money, readCharge } from './money.ts';

export interface BookingDeps extends SendingDeps {
  readonly xport: Pick<Xport, 'freightAbroad'>;
}

export interface Booking {
  readonly organization: string;
  readonly key: string;
  readonly consignment: Consignment;
  readonly receiver: ReceiverAddress;
  /** What the store has the receiver under. */
  readonly receiverKey: string;
  /** What the person confirmed. */
  readonly confirmed: Money;
  /** For which of the account's users; absent: its own. */
  readonly userId: string | undefined;
  readonly signal: AbortSignal;
  /** Counts what it costs just before it is booked, and says whether it may be. */
  count(): Promise<Counted>;
}

const outcome = z.discriminatedUnion('state', [
  /** Without an order id where the partner said yes and named none. */
  z.object({ state: z.literal('booked'), orderId: z.string().optional(), renderId: z.string() }),
  refusedOutcome,
]);

type Outcome = z.output<typeof outcome>;

const freightKind = createOnceKind<Outcome>('ship-create', outcome);

/** Nothing was booked. */
type Early =
  /** It costs something else now. */
  | { readonly state: 'moved'; readonly money: Money }
  /** A second person has to approve it first. */
  | { readonly state: 'above'; readonly broken: BrokenLimit }
  /** The partner does not say for certain what it costs, or gave no id to book by. */
  | { readonly state: 'unsure' };

export type Booked = SentOnce<Outcome, Early>;

/**
 * Books freight abroad, once under its key, for exactly what was confirmed: rendered afresh, and only sent where that
 * still costs the same. No call is known that finds a booking, so after a lost answer the booking stays unknown and is not
 * sent again: `not known` names the render's id, for a person to look for.
 *
 * Rejects with an XportError where the render gave no data, as `count` does, and as {@link sendOnce} does.
 */
export async function bookOnce(deps: BookingDeps, booking: Booking): Promise<Booked> {
  const { organization, userId, key, consignment, receiver, confirmed, signal } = booking;
  const what = printConsignment(consignment, booking.receiverKey);
  let giveBack: (() => Promise<void>) | undefined;
  let isSent = false;
  const booked = sendOnce<Outcome, Early, string>(
    deps,
    { kind: freightKind, key, what, signal },
    {
      async prepare(): Promise<PreparedSending<Outcome, Early>> {
        const request = renderRequestOf(consignment, receiver);
        const { data } = await deps.xport.freightAbroad.render(request, { organization, userId, signal });
        const charge = readCharge(data.amount, data.currency);
        const { renderId } = data;
        if (charge === undefined || charge.unsure || renderId === undefined || renderId === '') {
          return { early: { state: 'unsure' } };
        }
        const { money } = charge;
        if (money.currency !== confirmed.currency || money.minor !== confirmed.minor) {
          return { early: { state: 'moved', money } };
        }
        const counted = await booking.count();
        if (!counted.may) return { early: { state: 'above', broken: counted.broken } };
        giveBack = counted.giveBack;
        return {
          note: renderId,
          send() {
            isSent = true;
            return send(deps, booking, renderId);
          },
        };
      },
    },
  );
  try {
    const came = await booked;
    if (came.state === 'refused') await giveBack?.();
    return came;
  } catch (error) {
    if (!isSent) await giveBack?.();
    throw error;
  }
}

/** Sends once, even where the caller has stopped waiting. A refusal is believed, unless the service itself broke. */
async function send(
  { xport }: BookingDeps,
  { consignment, receiver, userId }: Booking,
  renderId: string,
): Promise<Outcome | undefined> {
  try {
    const request = bookRequestOf(consignment, receiver, renderId);
    const { data } = await xport.freightAbroad.book(request, {
      userId,
      signal: new AbortController().signal,
    });
    if (!data.done) return undefined;
    return { state: 'booked', renderId, ...(data.orderId !== undefined && { orderId: data.orderId }) };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const { fault } = error;
    return fault.kind !== 'refused' || fault.status >= 500 ? undefined : refusalOf(fault);
  }
}
