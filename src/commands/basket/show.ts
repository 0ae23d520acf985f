import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { partTable } from './arguments.ts';
import { basketOf } from './keeping.ts';
import type { BasketParts } from './parts.ts';
import { notThere, partOf, shownBasket } from './showing.ts';

/** `/basket show [offer]`: what is in the person's own basket, by seller; `/basket` alone is the same. */
export function basketShowCommand(parts: BasketParts) {
  return defineCommand({
    name: 'basket show',
    summary: inEach(parts.words, ({ basket }) => basket.showSummary),
    examples: ['basket', 'basket show 889512351602'],
    arguments: partTable(parts.words, parts.offers),
    needs: 'buyer',
    effect: 'read',
    alone: true,
    async run({ offer }, run): Promise<Card> {
      const isThere = offer === undefined || partOf(await basketOf(parts.people, run), offer) !== undefined;
      return isThere
        ? shownBasket(parts, { of: offer }, run)
        : notThere(parts, offer, parts.words[run.language]);
    },
  });
}
