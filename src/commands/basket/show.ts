import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { partTable } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf } from './keeping.ts';
import { notThere, partOf, shownBasket } from './showing.ts';

/** `/basket show [offer]`: what is in the person's own basket, by seller; `/basket` alone is the same. */
export function basketShowCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket show',
    summary: inEach(deps.words, ({ basket }) => basket.showSummary),
    examples: ['basket', 'basket show 889512351602'],
    arguments: partTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'read',
    alone: true,
    async run({ offer }, run): Promise<Card> {
      const isThere = offer === undefined || partOf(await basketOf(deps.people, run), offer) !== undefined;
      return isThere
        ? shownBasket(deps, { of: offer }, run)
        : notThere(deps, offer, deps.words[run.language]);
    },
  });
}
