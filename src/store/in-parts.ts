/**
 * `all` in parts of at most `size`, so that no statement has more parameters than a database takes (SQLite 32,766,
 * PostgreSQL 65,535).
 */
export function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}
