import { type Happening, happeningOf } from '../../xport/messages.ts';
import type { Market, Phase, Refund } from './order.ts';
import type { MessageContent } from './state.ts';
import {
  closedAs,
  financeRefused,
  fullyRefunded,
  isPaidStatus,
  isUnpaid,
  later,
  phaseOfPayment,
  phaseOfStatus,
  rankOf,
  refundAfter,
  stateOfRefund,
} from './status.ts';

/** What one message means. */
export interface Claim {
  readonly said: MessageContent;
  readonly happening: Happening | undefined;
  /** How far the order has come at least; `undefined` where the message says nothing of it that is understood. */
  readonly phase: Phase | undefined;
  /** Its status is a word that is not listed. */
  readonly unlisted: boolean;
  readonly paid: boolean;
  readonly financeRefused: boolean;
  readonly refund: (Refund & { readonly unclear: boolean }) | undefined;
}

export function claimOf(market: Market, said: MessageContent): Claim {
  const happening = happeningOf(said.type);
  const listed = said.status === undefined ? undefined : phaseOfStatus(market, said.status);
  const phase = phaseOf(said, listed, happening);
  return {
    said,
    happening,
    phase,
    unlisted: said.status !== undefined && listed === undefined,
    paid: isPaid(market, said, phase, happening),
    financeRefused: market === 'taobao' && said.status?.trim() === financeRefused,
    refund: refundOf(said, happening),
  };
}

/** What a type says where no status does. 1688 closes for several reasons under one word. */
const phaseOfHappening: Readonly<Partial<Record<Happening, Phase>>> = {
  created: 'awaiting payment',
  price: 'awaiting payment',
  paid: 'awaiting shipment',
  'partly shipped': 'partly shipped',
  shipped: 'shipped',
  received: 'received',
  done: 'done',
  closed: 'cancelled',
};

/**
 * A status that is listed counts, then the payment's number, then the type. But an order that was shipped in part still
 * awaits its shipment by its status (O).
 */
function phaseOf(
  said: MessageContent,
  listed: Phase | undefined,
  happening: Happening | undefined,
): Phase | undefined {
  const typed = happening === undefined ? undefined : phaseOfHappening[happening];
  const paid = said.payStatus === undefined ? undefined : phaseOfPayment(said.payStatus);
  if (listed !== undefined && happening === 'partly shipped') return later(listed, 'partly shipped');
  if (listed !== undefined && paid !== undefined) return closedAs(listed, paid);
  if (listed !== undefined) return listed;
  // A payment that failed has the type of a payment too. Else the type may say more: what was shipped stays paid.
  if (happening === 'paid' && isUnpaid(said.payStatus)) return paid;
  if (paid !== undefined && typed !== undefined && paid !== 'cancelled') return later(paid, typed);
  return paid ?? typed;
}

function isPaid(
  market: Market,
  said: MessageContent,
  phase: Phase | undefined,
  happening: Happening | undefined,
): boolean {
  if (isUnpaid(said.payStatus)) return false;
  if (phase === 'ended' || isPaidStatus(market, said.status)) return true;
  if (phase !== undefined && phase !== 'cancelled') return rankOf(phase) >= rankOf('awaiting shipment');
  return said.paidAt !== undefined || happening === 'paid';
}

function refundOf(said: MessageContent, happening: Happening | undefined): Claim['refund'] {
  const { refundId, refundAction, refundStatus } = said;
  if (refundStatus !== undefined) {
    const state = stateOfRefund(refundStatus);
    if (state === 'none') return undefined;
    return { state, raw: refundStatus, refundId, unclear: state === 'unknown' };
  }
  if (refundAction !== undefined) {
    const { state, unclear } = refundAfter(refundAction);
    return { state, raw: refundAction, refundId, unclear };
  }
  if (said.payStatus?.trim() === fullyRefunded) {
    return { state: 'refunded', raw: undefined, refundId, unclear: false };
  }
  if (happening !== 'refund' && refundId === undefined) return undefined;
  return { state: 'unknown', raw: undefined, refundId, unclear: true };
}
