import { createHmac, timingSafeEqual } from 'node:crypto';
import { limits } from './limits.ts';

/** A request's proof that Slack sent it, or which check it failed. The reason is for the operator to read. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/**
 * Checks Slack's `v0` signature over the raw bytes of a request, before anybody has parsed them.
 * `nowMs` is the machine's time, ms since 1970 UTC.
 *
 * For the secret `8f742231b10e8888abcd99yyyzzz85a5` and the time stamp 1531420618 see the worked example in
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifySignature(
  secret: string,
  request: {
    readonly signature: string | undefined;
    readonly timestamp: string | undefined;
    readonly body: Buffer;
  },
  nowMs: number,
): Verdict {
  const { signature, timestamp, body } = request;
  if (secret === '') return refused('no signing secret is set');
  if (signature === undefined) return refused('the X-Slack-Signature header is missing');
  if (timestamp === undefined || !/^\d{1,11}$/.test(timestamp)) {
    return refused('the X-Slack-Request-Timestamp header is missing or no number');
  }
  const ageS = Math.floor(nowMs / 1000) - Number(timestamp);
  if (ageS > limits.signatureAgeS) return refused('the request is too old: check this machine’s clock');
  if (ageS < -limits.signatureAgeS)
    return refused('the request is from the future: check this machine’s clock');
  const hex = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (hex === undefined) return refused('the X-Slack-Signature header is not v0= and 64 hex digits');
  const ours = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(ours, Buffer.from(hex, 'hex'))
    ? { ok: true }
    : refused(
        'the signature is wrong: check SLACK_SIGNING_SECRET, and that nothing on the way changes the body',
      );
}

function refused(why: string): Verdict {
  return { ok: false, why };
}
