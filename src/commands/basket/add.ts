import { type BasketLine, type Full, withMore } from '../../buying/basket.ts';
import { sellerName } from '../../cards/basket-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { allWords } from '../../languages/all.ts';
import type { Words } from '../../languages/words.ts';
import { type OfferInfo, offerInfo, validateLine } from '../buying/offer-info.ts';
import { offerLookUp } from '../offers/offer-argument.ts';
import { basketAdd, basketChange, basketRemove } from './descriptions.ts';
import { openBasket } from './show.ts';
import { type BasketDeps, basketOf, keepLine } from './stored-basket.ts';

export function basketAddCommand(deps: BasketDeps) {
  return basketAdd.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run(wanted, run): Promise<Card> {
      const words = allWords[run.language];
      const [info, { lines }] = await Promise.all([offerInfo(deps, wanted, run), basketOf(deps.people, run)]);
      const { view, seller } = info;
      const { offer: offerId, sku, quantity } = wanted;
      const line = withMore(lines, { offerId, specId: view.specId, quantity, seller });
      if ('full' in line) return fullCard(line, words);
      const again = {
        ofSku: (specId: string) => basketAdd.call({ ...wanted, sku: specId }, { replace: true }),
        quantity: basketAdd.call(wanted, { ask: ['quantity'] }),
        nothingDone: words.basket.unchanged,
      };
      const invalid = validateLine(info, { sku, pieces: line.quantity }, again, words.buying);
      if (invalid !== undefined) return invalid;
      if (line.specId !== undefined && !specIdForm.test(line.specId)) return whichSpec(words);
      await keepLine(deps.people, run, line);
      return lineCard(line, info, words);
    },
  });
}

/** A SKU id, which is digits alone, is none that an order can name. */
const specIdForm = /^[0-9a-f]{32}$/;

/** What can't be kept: the partner does not say which variant was meant. */
function whichSpec({ basket }: Words): Card {
  return plainCard('warning', basket.whichSpec, [basket.unchanged, basket.whichSpecAdvice]);
}

function fullCard({ full, most }: Full, { basket, buying }: Words): Card {
  const title =
    full === 'pieces' ? basket.full.pieces(buying.pieces(most, undefined)) : basket.full[full](most);
  return plainCard('warning', title, [basket.fullAdvice], {
    actions: [openBasket(basket)],
  });
}

/** A line as it is in the basket now. */
function lineCard(line: BasketLine, { known, view }: OfferInfo, { basket, buying }: Words): Card {
  const sku = view.skuName ?? line.specId;
  const { offerId: offer, specId, quantity } = line;
  return {
    tone: known ? 'good' : 'warning',
    title: basket.added,
    body: [
      {
        kind: 'text',
        text: [{ bold: view.title ?? buying.untitled(line.offerId) }],
      },
      {
        kind: 'fields',
        fields: [
          { label: buying.offerId, value: [{ code: line.offerId }] },
          ...(sku === undefined ? [] : [{ label: buying.kind, value: [sku] }]),
          { label: buying.amount, value: [buying.pieces(line.quantity, view.unit)] },
          { label: basket.seller, value: [sellerName(line.seller, basket)] },
        ],
      },
      ...(known ? [] : [{ kind: 'text' as const, text: [basket.notTold] }]),
    ],
    actions: [
      openBasket(basket),
      {
        kind: 'run',
        label: basket.changeOne,
        run: basketChange.call({ offer, sku: specId, quantity }, { replace: true, ask: ['quantity'] }),
      },
      {
        kind: 'run',
        label: basket.takeOutOne,
        run: basketRemove.call({ offer, sku: specId }, { replace: true }),
      },
    ],
  };
}
