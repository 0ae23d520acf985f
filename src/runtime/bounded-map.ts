/**
 * Sets `key` as the newest of `map` and forgets the oldest above `limit`. A map that is only set by this is in the order of
 * the last setting.
 */
export function setNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) break;
    map.delete(oldest);
  }
}
