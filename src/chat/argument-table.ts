import type { Localized } from '../runtime/language.ts';
import { type Argument, unreadable } from './argument.ts';
import type { Word } from './line.ts';
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

/** What was given for each argument, as it was typed, and what could not be told apart. */
export interface GivenTexts {
  readonly texts: Map<string, string>;
  readonly faults: ArgumentFault[];
}

/** The names of a table's arguments by their {@link plainName}. */
export function argumentNames(table: Table): ReadonlyMap<string, string> {
  return new Map(Object.keys(table).map((name) => [plainName(name), name]));
}

/** That no argument is called as `given`, and which one is called nearly so. */
export function unknownOption(table: Table, given: string): ArgumentFault {
  const close = nearest(
    given,
    shownArguments(table).map(([name]) => name),
  );
  return { kind: 'unknown option', given, ...(close !== undefined && { nearest: close }) };
}

/** Why {@link parseWithin} reads nothing, where more is known than what the argument has to be. */
export function whyNot(argument: Argument<unknown>, given: string): Localized | undefined {
  return given.length > argument.maxLength ? undefined : argument.why?.(given);
}

/** The value that `text` stands for; {@link unreadable} for what is longer than the argument allows, too. */
export function parseWithin(argument: Argument<unknown>, text: string): unknown {
  return text.length > argument.maxLength ? unreadable : argument.parse(text);
}
