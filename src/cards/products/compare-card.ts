import type { Card, Field } from '../../chat/card.ts';
import type { Inline, Text } from '../../chat/text.ts';
import type { Words } from '../../languages/index.ts';
import { leastQuantity, orderQuantityOf } from '../../products/offer-terms.ts';
import { orderable, type Price, type Pricing, priceAt, pricingOf, rangeOf } from '../../products/prices.ts';
import type { Language } from '../../runtime/language.ts';
import type { DetailOrFault, ProductDetail } from '../../xport/client.ts';
import { offerLink, pictureFrom, priceWords, rangeWords, shortName, titleIn, unitIn } from './offer-facts.ts';

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

/** Offers side by side: a letter for each, a field for what they differ in, a line for each in every field. */
export function compareCard({ offers, quantity, words, language }: Compared): Card {
  const { products, seller } = words;
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
  const names = offers.map((each, at) => nameLine(each, letters[at] ?? '?', words, language));
  const picture = pictureFrom(
    columns.flatMap(({ detail }) => detail.productImage?.images.slice(0, 1) ?? []),
    seller.picture(names[0]?.name ?? ''),
  );
  return {
    tone: columns.length === offers.length ? 'plain' : 'warning',
    title: products.compare.title(offers.length),
    ...(picture !== undefined && { picture }),
    body: [
      { kind: 'list', items: names.map(({ line }) => line) },
      ...(columns.length === 0
        ? []
        : [{ kind: 'fields' as const, fields: fieldsOf(columns, pieces, words, language) }]),
    ],
    actions:
      columns.length === 0
        ? []
        : [
            {
              kind: 'select',
              label: products.compare.chooseOffer,
              options: columns.map(({ letter, offerId, detail }) => ({
                label: `${letter}. ${shortName(titleIn(language, detail) ?? seller.untitled(offerId))}`,
                run: { command: 'product', arguments: { offer: offerId } },
              })),
            },
          ],
  };
}

function nameLine(each: DetailOrFault, letter: string, words: Words, language: Language) {
  const title = 'detail' in each ? titleIn(language, each.detail) : undefined;
  const name = shortName(title ?? words.seller.untitled(each.offerId));
  const link = offerLink(each.offerId);
  const shown: Inline = link === undefined ? name : { link, label: name };
  const why = 'fault' in each ? ` · ${words.products.compare.notRead(whyNot(each, words))}` : '';
  const line: Text = [{ bold: `${letter}. ` }, shown, ` `, { code: each.offerId }, why];
  return { name, line };
}

function whyNot({ fault }: Extract<DetailOrFault, { fault: unknown }>, { xport }: Words): string {
  return fault.kind === 'refused' && fault.msg !== '' ? shortName(fault.msg) : xport.title(fault);
}

function fieldsOf(
  columns: readonly Column[],
  pieces: number,
  { products, seller }: Words,
  language: Language,
): readonly Field[] {
  const { compare, product } = products;
  const prices = columns.flatMap(({ price }) => (price === undefined ? [] : [price.fen]));
  // Where one that can be ordered has no known price, none is known to be the lowest.
  const isSure = columns.every(({ price, least }) => price !== undefined || pieces < least);
  const lowest = isSure && prices.length > 1 ? Math.min(...prices) : undefined;
  const priceCell = ({ price, least }: Column): Text => {
    if (price === undefined) return [pieces < least ? compare.needsMore : products.priceUnknown];
    const words = priceWords(price, products);
    return price.fen === lowest ? [{ bold: `${words} ✓ ${compare.lowest}` }] : [words];
  };
  const stock = ({ detail }: Column) => {
    const amount = detail.productSaleInfo?.amountOnSale;
    if (amount === undefined) return undefined;
    return amount <= 0 ? products.soldOut : products.pieces(amount, unitIn(language, detail));
  };
  return [
    rowOf(compare.priceAt(pieces), columns, priceCell),
    rowOf(compare.priceRange, columns, ({ pricing }) => [rangeWords(rangeOf(pricing), products)]),
    rowOf(compare.logicLabel, columns, ({ pricing }) => [compare.logic[pricing.logic]]),
    rowOf(product.minimum, columns, ({ least, detail }) => [
      products.pieces(least, unitIn(language, detail)),
    ]),
    rowOf(product.stock, columns, (column) => [stock(column) ?? '–']),
    rowOf(product.sold, columns, ({ detail }) => [shortName(detail.soldOut ?? '–')]),
    rowOf(compare.tradeScore, columns, ({ detail }) => [shortName(detail.tradeScore ?? '–')]),
    rowOf(seller.company, columns, ({ detail }) => [shortName(detail.companyName ?? '–')]),
  ];
}

/** One field with a line for each offer. */
function rowOf(label: string, columns: readonly Column[], cell: (column: Column) => Text): Field {
  return {
    label,
    value: columns.flatMap(
      (column, at): Text => [`${at === 0 ? '' : '\n'}${column.letter}  `, ...cell(column)],
    ),
  };
}
