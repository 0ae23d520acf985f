import { categoryCard } from '../../cards/products/category-card.ts';
import { named, optional } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { categoryArgument } from './category-argument.ts';
import { aboutIn, type ProductDeps } from './deps.ts';

/** `/category [id or name] [--page]`: a category and those below it; the card walks the tree. */
export function categoryCommand(deps: ProductDeps) {
  const { words, products } = deps;
  const command = defineCommand({
    name: 'category',
    summary: inEach(words, ({ products: said }) => said.category.summary),
    examples: ['category', 'category 311', 'category 女装'],
    arguments: {
      id: optional({ ...categoryArgument(deps, ({ category }) => category.id), spaced: true }),
      page: optional(
        named(
          wholeNumber({
            ...aboutIn(words, ({ category }) => category.page),
            example: '2',
            least: 1,
            most: 100,
          }),
        ),
      ),
    },
    needs: 'viewer',
    effect: 'read',
    async run({ id = '0', page = 1 }, { language, organization, userId, signal }): Promise<Card> {
      const { data: category } = await products.category(
        { categoryId: id },
        { organization, userId, signal },
      );
      return categoryCard({
        categoryId: id,
        category,
        page,
        calls: {
          open: (child) => command.call({ id: child, page: undefined }, { replace: true }),
          turn: (to) => command.call({ id, page: to }, { replace: true }),
          ...(id !== '0' && {
            search: { command: 'search', arguments: { category: id }, ask: ['words', 'sort'] },
          }),
        },
        words: words[language],
        language,
      });
    },
  });
  return command;
}
