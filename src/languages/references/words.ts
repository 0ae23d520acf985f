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
  /** A link to something else than what was asked for. */
  readonly page: {
    /** What a page is, as it stands in {@link title}. */
    readonly kinds: {
      readonly shop: string;
      readonly live: string;
      readonly video: string;
      readonly campaign: string;
      readonly search: string;
      readonly category: string;
      readonly coupon: string;
      readonly 'second-hand': string;
      readonly auction: string;
      readonly cart: string;
      readonly orders: string;
      readonly chat: string;
      readonly reviews: string;
      readonly 'sign-in': string;
      /** Lets people on, and no robots. */
      readonly check: string;
    };
    /** `kind`: one of {@link kinds}. */
    title(kind: string, wanted: 'offer' | 'order'): string;
    readonly toOffer: string;
    readonly toOrder: string;
    /** Besides {@link toOffer}, of a page that lists offers by words. */
    readonly toSearch: string;
    /** Where an offer is asked for. */
    order(id: string): string;
    orderAdvice(id: string): string;
    showOrder(id: string): string;
    /** Where an order is asked for; `name`: the id, or the item by its name. */
    offer(name: string): string;
    offerAdvice(name: string): string;
    showOffer(name: string): string;
    /** An app's short link, or one that counts a click, where an order is asked for. */
    readonly short: string;
    readonly severalIds: string;
    severalIdsAdvice(names: readonly string[]): string;
    agent(name: string): string;
    agentAdvice(agent: string): string;
    /** `name`: of the goods that the agent's link has. */
    agentGoods(agent: string, name: string): string;
    take(name: string): string;
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
