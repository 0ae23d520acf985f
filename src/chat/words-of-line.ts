import { type Argument, unreadable } from './argument.ts';
import {
  argumentNames,
  type GivenTexts,
  parseWithin,
  plainName,
  type Table,
  unknownOption,
  whyNot,
} from './argument-table.ts';
import type { Word } from './line.ts';

/** Which argument of `table` each word of a typed line belongs to: by its option's name, or by its position. */
export function textsOfWords(table: Table, words: readonly Word[]): GivenTexts {
  const names = argumentNames(table);
  const result: GivenTexts = { texts: new Map(), faults: [] };
  const positional: Word[] = [];
  const give = (name: string, text: string) => {
    if (result.texts.has(name)) result.faults.push({ kind: 'twice', name });
    else result.texts.set(name, text);
  };
  for (let at = 0; at < words.length; at += 1) {
    const current = words[at];
    if (current === undefined) break;
    const option = current.quoted ? undefined : readOption(current.text, names);
    if (option === undefined) {
      positional.push(current);
      continue;
    }
    const name = names.get(plainName(option.name));
    if (name === undefined) {
      result.faults.push(unknownOption(table, option.name));
      // A value that follows belongs to the unknown option: one mistake, one fault.
      if (option.value === undefined && isValue(words[at + 1], names)) at += 1;
      continue;
    }
    const after = valuesFrom(words, at + 1, names);
    if (option.value !== undefined) {
      const value = valueAt(table[name], [option.value, ...after], 1);
      give(name, value.text);
      at += value.count - 1;
    } else if (after.length > 0) {
      const value = valueAt(table[name], after, 1);
      give(name, value.text);
      at += value.count;
    } else if (table[name]?.bare !== undefined) give(name, table[name].bare);
    else result.faults.push({ kind: 'no value', name });
  }
  takeByPosition(table, positional, give, result);
  return result;
}

function takeByPosition(
  table: Table,
  positional: readonly Word[],
  give: (name: string, text: string) => void,
  result: GivenTexts,
): void {
  const open = Object.entries(table).filter(
    ([name, { position }]) => position !== 'option' && !result.texts.has(name),
  );
  let from = 0;
  for (const [at, [name, argument]] of open.entries()) {
    if (from >= positional.length) return;
    // Words that no other argument waits for are shown with the one that they spoil.
    const isLast = at === open.length - 1;
    const value = positionalAt(argument, positional, from, isLast);
    give(name, value.text);
    from += value.count;
  }
  const extra = positional[from];
  if (extra !== undefined) result.faults.push({ kind: 'extra', given: extra.text });
}

/** The value of `argument` that begins at `from` in what is left of a line. */
function positionalAt(
  argument: Argument<unknown>,
  words: readonly Word[],
  from: number,
  isLast: boolean,
): { readonly text: string; readonly count: number } {
  if (argument.position === 'rest') return wordsTogether(words, from, words.length - from);
  if (argument.span !== undefined) {
    const left = words.slice(from).map(({ text }) => text);
    return wordsTogether(words, from, argument.span(left, isLast));
  }
  return valueAt(argument, words.slice(from, from + mostTogether), isLast ? mostTogether : 1);
}

/** As many words as one value is typed in: a long name of a country, or `L 30 cm W 20 cm H 12 cm`. */
const mostTogether = 9;

/**
 * The words at the beginning of `words` that are one value of `argument`: as many as it reads together, where it takes
 * several. Where it reads none, the first, or of an argument that takes several `otherwise` so many.
 */
function valueAt(argument: Argument<unknown> | undefined, words: readonly Word[], otherwise: number) {
  if (argument?.span !== undefined) {
    const left = words.map(({ text }) => text);
    return wordsTogether(words, 0, argument.span(left, false));
  }
  if (argument?.spaced !== true || words[0]?.quoted === true) return wordsTogether(words, 0, 1);
  const quoted = words.findIndex((word) => word.quoted);
  const most = Math.min(mostTogether, quoted === -1 ? words.length : quoted);
  for (let count = most; count > 0; count -= 1) {
    const value = wordsTogether(words, 0, count);
    if (parseWithin(argument, value.text) !== unreadable) return value;
    // Refused with a reason of its own, it is one value too: of `100 USD` no more is left than of `100 yuan`.
    if (whyNot(argument, value.text) !== undefined) return value;
  }
  return wordsTogether(words, 0, Math.max(1, Math.min(most, otherwise)));
}

function wordsTogether(words: readonly Word[], from: number, count: number) {
  const together = words.slice(from, from + count);
  return { text: together.map(({ text }) => text).join(' '), count: together.length };
}

/** The words from `at` on that may belong to an option's value. */
function valuesFrom(words: readonly Word[], at: number, names: ReadonlyMap<string, string>): readonly Word[] {
  const near = words.slice(at, at + mostTogether);
  const end = near.findIndex((word) => !isValue(word, names));
  return end === -1 ? near : near.slice(0, end);
}

/**
 * What stands before an option's name: `--`, and what keyboards make of it: `—` on phones, `——` and full-width `－－` in Chinese. A
 * single sign that is no dash is one only before the name of an option that there is.
 */
const dashed = /^([-‐-―−﹣－]{1,3})(\p{L}[\p{L}\p{N}_－-]*)(?:[=＝:：](.*))?$/su;

/** `--name`, `--name=value`, `--name:value`, and `name:value` for a known name; signs and letters may be full-width. */
function readOption(text: string, names: ReadonlyMap<string, string>) {
  const isKnown = (name: string) => names.has(plainName(name));
  const [, marks, option, given] = dashed.exec(text) ?? [];
  if (marks !== undefined && option !== undefined) {
    const name = option.normalize('NFKC');
    if (marks.length > 1 || /[‐-―−]/.test(marks) || isKnown(name))
      return { name, value: withoutQuotes(given) };
  }
  const [, before, value] = /^(\p{L}[\p{L}\p{N}_－-]*)[:：](.+)$/su.exec(text) ?? [];
  const name = before?.normalize('NFKC');
  return name !== undefined && isKnown(name) ? { name, value: withoutQuotes(value) } : undefined;
}

function withoutQuotes(value: string | undefined): Word | undefined {
  if (value === undefined) return undefined;
  const inner = /^["“„'‘「『](.*)["”“'’」』]$/s.exec(value)?.[1];
  return inner === undefined
    ? { text: value, quoted: false }
    : { text: inner.replaceAll(/\\(["\\”])/g, '$1'), quoted: true };
}

function isValue(next: Word | undefined, names: ReadonlyMap<string, string>): next is Word {
  return next !== undefined && (next.quoted || readOption(next.text, names) === undefined);
}
