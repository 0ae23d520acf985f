import type { Action, Block, Card, CommandCall, GalleryRow } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { Basket, BasketLine, SellersLines } from '../domain/buying/basket.ts';
import { mostLines } from '../domain/buying/purchase.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { Price } from '../domain/products/prices.ts';
import type { BasketWords } from '../languages/en/basket.ts';
import type { BuyingWords } from '../languages/en/buying.ts';
import type { HomeWords } from '../languages/en/help.ts';
import type { ProductWords } from '../languages/en/products.ts';
import { grouped } from '../runtime/grouped.ts';
import { type LineView, lineText, plainCard } from './buying-cards.ts';
import { outsideWords } from './outside-words.ts';
import { priceWords } from './products/offer-facts.ts';

const longestSeller = 60;

/** As many sellers as have a button each to order from. */
const mostButtons = 3;

/** As many as a gallery holds. */
const mostPictured = 10;

/** So short that two menus of {@link mostLines} lines each find room on every platform. */
const longestOption = 45;
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

/** A call that asks which lines, by the value of each. */
interface PickOf {
  readonly argument: string;
  run(offer: string): CommandCall;
  value(line: BasketLine): string;
}

/** What the buttons of a basket run. */
export interface BasketCardCalls {
  /** All of it, or the part of an offer's seller. */
  show(offer?: string): CommandCall;
  /** Previews the part of an offer's seller. */
  preview(offer: string): CommandCall;
  /** The same of what is ticked in that part. */
  readonly ticked: PickOf;
  /** Asks for the quantity. */
  change(line: BasketLine): CommandCall;
  remove(line: BasketLine): CommandCall;
  readonly empty: CommandCall;
  /** Asks for words to find offers by. */
  readonly find: CommandCall;
}

interface Shown {
  readonly basket: Basket;
  /** What has just become of it. */
  readonly said?: string | undefined;
  readonly words: {
    readonly basket: BasketWords;
    readonly buying: BuyingWords;
    readonly home: Pick<HomeWords, 'find'>;
    readonly products: ProductWords;
  };
  readonly calls: BasketCardCalls;
}

/** Whose lines they are, in a person's words. */
export function sellerName(seller: string | undefined, words: BasketWords): string {
  return seller === undefined ? words.sellerUnknown : shorten(outsideWords(seller), longestSeller);
}

/** One seller's part of a basket, each line with what can be done with it. */
export function sellersPartCard(
  shown: Shown & {
    readonly part: SellersPartView;
    /** Whether there are lines of others, too. */
    readonly others: boolean;
  },
): Card {
  const { part, others, calls } = shown;
  const { lines } = part;
  const { basket: words } = shown.words;
  const [first] = lines;
  const select = (label: string, run: (line: BasketLine) => CommandCall): Action => ({
    kind: 'select',
    label,
    options: lines.map((each, at) => ({ label: optionLabel(at + 1, each), run: run(each.line) })),
  });
  const actions: readonly Action[] = [
    ...(first === undefined
      ? []
      : [
          {
            kind: 'run' as const,
            label: words.order(lines.length),
            run: calls.preview(first.line.offerId),
            style: 'primary' as const,
          },
        ]),
    ...orderTicked(lines, shown),
    ...(lines.length > mostPictured
      ? [select(words.change, calls.change), select(words.takeOut, calls.remove)]
      : []),
    others
      ? { kind: 'run', label: words.whole, run: calls.show() }
      : { kind: 'run', label: words.empty, run: calls.empty },
  ];
  return basketCard(
    shown,
    partBlocks(part, shown.words, lines.length > mostPictured ? 'listed' : calls),
    actions,
  );
}

/** Orders those lines that are ticked, where there are some to choose among, and not more than can be ticked. */
function orderTicked(
  lines: readonly BasketLineView[],
  { words: { basket: words }, calls: { ticked } }: Pick<Shown, 'words' | 'calls'>,
): readonly Action[] {
  const [first] = lines;
  if (first === undefined || lines.length < 2 || lines.length > mostPictured) return [];
  return [
    {
      kind: 'run',
      label: words.orderTicked,
      run: ticked.run(first.line.offerId),
      pick: {
        argument: ticked.argument,
        label: words.tick,
        options: lines.map((each, at) => ({
          label: optionLabel(at + 1, each),
          value: ticked.value(each.line),
        })),
        least: 1,
        most: lines.length,
      },
    },
  ];
}

/** Several sellers' parts, whole ones as long as there is room; of the rest, the number of lines and sellers. */
export function wholeBasketCard(
  shown: Shown & {
    readonly parts: readonly SellersLines[];
    /** Of the first of {@link parts}, each whole. */
    readonly whole: readonly SellersPartView[];
  },
): Card {
  const { parts, whole, calls } = shown;
  const { basket: words } = shown.words;
  const folded = parts.slice(whole.length);
  const pictured = whole.reduce((sum, { lines }) => sum + lines.length, 0) <= mostPictured;
  const left = folded.reduce((sum, { lines }) => sum + lines.length, 0);
  const select = (label: string, run: (offer: string) => CommandCall): Action => ({
    kind: 'select',
    label,
    options: parts.map(({ seller, lines: [first, ...others] }) => ({
      label: shorten(words.heading(sellerName(seller, words), 1 + others.length), longestOption),
      run: run(first.offerId),
    })),
  });
  return basketCard(
    shown,
    [
      ...whole.flatMap((part) => partBlocks(part, shown.words, pictured ? 'shown' : 'listed')),
      ...(left === 0 ? [] : [textBlock(words.more(left, folded.length))]),
    ],
    [
      ...(parts.length > mostButtons
        ? [select(words.orderFrom, calls.preview)]
        : parts.map((part, at) => orderButton(shown, part, at))),
      select(words.oneSeller, calls.show),
      { kind: 'run', label: words.empty, run: calls.empty },
    ],
  );
}

/** Orders from one of several sellers; the first of them is the card's primary button. */
function orderButton(
  { words, calls }: Pick<Shown, 'words' | 'calls'>,
  { seller, lines: [first] }: SellersLines,
  at: number,
): Action {
  return {
    kind: 'run',
    label: words.basket.orderOf(shorten(sellerName(seller, words.basket), longestOption)),
    run: calls.preview(first.offerId),
    ...(at === 0 && { style: 'primary' }),
  };
}

/** There is nothing in it that could be ordered. */
export function emptyBasketCard(shown: Shown): Card {
  const { basket, words, calls } = shown;
  const { none, noneAdvice, empty } = words.basket;
  const clear: Action = { kind: 'run', label: empty, run: calls.empty };
  const find: Action = { kind: 'run', label: words.home.find, run: calls.find, style: 'primary' };
  const actions = basket.unreadable.length === 0 ? [find] : [find, clear];
  const card = basketCard(shown, [textBlock(noneAdvice)], actions);
  return { ...card, title: none };
}

function basketCard(
  { basket, said, words }: Shown,
  blocks: readonly Block[],
  actions: readonly Action[],
): Card {
  const { title, unreadable } = words.basket;
  const count = basket.unreadable.length;
  const sentences = [...(said === undefined ? [] : [said]), ...(count === 0 ? [] : [unreadable(count)])];
  return plainCard(count === 0 ? 'plain' : 'warning', title, sentences, { blocks, actions });
}

function partBlocks(
  { seller, lines, more }: SellersPartView,
  all: Shown['words'],
  as: 'listed' | 'shown' | Pick<BasketCardCalls, 'change' | 'remove'>,
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
function moneyOf(each: BasketLineView, { basket, buying, products }: Shown['words']): readonly string[] {
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
  all: Shown['words'],
  as: 'listed' | 'shown' | Pick<BasketCardCalls, 'change' | 'remove'>,
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

function optionLabel(at: number, { line, view }: BasketLineView): string {
  const sku = view.skuName ?? line.specId;
  const parts = [
    shorten(view.title ?? line.offerId, longestOptionName),
    ...(sku === undefined ? [] : [shorten(sku, longestOptionSku)]),
    grouped(line.quantity),
  ];
  return shorten(`${at}. ${parts.join(' · ')}`, longestOption);
}

function textBlock(text: string): Block {
  return { kind: 'text', text: [text] };
}
