/** A `Map`, or a `Set` whose values are their own keys. */
interface Entries<Key, Value> {
  readonly size: number;
  entries(): Iterable<[Key, Value]>;
  delete(key: Key): boolean;
}

/**
 * Sets `key` as the newest of `map` and forgets the oldest above `limit`. A map that is only set by this is in the order of
 * the last setting.
 */
export function setNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  map.delete(key);
  map.set(key, value);
  forgetOldest(map, limit);
}

/**
 * Forgets the first entries of `kept` above `limit`, and further ones as long as `isOver` says so of the first that is left.
 * `forget` takes one out, where more belongs to it.
 */
export function forgetOldest<Key, Value>(
  kept: Entries<Key, Value>,
  limit: number,
  {
    isOver,
    forget = (key) => kept.delete(key),
  }: { isOver?(value: Value): boolean; forget?(key: Key): void } = {},
): void {
  // To find the first entry of a map takes as long as it had entries before that one: as many as were set again, say.
  if (isOver === undefined && kept.size <= limit) return;
  for (const [key, value] of kept.entries()) {
    if (kept.size <= limit && isOver?.(value) !== true) break;
    forget(key);
  }
}
