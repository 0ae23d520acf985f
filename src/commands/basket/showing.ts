import { type Basket, type BasketLine, bySeller, type SellersLines } from '../../buying/basket.ts';
import { mostLines } from '../../buying/line-list.ts';
import {
  emptyBasketCard,
  sellersPartCard,
  type ToldLine,
  wholeBasketCard,
} from '../../cards/basket-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Words } from '../../languages/index.ts';
import { describeAll } from '../buying/described.ts';
import { basketCalls } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf } from './keeping.ts';

/**
 * The person's basket as it is now: all of it, or the part of the seller of the offer `of`, where it holds that offer.
 * `said` is what has just become of it.
 */
export async function shownBasket(
  deps: BasketDeps,
  { of, said }: { readonly of?: string | undefined; readonly said?: string | undefined },
  run: Run,
): Promise<Card> {
  const basket = await basketOf(deps.people, run);
  const shown = { basket, said, words: deps.words[run.language], calls: cardCalls(deps) };
  const sellers = bySeller(basket.lines);
  const one = sellers.length === 1 ? sellers[0] : partOf(basket, of);
  if (one !== undefined) {
    const lines = await toldLines(deps, one.lines.slice(0, mostLines), run);
    return sellersPartCard({
      ...shown,
      part: { seller: one.seller, lines, more: one.lines.length - lines.length },
      others: sellers.length > 1,
    });
  }
  if (sellers.length === 0) return emptyBasketCard(shown);
  const whole = wholeOnes(sellers);
  const all = whole.flatMap((each) => each.lines).slice(0, mostLines);
  const lines = await toldLines(deps, all, run);
  return wholeBasketCard({
    ...shown,
    parts: sellers,
    told: whole.map((part) => {
      const own = lines.filter(({ line }) => line.seller === part.seller);
      return { seller: part.seller, lines: own, more: part.lines.length - own.length };
    }),
  });
}

/** All lines of whoever sells an offer that is in the basket. */
export function partOf({ lines }: Basket, offerId: string | undefined): SellersLines | undefined {
  return bySeller(lines).find((part) => part.lines.some((line) => line.offerId === offerId));
}

/** Lines with what the partner tells of their offers in time. */
export async function toldLines(
  deps: BasketDeps,
  lines: readonly BasketLine[],
  run: Run,
): Promise<readonly ToldLine[]> {
  const wanted = lines.map(({ offerId, specId, quantity }) => ({ offer: offerId, sku: specId, quantity }));
  const described = await describeAll(deps, wanted, run);
  return lines.flatMap((line, at) => {
    const about = described[at];
    return about === undefined ? [] : [{ line, told: about.told }];
  });
}

/** That an offer, or that kind of it, is not there. */
export function notThere(deps: BasketDeps, offerId: string, { basket }: Words): Card {
  return plainCard('warning', basket.notThere, [basket.notThereAdvice(offerId)], {
    actions: [{ kind: 'run', label: basket.open, run: basketCalls(deps.words).show() }],
  });
}

function cardCalls(deps: BasketDeps) {
  const { show, change, remove, empty, preview } = basketCalls(deps.words);
  return {
    show,
    change: (line: BasketLine) => change(line, { ask: ['quantity'] }),
    remove,
    empty,
    preview: (offer: string) => preview({ offer, address: undefined }),
  };
}

/** The first sellers whose lines find room on one card together; at least one. */
function wholeOnes(sellers: readonly SellersLines[]): readonly SellersLines[] {
  let room = mostLines;
  const end = sellers.findIndex(({ lines }) => {
    room -= lines.length;
    return room < 0;
  });
  return end === -1 ? sellers : sellers.slice(0, Math.max(1, end));
}
