import { z } from 'zod';

/*
 * The kinds of field the partner sends, each forgiving in the ways its answers are known to vary: a number for
 * a string, a string for a number, null for a list, a field left out. Numbers arrive from parseExactJson, where
 * one that JavaScript can't hold exactly is already text.
 */

const textOrNumber = z.union([z.string(), z.number()]).transform(String);

/** Text; a number becomes its own digits. */
export const text = textOrNumber;

/** An id of 1688, Taobao or the partner: 1 to 20 digits, always text. */
export const id = textOrNumber.pipe(z.string().regex(/^\d{1,20}$/));

/** An exact decimal as text, such as a price in yuan: `'12.50'`. Never rounded, never in exponent form. */
export const decimal = textOrNumber.pipe(z.string().regex(/^-?\d{1,20}(?:\.\d{1,20})?$/));

/** A measure or a count, as a number. */
export const quantity = textOrNumber.pipe(z.string().regex(/^-?\d{1,20}(?:\.\d{1,20})?$/)).transform(Number);

/** A whole number that JavaScript holds exactly. */
export const whole = quantity.pipe(z.int());

/** Yes or no, also as `'true'`, `'false'`, `1`, `0`. */
export const flag = z
  .union([
    z.boolean(),
    z.literal(['true', '1', 1]).transform(() => true),
    z.literal(['false', '0', 0]).transform(() => false),
  ])
  .transform(Boolean);

/** An object of which only the named fields are looked at; read-only, since kept answers are shared. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object(shape).readonly();
}

/** A field that is not documented: missing, null or of an unexpected form, it is `undefined`. */
export function maybe<Field extends z.ZodType>(field: Field) {
  return field
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);
}

/**
 * A list that is not documented: missing or null it is empty, and so it is when one item does not fit, since a
 * price list with a hole in it would name a wrong price. Null items are left out.
 */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item.nullable())
    .nullish()
    .catch([])
    .transform((items) => (items ?? []).filter((each) => each !== null))
    .readonly();
}
