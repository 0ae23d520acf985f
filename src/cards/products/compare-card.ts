import type { Card, GalleryRow, TableBlock, TableCell } from '../../chat/card.ts';
import type { Text } from '../../chat/text.ts';
import { leastQuantity, orderQuantityOf } from '../../domain/products/offer-terms.ts';
import {
  orderable,
  type Price,
  type Pricing,
  priceAt,
  pricingOf,
  rangeOf,
} from '../../domain/products/prices.ts';
import type { Words } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import type { DetailOrFault, ProductDetail } from '../../xport/client.ts';
import {
  offerLink,
  pictureFrom,
  priceWords,
  rangeWords,
  scoreWords,
  shortName,
  soldWords,
  titleIn,
  unitIn,
} from './offer-facts.ts';

/** An offer that could be read, and the letter that stands for it. */
interface Column {
  readonly letter: string;
  readonly offerId: string;
  readonly detail: ProductDetail;
  readonly pricing: Pricing;
  /** Of one piece at the quantity that is compared. */
  readonly price: Price | undefined;
  readonly least: number;
}

interface Compared {
  /** Two to five. */
  readonly offers: readonly DetailOrFault[];
  /** Where none was given, the smallest that all can be ordered in. */
  readonly quantity?: number | undefined;
  readonly words: Words;
  readonly language: Language;
}

const letters = ['A', 'B', 'C', 'D', 'E'] as const;

/** Offers side by side: each with its picture and a letter, then a column for each under its letter. */
export function compareCard({ offers, quantity, words, language }: Compared): Card {
  const { products } = words;
  const read = offers.flatMap((each, at) => {
    if (!('detail' in each)) return [];
    const least = leastQuantity(orderQuantityOf(each.detail));
    return [
      { ...each, letter: letters[at] ?? '?', least, pricing: orderable(pricingOf(each.detail), least) },
    ];
  });
  const pieces = quantity ?? Math.max(1, ...read.map(({ least }) => least));
  const columns = read.map((each): Column => {
    return { ...each, price: pieces < each.least ? undefined : priceAt(each.pricing, pieces) };
  });
  return {
    tone: columns.length === offers.length ? 'plain' : 'warning',
    title: products.compare.title(offers.length),
    body: [
      {
        kind: 'gallery',
        menus: [products.compare.chooseOffer],
        rows: offers.map((each, at) => rowOf(each, letters[at] ?? '?', words, language)),
      },
      ...(columns.length === 0 ? [] : [tableOf(columns, pieces, words, language)]),
    ],
    actions: [],
  };
}

function rowOf(each: DetailOrFault, letter: string, words: Words, language: Language): GalleryRow {
  const title = 'detail' in each ? titleIn(language, each.detail) : undefined;
  const name = `${letter}. ${shortName(title ?? words.seller.untitled(each.offerId))}`;
  const link = offerLink(each.offerId);
  const images = 'detail' in each ? (each.detail.productImage?.images ?? []) : [];
  const picture = pictureFrom(images, words.seller.picture(name));
  const why = 'fault' in each ? [words.products.compare.notRead(whyNot(each, words))] : [];
  const run = { command: 'product', arguments: { offer: each.offerId } };
  return {
    ...(picture !== undefined && { picture }),
    title: name,
    ...(link !== undefined && { link }),
    facts: [[each.offerId, ...why].join(' · ')],
    name,
    actions: 'detail' in each ? [{ kind: 'run', label: words.products.showOffer, run }] : [],
  };
}

function whyNot({ fault }: Extract<DetailOrFault, { fault: unknown }>, { xport }: Words): string {
  return fault.kind === 'refused' && fault.msg !== '' ? shortName(fault.msg) : xport.title(fault);
}

function tableOf(
  columns: readonly Column[],
  pieces: number,
  { products, seller }: Words,
  language: Language,
): TableBlock {
  const { compare, product } = products;
  const prices = columns.flatMap(({ price }) => price ?? []);
  // Where one that can be ordered has no known price, none is known to be the lowest.
  const isSure = columns.every(({ price, least }) => price !== undefined || pieces < least);
  // Of several variants at several prices the dearest has to be no dearer than any other offer.
  const isLowest = (price: Price) =>
    isSure &&
    prices.length > 1 &&
    prices.every((other) => other === price || (price.mostFen ?? price.fen) <= other.fen);
  const priceCell = ({ price, least }: Column): Text => {
    if (price === undefined) return [pieces < least ? compare.needsMore : products.priceUnknown];
    const words = priceWords(price, products);
    return isLowest(price) ? [{ bold: `${words} ✓ ${compare.lowest}` }] : [words];
  };
  const stock = ({ detail }: Column) => {
    const amount = detail.productSaleInfo?.amountOnSale;
    if (amount === undefined) return undefined;
    return amount <= 0 ? products.soldOut : products.pieces(amount, unitIn(language, detail));
  };
  const rows = [
    cellsOf(compare.priceAt(pieces), columns, priceCell),
    cellsOf(compare.priceRange, columns, ({ pricing }) => [rangeWords(rangeOf(pricing), products)]),
    cellsOf(compare.logicLabel, columns, ({ pricing }) => [compare.logic[pricing.logic]]),
    cellsOf(product.minimum, columns, ({ least, detail }) => [
      products.pieces(least, unitIn(language, detail)),
    ]),
    cellsOf(product.stock, columns, (column) => [stock(column) ?? '–']),
    cellsOf(product.sold, columns, ({ detail }) => [soldWords(detail, products, language) ?? '–']),
    cellsOf(compare.sellerScore, columns, ({ detail }) => [scoreWords(detail, products) ?? '–']),
    cellsOf(seller.company, columns, ({ detail }) => [shortName(detail.companyName ?? '–')]),
  ];
  return {
    kind: 'table',
    caption: compare.title(columns.length),
    columns: ['', ...columns.map(({ letter }) => letter)].map((label) => ({ label, kind: 'text' })),
    rows,
  };
}

/** A row: what it is about, and a cell for each offer. */
function cellsOf(
  label: string,
  columns: readonly Column[],
  cell: (column: Column) => Text,
): readonly TableCell[] {
  return [{ text: [label] }, ...columns.map((column) => ({ text: cell(column) }))];
}
