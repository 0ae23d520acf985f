import { z } from 'zod';

/** What a refusal of Discord's means for what to do next. */
export type DiscordRefusal =
  /** The interaction can't be answered any more, or not yet. */
  | 'token over'
  /** Somebody has answered the interaction already. */
  | 'acknowledged'
  /** The person takes no direct messages from the bot. */
  | 'closed'
  /** The bot may not see or write there. */
  | 'forbidden'
  /** The channel or the message does not exist any more. */
  | 'gone'
  /** Discord finds fault with the message itself. */
  | 'content'
  /** The bot's token is not accepted. */
  | 'unauthorized'
  /** Too many requests, and the wait would be too long. */
  | 'limited'
  /** No answer, or none that says anything: whether the request was carried out is not known. */
  | 'unreachable'
  | 'other';

/** topics/opcodes-and-status-codes, JSON Error Codes. */
const refusalByCode: Readonly<Record<number, DiscordRefusal>> = {
  10003: 'gone',
  10004: 'gone',
  10008: 'gone',
  10015: 'token over',
  10062: 'token over',
  40005: 'content',
  40060: 'acknowledged',
  50001: 'forbidden',
  50005: 'forbidden',
  50006: 'content',
  50007: 'closed',
  50008: 'forbidden',
  50013: 'forbidden',
  50027: 'token over',
  50035: 'content',
  50045: 'content',
  50083: 'forbidden',
  50278: 'closed',
  160002: 'forbidden',
  160005: 'forbidden',
  20016: 'limited',
  20028: 'limited',
  20029: 'limited',
  40003: 'limited',
  130000: 'unreachable',
};

/** A request that Discord did not carry out, or that nobody knows of whether it did. */
export class DiscordError extends Error {
  readonly refusal: DiscordRefusal;
  /** Discord's own number; `undefined` when it gave none. */
  readonly code: number | undefined;
  /** When `limited`: how long to wait, ms. */
  readonly retryAfterMs: number | undefined;
  /** There was no connection, so that nobody can have carried it out. */
  readonly neverSent: boolean;

  /** `detail` is Discord's own explanation, which names places in the request but not what was in them. */
  constructor(
    refusal: DiscordRefusal,
    code: number | undefined,
    detail: string,
    more: { readonly retryAfterMs?: number; readonly neverSent?: boolean } = {},
  ) {
    super(`Discord: ${refusal}${code === undefined ? '' : ` (${code})`}: ${detail}`);
    this.name = 'DiscordError';
    this.refusal = refusal;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.neverSent = more.neverSent === true;
  }
}

/** What an answer with this code and HTTP status means. */
function refusalOf(code: number | undefined, status: number): DiscordRefusal {
  const known = code === undefined ? undefined : refusalByCode[code];
  if (known !== undefined) return known;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'limited';
  return status >= 500 ? 'unreachable' : 'other';
}

/** Whether `error` is a refusal of one of these kinds. */
export function isRefusal(error: unknown, ...refusals: readonly DiscordRefusal[]): error is DiscordError {
  return error instanceof DiscordError && refusals.includes(error.refusal);
}

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
