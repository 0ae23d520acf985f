import { sellerName } from '../../cards/basket-lines.ts';
import { lineText } from '../../cards/buying-cards.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { FieldHelp } from '../../chat/form.ts';
import { shorten } from '../../chat/text.ts';
import {
  type Basket,
  type BasketLine,
  bySeller,
  isSameLine,
  type SellersLines,
} from '../../domain/buying/basket.ts';
import { mostLines, type OrderLine, printLines } from '../../domain/buying/purchase.ts';
import { allWords } from '../../languages/index.ts';
import { addressChoiceCard, type DeliveryAddress, resolveAddress } from '../buying/delivery-address.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import { chooseAddress } from '../buying/descriptions.ts';
import { addressField } from '../buying/order-fields.ts';
import { quotedCard } from '../buying/preview.ts';
import { offerLookUp } from '../offer-argument.ts';
import { basketOrder, basketPreview, type WantedPart } from './descriptions.ts';
import { lineViews, notThere, openBasket, partOf, shownBasket } from './show.ts';
import { basketOf } from './stored-basket.ts';

export function basketPreviewCommand(deps: BuyingDeps) {
  return basketPreview.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async fields({ offer }, caller) {
      const [lines, address] = await Promise.allSettled([
        linesField(deps, offer, caller),
        addressField(deps, caller),
      ]);
      return {
        ...(lines.status === 'fulfilled' && lines.value),
        ...(address.status === 'fulfilled' && address.value),
      };
    },
    run: (wanted, run) => partPreview(deps, wanted, run),
  });
}

/**
 * What one seller's part of the basket costs now in one order, with the button that orders exactly these lines for exactly
 * that; without an offer, the part of the only seller there is.
 */
export async function partPreview(deps: BuyingDeps, wanted: WantedPart, run: Run): Promise<Card> {
  const all = allWords[run.language];
  const basket = await basketOf(deps.people, run);
  const part = partWanted(basket, wanted.offer);
  if (part === undefined) {
    return wanted.offer === undefined
      ? shownBasket(
          deps,
          {
            address: wanted.address,
            ...(basket.lines.length > 0 && { said: all.basket.whichSellerAdvice }),
          },
          run,
        )
      : notThere(wanted.offer, all);
  }
  const where = resolveAddress(deps, wanted.address, run);
  const { seller } = part;
  const ticked = wanted.lines;
  const lines =
    ticked === undefined
      ? part.lines
      : part.lines.filter((line) => ticked.some((each) => isSameLine(line, lineIdOf(each))));
  const [first] = lines;
  if (first === undefined) return notThere(wanted.offer ?? part.lines[0].offerId, all);
  return linesPreview(
    deps,
    { offer: first.offerId, lines: lines.slice(0, mostLines), only: ticked, seller, where },
    run,
  );
}

const lineIdOf = ({ offerId, specId }: OrderLine) => ({ offerId, specId });

/** The lines of an offer's seller in the person's basket, as what can be ticked. */
async function linesField(
  { people, ...deps }: BuyingDeps,
  offer: string | undefined,
  caller: Caller & { readonly signal: AbortSignal },
): Promise<{ readonly lines?: FieldHelp }> {
  const part = partWanted(await basketOf(people, caller), offer);
  if (part === undefined) return {};
  const all = allWords[caller.language];
  const views = await lineViews({ people, ...deps }, part.lines.slice(0, mostLines), caller);
  const choices = views.map(({ line, view }) => ({
    value: printLines([line]),
    label: shorten(lineText(view, all.buying), longestChoice),
  }));
  return { lines: { choices, required: true } };
}

/** As long as every platform shows a choice. */
const longestChoice = 75;

/** What these lines cost, whatever the basket holds. `said`: why it is shown again, if it is. */
export async function linesPreview(
  deps: BuyingDeps,
  {
    offer,
    lines,
    only,
    seller,
    said,
    ...to
  }: {
    /** An offer of the basket's part that the lines are in. */
    readonly offer: string | undefined;
    readonly lines: readonly BasketLine[];
    /** What was ticked of the part, unless it is all of it. */
    readonly only?: readonly OrderLine[] | undefined;
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
      to: (address: string | undefined) =>
        basketPreview.call({ offer, address, lines: only }, { replace: true }),
      give: basketPreview.call({ offer, address: undefined, lines: only }, { ask: ['address'] }),
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
      otherAddress: basketPreview.call({ offer, address: chooseAddress, lines: only }, { replace: true }),
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
