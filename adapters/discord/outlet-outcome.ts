import type { Refused, Sent } from '../../src/chat/outlet.ts';
import { DiscordError } from './errors.ts';

/** What a queue is told to wait where Discord said to wait and not how long, ms. */
const usualWaitMs = 5_000;

/** What became of a call to Discord that `error` ended. */
export function sentOf(error: unknown): Sent {
  // Whatever else it is, it happened before anything was sent, and would happen again.
  if (!(error instanceof DiscordError)) return { refused: 'content', detail: String(error) };
  if (error.refusal === 'limited') return { retryAfterMs: error.retryAfterMs ?? usualWaitMs };
  if (error.neverSent) return { unreachable: error.message };
  if (error.refusal === 'unreachable') return { unclear: error.message };
  return { refused: refusedOf(error), detail: error.message };
}

/** By Discord's own number where that says more than the kind. */
const refusedByCode: Readonly<Record<number, Refused>> = {
  10003: 'gone',
  10004: 'gone',
  30046: 'too old',
  50001: 'not invited',
  // The conversation is a thread that was archived for good: any other opens again by being written to.
  50083: 'gone',
  160005: 'gone',
};

function refusedOf({ refusal, code }: DiscordError): Refused {
  const known = code === undefined ? undefined : refusedByCode[code];
  if (known !== undefined) return known;
  if (refusal === 'unauthorized') return 'dismissed';
  if (refusal === 'forbidden' || refusal === 'closed') return 'forbidden';
  return refusal === 'gone' ? 'message gone' : 'content';
}
