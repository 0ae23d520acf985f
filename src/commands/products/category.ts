import { categoryCard } from '../../cards/products/category-card.ts';
import { type Argument, type LookedUp, type LookUp, unreadable } from '../../chat/argument.ts';
import { named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import { allWords, localized } from '../../languages/index.ts';
import { type Category, type ProductCalls, XportError } from '../../xport/client.ts';
import { aboutProducts } from './arguments.ts';

/** What a category is opened, and found by its name, with. */
type CategoryCalls = Pick<ProductCalls, 'category'>;

type Child = Category['children'][number];

const idForm = /^\d{1,12}$/;
const longestName = 40;
/** How many of the uppermost categories are looked into, one call each, and how many of those calls run at once. */
const mostOpened = 60;
const atOnce = 4;
/** As many as every platform's menu holds. */
const mostOptions = 25;

/** `/category [id or name] [--page]`: a category and those below it; the card walks the tree. */
export const category = describeCommand({
  name: 'category',
  summary: localized(({ products }) => products.category.summary),
  examples: ['category', 'category 311', 'category 女装'],
  examplesIn: { 'zh-CN': ['category', 'category 女装', 'category 311'] },
  arguments: {
    id: optional({ ...categoryArgument(({ category: said }) => said.id), spaced: true }),
    page: optional(
      named(
        wholeNumber({
          ...aboutProducts(({ category: said }) => said.page),
          example: '2',
          least: 1,
          most: 100,
        }),
      ),
    ),
  },
  needs: 'viewer',
  effect: 'read',
});

export function categoryCommand({ products }: { readonly products: CategoryCalls }) {
  return category.does({
    lookUp: { id: categoryLookUp(products) },
    async run({ id = '0', page = 1 }, { language, organization, userId, signal }): Promise<Card> {
      const { data: opened } = await products.category({ categoryId: id }, { organization, userId, signal });
      return categoryCard({
        categoryId: id,
        category: opened,
        page,
        calls: {
          open: (child) => category.call({ id: child, page: undefined }, { replace: true }),
          turn: (to) => category.call({ id, page: to }, { replace: true }),
          ...(id !== '0' && {
            search: { command: 'search', arguments: { category: id }, ask: ['words', 'sort'] },
          }),
        },
        words: allWords[language],
        language,
      });
    },
  });
}

/** A category by its id, full-width digits too, or by its name in Chinese or English, which {@link categoryLookUp} finds. */
export function categoryArgument(pick: (words: ProductWords) => ArgumentWords): Argument<string> {
  return {
    position: 'word',
    required: true,
    parse(typed) {
      const text = typed.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
      const isName = text.length <= longestName && /\p{L}/u.test(text) && !/[/:?=@]/.test(text);
      return idForm.test(text) || isName ? text : unreadable;
    },
    print: (value) => value,
    absent: () => unreadable,
    ...aboutProducts(pick),
    example: '311',
    maxLength: 2 * longestName,
  };
}

/** Finds a category that is named by words; an id is taken as it is. */
export function categoryLookUp(products: CategoryCalls) {
  return (value: string | undefined): LookUp<string> | undefined => {
    if (value === undefined || idForm.test(value)) return undefined;
    return (caller, again) => findCategory(products, value, caller, again);
  };
}

/**
 * The id of the category with that name among the two uppermost levels; a card to choose from where several have it or hold
 * it, and one that says what to type where none does. Rejects as the partner's API does.
 */
async function findCategory(
  products: CategoryCalls,
  name: string,
  { language, organization, userId, signal }: Caller & { readonly signal: AbortSignal },
  again: (id: string) => CommandCall,
): Promise<LookedUp<string>> {
  const scope = { organization, userId, signal };
  const open = async (categoryId: string) => (await products.category({ categoryId }, scope)).data.children;
  const said = allWords[language].products.category;
  const top = await open('0');
  const [only, ...others] = namedLike(top, name).exact;
  if (only !== undefined && others.length === 0) return { value: only.categoryId };
  const below = await openAll(top.filter(({ leaf }) => leaf !== true).slice(0, mostOpened), (each) =>
    open(each.categoryId),
  );
  const { exact, near } = namedLike([...top, ...below], name);
  const found = exact.length > 0 ? exact : near;
  const [first] = found;
  if (first === undefined) {
    const search = { command: 'search', arguments: { words: name } };
    return {
      card: {
        tone: 'warning',
        title: said.none(name),
        body: [{ kind: 'text', text: [said.noneAdvice(name)] }],
        actions: [
          { kind: 'run', label: said.all, run: again('0') },
          { kind: 'run', label: said.searchFor(name), run: search },
        ],
      },
    };
  }
  if (found.length === 1) return { value: first.categoryId };
  const shown = found.slice(0, mostOptions);
  const advice =
    found.length > shown.length ? [said.severalAdvice, said.onlyFirst(shown.length)] : [said.severalAdvice];
  return {
    card: {
      tone: 'warning',
      title: said.several(name, found.length),
      body: advice.map((sentence) => ({ kind: 'text', text: [sentence] })),
      actions: [
        {
          kind: 'select',
          label: said.choose,
          options: shown.map((each) => ({ label: optionOf(each), run: again(each.categoryId) })),
        },
      ],
    },
  };
}

/** What is below several categories; a category that the partner refuses to open has nothing below it. */
async function openAll(
  parents: readonly Child[],
  open: (parent: Child) => Promise<readonly Child[]>,
): Promise<readonly Child[]> {
  const children: Child[] = [];
  for (let from = 0; from < parents.length; from += atOnce) {
    const opened = parents.slice(from, from + atOnce).map(async (parent) => {
      try {
        return await open(parent);
      } catch (error) {
        if (error instanceof XportError && error.fault.kind === 'refused') return [];
        throw error;
      }
    });
    children.push(...(await Promise.all(opened)).flat());
  }
  return children;
}

/** The categories with that name, and those with one that holds it, each once. */
function namedLike(categories: readonly Child[], name: string) {
  const wanted = folded(name);
  const different = [...new Map(categories.map((each) => [each.categoryId, each])).values()];
  const namesOf = ({ chineseName, translatedName }: Child) =>
    [chineseName, translatedName].flatMap((each) => (each === undefined ? [] : [folded(each)]));
  return {
    exact: different.filter((each) => namesOf(each).includes(wanted)),
    near: different.filter((each) => namesOf(each).some((own) => own.includes(wanted))),
  };
}

/** Without case, width, spaces and hyphens. */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]+/gu, '');
}

/** `女装 Women's clothing · 10166`, since categories can share a name. */
function optionOf({ categoryId, chineseName, translatedName }: Child): string {
  const names = [...new Set([chineseName, translatedName])].filter((name) => name !== undefined);
  return `${names.join(' ')} · ${categoryId}`.trim();
}
