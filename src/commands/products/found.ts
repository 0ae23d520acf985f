import type { Limits } from '../../cards/products/found-card.ts';
import { choice, named, optional } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { FoundOrder, ProductWords } from '../../languages/en/products.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { FoundOffer, Page } from '../../xport/client.ts';
import { amountArgument } from '../amount-argument.ts';
import { aboutIn } from './deps.ts';

/* What every command that lists found offers has in common. */

/** As many offers as a person reads through at once. */
export const pageSize = 10;

/** The partner counts no further than some 2,000. */
export const lastPage = 200;

/** How the partner names an order. */
const sortText: { readonly [O in FoundOrder]: string } = {
  price: '{"price":"asc"}',
  sales: '{"monthSold":"desc"}',
};

/** `[--min-price] [--max-price] [--sort]` */
export function limitArguments(words: Localized<Words>) {
  return {
    'min-price': optional(
      named(
        amountArgument(
          words,
          aboutIn(words, ({ search }) => search.minPrice),
        ),
      ),
    ),
    'max-price': optional(
      named(
        amountArgument(
          words,
          aboutIn(words, ({ search }) => search.maxPrice),
        ),
      ),
    ),
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
  };
}

/** `[--page]` */
export function pageArgument(words: Localized<Words>) {
  return optional(
    named(
      wholeNumber({ ...aboutIn(words, ({ search }) => search.page), example: '2', least: 1, most: lastPage }),
    ),
  );
}

/** What the partner is asked for of `limits`. */
export function limitFields({ minFen, maxFen, sort, filter, page }: Limits) {
  return {
    beginPage: page,
    pageSize,
    ...(filter !== undefined && { filter }),
    ...(sort !== undefined && { sort: sortText[sort] }),
    ...(minFen !== undefined && { priceStart: decimal(minFen) }),
    ...(maxFen !== undefined && { priceEnd: decimal(maxFen) }),
  };
}

/** The card for a range whose ends are the wrong way round; `undefined` for any other. */
export function wrongRange({ minFen, maxFen }: Limits, { search }: ProductWords): Card | undefined {
  if (minFen === undefined || maxFen === undefined || minFen <= maxFen) return undefined;
  return {
    tone: 'warning',
    title: search.wrongRange,
    body: [{ kind: 'text', text: [search.wrongRangeAdvice] }],
    actions: [],
  };
}

/** Whether there is a page after this one; where no total is said, a full page means that there may be. */
export function hasMore({ items, unreadable, total }: Page<FoundOffer>, page: number): boolean {
  const shown = items.length + unreadable;
  if (page >= lastPage || shown === 0) return false;
  return total === undefined ? shown >= pageSize : page * pageSize < total;
}

/** Fen as yuan with two decimals, by their digits. */
function decimal(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
