import type { Localized } from '../../runtime/language.ts';

/** Where an order was placed. */
export type Market = '1688' | 'taobao';

/** How far an order has come. `unknown`: in a state that no source has described to us yet; its own word is shown. */
export const phases = [
  'awaiting payment',
  'awaiting approval',
  'awaiting shipment',
  'partly shipped',
  'shipped',
  'arrived',
  'received',
  'done',
  'cancelled',
  'ended',
  'unknown',
] as const;
export type Phase = (typeof phases)[number];

/** The steps that a card's status line shows as passed or to come. */
export const steps = ['created', 'paid', 'shipped', 'arrived', 'done'] as const;
export type Step = (typeof steps)[number];

/** What is known of one order, however it became known. Money is integer fen, times are ms since 1970 UTC. */
export interface Order {
  /** Up to 19 digits. */
  readonly orderId: string;
  /** The buyer's own number, where one was given. */
  readonly orderNo?: string | undefined;
  readonly market: Market;
  readonly phase: Phase;
  /** The partner's own word or code for the status, for what `phase` can't say. */
  readonly rawStatus?: string | undefined;
  readonly totalFen?: number | undefined;
  readonly shippingFen?: number | undefined;
  readonly productFen?: number | undefined;
  /** Of all refunds, but for those that were refused or closed. */
  readonly refundFen?: number | undefined;
  /** Whether the amounts are fen could not be told for certain. */
  readonly moneyUnsure: boolean;
  /** Of several, the last that was asked for. */
  readonly refund?: Refund | undefined;
  /** Those that are known by their ids, the last that was asked for last. */
  readonly refunds?: readonly NamedRefund[] | undefined;
  /** The partner's own word, such as `buyer_cancel`. */
  readonly closeReason?: string | undefined;
  /** When each step was passed, as far as it is known. A step can be passed at an unknown time: see `passed`. */
  readonly times: { readonly [S in Step]?: number | undefined };
  readonly passed: readonly Step[];
  readonly parcels: readonly Parcel[];
  readonly items: readonly Item[];
  readonly seller?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined;
  /** Where it goes, masked; absent where it was not placed here. */
  readonly goesTo?: Localized | undefined;
  /** Types of messages about it that this version does not know, in the order of their names. */
  readonly unknownMessages: readonly string[];
}

/** How far a refund has come, the later the greater; the seller's refusal can be answered by another asking. */
export const refundStates = [
  'unknown',
  'asked',
  'refused',
  'agreed',
  'returning',
  'closed',
  'refunded',
] as const;

/** A refund of the order or of a part of it. */
export interface Refund {
  readonly state: (typeof refundStates)[number];
  readonly raw?: string | undefined;
  readonly refundId?: string | undefined;
}

/** One of an order's refunds, and what it alone comes to. */
export interface NamedRefund extends Refund {
  readonly refundId: string;
  readonly fen?: number | undefined;
}

/** `returning`: on its way back to the sender, who has it again once it is `returned`. */
export const parcelStates = [
  'unknown',
  'consigned',
  'accepted',
  'moving',
  'delivering',
  'at pickup',
  'failed',
  'returning',
  'signed',
  'returned',
] as const;

export interface Parcel {
  readonly mailNo: string;
  /** The carrier's code, else its name, as the partner gives it. */
  readonly carrier?: string | undefined;
  /** The carrier's name beside its code, as the partner gives it. */
  readonly carrierName?: string | undefined;
  readonly state: (typeof parcelStates)[number];
  /** Of the last change. */
  readonly at?: number | undefined;
}

export interface Item {
  readonly offerId?: string | undefined;
  readonly title?: string | undefined;
  /** As the partner gives it: not checked. */
  readonly picture?: string | undefined;
  /** Colour, size and the like, in one line. */
  readonly sku?: string | undefined;
  readonly quantity?: number | undefined;
  readonly unit?: string | undefined;
  readonly priceFen?: number | undefined;
  /** The words in which it was shown when it was ordered here; absent where it was ordered elsewhere. */
  readonly shown?: Localized<ShownWords> | undefined;
}

/** The words in which goods were shown in one language. */
export interface ShownWords {
  readonly title?: string | undefined;
  /** Colour, size and the like, in one line. */
  readonly variant?: string | undefined;
  /** What one piece is called. */
  readonly unit?: string | undefined;
}
