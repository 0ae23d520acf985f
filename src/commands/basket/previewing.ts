import { type Basket, type BasketLine, bySeller, type SellersLines } from '../../buying/basket.ts';
import { mostLines } from '../../buying/line-list.ts';
import { sellerName } from '../../cards/basket-cards.ts';
import type { Values } from '../../chat/bind.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { addressChoice } from '../buying/address-choice.ts';
import { chooseAddress } from '../buying/arguments.ts';
import { quotedCard } from '../buying/previewing.ts';
import { type WhereTo, whereTo } from '../buying/where-to.ts';
import { basketCalls, type previewTable } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf } from './keeping.ts';
import { notThere, partOf, shownBasket, toldLines } from './showing.ts';

type Wanted = Values<ReturnType<typeof previewTable>>;

/**
 * What one seller's part of the basket costs now in one order, with the button that orders exactly these lines for exactly
 * that; without an offer, the part of the only seller there is.
 */
export async function basketPreview(deps: BasketDeps, wanted: Wanted, run: Run): Promise<Card> {
  const all = deps.words[run.language];
  const basket = await basketOf(deps.people, run);
  const part = partWanted(basket, wanted.offer);
  if (part === undefined) {
    return wanted.offer === undefined
      ? shownBasket(deps, { ...(basket.lines.length > 0 && { said: all.basket.whichSellerAdvice }) }, run)
      : notThere(deps, wanted.offer, all);
  }
  const where = whereTo(deps, wanted.address, run);
  const { lines, seller } = part;
  return linesPreview(
    deps,
    { offer: lines[0].offerId, lines: lines.slice(0, mostLines), seller, where },
    run,
  );
}

/** The same for these lines, whatever the basket holds. `said` is why it is shown again, where it is. */
export async function linesPreview(
  deps: BasketDeps,
  {
    offer,
    lines,
    seller,
    said,
    ...to
  }: {
    /** Of the basket's part that they are of. */
    readonly offer: string | undefined;
    readonly lines: readonly BasketLine[];
    readonly seller: string | undefined;
    readonly where: WhereTo | Promise<WhereTo>;
    readonly said?: string;
  },
  run: Run,
): Promise<Card> {
  const all = deps.words[run.language];
  const calls = basketCalls(deps.words);
  const asked = toldLines(deps, lines, run);
  // Told or not, they are not waited for where there is no address to order to.
  asked.catch(() => undefined);
  const where = await to.where;
  if (where.state !== 'known') {
    const preview = {
      to: (address: string | undefined) => calls.preview({ offer, address }, { replace: true }),
      give: calls.preview({ offer, address: undefined }, { ask: ['address'] }),
    };
    return addressChoice(where, preview, all);
  }
  const told = await asked;
  const { addressId, digest } = where;
  const ordered = lines.map(({ offerId, specId, quantity }) => ({ offerId, specId, quantity }));
  const open: Action = { kind: 'run', label: all.basket.open, run: calls.show(offer) };
  return quotedCard(
    deps,
    { purchase: { lines: ordered, addressId }, told: told.map((each) => each.told), where, said },
    {
      title: all.basket.orderTitle(sellerName(seller, all.basket)),
      order: (total, key) =>
        calls.order({ offer, lines: ordered, address: addressId, total, key, to: digest }),
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
