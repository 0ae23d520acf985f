import {
  type Argument,
  choices,
  type Named,
  readAs,
  type Unreadable,
  unreadable,
} from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { WatchWords } from '../../languages/en/watch.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { type NewsKind, newsKinds, urgentKinds } from '../../orders/news.ts';

type Said = NewsKind | 'all' | 'needs' | 'none';

/**
 * Kinds of news by name, or `all`, or `needs` for what needs somebody; `none`, where the argument takes that. Read in
 * the order of {@link newsKinds}.
 */
export function kindsArgument(
  words: Localized<Words>,
  pick: (words: WatchWords) => ArgumentWords,
  { none }: { readonly none: boolean },
): Argument<readonly NewsKind[]> {
  const set = (value: Said, label: (words: WatchWords) => string): Named<Said> => ({
    value,
    label: inEach(words, ({ watch }) => label(watch)),
    also: [label(words['zh-CN'].watch)],
  });
  const said = choices<Said>(
    [
      set('all', ({ allKinds }) => allKinds),
      set('needs', ({ needsSomebody }) => needsSomebody),
      ...(none ? [set('none', ({ noKinds }) => noKinds)] : []),
      ...newsKinds.map((kind) => set(kind, (watch) => watch.kind[kind])),
    ],
    {
      hint: inEach(words, ({ watch }) => pick(watch).hint),
      expected: inEach(words, ({ watch }) => pick(watch).expected),
      example: 'needs',
    },
  );
  return readAs(said, {
    parse(typed): readonly NewsKind[] | Unreadable {
      const read = said.parse(typed);
      if (read === unreadable || (read.includes('none') && read.length > 1)) return unreadable;
      if (read.includes('all')) return newsKinds;
      return newsKinds.filter(
        (kind) => read.includes(kind) || (read.includes('needs') && urgentKinds.includes(kind)),
      );
    },
    print(kinds: readonly NewsKind[]) {
      if (kinds.length === 0) return 'none';
      if (newsKinds.every((kind) => kinds.includes(kind))) return 'all';
      return isUrgentAlone(kinds) ? 'needs' : said.print(newsKinds.filter((kind) => kinds.includes(kind)));
    },
  });
}

/** Whether `kinds` are those that need somebody, and no other. */
export function isUrgentAlone(kinds: readonly NewsKind[]): boolean {
  return kinds.length === urgentKinds.length && urgentKinds.every((kind) => kinds.includes(kind));
}
