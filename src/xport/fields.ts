import { z } from 'zod';
import { readChinaTime } from './china-time.ts';
import { type DirectRead, directReadOf, misfit, withDirect } from './direct-reading.ts';
import { plainDecimal } from './number.ts';

/*
 * The kinds of field the partner sends, each forgiving in the ways its answers are known to vary: a number for
 * a string, a string for a number, null for a list, a field left out. Numbers arrive from parseExactJson, where
 * one that JavaScript can't hold exactly is already text.
 */

/** A field that is nothing but a function. */
function readBy<Value>(read: (given: unknown) => Value | undefined) {
  const field = z.transform((given, context): Value => {
    const value = read(given);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: 'not of the expected form', input: given });
    return z.NEVER;
  });
  return withDirect<Value>(field, (given) => {
    const value = read(given);
    return value === undefined ? misfit : value;
  });
}

function asText(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return typeof given === 'number' ? String(given) : undefined;
}

/** What most decimals are, {@link asDecimal} in the end too. */
const plain = /^\d{1,20}(?:\.\d{1,20})?$/;

function asDecimal(given: unknown): string | undefined {
  if (typeof given === 'string' && plain.test(given)) return given;
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
  // Most are digits alone, and few have a point: a look that finds nothing takes less than one that cuts out.
  if (!given.includes('.')) return form.test(given) ? given : undefined;
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
  if (typeof given === 'number' && Number.isSafeInteger(given)) return given;
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
export function record<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const schema = z.object(shape).readonly();
  type Value = z.output<typeof schema>;
  const fields = Object.entries(shape).map(([name, field]) => ({ name, read: directReadOf(field) }));
  /** Holds because each field of the shape was read by its own reader. */
  const isWhole = (_found: object): _found is Value => true;
  const read: DirectRead<Value> = (given) => {
    if (!isObject(given)) return misfit;
    const found: Record<string, unknown> = {};
    for (const field of fields) {
      const value = field.read(given[field.name]);
      if (value === misfit) return misfit;
      if (value !== undefined || field.name in given) found[field.name] = value;
    }
    Object.freeze(found);
    return isWhole(found) ? found : misfit;
  };
  const whole = z.transform((given, context): Value => {
    const value = read(given);
    if (value !== misfit) return value;
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: undefined });
    return z.NEVER;
  });
  return withDirect(whole, read);
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
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
export function maybe<Field extends z.ZodType>(field: Field) {
  const readField = directReadOf(field);
  const read: DirectRead<z.output<Field> | undefined> = (given) => {
    if (given === null || given === undefined) return undefined;
    const value = readField(given);
    if (value !== misfit) return value;
    const { error } = field.safeParse(given);
    return error !== undefined && listBeyondBound(error) === undefined ? undefined : misfit;
  };
  const whole = z.transform((given, context): z.output<Field> | undefined => {
    const value = read(given);
    if (value !== misfit) return value;
    const parsed = field.safeParse(given);
    if (parsed.success) return parsed.data;
    return passOn(parsed.error, context) ? z.NEVER : undefined;
  });
  return withDirect(whole, read);
}

/**
 * A list that is not documented: missing or null it is empty, and so it is when one item does not fit, since a
 * price list with a hole in it would name a wrong price. Null items are left out. Longer than `bound` it makes the
 * whole answer senseless.
 */
export function list<Item extends z.ZodType>(item: Item, bound: number) {
  const read = readingItems(item);
  const field = z.transform((given, context): readonly z.output<Item>[] => {
    const items = Array.isArray(given) ? given : [];
    if (items.length > bound) return refuseBeyond(bound, context, given);
    return itemsOf(read(items), context);
  });
  return withDirect(field, (given) => {
    const items = Array.isArray(given) ? given : [];
    return items.length > bound ? misfit : fitting(read(items));
  });
}

/** The first `count` items of a list, and how many more there are. */
export function capped<Item extends z.ZodType>(item: Item, count: number) {
  const read = readingItems(item);
  const cut = (given: unknown): readonly [readonly unknown[], number] => {
    const items = Array.isArray(given) ? given : [];
    return [items.slice(0, count), Math.max(0, items.length - count)];
  };
  const field = z.transform(
    (given, context): { readonly items: readonly z.output<Item>[]; readonly more: number } => {
      const [items, more] = cut(given);
      return { items: itemsOf(read(items), context), more };
    },
  );
  return withDirect(field, (given) => {
    const [first, more] = cut(given);
    const items = fitting(read(first));
    return items === misfit ? misfit : { items, more };
  });
}

/** The first `count` items of a list whose length is shown nowhere. */
export function firstOf<Item extends z.ZodType>(item: Item, count: number) {
  const cappedList = capped(item, count);
  const read = directReadOf(cappedList);
  return withDirect(
    cappedList.transform(({ items }) => items),
    (given) => {
      const value = read(given);
      return value === misfit ? misfit : value.items;
    },
  );
}

/** The items that were read, or what one of them did not fit by. */
type ItemsRead<Value> =
  | { readonly items: readonly Value[] }
  | { readonly error: z.core.$ZodError; readonly at: number };

function readingItems<Item extends z.ZodType>(item: Item) {
  const readItem = directReadOf(item);
  return (given: readonly unknown[]): ItemsRead<z.output<Item>> => {
    const items: z.output<Item>[] = [];
    for (let at = 0; at < given.length; at += 1) {
      const each = given[at];
      if (each === null) continue;
      const value = readItem(each);
      if (value !== misfit) {
        items.push(value);
        continue;
      }
      const parsed = item.safeParse(each);
      if (!parsed.success) return { error: parsed.error, at };
      items.push(parsed.data);
    }
    return { items: Object.freeze(items) };
  };
}

function itemsOf<Value>(read: ItemsRead<Value>, context: Context): readonly Value[] {
  if ('items' in read) return read.items;
  return passOn(read.error, context, [read.at]) ? z.NEVER : Object.freeze([]);
}

/** As {@link itemsOf}, where the schema has to say that a list is too long. */
function fitting<Value>(read: ItemsRead<Value>): readonly Value[] | typeof misfit {
  if ('items' in read) return read.items;
  return listBeyondBound(read.error) === undefined ? Object.freeze([]) : misfit;
}
