import type { z } from 'zod';
import type { Localized } from '../runtime/language.ts';
import type { Suggestion } from './adapter.ts';
import type { Caller } from './caller.ts';
import type { Card, CommandCall } from './card.ts';
import type { FieldType } from './form.ts';

/** One row of a command's argument table. `T` includes `undefined` where the argument may be left out. */
export interface Argument<T> {
  readonly position: 'word' | 'rest' | 'option';
  readonly required: boolean;
  /** Optional when typed; required in the form. */
  readonly requiredInForm?: boolean;
  /**
   * How many of the words that stand in its place in a line are its own, where that may be more than one, such as a label
   * before an id; `isLast`: no other argument could take those that are left. At least 1.
   */
  span?(words: readonly string[], isLast: boolean): number;
  /** Reads what was typed; anything it refuses is answered with `expected` and `example`. */
  parse(typed: string): T | Unreadable;
  /**
   * Why {@link parse} refuses `typed`, and what to type, in one sentence or two that take the place of `expected`;
   * `undefined` where there is nothing more to say than that.
   */
  why?(typed: string): Localized | undefined;
  /**
   * What has to be looked up before the command runs, where `value` only names what is meant, such as a short link;
   * `undefined` where it says it itself. The command gets what is found, and never the name.
   */
  lookUp?(value: T): LookUp<T> | undefined;
  /** The text that {@link parse} reads back as `value`; `undefined` when the argument is left out. */
  print(value: T): string | undefined;
  /** What stands for the argument when it is left out. */
  absent(): T | Unreadable;
  /**
   * The text that stands for none, where leaving the argument out leaves what is set as it is: what a form says that
   * showed a value and comes back with its field emptied.
   */
  readonly none?: string;
  readonly hint: Localized;
  /** What a form's field is called; the hint when left out. */
  readonly label?: Localized;
  readonly expected: Localized;
  readonly example: string;
  /** The same in words of each language, where it is words of one. */
  readonly exampleIn?: Localized;
  readonly maxLength: number;
  /** What a form's field takes, where that is more than words. */
  readonly takes?: FieldType;
  readonly choices?: readonly Choice[];
  /**
   * A person chooses it in a form from what there is at hand: a form whose help has no choices for it does not ask for it,
   * unless it asks for nothing else.
   */
  readonly chosen?: boolean;
  /** Several of `choices` at once, joined by commas. */
  readonly several?: boolean;
  /** A picture that came along may stand in its place. */
  readonly picture?: boolean;
  /** Its values may have spaces in them (`0.5 kg`, `22:00 to 8:00`): words of a line are joined as far as they are one. */
  readonly spaced?: boolean;
  /**
   * Only buttons hold it, such as the total that a preview showed: it is read wherever it stands, and named nowhere that
   * people look.
   */
  readonly inner?: boolean;
  /** Only forms ask for it, such as why something is asked for: it is named nowhere that people look up what to type. */
  readonly formOnly?: boolean;
  /** What an option without a value stands for (`--share`). */
  readonly bare?: string;
  /** The command suggests values; {@link suggest} is for values that take nothing that is open. */
  readonly suggests?: boolean;
  suggest?(typed: string, caller: Caller): Promise<readonly Suggestion[]>;
}

/**
 * Looks a value up, because a person has just asked for it. `again` is the call of the same command with another value.
 * Rejects as the partner's API does.
 */
export type LookUp<T> = (
  caller: Caller & { readonly signal: AbortSignal },
  again: (value: T) => CommandCall,
) => Promise<LookedUp<T>>;

export type LookedUp<T> =
  /** `remark`: what the person has to know of how it was found; it stands first on the command's card. */
  | { readonly value: T; readonly remark?: string }
  /** The command does not run: the card says why, or asks which. */
  | { readonly card: Card };

interface Choice {
  readonly value: string;
  readonly label: Localized;
}

/** What {@link Argument.parse} gives for a text that is no value. */
export const unreadable = Symbol('unreadable');

export type Unreadable = typeof unreadable;

/** What a person has to know of an argument, for every definition below. */
interface About {
  readonly hint: Localized;
  readonly label?: Localized;
  readonly expected: Localized;
  readonly example: string;
  readonly exampleIn?: Localized;
  readonly maxLength?: number;
  /** The command suggests values. */
  readonly suggests?: boolean;
  suggest?(typed: string, caller: Caller): Promise<readonly Suggestion[]>;
}

/** An argument given by its position, or by its name. `schema` reads the typed text. */
export function word(schema: z.ZodType<string, string>, about: About): Argument<string> {
  return textual('word', schema, about);
}

/** All remaining words of the line as one text. */
export function rest(schema: z.ZodType<string, string>, about: About): Argument<string> {
  return textual('rest', schema, about);
}

/** `--name yes|no`, or `--name` alone for yes; left out it is `false`. */
export function flag(
  about: Pick<About, 'hint' | 'expected'> & { yes: Localized; no: Localized },
): Argument<boolean> {
  return {
    position: 'option',
    required: false,
    parse: (typed) => {
      const said = typed.trim().toLowerCase();
      if (['yes', 'y', 'true', 'on', '1', '是'].includes(said)) return true;
      return ['no', 'n', 'false', 'off', '0', '否'].includes(said) ? false : unreadable;
    },
    print: (value) => (value ? 'yes' : undefined),
    absent: () => false,
    hint: about.hint,
    expected: about.expected,
    example: 'yes',
    maxLength: 5,
    choices: [
      { value: 'yes', label: about.yes },
      { value: 'no', label: about.no },
    ],
    bare: 'yes',
  };
}

/** One of the values that an argument can be, and other names under which it may be typed. */
export interface Named<V extends string> extends Choice {
  readonly value: V;
  readonly also?: readonly string[];
}

function namesOf({ value, also = [] }: Named<string>): readonly string[] {
  return [value, ...also];
}

/** One of a few values, given by position or name; compared without case. */
export function choice<const V extends string>(
  values: readonly Named<V>[],
  about: Omit<About, 'maxLength' | 'suggests' | 'suggest'>,
): Argument<V> {
  return {
    position: 'word',
    required: true,
    parse: (typed) => {
      const said = typed.trim().toLowerCase();
      const found = values.find((each) => namesOf(each).some((name) => name.toLowerCase() === said));
      return found === undefined ? unreadable : found.value;
    },
    print: (value) => value,
    absent: () => unreadable,
    ...about,
    maxLength: Math.max(...values.flatMap(namesOf).map((name) => name.length)),
    choices: values,
  };
}

/** What stands between several values. */
const comma = /[,，、]/;

/** Some of a few values, by name, joined by commas in any script; an option. Doubles count once, in the table's order. */
export function choices<const V extends string>(
  values: readonly Named<V>[],
  about: Omit<About, 'maxLength' | 'suggests' | 'suggest'>,
): Argument<readonly V[]> {
  const one = choice(values, about);
  const several = readAs<V, readonly V[]>(one, {
    parse: (typed) => {
      const read = typed
        .split(comma)
        .filter((part) => part.trim() !== '')
        .map((part) => one.parse(part));
      if (read.length === 0 || read.includes(unreadable)) return unreadable;
      return values.map(({ value }) => value).filter((value) => read.includes(value));
    },
    print: (value) => value.join(),
  });
  return {
    ...several,
    position: 'option',
    several: true,
    maxLength: values.reduce(
      (sum, each) => sum + Math.max(...namesOf(each).map((name) => name.length)) + 2,
      0,
    ),
    suggest: async (typed, { language }) => {
      const parts = typed.split(comma).map((part) => part.trim());
      const begun = parts.at(-1)?.toLowerCase() ?? '';
      const given = values.map(({ value }) => value).filter((value) => parts.slice(0, -1).includes(value));
      return values
        .filter((each) => !given.includes(each.value))
        .filter(({ value, label }) => `${value} ${label[language]}`.toLowerCase().includes(begun))
        .map(({ value, label }) => ({ value: [...given, value].join(), label: label[language] }));
    },
  };
}

/** The same argument for values of another type, as `reading` reads and prints them; nothing is looked up for them. */
export function readAs<From, To>(
  { lookUp: _lookUp, ...argument }: Argument<From>,
  reading: Pick<Argument<To>, 'parse' | 'print'>,
): Argument<To> {
  return { ...argument, ...reading, absent: () => unreadable };
}

function textual(
  position: 'word' | 'rest',
  schema: z.ZodType<string, string>,
  about: About,
): Argument<string> {
  return {
    position,
    required: true,
    parse: (typed) => {
      const result = schema.safeParse(typed);
      return result.success ? result.data : unreadable;
    },
    print: (value) => value,
    absent: () => unreadable,
    ...about,
    maxLength: about.maxLength ?? 500,
  };
}
