import { type Basket, bySeller, type SellersLines } from '../../buying/basket.ts';
import { mostLines } from '../../buying/line-list.ts';
import { sellerName } from '../../cards/basket-cards.ts';
import type { Values } from '../../chat/binding.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { chooseAddress } from '../buying/arguments.ts';
import { quotedCard } from '../buying/previewing.ts';
import { whereTo, whichAddress } from '../buying/where-to.ts';
import { basketCalls, type previewTable } from './arguments.ts';
import { basketOf } from './keeping.ts';
import type { BasketParts } from './parts.ts';
import { notThere, partOf, shownBasket, toldLines } from './showing.ts';

type Wanted = Values<ReturnType<typeof previewTable>>;

/**
 * What one seller's part of the basket costs now in one order, with the button that orders exactly these lines for exactly
 * that; without an offer, the part of the only seller there is.
 */
export async function basketPreview(parts: BasketParts, wanted: Wanted, run: Run): Promise<Card> {
  const all = parts.words[run.language];
  const basket = await basketOf(parts.people, run);
  const part = partWanted(basket, wanted.offer);
  if (part === undefined) {
    return wanted.offer === undefined
      ? shownBasket(parts, { ...(basket.lines.length > 0 && { said: all.basket.whichSellerAdvice }) }, run)
      : notThere(parts, wanted.offer, all);
  }
  const offer = part.lines[0].offerId;
  const shown = part.lines.slice(0, mostLines);
  const [told, where] = await Promise.all([
    toldLines(parts, shown, run),
    whereTo(parts, wanted.address, run),
  ]);
  const calls = basketCalls(parts.words);
  const { addressId } = where;
  if (addressId === undefined) {
    const to = (address: string) => calls.preview({ offer, address }, { replace: true });
    const give = calls.preview({ offer, address: undefined }, { ask: ['address'] });
    return whichAddress(where.known, all, to, give);
  }
  const lines = shown.map(({ offerId, specId, quantity }) => ({ offerId, specId, quantity }));
  const open: Action = { kind: 'run', label: all.basket.open, run: calls.show(offer) };
  return quotedCard(
    parts,
    { purchase: { lines, addressId }, told: told.map((each) => each.told), where },
    {
      title: all.basket.orderTitle(sellerName(part.seller, all.basket)),
      order: (total, key) => calls.order({ offer, lines, address: addressId, total, key }),
      otherAddress: calls.preview({ offer, address: chooseAddress }, { replace: true }),
      change: open,
    },
    run,
  );
}

function partWanted(basket: Basket, offer: string | undefined): SellersLines | undefined {
  if (offer !== undefined) return partOf(basket, offer);
  const [only, ...others] = bySeller(basket.lines);
  return others.length === 0 ? only : undefined;
}
