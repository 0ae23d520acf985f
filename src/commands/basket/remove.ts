import { toldLine } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { describe } from '../buying/described.ts';
import { lineTable } from './arguments.ts';
import { basketOf, dropLines } from './keeping.ts';
import type { BasketParts } from './parts.ts';
import { notThere, shownBasket, toldLines } from './showing.ts';

/** `/basket remove <offer> [--sku]`: takes a line out; without `--sku` every kind of the offer that is there. */
export function basketRemoveCommand(parts: BasketParts) {
  return defineCommand({
    name: 'basket remove',
    summary: inEach(parts.words, ({ basket }) => basket.removeSummary),
    examples: ['basket remove 889512351602'],
    arguments: lineTable(parts.words, parts.offers),
    needs: 'buyer',
    effect: 'write',
    async run({ offer: offerId, sku }, run): Promise<Card> {
      const words = parts.words[run.language];
      const { lines } = await basketOf(parts.people, run);
      const kind = sku && (await describe(parts, { offer: offerId, quantity: 1, sku }, run)).told.specId;
      const out = lines.filter(
        (line) => line.offerId === offerId && (kind === undefined || line.specId === kind),
      );
      const [first, ...others] = out;
      if (first === undefined) return notThere(parts, offerId, words);
      await dropLines(parts.people, run, out);
      const [only] = others.length === 0 ? await toldLines(parts, [first], run) : [];
      const what = only ? toldLine(only.told, words.buying) : words.buying.untitled(offerId);
      const next = lines.find((line) => !out.includes(line) && line.seller === first.seller);
      return shownBasket(parts, { of: next?.offerId, said: words.basket.takenOut(what) }, run);
    },
  });
}
