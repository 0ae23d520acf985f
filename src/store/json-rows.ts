import { type RawBuilder, sql } from 'kysely';
import { bindable } from './bindable.ts';
import type { Locks } from './database.ts';

/*
 * Rows that a statement is given as one text of JSON, however many they are: a parameter for each value makes another statement
 * of each number of rows, which costs more than to run it.
 */

/** A row but for its organization. */
export type JsonRow = readonly (string | number | null)[];

/** What {@link selectJsonRows} reads. No binding sees to the values in it: they become {@link bindable} here. */
export function jsonOf(rows: readonly JsonRow[]): string {
  return JSON.stringify(rows.map((row) => row.map(bindable)));
}

/**
 * A query that gives the rows of `rows`, in their order: `organization` and then a column of each of `types`. For statements past
 * the guard, which reads no rows that come as JSON.
 */
export function selectJsonRows({
  locks,
  organization,
  rows,
  types,
}: {
  readonly locks: Locks;
  readonly organization: string;
  readonly rows: string;
  readonly types: readonly ('text' | 'bigint')[];
}): RawBuilder<unknown> {
  if (locks === 'database') {
    const values = types.map((_, at) => sql`value->>${sql.lit(at)}`);
    return sql`select ${organization}, ${sql.join(values)} from json_each(${rows}) where true`;
  }
  const values = types.map((type, at) =>
    type === 'text' ? sql`row->>${sql.lit(at)}` : sql`(row->>${sql.lit(at)})::bigint`,
  );
  return sql`select ${organization}, ${sql.join(values)} from jsonb_array_elements(${rows}) as row`;
}
