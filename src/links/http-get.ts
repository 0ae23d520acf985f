import { type Dispatcher, request } from 'undici';
import type { Clock } from '../runtime/clock.ts';
import { TimeLimitError, withTimeLimit } from '../runtime/time-limit.ts';

/** Why a link could not be opened. */
export type LinkFault =
  /** Not a link that starts with https. */
  | 'no https link'
  /** It leads into a private network, to this machine, or to nothing on the public internet. */
  | 'not public'
  /** It leads to a host that is not on the list for it. */
  | 'not permitted'
  /** Its host is not there, or does not answer. */
  | 'unreachable'
  /** Its host says no: it is gone, or wants a person to sign in. */
  | 'refused'
  | 'too many redirects'
  | 'too slow';

/** What one request gave. */
export type GetResult<T> =
  | { readonly answer: T }
  | { readonly fault: LinkFault }
  /** It leads elsewhere: the caller decides whether to go there. */
  | { readonly elsewhere: string };

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * One GET over `dispatcher`, which decides what may be connected to. No redirect is followed, no cookie kept, no header of
 * the answer believed: `read` gets the bytes of a 200 as they come, undecoded, and stops where it has enough. Rejects only
 * with the signal's reason.
 */
export async function httpGet<T>(
  url: URL,
  options: {
    readonly dispatcher: Dispatcher;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    read(body: AsyncIterable<unknown>): Promise<T>;
  },
): Promise<GetResult<T>> {
  const { dispatcher, headers, signal, read } = options;
  signal.throwIfAborted();
  try {
    const response = await request(url, { dispatcher, signal, headers: { ...headers } });
    const { statusCode, body } = response;
    if (statusCode === 200) return { answer: await read(body) };
    // Nothing of it is wanted; the connection is not kept for it.
    body.on('error', () => undefined).destroy();
    const { location } = response.headers;
    if (!redirects.has(statusCode)) return { fault: 'refused' };
    return typeof location === 'string' ? { elsewhere: location } : { fault: 'refused' };
  } catch (error) {
    signal.throwIfAborted();
    return { fault: isKeptOut(error) ? 'not public' : 'unreachable' };
  }
}

/**
 * `work` within `ms` of `clock`, with a signal that aborts then or with `signal`; a fault where it takes longer. Rejects with
 * the reason of `signal`, and as `work` does.
 */
export async function orTooSlow<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | { readonly fault: 'too slow' }> {
  try {
    return await withTimeLimit(clock, ms, work, { signal });
  } catch (error) {
    if (!signal.aborted && error instanceof TimeLimitError) return { fault: 'too slow' };
    throw error;
  }
}

/** Thrown by a dispatcher that does not connect to where a link leads. */
export class KeptOutError extends Error {
  readonly code = 'KEPT_OUT';
}

function isKeptOut(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof KeptOutError) return true;
    if (cause instanceof AggregateError && cause.errors.some(isKeptOut)) return true;
  }
  return false;
}
