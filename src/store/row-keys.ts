import { type RawBuilder, type SqlBool, sql } from 'kysely';

/*
 * Where a row stands in the order of several columns. A database finds by an index what is written as one comparison of rows; of the
 * same spelt out with `and` and `or`, it reads all that is before.
 */

type Compare = (columns: readonly string[], values: readonly unknown[]) => RawBuilder<SqlBool>;

/** The condition that a row comes before that of `values` in the order of `columns`. */
export const before: Compare = (columns, values) => compared(columns, '<', values);

/** The condition that it comes behind it. */
export const behind: Compare = (columns, values) => compared(columns, '>', values);

/** The condition that it is that row, or comes before it. */
export const upTo: Compare = (columns, values) => compared(columns, '<=', values);

function compared(columns: readonly string[], sign: '<' | '>' | '<=', values: readonly unknown[]) {
  const row = sql.join(columns.map((column) => sql.ref(column)));
  return sql<SqlBool>`(${row}) ${sql.raw(sign)} (${sql.join(values)})`;
}
