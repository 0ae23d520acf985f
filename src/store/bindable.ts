/**
 * `text` as both databases keep it. PostgreSQL has no U+0000 in its texts, and neither has half of a surrogate pair, which
 * UTF-8 can't say: each becomes U+FFFD. Two texts that differ are never made one by leaving something out.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

/**
 * A parameter as a database may have it: the one way into it, so that a text is kept, and looked for, the same on both.
 * Drivers take `undefined` for NULL, and one turns objects into JSON, without a word; a member that was forgotten must not
 * get by.
 * @throws TypeError for what no column of the store is
 */
export function bindable(value: unknown): string | number | bigint | Uint8Array | null {
  if (value === null || value instanceof Uint8Array) return value;
  switch (typeof value) {
    case 'string':
      return storable(value);
    case 'bigint':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
  }
  throw new TypeError(`no value of the store: ${typeof value}`);
}
