import { printLines, readLines } from '../../buying/line-list.ts';
import type { Line } from '../../buying/purchase.ts';
import { type Argument, optional, unreadable } from '../../chat/argument.ts';
import { printValues, type Values } from '../../chat/bind.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/index.ts';
import {
  addressArgument,
  boughtOfferArgument,
  buyingCalls,
  confirmationTable,
  goodsTable,
  skuArgument,
} from '../buying/arguments.ts';
import type { OfferFinder } from '../offers/offer-argument.ts';

const longestLines = 1300;

/** `[offer]`: one in the basket, for its seller's part. */
export function partTable(words: Localized<Words>, offers?: OfferFinder) {
  return {
    offer: optional({
      ...boughtOfferArgument(words, offers),
      hint: inEach(words, ({ basket }) => basket.ofSeller.hint),
      expected: inEach(words, ({ basket }) => basket.ofSeller.expected),
    }),
  };
}

/** `<offer> [--sku]`: a line of the basket. */
export function lineTable(words: Localized<Words>, offers?: OfferFinder) {
  return { offer: boughtOfferArgument(words, offers), sku: skuArgument(words) };
}

/** What of the basket is previewed, and where it goes. */
export function previewTable(words: Localized<Words>, offers?: OfferFinder) {
  return { ...partTable(words, offers), address: addressArgument(words) };
}

/** The same, and what was confirmed. */
export function orderTable(words: Localized<Words>, offers?: OfferFinder) {
  return {
    ...previewTable(words, offers),
    lines: optional(linesArgument(words)),
    ...confirmationTable(words),
  };
}

/** `--lines`: exactly what is ordered, whatever the basket holds by then. */
function linesArgument(words: Localized<Words>): Argument<readonly Line[]> {
  return {
    place: 'option',
    required: true,
    parse: (typed) => readLines(typed.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()) ?? unreadable,
    print: printLines,
    absent: () => unreadable,
    hint: inEach(words, ({ basket }) => basket.lines.hint),
    expected: inEach(words, ({ basket }) => basket.lines.expected),
    example: '889512351602:530ad00177264564503ec3b848650652:2',
    maxLength: longestLines,
  };
}

/** The calls that a basket puts on buttons. */
export function basketCalls(words: Localized<Words>) {
  const [goods, part, line, preview, order] = [
    goodsTable(words),
    partTable(words),
    lineTable(words),
    previewTable(words),
    orderTable(words),
  ];
  const ofLine = ({ offerId, specId }: Pick<Line, 'offerId' | 'specId'>) => ({ offer: offerId, sku: specId });
  return {
    add: buyingCalls(words).toBasket,
    show: (offer?: string): CommandCall => ({
      command: 'basket show',
      arguments: printValues(part, { offer }),
      replace: true,
    }),
    change: ({ quantity, ...of }: Line, options: Pick<CommandCall, 'ask'> = {}): CommandCall => ({
      command: 'basket change',
      arguments: printValues(goods, { ...ofLine(of), quantity }),
      replace: true,
      ...options,
    }),
    remove: (of: Line): CommandCall => ({
      command: 'basket remove',
      arguments: printValues(line, ofLine(of)),
      replace: true,
    }),
    empty: { command: 'basket empty', arguments: {} } satisfies CommandCall,
    preview: (
      wanted: Values<ReturnType<typeof previewTable>>,
      options: Pick<CommandCall, 'ask' | 'replace'> = {},
    ): CommandCall => ({
      command: 'basket preview',
      arguments: printValues(preview, wanted),
      ...options,
    }),
    order: (confirmed: Values<ReturnType<typeof orderTable>>): CommandCall => ({
      command: 'basket order',
      arguments: printValues(order, confirmed),
      replace: true,
    }),
  };
}
