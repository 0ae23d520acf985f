import type { Block, CommandCall, GalleryRow } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { BasketLine } from '../domain/buying/basket.ts';
import { mostLines } from '../domain/buying/purchase.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { Price } from '../domain/products/prices.ts';
import type { BasketWords } from '../languages/en/basket.ts';
import type { BuyingWords } from '../languages/en/buying.ts';
import type { HomeWords } from '../languages/en/help.ts';
import type { ProductWords } from '../languages/en/products.ts';
import { grouped } from '../runtime/grouped.ts';
import { type LineView, lineText } from './buying-cards.ts';
import { outsideWords } from './outside-words.ts';
import { priceWords } from './products/offer-facts.ts';

const longestSeller = 60;

/** So short that two menus of {@link mostLines} lines each find room on every platform. */
export const longestOption = 45;
const longestOptionName = 20;
const longestOptionSku = 14;

/** A line and what is known of it. */
export interface BasketLineView {
  readonly line: BasketLine;
  readonly view: LineView;
  /** Of one piece, where the partner says it now. */
  readonly price: Price | undefined;
  /** How few can be ordered, and in which lots, where that is more than one. */
  readonly bounds: readonly string[];
  /** Why so many can't be ordered, in a sentence. */
  readonly wrong: string | undefined;
}

/** One seller's lines. */
export interface SellersPartView {
  readonly seller: string | undefined;
  readonly lines: readonly BasketLineView[];
  /** How many more of the same seller there are. */
  readonly more: number;
}

/** The words of a basket's cards. */
export interface BasketCardWords {
  readonly basket: BasketWords;
  readonly buying: BuyingWords;
  readonly home: Pick<HomeWords, 'find'>;
  readonly products: ProductWords;
}

/** What can be done with one line. */
export interface LineCalls {
  /** Asks for the quantity. */
  change(line: BasketLine): CommandCall;
  remove(line: BasketLine): CommandCall;
}

/** Whose lines they are, in a person's words. */
export function sellerName(seller: string | undefined, words: BasketWords): string {
  return seller === undefined ? words.sellerUnknown : shorten(outsideWords(seller), longestSeller);
}

export function partBlocks(
  { seller, lines, more }: SellersPartView,
  all: BasketCardWords,
  as: 'listed' | 'shown' | LineCalls,
): readonly Block[] {
  const { basket: words, buying } = all;
  const items = lines.map((each, at) => [`${at + 1}. ${lineText(each.view, buying)} · ${totalOf(each)}`]);
  const rows = lines.map((each, at) => rowOf(at + 1, each, all, as));
  const left = more === 0 ? [] : [words.more(more, 0)];
  return [
    {
      kind: 'text',
      text: [{ bold: words.heading(sellerName(seller, words), lines.length + more) }],
    },
    ...(as === 'listed'
      ? [{ kind: 'list' as const, items: [...items, ...left.map((each) => [each])] }]
      : [{ kind: 'gallery' as const, menus: [words.change, words.takeOut], rows }, ...left.map(textBlock)]),
    subtotalBlock({ lines, more }, words),
    ...(seller === undefined ? [textBlock(words.sellerUnknownAdvice)] : []),
  ];
}

/** What a line costs in fen; where it is not sure which of two prices holds, the dearer, so that no total promises too little. */
function lineFen({ price, wrong, line }: BasketLineView): number | undefined {
  if (price === undefined || wrong !== undefined) return undefined;
  return exact(Math.max(price.fen, price.unsureFen ?? 0) * line.quantity);
}

/** `fen`, unless it is more than a number holds exactly: no amount is shown that is not the right one. */
function exact(fen: number): number | undefined {
  return Number.isSafeInteger(fen) ? fen : undefined;
}

/** What a line costs, so short that a list of {@link mostLines} finds room on every platform. */
function totalOf(each: BasketLineView): string {
  const fen = lineFen(each);
  return fen === undefined ? '¥–' : formatFen(fen);
}

/** What a line costs, or why that is not known, and how few can be ordered, or why so many can't be. */
function moneyOf(each: BasketLineView, { basket, buying, products }: BasketCardWords): readonly string[] {
  const { price, bounds, wrong } = each;
  const fen = lineFen(each);
  return [
    price === undefined ? basket.noPrice : buying.each(priceWords(price, products)),
    ...(fen === undefined ? [] : [basket.lineTotal(formatFen(fen))]),
    ...(wrong === undefined ? bounds : [basket.notSo(wrong)]),
  ];
}

/** The goods of one seller in fen, as far as each line's price is known, and how many lines are not counted. */
function subtotalOf({ lines, more }: Pick<SellersPartView, 'lines' | 'more'>) {
  const known = lines.flatMap((each) => lineFen(each) ?? []);
  return {
    fen: known.length === 0 ? undefined : exact(known.reduce((sum, fen) => sum + fen, 0)),
    left: lines.length - known.length + more,
  };
}

function subtotalBlock(part: Pick<SellersPartView, 'lines' | 'more'>, words: BasketWords): Block {
  const { fen, left } = subtotalOf(part);
  if (fen === undefined) return textBlock(words.noSubtotal);
  const notCounted = left === 0 ? [] : [` · ${words.notCounted(left)}`];
  return {
    kind: 'text',
    text: [{ bold: words.subtotal(formatFen(fen)) }, ` · ${words.goodsAlone}`, ...notCounted],
  };
}

function rowOf(
  at: number,
  each: BasketLineView,
  all: BasketCardWords,
  as: 'listed' | 'shown' | LineCalls,
): GalleryRow {
  const { basket: words, buying } = all;
  const { picture, title, ...rest } = each.view;
  const actions =
    typeof as === 'string'
      ? []
      : [
          { kind: 'run' as const, label: words.change, run: as.change(each.line) },
          { kind: 'run' as const, label: words.takeOutOne, run: as.remove(each.line) },
        ];
  return {
    ...(picture !== undefined && { picture }),
    title: `${at}. ${title ?? each.line.offerId}`,
    facts: [`${lineText({ ...rest, title: undefined }, buying)}\n${moneyOf(each, all).join(' · ')}`],
    name: optionLabel(at, each),
    actions,
  };
}

export function optionLabel(at: number, { line, view }: BasketLineView): string {
  const sku = view.skuName ?? line.specId;
  const parts = [
    shorten(view.title ?? line.offerId, longestOptionName),
    ...(sku === undefined ? [] : [shorten(sku, longestOptionSku)]),
    grouped(line.quantity),
  ];
  return shorten(`${at}. ${parts.join(' · ')}`, longestOption);
}

export function textBlock(text: string): Block {
  return { kind: 'text', text: [text] };
}
