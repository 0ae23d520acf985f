import type { IncomingHttpHeaders } from 'node:http';
import { forgetOldest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import {
  type Account,
  nonceLength,
  type SignatureTemplate,
  type TimestampUnit,
  timestampWindowSeconds,
  verifySignature,
} from '../xport/signature.ts';
import { callRefusals, type SandboxRefusal } from './refusals.ts';

/** Checks what authenticates a call: its headers, and its query where that is signed; undefined lets it in. */
export type Gate = (headers: IncomingHttpHeaders, query?: URLSearchParams) => SandboxRefusal | undefined;

const windowMs = timestampWindowSeconds * 1000;
const mostNonces = 100_000;
/** Of every user id that was seen; the sandbox's account has all of them as users. */
const userIdForm = /^\d{13}$/;
const nonceForm = new RegExp(`^[A-Za-z0-9]{${nonceLength}}$`);

/**
 * Lets in what the documentation lets in: a known access key, a user of the account's, a timestamp at most 600 s off in either
 * direction, a nonce of 32 letters and digits that was not used before, and a signature over them. The last
 * 100,000 nonces of good calls are remembered, for as long as their timestamps would be accepted again.
 */
export function createGate(options: {
  readonly account: Account;
  readonly template: SignatureTemplate;
  /** Of a query. */
  readonly queryTemplate: SignatureTemplate;
  readonly timestampUnit: TimestampUnit;
  readonly clock: Clock;
}): Gate {
  const { account, template, timestampUnit, clock } = options;
  // In the order of their arrival, each with the last moment at which its timestamp can still be accepted.
  const used = new Map<string, number>();

  return (headers, query) => {
    const nowMs = clock.now();
    const timestamp = single(headers['timestamp']);
    const nonce = single(headers['nonce-str']);
    const userId = single(headers['user-id']);

    if (userId === '') return callRefusals.userIdMissing;
    if (userId !== account.userId && !userIdForm.test(userId)) return callRefusals.userIdUnknown;
    if (single(headers['access-key']) !== account.accessKey) return callRefusals.accessKeyUnknown;
    if (!/^\d{1,15}$/.test(timestamp)) return callRefusals.timestampUnreadable;
    const sentMs = Number(timestamp) * (timestampUnit === 'seconds' ? 1000 : 1);
    if (Math.abs(nowMs - sentMs) > windowMs) return callRefusals.timestampOff;
    if (!nonceForm.test(nonce)) return callRefusals.nonceUnreadable;
    const values = { account: { ...account, userId }, timestamp, nonce };
    if (!verifySignature(template, values, single(headers['signature']))) return callRefusals.signatureWrong;
    if (query !== undefined) {
      const sign = query.get('sign') ?? '';
      const signed = verifySignature(options.queryTemplate, values, sign);
      if (!signed || query.get('timestamp') !== timestamp) return callRefusals.querySignatureWrong;
    }
    if (used.has(nonce)) return callRefusals.nonceUsed;

    used.set(nonce, nowMs + 2 * windowMs);
    forgetOldest(used, mostNonces, { isOver: (untilMs) => untilMs < nowMs });
    return undefined;
  };
}

function single(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

/** An account for a sandbox. Nothing outside this process needs to know it. */
export function createSandboxAccount(random: Random): Account {
  return { accessKey: random.token(32), accessSecret: random.token(32), userId: '1700000000000' };
}
