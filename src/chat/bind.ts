import { type Argument, unreadable } from './argument.ts';
import {
  type ArgumentFault,
  argumentNames,
  type Given,
  type GivenTexts,
  parseWithin,
  plainName,
  type Table,
  unknownOption,
  type Values,
  whyNot,
} from './argument-table.ts';
import { printWord } from './line.ts';
import { textsOfWords } from './words-of-line.ts';

/** What is wrong with what was given, and what was given for each argument: a choice as its value, all else as it was typed. */
export interface Unbound {
  readonly faults: readonly ArgumentFault[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Matches what was given against `table`: every argument's value, or everything that is wrong. */
export function bind<T extends Table>(table: T, given: Given): { readonly values: Values<T> } | Unbound {
  const { texts, faults } =
    'words' in given ? textsOfWords(table, given.words) : textsOfOptions(table, given.options);
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
  const { texts } = textsOfOptions(table, given);
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

function textsOfOptions(table: Table, options: Readonly<Record<string, string>>): GivenTexts {
  const names = argumentNames(table);
  const result: GivenTexts = { texts: new Map(), faults: [] };
  for (const [given, text] of Object.entries(options)) {
    const name = names.get(plainName(given));
    if (name === undefined) result.faults.push(unknownOption(table, given));
    else result.texts.set(name, text);
  }
  return result;
}

function invalid(argument: Argument<unknown>, name: string, given: string): ArgumentFault {
  const why = whyNot(argument, given);
  return { kind: 'invalid', name, given, ...(why !== undefined && { why }) };
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
