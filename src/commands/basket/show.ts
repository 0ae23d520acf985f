import {
  type BasketCardCalls,
  emptyBasketCard,
  sellersPartCard,
  wholeBasketCard,
} from '../../cards/basket-cards.ts';
import type { BasketLineView } from '../../cards/basket-lines.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { type Basket, type BasketLine, bySeller, type SellersLines } from '../../domain/buying/basket.ts';
import { mostLines, printLines } from '../../domain/buying/purchase.ts';
import type { BasketWords } from '../../languages/en/basket.ts';
import { allWords, type Words } from '../../languages/index.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import { quantityBounds, wrongQuantity } from '../buying/line-check.ts';
import { offerInfos, piecesOfOffer } from '../buying/offer-info.ts';
import { offerLookUp } from '../offer-argument.ts';
import { search } from '../products/search.ts';
import {
  basketChange,
  basketEmpty,
  basketPreview,
  basketRemove,
  basketShow,
  type WantedPart,
} from './descriptions.ts';
import { basketOf } from './stored-basket.ts';

export function basketShowCommand(deps: BuyingDeps) {
  return basketShow.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer }, run): Promise<Card> {
      const isThere = offer === undefined || partOf(await basketOf(deps.people, run), offer) !== undefined;
      return isThere ? shownBasket(deps, { of: offer }, run) : notThere(offer, allWords[run.language]);
    },
  });
}

/**
 * The person's basket as it is now: all of it, or the part of the seller of the offer `of`, where it holds that offer.
 * `said`: what was just done with it; `address`: where its parts are to go, where that was said already.
 */
export async function shownBasket(
  deps: BuyingDeps,
  {
    of,
    said,
    address,
  }: {
    readonly of?: string | undefined;
    readonly said?: string | undefined;
    readonly address?: WantedPart['address'];
  },
  run: Run,
): Promise<Card> {
  const basket = await basketOf(deps.people, run);
  const shown = { basket, said, words: allWords[run.language], calls: callsTo(address) };
  const sellers = bySeller(basket.lines);
  const one = sellers.length === 1 ? sellers[0] : partOf(basket, of);
  if (one !== undefined) {
    const lines = await lineViews(deps, one.lines.slice(0, mostLines), run);
    return sellersPartCard({
      ...shown,
      part: { seller: one.seller, lines, more: one.lines.length - lines.length },
      others: sellers.length > 1,
    });
  }
  if (sellers.length === 0) return emptyBasketCard(shown);
  const whole = wholeOnes(sellers);
  const all = whole.flatMap((each) => each.lines).slice(0, mostLines);
  const lines = await lineViews(deps, all, run);
  return wholeBasketCard({
    ...shown,
    parts: sellers,
    whole: whole.map((part) => {
      const own = lines.filter(({ line }) => line.seller === part.seller);
      return { seller: part.seller, lines: own, more: part.lines.length - own.length };
    }),
  });
}

/** All lines of the seller of an offer that is in the basket. */
export function partOf({ lines }: Basket, offerId: string | undefined): SellersLines | undefined {
  return bySeller(lines).find((part) => part.lines.some((line) => line.offerId === offerId));
}

/** Lines with what the partner says of their offers in time. */
export async function lineViews(
  deps: BuyingDeps,
  lines: readonly BasketLine[],
  run: Caller & { readonly signal: AbortSignal },
): Promise<readonly BasketLineView[]> {
  const wanted = lines.map(({ offerId, specId, quantity }) => ({ offer: offerId, sku: specId, quantity }));
  const infos = await offerInfos(deps, wanted, run);
  return lines.flatMap((line, at) => {
    const info = infos[at];
    if (info === undefined) return [];
    const { buying } = allWords[run.language];
    const pieces = { pieces: line.quantity, inAll: piecesOfOffer(line.offerId, wanted) };
    const wrong = wrongQuantity(info, pieces, buying);
    return [{ line, view: info.view, price: info.price, bounds: quantityBounds(info, buying), wrong }];
  });
}

/** That an offer, or that variant of it, is not there. */
export function notThere(offerId: string, { basket }: Words): Card {
  return plainCard('warning', basket.notThere, [basket.notThereAdvice(offerId)], {
    actions: [openBasket(basket)],
  });
}

/** Shows the basket: all of it, or the part of an offer's seller. */
export function openBasket(words: BasketWords, offer?: string): Action {
  return { kind: 'run', label: words.open, run: showCall(offer) };
}

const showCall = (offer?: string) => basketShow.call({ offer }, { replace: true });

/** What the buttons of a basket run; its parts go to `address`, where that is known. */
const callsTo = (address: WantedPart['address']): BasketCardCalls => ({
  show: showCall,
  change: ({ offerId, specId, quantity }) =>
    basketChange.call({ offer: offerId, sku: specId, quantity }, { replace: true, ask: ['quantity'] }),
  remove: ({ offerId, specId }) => basketRemove.call({ offer: offerId, sku: specId }, { replace: true }),
  empty: basketEmpty.call({ confirm: false }),
  find: { command: search.menu.name, arguments: {}, ask: ['words'] },
  preview: (offer) => basketPreview.call({ offer, address, lines: undefined }),
  ticked: {
    argument: 'lines',
    run: (offer) => basketPreview.call({ offer, address, lines: undefined }, { ask: ['lines'] }),
    value: (line) => printLines([line]),
  },
});

/** The first sellers whose lines find room on one card together; at least one. */
function wholeOnes(sellers: readonly SellersLines[]): readonly SellersLines[] {
  let room = mostLines;
  const end = sellers.findIndex(({ lines }) => {
    room -= lines.length;
    return room < 0;
  });
  return end === -1 ? sellers : sellers.slice(0, Math.max(1, end));
}
