import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the signature of a pushed message covers. The partner's text could not be read; the first is inferred from the
 * text it descends from, the others are accepted only where a setting says so (xport-api.md, section 6).
 */
export const callbackBases = ['key-and-body', 'body', 'key-and-message-body'] as const;
export type CallbackBase = (typeof callbackBases)[number];

/** A pushed message and whose it claims to be. */
interface Signed {
  readonly accessKey: string;
  readonly base: CallbackBase;
  /** The bytes as they came. */
  readonly body: Buffer;
  /** The body's `messageBody`, where the base wants it. */
  readonly messageBody?: string;
}

/**
 * The `Authorization` header of a pushed message: lower-case hex of HMAC-SHA256(base, access secret), as a sibling
 * documents it.
 */
export function signCallback(signed: Signed, accessSecret: string): string {
  const hmac = createHmac('sha256', accessSecret);
  if (signed.base !== 'body') hmac.update(signed.accessKey, 'utf8');
  hmac.update(signed.base === 'key-and-message-body' ? Buffer.from(signed.messageBody ?? '') : signed.body);
  return hmac.digest('hex');
}

/**
 * Whether `authorization` is what {@link signCallback} makes with one of `secrets`, so that a secret can be changed
 * without a gap. Takes as long for a near miss as for a far one. False without a secret.
 */
export function verifyCallback(
  signed: Signed,
  authorization: string | undefined,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(authorization ?? '', 'utf8');
  return secrets
    .map((secret) => {
      const expected = Buffer.from(signCallback(signed, secret), 'latin1');
      return secret !== '' && given.length === expected.length && timingSafeEqual(given, expected);
    })
    .includes(true);
}
