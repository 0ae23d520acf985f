import type { ArgumentWords } from '../../chat/words.ts';

/** What is said about a person's basket. Sellers come as they are shown. */
export interface BasketWords {
  readonly addSummary: string;
  readonly showSummary: string;
  readonly changeSummary: string;
  readonly removeSummary: string;
  readonly emptySummary: string;
  readonly previewSummary: string;
  readonly orderSummary: string;
  /** An offer that stands for all of its seller's. */
  readonly ofSeller: ArgumentWords;
  readonly lines: ArgumentWords;

  readonly title: string;
  readonly none: string;
  readonly noneAdvice: string;
  unreadable(count: number): string;
  /** Of one seller; so many lines. */
  heading(seller: string, lines: number): string;
  readonly sellerUnknown: string;
  readonly sellerUnknownAdvice: string;
  more(lines: number, sellers: number): string;
  readonly seller: string;

  /** What leads to the basket. */
  readonly open: string;
  readonly whole: string;
  /** On an offer's card and on a preview. */
  readonly add: string;
  /** Previews so many lines. */
  order(lines: number): string;
  readonly orderFrom: string;
  readonly oneSeller: string;
  readonly change: string;
  readonly changeOne: string;
  readonly takeOut: string;
  readonly takeOutOne: string;
  readonly empty: string;

  readonly added: string;
  readonly notTold: string;
  readonly whichSpec: string;
  readonly whichSpecAdvice: string;
  readonly full: {
    pieces(most: string): string;
    lines(most: number): string;
    sellers(most: number): string;
  };
  readonly fullAdvice: string;
  readonly unchanged: string;
  changed(what: string): string;
  takenOut(what: string): string;
  readonly notThere: string;
  notThereAdvice(offerId: string): string;
  readonly emptyTitle: string;
  emptyAdvice(lines: number): string;
  readonly emptyButton: string;
  readonly emptied: string;

  readonly whichSellerAdvice: string;
  orderTitle(seller: string): string;
  readonly taken: string;
  readonly takenInPart: string;
  readonly notTaken: string;
}
