import { Agent, request } from 'undici';
import { z } from 'zod';
import { isLoopbackHost } from '../../src/http/loopback.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { networkFault } from '../../src/runtime/network-fault.ts';
import { withTimeLimit } from '../../src/runtime/time-limit.ts';
import { isDoubtful, isTooMuch } from './errors.ts';
import { slackLimits } from './limits.ts';
import { readRetryAfter } from './web-api.ts';

/** What became of one attempt to post. */
export type PostOutcome =
  | { readonly sent: true }
  /** It said no, or was never reached: nothing happened. */
  | { readonly sent: false; readonly unclear: false; readonly error: string; readonly retryAfterMs?: number }
  /** No answer came: it may have happened or not. */
  | { readonly sent: false; readonly unclear: true; readonly error: string };

/** Posts to the URLs that come with commands and clicks, and to no other. */
export interface ResponseUrls {
  /** Whether a payload's URL is Slack's own for answers: a payload alone never makes the bot call another server. */
  takesAnswers(url: string): boolean;
  /** The same for a URL that is to take a file. */
  takesFiles(url: string): boolean;
  /** Never rejects. Redirects are not followed; three seconds are all it gets. */
  post(url: string, message: object): Promise<PostOutcome>;
  /** The bytes of a file, to a URL that Slack named for them. */
  upload(url: string, bytes: Buffer): Promise<PostOutcome>;
  close(): Promise<void>;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction, and Slack's government cloud. */
const answerHosts = ['hooks.slack.com', 'hooks.slack-gov.com'];
const fileHosts = ['files.slack.com', 'files.slack-gov.com'];
const limitMs = 3000;
/** Slack answers with a word or a line. */
const mostAnswerBytes = 64 * 1024;
/** A refusal: with any status, 200 as well. */
const refusal = z.object({ ok: z.literal(false).optional(), error: z.string().optional() });

/** `apiUrl` is the Web API's prefix; its host is trusted too, without TLS only where it is this machine. */
export function createResponseUrls(options: {
  readonly apiUrl: string;
  readonly clock: Clock;
}): ResponseUrls {
  const api = new URL(options.apiUrl);
  const dispatcher = new Agent({
    connections: 64,
    keepAliveTimeout: 20_000,
    connect: { timeout: limitMs },
    maxResponseSize: mostAnswerBytes,
  });

  const send = async (url: string, contentType: string, body: string | Buffer): Promise<PostOutcome> => {
    const headers = { 'content-type': contentType };
    const exchange = async (signal: AbortSignal) => {
      const response = await request(url, { method: 'POST', headers, body, dispatcher, signal });
      return { response, text: await response.body.text() };
    };
    try {
      const { response, text } = await withTimeLimit(options.clock, limitMs, exchange);
      const said = errorIn(text);
      const isFine = response.statusCode >= 200 && response.statusCode < 300;
      if (isFine && said === undefined) return { sent: true };
      const error = said ?? `HTTP ${response.statusCode}`;
      if (response.statusCode >= 500 || isDoubtful(error)) return { sent: false, unclear: true, error };
      const waitMs =
        response.statusCode === 429
          ? readRetryAfter((name) => [response.headers[name]].flat()[0])
          : isTooMuch(error)
            ? slackLimits.patienceMs
            : undefined;
      return { sent: false, unclear: false, error, ...(waitMs !== undefined && { retryAfterMs: waitMs }) };
    } catch (error) {
      const { code, neverSent } = networkFault(error);
      return { sent: false, unclear: !neverSent, error: code };
    }
  };

  const leadsTo = (url: string, hosts: readonly string[]): boolean => {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, host, username, password, port } = new URL(url);
    if (username !== '' || password !== '') return false;
    if (host === api.host && protocol === api.protocol) {
      return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
    }
    return protocol === 'https:' && port === '' && hosts.includes(hostname);
  };

  return {
    takesAnswers: (url) => leadsTo(url, answerHosts),
    takesFiles: (url) => leadsTo(url, fileHosts),
    post: (url, message) => send(url, 'application/json; charset=utf-8', JSON.stringify(message)),
    upload: (url, bytes) => send(url, 'application/octet-stream', bytes),
    close: () => dispatcher.destroy(),
  };
}

/** Slack's name for what is wrong, where an answer says that something is: as JSON, or as the name alone. */
function errorIn(text: string): string | undefined {
  if (/^[a-z]+(?:_[a-z]+)+$/.test(text.trim())) return text.trim();
  try {
    const read = refusal.safeParse(JSON.parse(text)).data;
    return read?.error ?? (read?.ok === false ? 'refused' : undefined);
  } catch {
    return undefined;
  }
}
