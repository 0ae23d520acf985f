/** What a refusal of Discord's means for what to do next. */
export type Refusal =
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
const refusalByCode: Readonly<Record<number, Refusal>> = {
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
  readonly refusal: Refusal;
  /** Discord's own number; `undefined` when it gave none. */
  readonly code: number | undefined;
  /** When `limited`: how long to wait, ms. */
  readonly retryAfterMs: number | undefined;
  /** There was no connection, so that nobody can have carried it out. */
  readonly neverSent: boolean;

  /** `detail` is Discord's own explanation, which names places in the request but not what was in them. */
  constructor(
    refusal: Refusal,
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
export function refusalOf(code: number | undefined, status: number): Refusal {
  const known = code === undefined ? undefined : refusalByCode[code];
  if (known !== undefined) return known;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'limited';
  return status >= 500 ? 'unreachable' : 'other';
}

/** Whether `error` is a refusal of one of these kinds. */
export function isRefusal(error: unknown, ...refusals: readonly Refusal[]): error is DiscordError {
  return error instanceof DiscordError && refusals.includes(error.refusal);
}
