import type { z } from 'zod';

/*
 * Reading a value without zod's own steps. An answer has hundreds of fields, and each step within a schema makes objects of
 * its own: they were most of what reading an offer took. What fits is read directly; of what does not, the schema says why.
 */

/** In the place of a value that does not fit, or of which the schema has to say whether it does. */
export const misfit = Symbol('misfit');

/** What `given` is read as. */
export type DirectRead<Value> = (given: unknown) => Value | typeof misfit;

const direct = Symbol('direct');

/** A schema with a direct way. */
export type DirectSchema<Value> = z.ZodType<Value> & { readonly [direct]: DirectRead<Value> };

/** `schema`, which reads as `read` does wherever that finds no misfit. */
export function withDirect<Value>(schema: z.ZodType<Value>, read: DirectRead<Value>): DirectSchema<Value> {
  return Object.assign(schema, { [direct]: read });
}

/** How `schema` reads a value: directly, where it can. */
export function directReadOf<Schema extends z.ZodType>(
  schema: Schema & { readonly [direct]?: DirectRead<z.output<Schema>> },
): DirectRead<z.output<Schema>> {
  return (
    schema[direct] ??
    ((given) => {
      const parsed = schema.safeParse(given);
      return parsed.success ? parsed.data : misfit;
    })
  );
}
