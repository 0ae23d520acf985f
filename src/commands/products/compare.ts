import { compareCard } from '../../cards/products/compare-card.ts';
import { named, optional } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { type ProductDeps, piecesArgument } from './deps.ts';
import { offersArgument } from './offers-argument.ts';

/** `/compare <offer> <offer> … [--quantity]`: up to five offers side by side. */
export function compareCommand({ words, products, offers: finder }: ProductDeps) {
  return defineCommand({
    name: 'compare',
    summary: inEach(words, ({ products: said }) => said.compare.summary),
    examples: ['compare 951807530375 600000000001', 'compare 600000000001 600000000002 --quantity 500'],
    arguments: {
      offers: offersArgument(words, finder),
      quantity: optional(named(piecesArgument(words, ({ compare }) => compare.quantity))),
    },
    needs: 'viewer',
    effect: 'read',
    async run({ offers: offerIds, quantity }, { language, organization, userId, signal }): Promise<Card> {
      const offers = await products.several({ offerIds }, { organization, userId, signal });
      return compareCard({ offers, quantity, words: words[language], language });
    },
  });
}
