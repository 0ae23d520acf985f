import { type Basket, type BasketLine, bySeller, type SellersLines } from '../../buying/basket.ts';
import { mostLines } from '../../buying/line-list.ts';
import { sellerName } from '../../cards/basket-cards.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { allWords } from '../../languages/index.ts';
import { addressChoiceCard, type DeliveryAddress, resolveAddress } from '../buying/delivery-address.ts';
import { chooseAddress } from '../buying/descriptions.ts';
import { quotedCard } from '../buying/preview.ts';
import { offerLookUp } from '../offers/offer-argument.ts';
import { basketOrder, basketPreview, type WantedPart } from './descriptions.ts';
import { lineViews, notThere, openBasket, partOf, shownBasket } from './show.ts';
import { type BasketDeps, basketOf } from './stored-basket.ts';

export function basketPreviewCommand(deps: BasketDeps) {
  return basketPreview.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    run: (wanted, run) => partPreview(deps, wanted, run),
  });
}

/**
 * What one seller's part of the basket costs now in one order, with the button that orders exactly these lines for exactly
 * that; without an offer, the part of the only seller there is.
 */
export async function partPreview(deps: BasketDeps, wanted: WantedPart, run: Run): Promise<Card> {
  const all = allWords[run.language];
  const basket = await basketOf(deps.people, run);
  const part = partWanted(basket, wanted.offer);
  if (part === undefined) {
    return wanted.offer === undefined
      ? shownBasket(deps, { ...(basket.lines.length > 0 && { said: all.basket.whichSellerAdvice }) }, run)
      : notThere(wanted.offer, all);
  }
  const where = resolveAddress(deps, wanted.address, run);
  const { lines, seller } = part;
  return linesPreview(
    deps,
    { offer: lines[0].offerId, lines: lines.slice(0, mostLines), seller, where },
    run,
  );
}

/** What these lines cost, whatever the basket holds. `said`: why it is shown again, if it is. */
export async function linesPreview(
  deps: BasketDeps,
  {
    offer,
    lines,
    seller,
    said,
    ...to
  }: {
    /** An offer of the basket's part that the lines are in. */
    readonly offer: string | undefined;
    readonly lines: readonly BasketLine[];
    readonly seller: string | undefined;
    readonly where: DeliveryAddress | Promise<DeliveryAddress>;
    readonly said?: string;
  },
  run: Run,
): Promise<Card> {
  const all = allWords[run.language];
  const asked = lineViews(deps, lines, run);
  // Not waited for, and no fault, where there is no address to order to.
  asked.catch(() => undefined);
  const where = await to.where;
  if (where.state !== 'known') {
    const preview = {
      to: (address: string | undefined) => basketPreview.call({ offer, address }, { replace: true }),
      give: basketPreview.call({ offer, address: undefined }, { ask: ['address'] }),
    };
    return addressChoiceCard(where, preview, all);
  }
  const views = (await asked).map(({ view }) => view);
  const { addressId, digest } = where;
  const ordered = lines.map(({ offerId, specId, quantity }) => ({ offerId, specId, quantity }));
  return quotedCard(
    deps,
    { purchase: { lines: ordered, addressId }, views, where, said },
    {
      title: all.basket.orderTitle(sellerName(seller, all.basket)),
      order: (total, key) =>
        basketOrder.call(
          { offer, lines: ordered, address: addressId, total, key, to: digest },
          { replace: true },
        ),
      otherAddress: basketPreview.call({ offer, address: chooseAddress }, { replace: true }),
      change: openBasket(all.basket, offer),
    },
    run,
  );
}

function partWanted(basket: Basket, offer: string | undefined): SellersLines | undefined {
  if (offer !== undefined) return partOf(basket, offer);
  const [only, ...others] = bySeller(basket.lines);
  return others.length === 0 ? only : undefined;
}
