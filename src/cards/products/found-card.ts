import type { Action, Card, CommandCall, GalleryRow } from '../../chat/card.ts';
import { formatFen } from '../../domain/orders/money.ts';
import { type Price, priceOf } from '../../domain/products/prices.ts';
import type { FoundOrder } from '../../languages/en/products.ts';
import type { Words } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import type { FoundOffer, Page } from '../../xport/client.ts';
import { offerLink, pictureFrom, priceWords, shortName, titleIn } from './offer-facts.ts';

/** What a search was limited to. */
export interface Limits {
  readonly minFen?: number | undefined;
  readonly maxFen?: number | undefined;
  readonly sort?: FoundOrder | undefined;
  readonly category?: string | undefined;
  readonly filter?: string | undefined;
  /** From 1. */
  readonly page: number;
}

/** A page of the offers that a search found; `calls` is what its buttons run. */
export function foundCard(shown: {
  /** What the card is called when offers were found and when none were, and what to do about that. */
  readonly about: { readonly title: string; readonly none: string; readonly noneAdvice: string };
  readonly search: Limits;
  readonly found: Page<FoundOffer>;
  readonly pageSize: number;
  readonly calls: { readonly narrow: CommandCall; readonly back?: CommandCall; readonly next?: CommandCall };
  readonly words: Words;
  readonly language: Language;
}): Card {
  const { about, search, found, pageSize, calls, language } = shown;
  const words = shown.words.products;
  const first = (search.page - 1) * pageSize + 1;
  const offers = found.items.map((offer, at) => ({
    offer,
    name: `${first + at}. ${shortName(titleIn(language, offer) ?? shown.words.seller.untitled(offer.offerId))}`,
    price: priceWords(priceOfFound(offer), words),
  }));
  const turn = (label: string, run: CommandCall | undefined): readonly Action[] =>
    run === undefined ? [] : [{ kind: 'run', label, run }];
  const actions: readonly Action[] = [
    ...compareSeveral(offers, words),
    ...turn(words.back, calls.back),
    ...turn(words.next, calls.next),
    ...turn(words.search.narrow, calls.narrow),
  ];
  const limits = limitsOf(search, shown.words);
  if (offers.length === 0) {
    const advice = search.page > 1 ? words.search.pastEnd : about.noneAdvice;
    return {
      tone: 'warning',
      title: about.none,
      body: [{ kind: 'text', text: [[...limits, advice].join(' · ')] }],
      actions,
    };
  }
  const range = words.search.shown(first, first + offers.length - 1, found.total);
  return {
    tone: 'plain',
    title: about.title,
    body: [
      { kind: 'text', text: [[range, ...limits].join(' · ')] },
      {
        kind: 'gallery',
        menus: [words.search.chooseOffer],
        rows: offers.map((each) => rowOf(each, shown.words)),
      },
    ],
    actions,
  };
}

/** As many as are compared at once. */
const mostCompared = 5;

/** Compares those of the offers that are ticked. */
function compareSeveral(
  offers: readonly { readonly offer: FoundOffer; readonly name: string }[],
  { search }: Words['products'],
): readonly Action[] {
  if (offers.length < 2) return [];
  return [
    {
      kind: 'run',
      label: search.compare,
      run: { command: 'compare', arguments: {}, ask: ['offers'] },
      pick: {
        argument: 'offers',
        label: search.tick(mostCompared),
        options: offers.map(({ offer, name }) => ({ label: name, value: offer.offerId })),
        least: 2,
        most: Math.min(mostCompared, offers.length),
      },
    },
  ];
}

/** What the search was limited to and how it was sorted, in words. */
function limitsOf(
  { minFen, maxFen, sort, category, filter }: Limits,
  { products }: Words,
): readonly string[] {
  const { search } = products;
  return [
    ...(minFen === undefined ? [] : [search.priceFrom(formatFen(minFen))]),
    ...(maxFen === undefined ? [] : [search.priceTo(formatFen(maxFen))]),
    ...(sort === undefined ? [] : [search.sorted[sort]]),
    ...(category === undefined ? [] : [search.inCategory(category)]),
    ...(filter === undefined ? [] : [search.filteredBy(filter)]),
  ];
}

function rowOf(
  { offer, name, price }: { readonly offer: FoundOffer; readonly name: string; readonly price: string },
  { products: words, seller }: Words,
): GalleryRow {
  const link = offerLink(offer.offerId);
  const picture = pictureFrom([offer.imageUrl], seller.picture(name));
  const { minOrderQuantity: minimum = 1, monthSold, repurchaseRate } = offer;
  const facts = [
    price,
    ...(minimum > 1 ? [words.atLeast(words.pieces(minimum, undefined))] : []),
    ...(monthSold === undefined ? [] : [words.search.monthSold(monthSold)]),
    ...(repurchaseRate === undefined ? [] : [words.search.repurchase(shortName(repurchaseRate))]),
  ];
  const run = { command: 'product', arguments: { offer: offer.offerId } };
  return {
    ...(picture !== undefined && { picture }),
    title: name,
    ...(link !== undefined && { link }),
    facts: [facts.join(' · ')],
    name: `${name} · ${price}`,
    actions: [{ kind: 'run', label: words.showOffer, run }],
  };
}

function priceOfFound({ priceInfo }: FoundOffer): Price | undefined {
  return priceOf(priceInfo?.price, priceInfo?.promotionPrice) ?? priceOf(priceInfo?.consignPrice, undefined);
}
