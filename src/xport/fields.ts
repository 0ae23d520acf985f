import { z } from 'zod';
import { readChinaTime } from './china-time.ts';
import { plainDecimal } from './number.ts';

/*
 * The kinds of field the partner sends, each forgiving in the ways its answers are known to vary: a number for
 * a string, a string for a number, null for a list, a field left out. Numbers arrive from parseExactJson, where
 * one that JavaScript can't hold exactly is already text.
 */

/** One step for each field: an answer has hundreds, and every schema within a schema costs as much again. */
function readBy<Value>(read: (given: unknown) => Value | undefined) {
  return z.transform((given, context): Value => {
    const value = read(given);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: 'not of the expected form', input: given });
    return z.NEVER;
  });
}

function asText(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return typeof given === 'number' ? String(given) : undefined;
}

function asDecimal(given: unknown): string | undefined {
  const decimal = plainDecimal(asText(given) ?? '');
  return decimal !== undefined && /^-?\d{1,20}(?:\.\d{1,20})?$/.test(decimal) ? decimal : undefined;
}

function asNumber(given: unknown): number | undefined {
  const text = asDecimal(given);
  return text === undefined ? undefined : Number(text);
}

/** Text; a number becomes its own digits. */
export const text = readBy(asText);

/** A word, or a number that stands for something: a whole one is its digits, `2.0` as well as `2`. */
export const code = readBy((given) => {
  const word = asText(given);
  return word === undefined ? undefined : (wholeDigits(word, /^(-?\d{1,20})\.0{1,20}$/) ?? word);
});

/** An id of 1688, Taobao or the partner: 1 to 20 digits, always text. */
export const id = readBy((given) => wholeDigits(asText(given) ?? '', /^(\d{1,20})(?:\.0{1,20})?$/));

function wholeDigits(given: string, form: RegExp): string | undefined {
  return form.exec(given)?.[1];
}

/** An exact decimal as text, such as a price in yuan: `'12.50'`. Never rounded, never in exponent form. */
export const decimal = readBy(asDecimal);

/** A measure or a count, as a number; one beyond 2^53, which would come out as another, is none. */
export const quantity = readBy((given) => {
  const value = asNumber(given);
  return value === undefined || Math.abs(value) > Number.MAX_SAFE_INTEGER ? undefined : value;
});

/** A whole number that JavaScript holds exactly. */
export const whole = readBy((given) => {
  const value = asNumber(given);
  return Number.isSafeInteger(value) ? value : undefined;
});

/** A time in China, as ms since 1970 UTC. */
export const time = readBy((given) => (typeof given === 'string' ? readChinaTime(given) : undefined));

/** Yes or no, also as `'true'`, `'false'`, `1`, `0`. */
export const flag = readBy((given) => {
  const number = asNumber(given);
  if (given === true || given === 'true' || number === 1) return true;
  return given === false || given === 'false' || number === 0 ? false : undefined;
});

/** An object of which only the named fields are looked at; read-only, since kept answers are shared. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object(shape).readonly();
}

/** A field that is not documented: missing, null or of an unexpected form, it is `undefined`. */
export function maybe<Field extends z.ZodType>(field: Field) {
  return z.transform((given): z.output<Field> | undefined => {
    if (given === null || given === undefined) return undefined;
    const read = field.safeParse(given);
    return read.success ? read.data : undefined;
  });
}

/**
 * A list that is not documented: missing or null it is empty, and so it is when one item does not fit, since a
 * price list with a hole in it would name a wrong price. Null items are left out.
 */
export function list<Item extends z.ZodType>(item: Item) {
  return z.transform((given): readonly z.output<Item>[] => {
    const items: z.output<Item>[] = [];
    for (const each of Array.isArray(given) ? given : []) {
      if (each === null) continue;
      const read = item.safeParse(each);
      if (!read.success) return Object.freeze([]);
      items.push(read.data);
    }
    return Object.freeze(items);
  });
}
