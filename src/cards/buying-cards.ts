import type { Block, Card, Field, RemotePicture, TableBlock, TableCell, Tone } from '../chat/card.ts';
import { shorten, type Text } from '../chat/text.ts';
import type { NotOrdered } from '../domain/buying/outcome.ts';
import { mostLines } from '../domain/buying/purchase.ts';
import { pieceFenOf, type Quote } from '../domain/buying/quote.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { BuyingWords } from '../languages/en/buying.ts';
import { outsideWords } from './outside-words.ts';

/** So short that {@link mostLines} of them find room on every platform. */
const longestLine = 140;

/** Of several offers in a list. */
const longestName = 60;
const longestSkuName = 40;

/** A line of a purchase for display: what, of which variant, how many. */
export interface LineView {
  readonly offerId: string;
  readonly specId: string | undefined;
  readonly title: string | undefined;
  readonly skuName: string | undefined;
  readonly quantity: number;
  readonly unit: string | undefined;
  /** Of the variant where it has one of its own. */
  readonly picture?: RemotePicture | undefined;
}

/** What a purchase is, and what it costs, line by line. */
export function quoteBlocks(views: readonly LineView[], quote: Quote, words: BuyingWords): readonly Block[] {
  const [only, ...others] = views;
  return [
    only !== undefined && others.length === 0
      ? { kind: 'fields', fields: purchaseFields(only, pieceFenOf(quote, only), words) }
      : lineTable(views, quote, words),
    { kind: 'fields', fields: costFields(quote, words) },
    ...(quote.orders > 1 ? [textBlock([words.splits(quote.orders)])] : []),
    ...remarkBlocks(quote.remarks, words),
  ];
}

/** The lines of a purchase: what, how many, and what a piece costs. */
function lineTable(views: readonly LineView[], quote: Quote, words: BuyingWords): TableBlock {
  const rows = views.map((view, at): readonly TableCell[] => {
    const { offerId, specId, title, skuName = specId } = view;
    const pieceFen = pieceFenOf(quote, view);
    const named = [
      ...(title === undefined ? [] : [shorten(title, longestName)]),
      ...(skuName === undefined ? [] : [shorten(skuName, longestSkuName)]),
      offerId,
    ];
    return [
      { text: [`${at + 1}. ${named.join(' · ')}`] },
      { text: [words.pieces(view.quantity, view.unit)], value: view.quantity },
      pieceFen === undefined ? { text: [] } : { text: [words.each(formatFen(pieceFen))], value: pieceFen },
    ];
  });
  const columns: TableBlock['columns'] = [
    { label: words.goods, kind: 'text' },
    { label: words.amount, kind: 'quantity' },
    { label: '', kind: 'amount' },
  ];
  return { kind: 'table', caption: words.goods, columns, rows };
}

function purchaseFields(view: LineView, pieceFen: number | undefined, words: BuyingWords): readonly Field[] {
  const amount = words.pieces(view.quantity, view.unit);
  const price = pieceFen === undefined ? '' : ` · ${words.each(formatFen(pieceFen))}`;
  return [
    { label: words.offerId, value: [{ code: view.offerId }] },
    ...(view.skuName === undefined ? [] : [{ label: words.kind, value: [oneLine(view.skuName)] }]),
    { label: words.amount, value: [`${amount}${price}`] },
  ];
}

/** `Canvas tote · Black · 20 pieces · 600000000001`: short enough for a list of twenty. */
export function lineText(view: LineView, words: BuyingWords): string {
  const { offerId, specId, title, skuName = specId, quantity, unit } = view;
  return [
    ...(title === undefined ? [] : [shorten(title, longestName)]),
    ...(skuName === undefined ? [] : [shorten(skuName, longestSkuName)]),
    words.pieces(quantity, unit),
    offerId,
  ].join(' · ');
}

function costFields({ goodsFen, freightFen, feeFen, toPayFen }: Quote, words: BuyingWords): readonly Field[] {
  const fee = { label: feeFen < 0 ? words.discount : words.serviceFee, value: [formatFen(feeFen)] };
  return [
    { label: words.goods, value: [formatFen(goodsFen)] },
    { label: words.freight, value: [formatFen(freightFen)] },
    ...(feeFen === 0 ? [] : [fee]),
    { label: words.toPay, value: [{ bold: formatFen(toPayFen) }] },
  ];
}

function remarkBlocks(remarks: readonly string[], words: BuyingWords): readonly Block[] {
  if (remarks.length === 0) return [];
  return [
    textBlock([{ bold: words.partnerRemarks }]),
    { kind: 'list', items: cut(remarks, (remark) => [oneLine(remark)], words) },
  ];
}

/** What was not ordered, and why in the partner's words. */
export function notOrderedBlocks(failed: readonly NotOrdered[], words: BuyingWords): readonly Block[] {
  if (failed.length === 0) return [];
  return [
    textBlock([{ bold: words.create.notOrdered }]),
    {
      kind: 'list',
      items: cut(failed, notOrderedLine, words),
    },
  ];
}

function notOrderedLine({ offerId, code, message }: NotOrdered): Text {
  const why = oneLine([message, code].filter((part) => part !== '').join(' · '));
  if (offerId === undefined) return [why];
  return why === '' ? [{ code: offerId }] : [{ code: offerId }, ' ', why];
}

/** A line for each, as many as one order has lines, and how many more there are. */
function cut<Each>(all: readonly Each[], lineOf: (each: Each) => Text, words: BuyingWords): readonly Text[] {
  const lines = all.slice(0, mostLines).map(lineOf);
  const left = all.length - lines.length;
  return left > 0 ? [...lines, [words.more(left)]] : lines;
}

/** A card of a title and a sentence or two. */
export function plainCard(
  tone: Tone,
  title: string,
  sentences: readonly string[],
  more: Partial<Pick<Card, 'actions' | 'footnote'>> & { readonly blocks?: readonly Block[] } = {},
): Card {
  const { blocks = [], actions = [], footnote } = more;
  return {
    tone,
    title,
    body: [...sentences.map((sentence) => textBlock([sentence])), ...blocks],
    actions,
    ...(footnote !== undefined && { footnote }),
  };
}

function textBlock(text: Text): Block {
  return { kind: 'text', text };
}

function oneLine(text: string): string {
  return shorten(outsideWords(text), longestLine);
}
