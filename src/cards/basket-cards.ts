import type { Action, Block, Card, CommandCall } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { Basket, BasketLine, SellersLines } from '../domain/buying/basket.ts';
import {
  type BasketCardWords,
  type BasketLineView,
  type LineCalls,
  longestOption,
  optionLabel,
  partBlocks,
  type SellersPartView,
  sellerName,
  textBlock,
} from './basket-lines.ts';
import { plainCard } from './buying-cards.ts';

/** As many sellers as have a button each to order from. */
const mostButtons = 3;

/** As many as a gallery holds. */
const mostPictured = 10;

/** A call that asks which lines, by the value of each. */
interface PickOf {
  readonly argument: string;
  run(offer: string): CommandCall;
  value(line: BasketLine): string;
}

/** What the buttons of a basket run. */
export interface BasketCardCalls extends LineCalls {
  /** All of it, or the part of an offer's seller. */
  show(offer?: string): CommandCall;
  /** Previews the part of an offer's seller. */
  preview(offer: string): CommandCall;
  /** The same of what is ticked in that part. */
  readonly ticked: PickOf;
  readonly empty: CommandCall;
  /** Asks for words to find offers by. */
  readonly find: CommandCall;
}

interface Shown {
  readonly basket: Basket;
  /** What has just become of it. */
  readonly said?: string | undefined;
  readonly words: BasketCardWords;
  readonly calls: BasketCardCalls;
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
