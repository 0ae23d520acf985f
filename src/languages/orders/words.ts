import type { ArgumentWords } from '../../chat/words.ts';
import type { NewsKind } from '../../orders/news.ts';
import type { Market, Parcel, Phase, Refund, Step } from '../../orders/order.ts';

/** What is said of orders. Money comes as it is shown (`¥100.00`), times as they read in the conversation's zone. */
export interface OrderWords {
  readonly phase: { readonly [P in Phase]: string };
  /** An order whose status is no known word, by the last step that it is known to have passed. */
  readonly stateAfter: { readonly [S in Step]: string };
  /** Steps as they stand in a status line, passed or to come. */
  readonly step: { readonly [S in Step]: string };
  /** What begins a line of news. */
  readonly news: { readonly [K in NewsKind]: string };
  /** What begins a line about a parcel that could not be delivered, or goes back. */
  readonly undelivered: string;
  /** What was refused, where it is no refund. */
  readonly refusedPayment: string;
  readonly parcelState: { readonly [S in Parcel['state']]: string };
  readonly refundState: { readonly [S in Refund['state']]: string };
  readonly market: { readonly [M in Market]: string };
  /** A carrier by the partner's code or name, and by the name that the partner gives beside a code. */
  carrier(given: string, name: string | undefined): string;
  /** Why an order was closed, by the partner's own word; a word that is not known stands as it is, as the partner's. */
  closeReason(raw: string): string;
  order(orderId: string): string;
  /** The first item's title, and how many items there are besides. */
  andOthers(title: string, others: number): string;
  picture(title: string): string;
  pieces(quantity: number, unit: string | undefined): string;
  itemCount(count: number): string;
  /** How long something has lasted. */
  lasting(ms: number): string;
  /** How long ago something was. */
  ago(ms: number): string;

  readonly total: string;
  /** The whole, and how much of it is freight. */
  ofWhichFreight(total: string, freight: string): string;
  readonly items: string;
  readonly seller: string;
  readonly parcel: string;
  /** How many parcels there are besides, of how many. */
  moreParcels(count: number, all: number): string;
  readonly refund: string;
  /** What several refunds come to. */
  inAll(amount: string): string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly soldOn: string;
  readonly goods: string;
  readonly freight: string;
  readonly unknownMessages: string;
  /** Beside an amount of which it is not certain that it was given in fen. */
  readonly unsure: string;
  readonly unsureNote: string;
  updated(when: string, zone: string): string;
  /** Stands before the link to the older card. */
  readonly takesOver: string;
  readonly olderCard: string;
  readonly details: string;
  readonly track: string;
  readonly sellerChat: string;
  moreNews(count: number): string;

  digest(orders: number): string;
  dailyDigest(orders: number): string;
  moreOrders(count: number): string;
  readonly showOrder: string;

  summary(day: string): string;
  readonly newOrders: string;
  /** All that the chart shows, from `11-25 3`, `11-26 0`, …. */
  chart(bars: readonly string[]): string;
  readonly needsSomebody: string;
  readonly underWay: string;
  readonly nothingOpen: string;
  readonly listOrders: string;

  readonly askedNow: string;
  /** The API was not asked, or said nothing: so much was known then. */
  knownSince(when: string, ago: string): string;
  readonly id: ArgumentWords;
  readonly notFound: string;
  notFoundAdvice(orderId: string): string;
  readonly show: { readonly summary: string };
  readonly list: {
    readonly summary: string;
    readonly statusArgument: ArgumentWords;
    readonly pageArgument: ArgumentWords;
    readonly fromHint: string;
    readonly toHint: string;
    /** Which days are shown, of which zone; one of them may be open. */
    placed(from: string | undefined, to: string | undefined, zone: string): string;
    title(page: number): string;
    readonly none: string;
    readonly noneAdvice: string;
    readonly older: string;
    readonly newer: string;
  };
  readonly export: {
    readonly summary: string;
    readonly button: string;
    title(orders: number): string;
    /** What is in the file. */
    about(zone: string): string;
    /** Only the newest so many are in it. */
    cut(orders: number): string;
    /** In the order in which they stand. */
    readonly columns: {
      readonly orderId: string;
      readonly orderNo: string;
      readonly market: string;
      readonly status: string;
      readonly placed: string;
      readonly paid: string;
      readonly shipped: string;
      readonly arrived: string;
      readonly done: string;
      readonly total: string;
      readonly goods: string;
      readonly freight: string;
      readonly refund: string;
      readonly refundState: string;
      readonly unsure: string;
      readonly seller: string;
      readonly items: string;
      readonly offers: string;
      readonly parcels: string;
    };
  };
  readonly tracking: {
    readonly summary: string;
    title(orderId: string): string;
    readonly noParcel: string;
    readonly noSteps: string;
  };
  readonly trying: {
    readonly summary: string;
    readonly stepArgument: ArgumentWords;
    readonly steps: { readonly [S in TriedStep]: string };
    readonly created: string;
    readonly done: string;
    readonly pushed: string;
    readonly notNow: string;
    readonly notNowAdvice: string;
    readonly nextStep: string;
    readonly otherStep: string;
  };
}

/** What can be done to an order of the sandbox; `next`: whatever comes next by itself. */
export const triedSteps = [
  'next',
  'pay',
  'price',
  'ship',
  'move',
  'arrive',
  'receive',
  'finish',
  'cancel',
  'refund',
  'refunded',
] as const;
export type TriedStep = (typeof triedSteps)[number];
