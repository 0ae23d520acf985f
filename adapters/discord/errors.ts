import { z } from 'zod';

/** What to do next depends on this, not on Discord's code. */
type DiscordRefusal =
  /** The interaction's token is expired, or not known yet. */
  | 'token over'
  /** The interaction has an answer already. */
  | 'acknowledged'
  /** The person takes no direct messages from the bot. */
  | 'closed'
  /** The bot lacks permission to see or write there. */
  | 'forbidden'
  /** The channel or the message no longer exists. */
  | 'gone'
  /** Discord refuses the message itself. */
  | 'content'
  /** Discord refuses the bot's token. */
  | 'unauthorized'
  /** Rate limited, with a longer wait than the caller allows. */
  | 'limited'
  /** No answer, or none that can be read: Discord may have carried out the request. */
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

/** A request that Discord refused, or that got no answer. */
export class DiscordError extends Error {
  readonly refusal: DiscordRefusal;
  /** Discord's own number; `undefined` when it gave none. */
  readonly code: number | undefined;
  /** When `limited`: how long to wait, ms. */
  readonly retryAfterMs: number | undefined;
  /** No connection was made, so Discord can't have carried out the request. */
  readonly neverSent: boolean;

  /** `detail`: Discord's own explanation, which names fields of the request but never their values. */
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

/** Falls back to the HTTP status where the code is unknown. */
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

/** What Discord says beside its code: faults by field, and a wait in seconds. */
const rawError = z.object({
  errors: z.record(z.string(), z.unknown()).optional(),
  retry_after: z.number().nonnegative().optional(),
});

/** Codes of Node and undici for a connection that was never made. */
const neverMade = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Turns whatever the library throws into a {@link DiscordError}. */
export function explainer(library: Library): (error: unknown) => DiscordError {
  const { DiscordAPIError, HTTPError, RateLimitError } = library;
  return (error) => {
    if (error instanceof DiscordAPIError) {
      const code = typeof error.code === 'number' && error.code !== 0 ? error.code : undefined;
      const raw = rawError.safeParse(error.rawError).data;
      // A reply to a deleted message comes as a fault in the form, though its content is fine.
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
