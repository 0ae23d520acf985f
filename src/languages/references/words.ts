/** What is said of what a person named an offer or an order by, where that has to be looked up. */
export interface ReferenceWords {
  readonly short: {
    readonly title: string;
    readonly why: {
      readonly silent: string;
      readonly refused: string;
      readonly elsewhere: string;
      readonly 'no offer': string;
    };
    readonly advice: string;
    /** Beside what other links led to. */
    notFollowed(link: string): string;
    /** Of several in a text no more were opened. */
    onlyFirst(count: number): string;
  };
  /** A link that counts a click before it leads on. */
  readonly click: { readonly title: string; readonly why: string };
  /** An item on Taobao or Tmall. */
  readonly item: {
    title(id: string): string;
    /** In a list of offers. */
    name(id: string): string;
    /** On the card of the offer that the partner has under the same number. */
    remark(id: string): string;
    readonly unknown: string;
    readonly notBought: string;
    readonly possible: string;
    readonly open: string;
    readonly byPicture: string;
    asOffer(id: string): string;
  };
  /** An order by the buyer's own number. */
  readonly orders: {
    several(number: string, count: number): string;
    /** No order has it as its id; these have it as the buyer's own number. */
    noId(number: string): string;
    readonly severalAdvice: string;
    readonly choose: string;
    readonly none: string;
    noneAdvice(number: string): string;
  };
}
