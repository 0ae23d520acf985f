import type { Basket, BasketLine, SellersLines } from '../buying/basket.ts';
import { mostLines } from '../buying/line-list.ts';
import type { Action, Block, Card, CommandCall } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { BasketWords } from '../languages/en/basket.ts';
import type { BuyingWords } from '../languages/en/buying.ts';
import { type LineView, lineText, plainCard } from './buying-cards.ts';
import { outsideWords } from './outside-words.ts';

const longestSeller = 60;

/** So short that two menus of {@link mostLines} lines each find room on every platform. */
const longestOption = 45;
const longestOptionName = 20;
const longestOptionSku = 14;

/** A line and what is known of it. */
export interface BasketLineView {
  readonly line: BasketLine;
  readonly view: LineView;
}

/** One seller's lines. */
export interface SellersPartView {
  readonly seller: string | undefined;
  readonly lines: readonly BasketLineView[];
  /** How many more of the same seller there are. */
  readonly more: number;
}

/** What the buttons of a basket run. */
export interface BasketCardCalls {
  /** All of it, or the part of an offer's seller. */
  show(offer?: string): CommandCall;
  /** Previews the part of an offer's seller. */
  preview(offer: string): CommandCall;
  /** Asks for the quantity. */
  change(line: BasketLine): CommandCall;
  remove(line: BasketLine): CommandCall;
  readonly empty: CommandCall;
}

interface Shown {
  readonly basket: Basket;
  /** What has just become of it. */
  readonly said?: string | undefined;
  readonly words: { readonly basket: BasketWords; readonly buying: BuyingWords };
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
    select(words.change, calls.change),
    select(words.takeOut, calls.remove),
    others
      ? { kind: 'run', label: words.whole, run: calls.show() }
      : { kind: 'run', label: words.empty, run: calls.empty },
  ];
  return basketCard(shown, partBlocks(part, shown.words), actions);
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
      ...whole.flatMap((part) => partBlocks(part, shown.words)),
      ...(left === 0 ? [] : [textBlock(words.more(left, folded.length))]),
    ],
    [
      select(words.orderFrom, calls.preview),
      select(words.oneSeller, calls.show),
      { kind: 'run', label: words.empty, run: calls.empty },
    ],
  );
}

/** There is nothing in it that could be ordered. */
export function emptyBasketCard(shown: Shown): Card {
  const { basket, words, calls } = shown;
  const { none, noneAdvice, empty } = words.basket;
  const clear: Action = { kind: 'run', label: empty, run: calls.empty };
  const card = basketCard(shown, [textBlock(noneAdvice)], basket.unreadable.length === 0 ? [] : [clear]);
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
  { basket: words, buying }: Shown['words'],
): readonly Block[] {
  const items = lines.map(({ view }, at) => [`${at + 1}. ${lineText(view, buying)}`]);
  return [
    {
      kind: 'text',
      text: [{ bold: words.heading(sellerName(seller, words), lines.length + more) }],
    },
    { kind: 'list', items: more === 0 ? items : [...items, [words.more(more, 0)]] },
    ...(seller === undefined ? [textBlock(words.sellerUnknownAdvice)] : []),
  ];
}

function optionLabel(at: number, { line, view }: BasketLineView): string {
  const sku = view.skuName ?? line.specId;
  const parts = [
    shorten(view.title ?? line.offerId, longestOptionName),
    ...(sku === undefined ? [] : [shorten(sku, longestOptionSku)]),
    String(line.quantity),
  ];
  return shorten(`${at}. ${parts.join(' · ')}`, longestOption);
}

function textBlock(text: string): Block {
  return { kind: 'text', text: [text] };
}
