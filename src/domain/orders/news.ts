import type { Refund } from './order.ts';

/** The kinds of news of an order that a conversation can choose to be told of. */
export const newsKinds = [
  'created',
  'paid',
  'price',
  'shipped',
  'arrived',
  'done',
  'closed',
  'refund',
  'refused',
  'unpaid',
  'unshipped',
  'stalled',
  'other',
] as const;
export type NewsKind = (typeof newsKinds)[number];

/** What needs a person: these wait for no quiet hours and stand in no digest of their own accord. */
export const urgentKinds: readonly NewsKind[] = [
  'refund',
  'refused',
  'unpaid',
  'unshipped',
  'stalled',
  'closed',
];

/** One thing that happened to an order, told once. */
export interface News {
  readonly kind: NewsKind;
  /** When it happened, ms since 1970 UTC, where that is known. */
  readonly at?: number | undefined;
  /** What a line about it says besides its kind: amounts in fen, a carrier's number, the partner's own word. */
  readonly fromFen?: number | undefined;
  readonly toFen?: number | undefined;
  readonly mailNo?: string | undefined;
  readonly raw?: string | undefined;
  /** Of a refund's news, also of its refusal: where it stands. */
  readonly refund?: Refund['state'] | undefined;
  /** Of one of several refunds of one amount: which of them, by its id. */
  readonly refundId?: string | undefined;
  /** Of one of several refunds: what all of them come to that were neither refused nor withdrawn, in fen. */
  readonly allFen?: number | undefined;
  /** Only a part of the order was shipped. */
  readonly partly?: boolean | undefined;
}
