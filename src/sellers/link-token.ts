import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link of the bot's own says, and is signed for. */
export interface LinkToken {
  readonly id: string;
  /** Ms since 1970 UTC, in whole seconds. */
  readonly expiresAt: number;
}

const secondMs = 1000;
const shape = /^([A-Za-z0-9]{22})-([0-9a-z]{1,10})-([A-Za-z0-9_-]{22})$/;

/** `id-expiry-signature`: HMAC-SHA256 of the first two, cut to 128 bits. Nothing but A-Z a-z 0-9 - _. */
export function printLinkToken({ id, expiresAt }: LinkToken, key: string): string {
  const signed = `${id}-${Math.floor(expiresAt / secondMs).toString(36)}`;
  return `${signed}-${signatureOf(signed, key)}`;
}

/** What {@link printLinkToken} made with the same key; `undefined` for anything else. Says nothing of whether its time is over. */
export function readLinkToken(text: string, key: string): LinkToken | undefined {
  const [, id, expiry, signature] = shape.exec(text) ?? [];
  if (id === undefined || expiry === undefined || signature === undefined) return undefined;
  const right = Buffer.from(signatureOf(`${id}-${expiry}`, key));
  if (!timingSafeEqual(right, Buffer.from(signature))) return undefined;
  return { id, expiresAt: Number.parseInt(expiry, 36) * secondMs };
}

function signatureOf(signed: string, key: string): string {
  const whole = createHmac('sha256', key).update(`seller link 1\n${signed}`).digest();
  return whole.subarray(0, 16).toString('base64url');
}
