import { createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { limits } from './limits.ts';

/** What came with a request, exactly as it came. */
export interface SignedDeps {
  /** `X-Signature-Ed25519` */
  readonly signature: string | undefined;
  /** `X-Signature-Timestamp` */
  readonly timestamp: string | undefined;
  readonly body: Buffer;
}

/** Why a request is refused; each sentence says what to look at. For the log, never for the sender. */
export type SignatureVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Says whether a request comes from Discord. `now`: ms since 1970 UTC. */
export type VerifySignature = (deps: SignedDeps, now: number) => Promise<SignatureVerdict>;

/** Off the main thread, which has answers to make: it was 8 % of a command's time there. */
const verifyAside = promisify(verify);

/** The bytes before an Ed25519 public key in its DER form (RFC 8410). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Verifies Discord's signature: Ed25519 over the timestamp and the raw body
 * (docs.discord.com/developers/interactions/overview). Malformed headers and timestamps more than five minutes
 * off, before or after, are refused before any computing.
 *
 * `publicKey`: 64 hex digits, from General Information in the developer portal. Throws on any other.
 */
export function signatureVerifier(publicKey: string): VerifySignature {
  if (!/^[0-9a-f]{64}$/i.test(publicKey)) throw new TypeError('a public key of Discord has 64 hex digits');
  const der = Buffer.concat([derPrefix, Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return async ({ signature, timestamp, body }, now) => {
    if (signature === undefined || timestamp === undefined) return refused('a signature header is missing');
    if (!/^[0-9a-f]{128}$/i.test(signature)) return refused('the signature is not 128 hex digits');
    if (!/^\d{1,12}$/.test(timestamp)) return refused('the timestamp is not a number of seconds');
    if (Math.abs(now - Number(timestamp) * 1000) > limits.signatureAgeMs) {
      return refused(
        'the timestamp is more than five minutes off: an old request sent again, or a wrong clock',
      );
    }
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return (await verifyAside(null, signed, key, Buffer.from(signature, 'hex')))
      ? { ok: true }
      : refused('the signature does not fit the body: another application’s key, or a changed body');
  };
}

function refused(why: string): SignatureVerdict {
  return { ok: false, why };
}
