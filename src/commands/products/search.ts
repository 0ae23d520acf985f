import { z } from 'zod';
import { foundCard, type Search } from '../../cards/products/found-card.ts';
import { choice, named, optional, rest, word } from '../../chat/argument.ts';
import { money, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { FoundOrder } from '../../languages/products/words.ts';
import { inEach } from '../../languages/words.ts';
import type { FoundOffer, Page } from '../../xport/client.ts';
import { aboutIn, digitsArgument, type ProductParts } from './parts.ts';

/** As many offers as a person reads through at once. */
const pageSize = 10;

/** The partner counts no further than some 2,000. */
const lastPage = 200;

/** How the partner names an order. */
const sortText: { readonly [O in FoundOrder]: string } = {
  price: '{"price":"asc"}',
  sales: '{"monthSold":"desc"}',
};

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
      'min-price': optional(named(money(aboutIn(words, ({ search }) => search.minPrice)))),
      'max-price': optional(named(money(aboutIn(words, ({ search }) => search.maxPrice)))),
      sort: optional(
        named(
          choice<FoundOrder>(
            [
              {
                value: 'price',
                label: inEach(words, ({ products }) => products.search.sorted.price),
                also: ['价格'],
              },
              {
                value: 'sales',
                label: inEach(words, ({ products }) => products.search.sorted.sales),
                also: ['sold', '销量'],
              },
            ],
            { ...aboutIn(words, ({ search }) => search.sort), example: 'price' },
          ),
        ),
      ),
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
      page: optional(
        named(
          wholeNumber({
            ...aboutIn(words, ({ search }) => search.page),
            example: '2',
            least: 1,
            most: lastPage,
          }),
        ),
      ),
    },
    needs: 'viewer',
    effect: 'read',
    async run(values, { language, organization, signal }): Promise<Card> {
      const { 'min-price': minFen, 'max-price': maxFen, page = 1, ...others } = values;
      const said = words[language];
      if (minFen !== undefined && maxFen !== undefined && minFen > maxFen) {
        const { wrongRange, wrongRangeAdvice } = said.products.search;
        return {
          tone: 'warning',
          title: wrongRange,
          body: [{ kind: 'text', text: [wrongRangeAdvice] }],
          actions: [],
        };
      }
      const search: Search = { ...others, minFen, maxFen, page };
      const { data: found } = await parts.products.search(requestOf(search), { organization, signal });
      const turned = (to: number) => command.call({ ...values, page: to }, { replace: true });
      return foundCard({
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

function requestOf({ words, minFen, maxFen, sort, category, filter, page }: Search) {
  return {
    keyword: words,
    beginPage: page,
    pageSize,
    ...(filter !== undefined && { filter }),
    ...(sort !== undefined && { sort: sortText[sort] }),
    ...(minFen !== undefined && { priceStart: decimal(minFen) }),
    ...(maxFen !== undefined && { priceEnd: decimal(maxFen) }),
    ...(category !== undefined && { categoryId: category }),
  };
}

/** Whether there is a page after this one; where no total is said, a full page means that there may be. */
function hasMore({ items, unreadable, total }: Page<FoundOffer>, page: number): boolean {
  const shown = items.length + unreadable;
  if (page >= lastPage || shown === 0) return false;
  return total === undefined ? shown >= pageSize : page * pageSize < total;
}

/** Fen as yuan with two decimals, by their digits. */
function decimal(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
