import type { Action, Block, Card, CommandCall } from '../../chat/card.ts';
import type { Words } from '../../languages/index.ts';
import { type Language, readsChinese } from '../../runtime/language.ts';
import type { Category } from '../../xport/client.ts';
import { shortName } from './offer-facts.ts';

/** As many categories as a menu holds. */
const categoriesAPage = 25;

/** A category and those below it, a page of them at a time. `calls` is what the buttons run. */
export function categoryCard(shown: {
  readonly categoryId: string;
  readonly category: Category;
  /** From 1. */
  readonly page: number;
  readonly calls: {
    open(categoryId: string): CommandCall;
    turn(page: number): CommandCall;
    /** Asks for the words. Absent at the root. */
    readonly search?: CommandCall;
  };
  readonly words: Words;
  readonly language: Language;
}): Card {
  const { categoryId, category, page, calls, language } = shown;
  const words = shown.words.products;
  const from = (page - 1) * categoriesAPage;
  const children = category.children.slice(from, from + categoriesAPage);
  const title = nameIn(language, category) ?? (categoryId === '0' ? words.category.root : categoryId);
  const isRoot = categoryId === '0';
  const run = (label: string, call: CommandCall): Action => ({ kind: 'run', label, run: call });
  const options = children.map((child) => ({
    label: nameIn(language, child) ?? child.categoryId,
    run: calls.open(child.categoryId),
  }));
  const parent = category.parentCateId;
  const body: readonly Block[] =
    children.length === 0
      ? [{ kind: 'text', text: [words.category.leaf] }]
      : [
          {
            kind: 'list',
            items: children.map((child) => [nameIn(language, child) ?? child.categoryId]),
          },
        ];
  return {
    tone: 'plain',
    title,
    body,
    actions: [
      ...(options.length === 0 ? [] : [{ kind: 'select' as const, label: words.category.choose, options }]),
      ...(calls.search === undefined ? [] : [run(words.searchHere, calls.search)]),
      ...(page > 1 ? [run(words.back, calls.turn(page - 1))] : []),
      ...(from + children.length < category.children.length ? [run(words.next, calls.turn(page + 1))] : []),
      ...(isRoot || parent === undefined || parent === '0'
        ? []
        : [run(words.category.up, calls.open(parent))]),
      ...(isRoot ? [] : [run(words.category.all, calls.open('0'))]),
    ],
  };
}

function nameIn(
  language: Language,
  { chineseName, translatedName }: Pick<Category, 'chineseName' | 'translatedName'>,
): string | undefined {
  const name = readsChinese(language) ? (chineseName ?? translatedName) : (translatedName ?? chineseName);
  return name === undefined || name.trim() === '' ? undefined : shortName(name);
}
