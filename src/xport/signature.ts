import { hash, timingSafeEqual } from 'node:crypto';

/** An account at the partner API, as its console shows it. */
export interface Account {
  /** Names the account; sent with every call. 32 hex digits where seen. */
  readonly accessKey: string;
  /** Signs every call; never sent and never logged. */
  readonly accessSecret: string;
  /** The sub-account that calls; sent, but not part of the documented signature. 13 digits where seen. */
  readonly userId: string;
}

/** How `timestamp` counts: the clients seen send seconds, the documentation's placeholder has 13 digits. */
export type TimestampUnit = 'seconds' | 'milliseconds';

const placeholders = ['access-key', 'timestamp', 'nonce-str', 'access-secret', 'user-id'] as const;
type Placeholder = (typeof placeholders)[number];

/** A string-to-sign, parsed: literal text and named values in turn. */
export type SignatureTemplate = readonly ({ readonly literal: string } | { readonly value: Placeholder })[];

/** What a signature covers. */
export interface SignedValues {
  readonly account: Account;
  /** The `timestamp` header, as it is sent. */
  readonly timestamp: string;
  /** The `nonce-str` header. */
  readonly nonce: string;
}

/** How many seconds a timestamp may be off, in either direction (xport-api.md, section 1). */
export const timestampWindowSeconds = 600;

/** How many characters of `[A-Za-z0-9]` a nonce has. */
export const nonceLength = 32;

/**
 * Parses a string-to-sign such as `{access-key}{timestamp}{nonce-str}{access-secret}`; `{user-id}` may stand in
 * it as well, and any text between. Not accepted, with one sentence that says why: an unknown placeholder, a
 * stray brace, and a template without `{access-secret}`, `{timestamp}` or `{nonce-str}`, whose signature would
 * prove nothing or could be sent again. The signature of a query has no nonce beside it, so that `{nonce-str}` may be
 * missing there.
 */
export function parseSignatureTemplate(
  template: string,
  signed: 'headers' | 'query' = 'headers',
):
  | { readonly ok: true; readonly template: SignatureTemplate }
  | { readonly ok: false; readonly why: string } {
  const parts: ({ literal: string } | { value: Placeholder })[] = [];
  for (const piece of template.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    if (piece.startsWith('{') && piece.endsWith('}')) {
      const name = piece.slice(1, -1);
      const value = placeholders.find((known) => known === name);
      if (value === undefined) {
        return { ok: false, why: `must use only ${placeholders.map((known) => `{${known}}`).join(' ')}` };
      }
      parts.push({ value });
    } else if (/[{}]/.test(piece)) {
      return { ok: false, why: 'must have each { closed by one }' };
    } else {
      parts.push({ literal: piece });
    }
  }
  const always: readonly Placeholder[] = ['access-secret', 'timestamp'];
  for (const needed of signed === 'query' ? always : [...always, 'nonce-str']) {
    if (!parts.some((part) => 'value' in part && part.value === needed)) {
      return { ok: false, why: `must hold {${needed}}` };
    }
  }
  return { ok: true, template: parts };
}

/**
 * The `signature` header: upper-case hex of the MD5 of the filled-in template (seen in public clients; body,
 * path and method are not signed).
 *
 * With the access key `0123456789abcdef0123456789abcdef`, the secret `not-a-real-secret`, the timestamp
 * `1779263269`, the nonce `AbCdEfGhIjKlMnOpQrStUvWxYz012345` and the default template it is
 * `E3354BC7E4606ED394D1DDD5E4556333`.
 */
export function sign(template: SignatureTemplate, values: SignedValues): string {
  const text = template
    .map((part) => ('literal' in part ? part.literal : filledIn(part.value, values)))
    .join('');
  return hash('md5', text).toUpperCase();
}

/** Whether `signature` is the one that `sign` makes; takes as long for a near miss as for a far one. */
export function verifySignature(
  template: SignatureTemplate,
  values: SignedValues,
  signature: string,
): boolean {
  const expected = Buffer.from(sign(template, values), 'latin1');
  const given = Buffer.from(signature, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The `timestamp` header for a moment in milliseconds since 1970. */
export function timestampText(nowMs: number, unit: TimestampUnit): string {
  return String(unit === 'seconds' ? Math.floor(nowMs / 1000) : Math.floor(nowMs));
}

/** The five headers that authenticate a call. A nonce serves one call only. */
export function signedHeaders(template: SignatureTemplate, values: SignedValues): Record<string, string> {
  return {
    'access-key': values.account.accessKey,
    timestamp: values.timestamp,
    'nonce-str': values.nonce,
    'user-id': values.account.userId,
    signature: sign(template, values),
  };
}

/** The query that authenticates a call beside its headers, where its endpoint wants one; without the question mark. */
export function signedQuery(template: SignatureTemplate, values: SignedValues): string {
  return new URLSearchParams({ timestamp: values.timestamp, sign: sign(template, values) }).toString();
}

function filledIn(placeholder: Placeholder, values: SignedValues): string {
  switch (placeholder) {
    case 'access-key':
      return values.account.accessKey;
    case 'timestamp':
      return values.timestamp;
    case 'nonce-str':
      return values.nonce;
    case 'access-secret':
      return values.account.accessSecret;
    case 'user-id':
      return values.account.userId;
  }
}
