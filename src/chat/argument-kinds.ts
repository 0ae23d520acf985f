import type { Localized } from '../runtime/language.ts';
import { type Argument, flag, unreadable } from './argument.ts';
import type { Label } from './label.ts';

/** What a person has to know of an argument whose form is fixed. */
interface About {
  readonly hint: Localized;
  readonly expected: Localized;
}

/** Full-width digits and signs, as Chinese keyboards type them, as plain ones. */
function plain(typed: string): string {
  return typed.normalize('NFKC').trim();
}

function form<T>(
  about: About &
    Pick<Argument<T>, 'parse' | 'example' | 'maxLength' | 'spaced' | 'takes'> & { print(value: T): string },
): Argument<T> {
  return { position: 'word', required: true, absent: () => unreadable, ...about };
}

/** Text that fits `pattern`; full-width letters and digits are read as plain ones. */
export function matching(pattern: RegExp, about: About & { readonly example: string }): Argument<string> {
  return form({
    ...about,
    maxLength: 100,
    parse(typed) {
      const text = plain(typed);
      return pattern.test(text) ? text : unreadable;
    },
    print: (text) => text,
  });
}

/** The same argument, but a label may stand before its value, in the same word or in words of its own. */
export function labelled<T>(argument: Argument<T>, label: Label): Argument<T> {
  return {
    ...argument,
    span: (words) => label.span(words),
    parse(typed) {
      const value = argument.parse(typed);
      if (value !== unreadable) return value;
      const rest = label.after(plain(typed));
      return rest === undefined ? unreadable : argument.parse(rest);
    },
  };
}

/** `--name yes|no`, or `--name` alone for yes; unlike a flag, leaving it out is not the same as no. */
export function yesOrNo(
  about: About & { readonly yes: Localized; readonly no: Localized },
): Argument<boolean> {
  return {
    ...flag(about),
    required: true,
    print: (value) => (value ? 'yes' : 'no'),
    absent: () => unreadable,
  };
}

/** A whole number from `least` to `most`, both not negative, also with commas between its thousands. */
export function wholeNumber(
  about: About & { readonly least: number; readonly most: number; readonly example: string },
): Argument<number> {
  const { least, most, ...rest } = about;
  return form({
    ...rest,
    maxLength: 11,
    takes: { kind: 'number', least, most },
    parse(typed) {
      const text = plain(typed);
      if (!/^(?:\d{1,9}|[1-9]\d{0,2}(?:,\d{3}){1,2})$/.test(text)) return unreadable;
      const value = Number(text.replaceAll(',', ''));
      return value >= least && value <= most ? value : unreadable;
    },
    print: String,
  });
}

const dayMinutes = 24 * 60;

/** A time of day (`9:00`, `21:30`, `9`), as the minute of the day. */
export function timeOfDay(about: About): Argument<number> {
  return form({
    ...about,
    example: '09:00',
    maxLength: 10,
    parse: (typed) => minuteOf(plain(typed)) ?? unreadable,
    print: clockTime,
  });
}

/** From a minute of the day to another, which may lie on the next day; or none. */
type DaySpan = { readonly from: number; readonly to: number } | 'none';

/** A part of the day (`22:00-08:00`, `22～8`), or `none`. Its ends differ. */
export function daySpan(about: About): Argument<DaySpan> {
  return form<DaySpan>({
    ...about,
    example: '22:00-08:00',
    maxLength: 20,
    spaced: true,
    parse(typed) {
      const text = plain(typed).toLowerCase();
      if (['none', 'off', 'no', '无', '关'].includes(text)) return 'none';
      const ends = text.split(/[-‐-―~〜到至]|to/).map((end) => minuteOf(end.trim()));
      const [from, to] = ends;
      if (ends.length !== 2 || from === undefined || to === undefined || from === to) return unreadable;
      return { from, to };
    },
    print: (span) => (span === 'none' ? span : printSpan(span)),
  });
}

/** `22:00-08:00` */
export function printSpan({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${clockTime(from)}-${clockTime(to)}`;
}

/** The minute of the day as `09:00`. */
export function clockTime(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function minuteOf(text: string): number | undefined {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  // 24:00 is the midnight that ends a day.
  return minute > dayMinutes ? undefined : minute % dayMinutes;
}

/** A person of the same platform: the asker (`me`), the person who was picked, or none (`nobody`). */
type PickedPerson = 'me' | 'nobody' | { readonly person: string; readonly name: string };

/**
 * A person, as adapters hand on the one who was picked from a platform's own list of names (`<@U0123ABCD>`, or with a name,
 * `<@U0123ABCD|ann>`), or `me`, or `nobody`. A name alone is no person, though it looks like an id: it may be another person's.
 */
export function somebody(about: About): Argument<PickedPerson> {
  return form<PickedPerson>({
    ...about,
    example: 'me',
    maxLength: 200,
    takes: { kind: 'person' },
    parse(typed) {
      const text = typed.trim();
      if (['me', '@me', '我'].includes(text.toLowerCase())) return 'me';
      if (['nobody', 'none', '无'].includes(text.toLowerCase())) return 'nobody';
      const [, person, name] = /^<@!?([A-Za-z0-9][\w.-]{0,63})(?:\|([^<>|]{0,80}))?>$/.exec(text) ?? [];
      if (person === undefined) return unreadable;
      return { person, name: name === undefined || name.trim() === '' ? person : name };
    },
    print: (value) => (typeof value === 'string' ? value : `<@${value.person}|${value.name}>`),
  });
}

/** The same argument, but given by its name alone, never by its position. */
export function named<T>(argument: Argument<T>): Argument<T> {
  return { ...argument, position: 'option' };
}

/** The same argument; `none` is the text that a form means which showed a value and comes back with it emptied. */
export function emptiable<T>(argument: Argument<T>, none: string): Argument<T> {
  return { ...argument, none };
}

/** The same argument, whose value may be none as well: typed so, or where a form showed a value and comes back with it emptied. */
export function orNone<T>({ lookUp, ...argument }: Argument<T>): Argument<T | typeof noneSaid> {
  return {
    ...argument,
    ...(lookUp !== undefined && { lookUp: (value) => (value === noneSaid ? undefined : lookUp(value)) }),
    parse: (typed) =>
      [noneSaid, '无'].includes(typed.trim().toLowerCase()) ? noneSaid : argument.parse(typed),
    print: (value) => (value === noneSaid ? noneSaid : argument.print(value)),
    absent: () => unreadable,
    none: noneSaid,
  };
}

/** What stands for no value in {@link orNone}. */
const noneSaid = 'none';

/** The same argument, which a form asks for where there are choices of it at hand. */
export function chosen<T>(argument: Argument<T>): Argument<T> {
  return { ...argument, chosen: true };
}

/** The same argument, but only buttons hold it. */
export function inner<T>(argument: Argument<T>): Argument<T> {
  return { ...argument, inner: true };
}

/** The same argument, but it may be left out. */
export function optional<T>(argument: Argument<T>): Argument<T | undefined> {
  const { lookUp, ...rest } = argument;
  return {
    ...rest,
    ...(lookUp !== undefined && { lookUp: (value) => (value === undefined ? undefined : lookUp(value)) }),
    required: false,
    print: (value) => (value === undefined ? undefined : argument.print(value)),
    absent: () => undefined,
  };
}
