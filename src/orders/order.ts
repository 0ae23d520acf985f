/** Where an order was placed. */
export type Market = '1688' | 'taobao';

/** How far an order has come. `unknown`: in a state that nobody has described to us yet; its own word is shown. */
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
  readonly orderNo?: string;
  readonly market: Market;
  readonly phase: Phase;
  /** The partner's own word or code for the status, for what `phase` can't say. */
  readonly rawStatus?: string;
  readonly totalFen?: number;
  readonly shippingFen?: number;
  readonly productFen?: number;
  readonly refundFen?: number;
  /** Whether the amounts are fen could not be told for certain. */
  readonly moneyUnsure: boolean;
  readonly refund?: Refund;
  /** The partner's own word, such as `buyer_cancel`. */
  readonly closeReason?: string;
  /** When each step was passed, as far as it is known. A step can be passed at an unknown time: see `passed`. */
  readonly times: { readonly [S in Step]?: number };
  readonly passed: readonly Step[];
  readonly parcels: readonly Parcel[];
  readonly items: readonly Item[];
  readonly seller?: { readonly id?: string; readonly name?: string };
  /** Types of messages about it that this version does not know, in the order of their names. */
  readonly unknownMessages: readonly string[];
}

/** A refund of the order or of a part of it. */
export interface Refund {
  readonly state: 'asked' | 'agreed' | 'returning' | 'refunded' | 'refused' | 'closed' | 'unknown';
  readonly raw?: string;
  readonly refundId?: string;
}

export interface Parcel {
  readonly mailNo: string;
  /** The carrier's code or name, as the partner gives it. */
  readonly carrier?: string;
  readonly state:
    | 'consigned'
    | 'accepted'
    | 'moving'
    | 'delivering'
    | 'at pickup'
    | 'signed'
    | 'failed'
    | 'unknown';
  /** Of the last change. */
  readonly at?: number;
}

export interface Item {
  readonly offerId?: string;
  readonly title?: string;
  /** As the partner gives it: not checked. */
  readonly picture?: string;
  /** Colour, size and the like, in one line. */
  readonly sku?: string;
  readonly quantity?: number;
  readonly unit?: string;
  readonly priceFen?: number;
}
