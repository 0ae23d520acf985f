import { toldLine } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { describe } from '../buying/described.ts';
import { lineTable } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf, dropLines } from './keeping.ts';
import { notThere, shownBasket, toldLines } from './showing.ts';

/** `/basket remove <offer> [--sku]`: takes a line out; without `--sku` every kind of the offer that is there. */
export function basketRemoveCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket remove',
    summary: inEach(deps.words, ({ basket }) => basket.removeSummary),
    examples: ['basket remove 889512351602'],
    arguments: lineTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'write',
    async run({ offer: offerId, sku }, run): Promise<Card> {
      const words = deps.words[run.language];
      const { lines } = await basketOf(deps.people, run);
      const kind = sku && (await describe(deps, { offer: offerId, quantity: 1, sku }, run)).told.specId;
      const out = lines.filter(
        (line) => line.offerId === offerId && (kind === undefined || line.specId === kind),
      );
      const [first, ...others] = out;
      if (first === undefined) return notThere(deps, offerId, words);
      await dropLines(deps.people, run, out);
      const [only] = others.length === 0 ? await toldLines(deps, [first], run) : [];
      const what = only ? toldLine(only.told, words.buying) : words.buying.untitled(offerId);
      const next = lines.find((line) => !out.includes(line) && line.seller === first.seller);
      return shownBasket(deps, { of: next?.offerId, said: words.basket.takenOut(what) }, run);
    },
  });
}
