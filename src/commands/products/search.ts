import { z } from 'zod';
import { foundCard, type Limits } from '../../cards/products/found-card.ts';
import { shortName } from '../../cards/products/offer-facts.ts';
import { named, optional, rest, word } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { hasMore, limitArguments, limitFields, pageArgument, pageSize, wrongRange } from './found.ts';
import { aboutIn, digitsArgument, type ProductParts } from './parts.ts';

/** `/search <words…> [--min-price] [--max-price] [--sort] [--category] [--filter] [--page]`: offers that match words. */
export function searchCommand(parts: ProductParts) {
  const { words } = parts;
  const command = defineCommand({
    name: 'search',
    summary: inEach(words, ({ products }) => products.search.summary),
    examples: ['search 保温杯', 'search cotton t-shirt --max-price 20 --sort price'],
    arguments: {
      words: rest(z.string().trim().min(1).max(200), {
        ...aboutIn(words, ({ search }) => search.words),
        example: '保温杯',
        maxLength: 200,
      }),
      ...limitArguments(words),
      category: optional(
        named(digitsArgument(words, ({ search }) => search.category, { example: '1046999', most: 12 })),
      ),
      filter: optional(
        named(
          word(
            z
              .string()
              .transform((typed) => typed.replaceAll(/[\s，、]+/g, ','))
              .pipe(z.string().regex(/^\w+(?:,\w+)*$/)),
            { ...aboutIn(words, ({ search }) => search.filter), example: 'shipInToday', maxLength: 200 },
          ),
        ),
      ),
      page: pageArgument(words),
    },
    needs: 'viewer',
    effect: 'read',
    async run(values, { language, organization, userId, signal }): Promise<Card> {
      const { words: keyword, 'min-price': minFen, 'max-price': maxFen, page = 1, ...others } = values;
      const said = words[language];
      const search: Limits = { ...others, minFen, maxFen, page };
      const wrong = wrongRange(search, said.products);
      if (wrong !== undefined) return wrong;
      const { category } = others;
      const { data: found } = await parts.products.search(
        { keyword, ...limitFields(search), ...(category !== undefined && { categoryId: category }) },
        { organization, userId, signal },
      );
      const turned = (to: number) => command.call({ ...values, page: to }, { replace: true });
      const { title, none, noneAdvice } = said.products.search;
      const name = shortName(keyword);
      return foundCard({
        about: { title: title(name), none: none(name), noneAdvice },
        search,
        found,
        pageSize,
        calls: {
          narrow: command.call(
            { ...values, page: undefined },
            { ask: ['words', 'min-price', 'max-price', 'sort', 'category'] },
          ),
          ...(page > 1 && { back: turned(page - 1) }),
          ...(hasMore(found, page) && { next: turned(page + 1) }),
        },
        words: said,
        language,
      });
    },
  });
  return command;
}
