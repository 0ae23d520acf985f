import { sign } from 'node:crypto';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Identity } from './identity.ts';

/** What to do wrong with a signed request. */
export interface Tampering {
  /** Seconds since 1970, or any text, in place of the clock's. */
  readonly timestamp?: string;
  /** In place of the right signature. */
  readonly signature?: (right: string) => string;
  /** Changes the body after it was signed. */
  readonly body?: (signed: string) => string;
  /** Leaves both headers out. */
  readonly unsigned?: boolean;
}

/** A signed request, ready to be sent any number of times. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `payload`, or a text as it is, as Discord posts it to an interactions URL (interactions/overview). */
export function signInteraction(
  payload: object | string,
  deps: { identity: Identity; clock: Clock },
  tampering: Tampering = {},
): SignedRequest {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const timestamp = tampering.timestamp ?? String(Math.floor(deps.clock.now() / 1000));
  const right = sign(null, Buffer.from(timestamp + body), deps.identity.privateKey).toString('hex');
  const signature = tampering.signature?.(right) ?? right;
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      ...(tampering.unsigned !== true && {
        'x-signature-ed25519': signature,
        'x-signature-timestamp': timestamp,
      }),
    },
    body: tampering.body?.(body) ?? body,
  };
}
