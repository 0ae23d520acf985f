import { z } from 'zod';
import type { Limits } from '../../cards/products/found-card.ts';
import { type Argument, choice, rest } from '../../chat/argument.ts';
import { named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { mostPieces } from '../../domain/buying/purchase.ts';
import { yuanDigits } from '../../domain/orders/money.ts';
import { readVariant } from '../../domain/products/variants.ts';
import type { FoundOrder, ProductWords } from '../../languages/en/products.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import type { FoundOffer, Page } from '../../xport/client.ts';
import { amountArgument } from '../amount-argument.ts';
import { offerArgument } from '../offer-argument.ts';

/** What an argument is and has to be, in every language. */
export function aboutProducts(pick: (words: ProductWords) => ArgumentWords) {
  return aboutArgument(({ products }) => pick(products));
}

/** `<offer>` of a command that shows what there is of it. */
export const shownOfferArgument = offerArgument(aboutArgument(({ seller }) => seller.offer));

/** A variant by its id, or by what it is called, in all the words that are left. */
export function variantArgument(pick: (words: ProductWords) => ArgumentWords): Argument<string> {
  const read = z.string().transform((typed, context) => {
    const variant = readVariant(typed);
    if (variant === undefined) context.addIssue({ code: 'custom', message: 'no variant' });
    return variant ?? z.NEVER;
  });
  const exampleIn = localized(({ buying }) => buying.skuExample);
  return rest(read, { ...aboutProducts(pick), example: '5123456789012', exampleIn, maxLength: 100 });
}

/** A count of pieces. */
export function piecesArgument(pick: (words: ProductWords) => ArgumentWords): Argument<number> {
  return wholeNumber({ ...aboutProducts(pick), example: '100', least: 1, most: mostPieces });
}

/** As many offers as a person reads through at once. */
export const pageSize = 10;

/** The partner counts no further than some 2,000. */
const lastPage = 200;

/** How the partner names an order. */
const sortText: { readonly [O in FoundOrder]: string } = {
  price: '{"price":"asc"}',
  sales: '{"monthSold":"desc"}',
};

/** `[--min-price] [--max-price] [--sort]` of every command that lists found offers. */
export const limitArguments = {
  'min-price': optional(
    named(
      amountArgument(
        allWords,
        aboutProducts(({ search }) => search.minPrice),
      ),
    ),
  ),
  'max-price': optional(
    named(
      amountArgument(
        allWords,
        aboutProducts(({ search }) => search.maxPrice),
      ),
    ),
  ),
  sort: optional(
    named(
      choice<FoundOrder>(
        [
          {
            value: 'price',
            label: localized(({ products }) => products.search.sorted.price),
            also: ['价格'],
          },
          {
            value: 'sales',
            label: localized(({ products }) => products.search.sorted.sales),
            also: ['sold', '销量'],
          },
        ],
        { ...aboutProducts(({ search }) => search.sort), example: 'price' },
      ),
    ),
  ),
};

/** `[--page]` of every command that lists found offers. */
export const pageArgument = optional(
  named(
    wholeNumber({ ...aboutProducts(({ search }) => search.page), example: '2', least: 1, most: lastPage }),
  ),
);

/** What the partner is asked for of `limits`. */
export function limitFields({ minFen, maxFen, sort, filter, page }: Limits) {
  return {
    beginPage: page,
    pageSize,
    ...(filter !== undefined && { filter }),
    ...(sort !== undefined && { sort: sortText[sort] }),
    ...(minFen !== undefined && { priceStart: yuanDigits(minFen) }),
    ...(maxFen !== undefined && { priceEnd: yuanDigits(maxFen) }),
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
    refusal: [{ name: 'max-price', why: search.wrongRangeAdvice }],
  };
}

/** Whether there is a page after this one; where no total is said, a full page means that there may be. */
export function hasMore({ items, unreadable, total }: Page<FoundOffer>, page: number): boolean {
  const shown = items.length + unreadable;
  if (page >= lastPage || shown === 0) return false;
  return total === undefined ? shown >= pageSize : page * pageSize < total;
}
