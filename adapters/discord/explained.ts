import { z } from 'zod';
import { DiscordError, refusalOf } from './errors.ts';

type Library = Pick<typeof import('@discordjs/rest'), 'DiscordAPIError' | 'HTTPError' | 'RateLimitError'>;

/** What Discord says beside its code: what is wrong in a form, and how long to wait (in seconds). */
const rawError = z.object({
  errors: z.record(z.string(), z.unknown()).optional(),
  retry_after: z.number().nonnegative().optional(),
});

/** What Node and undici call a connection that was never made: whatever was to be sent, nobody got it. */
const neverMade = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Explains what the library throws, whatever it is, as a {@link DiscordError}. */
export function explainer(library: Library): (error: unknown) => DiscordError {
  const { DiscordAPIError, HTTPError, RateLimitError } = library;
  return (error) => {
    if (error instanceof DiscordAPIError) {
      const code = typeof error.code === 'number' && error.code !== 0 ? error.code : undefined;
      const raw = rawError.safeParse(error.rawError).data;
      // A reply to a message that is gone is an error in the form, and nothing is wrong with what it says.
      const unanswerable = code === 50035 && raw?.errors?.['message_reference'] !== undefined;
      const refusal = unanswerable ? 'gone' : refusalOf(code, error.status);
      const waitS = refusal === 'limited' ? raw?.retry_after : undefined;
      return new DiscordError(refusal, code, error.message, {
        ...(waitS !== undefined && { retryAfterMs: Math.ceil(waitS * 1000) }),
      });
    }
    if (error instanceof RateLimitError) {
      const retryAfterMs = Math.max(0, error.timeToReset, error.retryAfter);
      const seconds = Math.ceil(retryAfterMs / 1000);
      return new DiscordError('limited', undefined, `a wait of ${seconds} s`, { retryAfterMs });
    }
    if (error instanceof HTTPError) {
      return new DiscordError(refusalOf(undefined, error.status), undefined, `HTTP ${error.status}`);
    }
    const neverSent = wasNeverSent(error);
    const detail = error instanceof Error ? error.name : 'no answer';
    return new DiscordError('unreachable', undefined, detail, { neverSent });
  };
}

function wasNeverSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return neverMade.has(cause.code);
  }
  return false;
}
