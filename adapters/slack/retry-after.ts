import { hourMs } from '../../src/runtime/durations.ts';
import { limits } from './limits.ts';

/** The longest that is believed: Slack counts its calls by the minute. */
const mostMs = hourMs;

/**
 * How long Slack wants to be left alone, ms, as the headers of its answer 429 say: in seconds, whole or not, or by a date, which
 * is held against the answer's own. {@link limits.patienceMs} where they say nothing that makes sense.
 * https://docs.slack.dev/apis/web-api/rate-limits, RFC 9110 §10.2.3
 */
export function readRetryAfter(header: (name: string) => string | null | undefined): number {
  const said = header('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}(?:\.\d{1,9})?$/.test(said)
    ? Math.max(limits.paceMs, Number(said) * 1000)
    : Date.parse(dateIn(said)) - Date.parse(dateIn(header('date')));
  return ms > 0 ? Math.min(mostMs, Math.ceil(ms)) : limits.patienceMs;
}

/** A date as HTTP writes it; numbers alone can be one to JavaScript as well. */
function dateIn(text: string | null | undefined): string {
  return text !== null && text !== undefined && /^[A-Z][a-z]{2},? .*GMT$/.test(text) ? text : '';
}

/**
 * `fetch`, but a 429 always names whole seconds. Slack's client takes one that doesn't for a connection that broke, a date
 * that begins with a number for that many seconds, and waits a negative time where it is told to.
 */
export function sensiblyLimited(inner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const answer = await inner(input, init);
    if (answer.status !== 429) return answer;
    const seconds = Math.ceil(readRetryAfter((name) => answer.headers.get(name)) / 1000);
    const headers = new Headers(answer.headers);
    headers.set('retry-after', String(seconds));
    return new Response(answer.body, { status: 429, statusText: answer.statusText, headers });
  };
}
