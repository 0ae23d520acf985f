import { isSameLine } from '../../buying/basket.ts';
import { lineText, plainCard } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { allWords } from '../../languages/all.ts';
import { offerInfo, validateLine } from '../buying/offer-info.ts';
import { offerLookUp } from '../offers/offer-argument.ts';
import { basketChange, basketEmpty, basketRemove } from './descriptions.ts';
import { lineViews, notThere, shownBasket } from './show.ts';
import { type BasketDeps, basketOf, dropLines, keepLine } from './stored-basket.ts';

export function basketChangeCommand(deps: BasketDeps) {
  return basketChange.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer: offerId, quantity, sku }, run): Promise<Card> {
      const words = allWords[run.language];
      const { lines } = await basketOf(deps.people, run);
      const [only, ...others] = lines.filter((line) => line.offerId === offerId);
      const wanted = sku ?? (others.length === 0 ? only?.specId : undefined);
      const offer = await offerInfo(deps, { offer: offerId, quantity, sku: wanted }, run);
      const again = {
        ofSku: (specId: string) =>
          basketChange.call({ offer: offerId, sku: specId, quantity }, { replace: true }),
        quantity: basketChange.call(
          { offer: offerId, sku: wanted, quantity },
          { replace: true, ask: ['quantity'] },
        ),
        nothingDone: words.basket.unchanged,
      };
      const invalid = validateLine(offer, { sku: wanted, pieces: quantity }, again, words.buying);
      if (invalid !== undefined) return invalid;
      const line = lines.find((each) => isSameLine(each, { offerId, specId: offer.view.specId }));
      if (line === undefined) return notThere(offerId, words);
      await keepLine(deps.people, run, { ...line, quantity, seller: offer.seller ?? line.seller });
      const said = words.basket.changed(lineText(offer.view, words.buying));
      return shownBasket(deps, { of: offerId, said }, run);
    },
  });
}

export function basketRemoveCommand(deps: BasketDeps) {
  return basketRemove.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer: offerId, sku }, run): Promise<Card> {
      const words = allWords[run.language];
      const { lines } = await basketOf(deps.people, run);
      const specId = sku && (await offerInfo(deps, { offer: offerId, quantity: 1, sku }, run)).view.specId;
      const out = lines.filter(
        (line) => line.offerId === offerId && (specId === undefined || line.specId === specId),
      );
      const [first, ...others] = out;
      if (first === undefined) return notThere(offerId, words);
      await dropLines(deps.people, run, out);
      const [only] = others.length === 0 ? await lineViews(deps, [first], run) : [];
      const what = only ? lineText(only.view, words.buying) : words.buying.untitled(offerId);
      const next = lines.find((line) => !out.includes(line) && line.seller === first.seller);
      return shownBasket(deps, { of: next?.offerId, said: words.basket.takenOut(what) }, run);
    },
  });
}

export function basketEmptyCommand(deps: BasketDeps) {
  return basketEmpty.does({
    async run({ confirm }, run): Promise<Card> {
      const words = allWords[run.language].basket;
      const { lines, unreadable } = await basketOf(deps.people, run);
      const count = lines.length + unreadable.length;
      if (count === 0) return shownBasket(deps, {}, run);
      if (confirm) {
        await dropLines(deps.people, run, lines, unreadable);
        return shownBasket(deps, { said: words.emptied }, run);
      }
      return plainCard('warning', words.emptyTitle, [words.emptyAdvice(count)], {
        actions: [
          {
            kind: 'run',
            label: words.emptyButton,
            style: 'danger',
            run: basketEmpty.call({ confirm: true }, { replace: true }),
          },
        ],
      });
    },
  });
}
