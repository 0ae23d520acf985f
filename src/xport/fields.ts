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
  const field = z.transform((given, context): Value => {
    const value = read(given);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: 'not of the expected form', input: given });
    return z.NEVER;
  });
  return Object.assign(field, { [plain]: read });
}

/** How a field is read where one that does not fit is as good as none: without a schema around it. */
const plain = Symbol('plain');

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
export const flagField = readBy((given) => {
  const number = asNumber(given);
  if (given === true || given === 'true' || number === 1) return true;
  return given === false || given === 'false' || number === 0 ? false : undefined;
});

/** An object of which only the named fields are looked at; read-only, since kept answers are shared. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object(shape).readonly();
}

/** Marks the issue of a list that is too long, which no field that may be missing and no page passes over. */
const beyondBound = 'beyond bound';

const tooLong = (bound: number | bigint) => `a list of more than ${bound} items`;

/** Where in an answer a list is too long, and that it is. */
export function listBeyondBound(
  error: z.core.$ZodError,
): { readonly path: readonly PropertyKey[]; readonly message: string } | undefined {
  for (const issue of error.issues) {
    const { path, message } = issue;
    if (issue.code === 'custom' && issue.params?.[beyondBound] === true) return { path, message };
    if (issue.code === 'too_big' && issue.origin === 'array')
      return { path, message: tooLong(issue.maximum) };
  }
  return undefined;
}

type Context = Pick<z.core.$RefinementCtx, 'issues'>;

/** Says that the list at hand is too long. */
export function refuseBeyond(bound: number, context: Context, input: unknown): never {
  const params = { [beyondBound]: true };
  context.issues.push({ code: 'custom', message: tooLong(bound), input, params });
  return z.NEVER;
}

/** Hands on that a list within was too long; whether one was. `path` leads to what `error` is of. */
export function passOn(
  error: z.core.$ZodError,
  context: Context,
  path: readonly PropertyKey[] = [],
): boolean {
  const found = listBeyondBound(error);
  if (found === undefined) return false;
  const params = { [beyondBound]: true };
  context.issues.push({
    code: 'custom',
    message: found.message,
    path: [...path, ...found.path],
    input: undefined,
    params,
  });
  return true;
}

/**
 * A field that is not documented: missing, null or of an unexpected form, it is `undefined`. A list in it that is too
 * long makes the whole senseless all the same.
 */
export function maybe<
  Field extends z.ZodType & { readonly [plain]?: (given: unknown) => z.output<Field> | undefined },
>(field: Field) {
  const read = field[plain];
  if (read !== undefined) {
    return z.transform((given): z.output<Field> | undefined => read(given));
  }
  return z.transform((given, context): z.output<Field> | undefined => {
    if (given === null || given === undefined) return undefined;
    const parsed = field.safeParse(given);
    if (parsed.success) return parsed.data;
    return passOn(parsed.error, context) ? z.NEVER : undefined;
  });
}

/**
 * A list that is not documented: missing or null it is empty, and so it is when one item does not fit, since a
 * price list with a hole in it would name a wrong price. Null items are left out. Longer than `bound` it makes the
 * whole answer senseless.
 */
export function list<Item extends z.ZodType>(item: Item, bound: number) {
  return z.transform((given, context): readonly z.output<Item>[] => {
    const items = Array.isArray(given) ? given : [];
    return items.length > bound ? refuseBeyond(bound, context, given) : readItems(items, item, context);
  });
}

/** The first `count` items of a list, and how many more there are. */
export function capped<Item extends z.ZodType>(item: Item, count: number) {
  return z.transform(
    (given, context): { readonly items: readonly z.output<Item>[]; readonly more: number } => {
      const items = Array.isArray(given) ? given : [];
      return {
        items: readItems(items.slice(0, count), item, context),
        more: Math.max(0, items.length - count),
      };
    },
  );
}

/** The first `count` items of a list whose length is shown nowhere. */
export function firstOf<Item extends z.ZodType>(item: Item, count: number) {
  return capped(item, count).transform(({ items }) => items);
}

function readItems<Item extends z.ZodType>(
  given: readonly unknown[],
  item: Item,
  context: Context,
): readonly z.output<Item>[] {
  const items: z.output<Item>[] = [];
  for (const [at, each] of given.entries()) {
    if (each === null) continue;
    const read = item.safeParse(each);
    if (read.success) items.push(read.data);
    else return passOn(read.error, context, [at]) ? z.NEVER : Object.freeze([]);
  }
  return Object.freeze(items);
}
