import { z } from 'zod';
import { foundCard, type Limits } from '../../cards/products/found-card.ts';
import { shortName } from '../../cards/products/offer-facts.ts';
import { orderNumberCard } from '../../cards/reference-cards.ts';
import { type Argument, rest, unreadable, word } from '../../chat/argument.ts';
import { named, optional } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { longestReference } from '../../domain/sellers/offer-id.ts';
import { type OfferReference, printReference } from '../../domain/sellers/offer-links.ts';
import { allWords, formNamed, localized } from '../../languages/index.ts';
import { XportError } from '../../xport/client.ts';
import { readNamedOffer } from '../offer-argument.ts';
import {
  aboutProducts,
  hasMore,
  limitArguments,
  limitFields,
  pageArgument,
  pageSize,
  wrongRange,
} from './arguments.ts';
import { categoryArgument, categoryLookUp } from './category.ts';
import type { ProductDeps } from './deps.ts';

const longestWords = 200;

/** Offers have ids of 9 to 13 digits, orders of 1688 and Taobao of 16 to 19. */
const offerDigits = /^\d{9,13}$/;
const orderDigits = /^\d{16,19}$/;

/**
 * `/search <words…> [--min-price] [--max-price] [--sort] [--category] [--filter] [--page]`: offers that match words. Words
 * without an option that are an offer's id or a link lead to what they name, as `product` shows it.
 */
export const search = describeCommand({
  name: 'search',
  summary: localized(({ products }) => products.search.summary),
  form: formNamed(({ forms }) => forms.search),
  begins: ['words', 'min-price', 'max-price', 'sort'],
  examples: ['search 保温杯', 'search cotton t-shirt --max-price 20 --sort price'],
  examplesIn: { 'zh-CN': ['search 保温杯', 'search 纯棉T恤 --max-price 20 --sort 价格'] },
  arguments: {
    words: searchedArgument(),
    ...limitArguments,
    category: optional(
      named({ ...categoryArgument(({ search: said }) => said.category), example: '1046999' }),
    ),
    filter: optional(
      named(
        word(
          z
            .string()
            .transform((typed) => typed.replaceAll(/[\s，、]+/g, ','))
            .pipe(z.string().regex(/^\w+(?:,\w+)*$/)),
          { ...aboutProducts(({ search: said }) => said.filter), example: 'shipInToday', maxLength: 200 },
        ),
      ),
    ),
    page: pageArgument,
  },
  everyday: ['find', '搜索', '搜', '找'],
  takes: [{ what: 'words', reads: (words) => ({ arguments: { words } }) }],
  needs: 'viewer',
  effect: 'read',
});

export function searchCommand({ products }: Pick<ProductDeps, 'products'>, product: Command) {
  return search.does({
    lookUp: { category: categoryLookUp(products) },
    async run(values, run): Promise<Card> {
      const { language, organization, userId, signal } = run;
      const { words: keyword, 'min-price': minFen, 'max-price': maxFen, page = 1, ...others } = values;
      const said = allWords[language];
      const limits: Limits = { ...others, minFen, maxFen, page };
      const wrong = wrongRange(limits, said.products);
      if (wrong !== undefined) return wrong;
      const asked = Object.entries(values).filter(([, value]) => value !== undefined).length;
      const instead = asked === 1 ? await namedBy(keyword, run) : undefined;
      if (instead !== undefined) return instead;
      const { category } = others;
      const { data: found } = await products.search(
        { keyword, ...limitFields(limits), ...(category !== undefined && { categoryId: category }) },
        { organization, userId, signal },
      );
      const turned = (to: number) => search.call({ ...values, page: to }, { replace: true });
      const { title, none, noneAdvice } = said.products.search;
      const name = shortName(keyword);
      return foundCard({
        about: { title: title(name), none: none(name), noneAdvice },
        search: limits,
        found,
        pageSize,
        calls: {
          narrow: search.call(
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

  /** The card of what words name that are no words for a search; `undefined` where they are. */
  async function namedBy(typed: string, run: Run): Promise<Card | undefined> {
    const reference = readNamedOffer(typed);
    if (reference === undefined) return undefined;
    if (reference.kind !== 'offer' || !isBare(reference, typed)) return shown(reference, run);
    const said = allWords[run.language].products.search;
    const asWords = {
      kind: 'run' as const,
      label: said.asWords(reference.id),
      // With a page, words are words.
      run: search.call({ ...noLimits, words: reference.id, page: 1 }),
    };
    if (orderDigits.test(reference.id)) return orderNumberCard(reference.id, said, asWords);
    if (!offerDigits.test(reference.id)) return undefined;
    try {
      const card = await shown(reference, run);
      return { ...card, actions: [...card.actions, asWords] };
    } catch (error) {
      // It is no offer's id then: the number of a model, or a bar code.
      if (error instanceof XportError && error.fault.kind === 'refused') return undefined;
      throw error;
    }
  }

  function shown(reference: OfferReference, run: Run): Promise<Card> {
    const prepared = product.prepare({ options: { offer: printReference(reference) } });
    if ('faults' in prepared) throw new Error(`what names an offer is not taken for one: ${reference.kind}`);
    return prepared.run(run);
  }
}

const noLimits = {
  'min-price': undefined,
  'max-price': undefined,
  sort: undefined,
  category: undefined,
  filter: undefined,
};

/** Whether a reference was typed as digits alone, which can be words as well. */
function isBare({ id }: { readonly id: string }, typed: string): boolean {
  return !/[a-z]{2}/i.test(typed) && typed.normalize('NFKC').includes(id);
}

/** The words; a longer text only where it names an offer, such as a link with its tracking. */
function searchedArgument(): Argument<string> {
  return {
    ...rest(z.string().trim().min(1), {
      ...aboutProducts(({ search: said }) => said.words),
      example: '保温杯',
      maxLength: longestReference,
    }),
    parse(typed) {
      const text = typed.trim();
      if (text === '') return unreadable;
      if (text.length <= longestWords) return text;
      const reference = readNamedOffer(text);
      return reference === undefined ? unreadable : printReference(reference);
    },
  };
}
