import type { Localized } from '../runtime/language.ts';
import { type Argument, unreadable } from './argument.ts';
import { printWord, type Word } from './line.ts';
import { nearest } from './nearest.ts';

/** A command's arguments by name. */
export type Table = Readonly<Record<string, Argument<unknown>>>;

/** What a command with that table gets to work with. */
export type Values<T extends Table> = {
  readonly [Name in keyof T]: T[Name] extends Argument<infer Value> ? Value : never;
};

/** What was given for a command: a typed line's words, or options that a platform had typed apart. */
export type Given =
  | { readonly words: readonly Word[] }
  | { readonly options: Readonly<Record<string, string>> };

/** What is wrong with what was given, in the order in which a person would mend it. */
export type ArgumentFault =
  | { readonly kind: 'missing'; readonly name: string }
  /** `why`: what is wrong with it, where more is known than what the argument has to be. */
  | {
      readonly kind: 'invalid';
      readonly name: string;
      readonly given: string;
      readonly why?: Localized;
    }
  | { readonly kind: 'extra'; readonly given: string }
  | { readonly kind: 'unknown option'; readonly given: string; readonly nearest?: string }
  | { readonly kind: 'twice'; readonly name: string }
  | { readonly kind: 'no value'; readonly name: string };

/** The rows of a table that people are told of: all but those that only buttons hold. */
export function shownArguments(table: Table): readonly (readonly [string, Argument<unknown>])[] {
  return Object.entries(table).filter(([, { inner }]) => inner !== true);
}

/** Names are compared without case, `-` and `_`, so that every platform can spell them its own way. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

/** What is wrong with what was given, and what was given for each argument: a choice as its value, all else as it was typed. */
export interface Unbound {
  readonly faults: readonly ArgumentFault[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Matches what was given against `table`: every argument's value, or everything that is wrong. */
export function bind<T extends Table>(table: T, given: Given): { readonly values: Values<T> } | Unbound {
  const { texts, faults } =
    'words' in given ? fromWords(table, given.words) : fromOptions(table, given.options);
  const found: ArgumentFault[] = [...faults];
  const values: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(table)) {
    const text = texts.get(name);
    const value = text === undefined ? argument.absent() : parseWithin(argument, text);
    if (value !== unreadable) {
      values[name] = value;
      const choice = text !== undefined && argument.choices !== undefined ? argument.print(value) : undefined;
      if (choice !== undefined) texts.set(name, choice);
    } else if (text !== undefined) found.push(invalid(argument, name, text));
    else if (!found.some((fault) => 'name' in fault && fault.name === name))
      found.push({ kind: 'missing', name });
  }
  return found.length > 0
    ? { faults: found, texts: Object.fromEntries(texts) }
    : { values: complete(table, values) };
}

/** What of `given` can be read: a form's button may leave out, or have had, any of it. */
export function readable<T extends Table>(
  table: T,
  given: Readonly<Record<string, string>>,
): Partial<Values<T>> {
  const { texts } = fromOptions(table, given);
  const values: { [Name in keyof T]?: Values<T>[Name] } = {};
  const put = (name: keyof T & string, value: unknown) => Object.assign(values, { [name]: value });
  for (const [name, argument] of Object.entries(table)) {
    const text = texts.get(name);
    const value = text === undefined ? unreadable : parseWithin(argument, text);
    if (value !== unreadable) put(name, value);
  }
  return values;
}

/** `values` as each argument would be typed; what is left out is left out. */
export function printValues<T extends Table>(table: T, values: Values<T>): Readonly<Record<string, string>> {
  const printed: Record<string, string> = {};
  for (const [name, argument] of Object.entries(table)) {
    const text = argument.print(values[name]);
    if (text !== undefined) printed[name] = text;
  }
  return printed;
}

/** A call as a person would type it, options last: `seller 951807530375 --share yes`. */
export function printLine(table: Table, command: string, options: Readonly<Record<string, string>>): string {
  const parts = [command];
  let byPosition = true;
  const named: string[] = [];
  for (const [name, argument] of Object.entries(table)) {
    const text = options[name];
    if (text === undefined) byPosition = byPosition && argument.position === 'option';
    else if (byPosition && argument.position !== 'option') parts.push(printWord(text));
    else named.push(`--${name} ${printWord(text)}`);
  }
  return [...parts, ...named].join(' ');
}

interface Texts {
  readonly texts: Map<string, string>;
  readonly faults: ArgumentFault[];
}

function fromOptions(table: Table, options: Readonly<Record<string, string>>): Texts {
  const names = namesOf(table);
  const result: Texts = { texts: new Map(), faults: [] };
  for (const [given, text] of Object.entries(options)) {
    const name = names.get(plainName(given));
    if (name === undefined) result.faults.push(unknownOption(table, given));
    else result.texts.set(name, text);
  }
  return result;
}

function fromWords(table: Table, words: readonly Word[]): Texts {
  const names = namesOf(table);
  const result: Texts = { texts: new Map(), faults: [] };
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
  result: Texts,
): void {
  const open = Object.entries(table).filter(
    ([name, { position: workspace }]) => workspace !== 'option' && !result.texts.has(name),
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

function namesOf(table: Table): ReadonlyMap<string, string> {
  return new Map(Object.keys(table).map((name) => [plainName(name), name]));
}

function unknownOption(table: Table, given: string): ArgumentFault {
  const close = nearest(
    given,
    shownArguments(table).map(([name]) => name),
  );
  return { kind: 'unknown option', given, ...(close !== undefined && { nearest: close }) };
}

function invalid(argument: Argument<unknown>, name: string, given: string): ArgumentFault {
  const why = whyNot(argument, given);
  return { kind: 'invalid', name, given, ...(why !== undefined && { why }) };
}

function whyNot(argument: Argument<unknown>, given: string): Localized | undefined {
  return given.length > argument.maxLength ? undefined : argument.why?.(given);
}

function parseWithin(argument: Argument<unknown>, text: string): unknown {
  return text.length > argument.maxLength ? unreadable : argument.parse(text);
}

/** `values`, with another one for the argument `name`. */
export function withValue<T extends Table>(
  table: T,
  values: Values<T>,
  name: string,
  value: unknown,
): Values<T> {
  return complete(table, { ...values, [name]: value });
}

/** Holds because {@link bind} gave every name of the table its own argument's value. */
function complete<T extends Table>(table: T, values: Record<string, unknown>): Values<T> {
  const isComplete = (given: Record<string, unknown>): given is Values<T> & Record<string, unknown> =>
    Object.keys(table).every((name) => name in given);
  if (!isComplete(values)) throw new Error('an argument has no value');
  return values;
}
