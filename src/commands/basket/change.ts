import { isSameLine } from '../../buying/basket.ts';
import { toldLine } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { goodsTable } from '../buying/arguments.ts';
import { describe } from '../buying/described.ts';
import { misfitCard } from '../buying/misfit.ts';
import { basketCalls } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf, keepLine } from './keeping.ts';
import { notThere, shownBasket } from './showing.ts';

/** `/basket change <offer> <quantity> [--sku]`: so many of what is in the basket, in place of how many there were. */
export function basketChangeCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket change',
    summary: inEach(deps.words, ({ basket }) => basket.changeSummary),
    examples: ['basket change 889512351602 3 --sku 530ad00177264564503ec3b848650652'],
    arguments: goodsTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'write',
    async run({ offer: offerId, quantity, sku }, run): Promise<Card> {
      const words = deps.words[run.language];
      const calls = basketCalls(deps.words);
      const { lines } = await basketOf(deps.people, run);
      const [only, ...others] = lines.filter((line) => line.offerId === offerId);
      const kind = sku ?? (others.length === 0 ? only?.specId : undefined);
      const described = await describe(deps, { offer: offerId, quantity, sku: kind }, run);
      const again = {
        ofKind: (specId: string) => calls.change({ offerId, specId, quantity }),
        quantity: calls.change({ offerId, specId: kind, quantity }, { ask: ['quantity'] }),
        nothingDone: words.basket.unchanged,
      };
      const misfit = misfitCard(described, { sku: kind, pieces: quantity }, again, words.buying);
      if (misfit !== undefined) return misfit;
      const line = lines.find((each) => isSameLine(each, { offerId, specId: described.told.specId }));
      if (line === undefined) return notThere(deps, offerId, words);
      await keepLine(deps.people, run, { ...line, quantity, seller: described.seller ?? line.seller });
      const said = words.basket.changed(toldLine(described.told, words.buying));
      return shownBasket(deps, { of: offerId, said }, run);
    },
  });
}
