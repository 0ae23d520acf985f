import { type FetchFunction, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { hourMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type Called, failureOf } from './errors.ts';
import { slackLimits } from './limits.ts';
import { webFetch } from './web-fetch.ts';

/** Slack's Web API with one token. Nothing is retried and nothing waited for: the caller is told. */
export interface SlackApi {
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Called>;
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
        return failureOf(error);
      }
    },
  };
}

/** How every client of Slack's is set up here. It reports at once, since a person waits. */
export function clientOptions(apiUrl: string) {
  return {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    fetch: sensiblyLimited(webFetch(mostAnswerBytes, limitedFetch(mostAnswerBytes))),
    // A method's name is always ours; a URL in its place would be foreign.
    allowAbsoluteUrls: false,
  };
}

/** The longest that is believed: Slack counts its calls by the minute. */
const mostMs = hourMs;

/**
 * How long Slack wants to be left alone, ms, as the headers of its answer 429 say: in seconds, whole or not, or by a date, which
 * is held against the answer's own. {@link slackLimits.patienceMs} where they say nothing that makes sense.
 * https://docs.slack.dev/apis/web-api/rate-limits, RFC 9110 §10.2.3
 */
export function readRetryAfter(header: (name: string) => string | null | undefined): number {
  const said = header('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}(?:\.\d{1,9})?$/.test(said)
    ? Math.max(slackLimits.paceMs, Number(said) * 1000)
    : Date.parse(dateIn(said)) - Date.parse(dateIn(header('date')));
  return ms > 0 ? Math.min(mostMs, Math.ceil(ms)) : slackLimits.patienceMs;
}

/** A date as HTTP writes it; numbers alone can be one to JavaScript as well. */
function dateIn(text: string | null | undefined): string {
  return text !== null && text !== undefined && /^[A-Z][a-z]{2},? .*GMT$/.test(text) ? text : '';
}

/**
 * `fetch`, but a 429 always names whole seconds. Slack's client takes one that doesn't for a connection that broke, a date
 * that begins with a number for that many seconds, and waits a negative time where it is told to.
 */
function sensiblyLimited(inner: FetchFunction): FetchFunction {
  return async (input, init) => {
    const answer = await inner(input, init);
    if (answer.status !== 429) return answer;
    const seconds = Math.ceil(readRetryAfter((name) => answer.headers.get(name)) / 1000);
    const { ok, status, statusText, url } = answer;
    const headers = new Map([...answer.headers.entries(), ['retry-after', String(seconds)]]);
    return {
      ok,
      status,
      statusText,
      url,
      headers: { get: (name) => headers.get(name.toLowerCase()) ?? null, entries: () => headers.entries() },
      arrayBuffer: () => answer.arrayBuffer(),
      text: () => answer.text(),
      json: () => answer.json(),
    };
  };
}

/**
 * `fetch`, but for answers of more than `limitBytes` bytes: reading one of those fails as soon as it is longer. Slack's
 * client reads its answers to their end, whatever that is.
 */
function limitedFetch(limitBytes: number): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.body === null) return answer;
    const { status, statusText, headers } = answer;
    let left = limitBytes;
    const counted = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(part, out) {
          left -= part.byteLength;
          if (left < 0) out.error(new Error(`an answer of more than ${limitBytes} bytes`));
          else out.enqueue(part);
        },
      }),
    );
    return new Response(counted, { status, statusText, headers });
  };
}

/** Tokens, and the tickets in the addresses of sockets and webhooks. */
const secrets = /\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+|\b(?:wss?|https?):\/\/\S+/g;

/**
 * What Slack's libraries have to say, in our log. Their debug lines hold whole payloads and are dropped; of
 * the others only the words are kept, without addresses and tokens.
 */
export function boltLogger(log: Log): Logger {
  const words = (message: readonly unknown[]) =>
    message
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
      .join(' ')
      .replace(secrets, '[hidden]')
      .slice(0, 500);
  return {
    debug: () => undefined,
    info: (...message: unknown[]) => log.debug({ from: 'slack' }, words(message)),
    warn: (...message: unknown[]) => log.warn({ from: 'slack' }, words(message)),
    error: (...message: unknown[]) => log.warn({ from: 'slack' }, words(message)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
