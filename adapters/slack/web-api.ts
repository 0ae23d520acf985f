import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { Log } from '../../src/runtime/log.ts';
import { networkFault } from '../../src/runtime/network-fault.ts';
import { boltLogger } from './bolt-logger.ts';
import { limitedFetch } from './limited-fetch.ts';
import { limits } from './limits.ts';
import { sensiblyLimited } from './retry-after.ts';

/** One call's answer, or Slack's name for why there is none. */
export type Called =
  | { readonly ok: true; readonly data: object }
  | {
      readonly ok: false;
      readonly error: string;
      /** The scope that the token lacks. */
      readonly needed?: string;
      readonly retryAfterMs?: number;
      /** No answer came: the call may have taken effect. */
      readonly unclear: boolean;
    };

/** Slack's Web API with one token. Nothing is retried and nothing waited for: the caller is told. */
export interface SlackApi {
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Called>;
}

/** Whether Slack says by this name that some of it may have taken effect. */
export function isDoubtful(error: string): boolean {
  return ['internal_error', 'fatal_error', 'service_unavailable'].includes(error);
}

/** Whether Slack says by this name that it was asked too often: nothing happened. */
export function isTooMuch(error: string): boolean {
  return ['ratelimited', 'rate_limited'].includes(error);
}

const timeoutMs = 5000;
/** A page of a conversation's history with whole cards in it stays below. */
const mostAnswerBytes = 8 * 1024 * 1024;

export function createSlackApi(options: { token: string; apiUrl: string; log: Log }): SlackApi {
  const client = new WebClient(options.token, {
    ...clientOptions(options.apiUrl),
    logger: boltLogger(options.log),
  });
  return {
    async call(method, args) {
      try {
        return { ok: true, data: await client.apiCall(method, args) };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** How every client of Slack's is set up here: it reports at once, since whoever waits is a person. */
export function clientOptions(apiUrl: string) {
  return {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    fetch: sensiblyLimited(limitedFetch(mostAnswerBytes)),
    // A method's name is always ours; a URL in its place would be somebody else's.
    allowAbsoluteUrls: false,
  };
}

export function refusalOf(error: unknown): Extract<Called, { ok: false }> {
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error;
    const needed = 'needed' in error.data ? error.data.needed : undefined;
    // An answer that is no JSON comes as its own text.
    if (!/^[a-z_]{1,60}$/.test(name)) return { ok: false, error: 'unreadable answer', unclear: true };
    return {
      ok: false,
      error: name,
      ...(typeof needed === 'string' && { needed }),
      ...(isTooMuch(name) && { retryAfterMs: limits.patienceMs }),
      unclear: isDoubtful(name),
    };
  }
  if (error instanceof WebAPIRateLimitedError) {
    return { ok: false, error: 'ratelimited', retryAfterMs: error.retryAfter * 1000, unclear: false };
  }
  if (error instanceof WebAPIHTTPError) {
    return { ok: false, error: `HTTP ${error.statusCode}`, unclear: error.statusCode >= 500 };
  }
  const { code, neverSent } = networkFault(error instanceof WebAPIRequestError ? error.original : error);
  return { ok: false, error: code, unclear: !neverSent };
}
