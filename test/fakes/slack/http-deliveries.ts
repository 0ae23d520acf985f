import { Agent, request } from 'undici';
import { type Clock, pause } from '../../../src/runtime/clock.ts';
import { ackLimitMs, type Delivery, kindOf, type Payload } from './delivery.ts';
import { signedHeaders } from './signing.ts';

/** Sends payloads to the app's own server, signed, and again where Slack does so. */
export interface HttpDeliveries {
  deliver(payload: Payload): Promise<Delivery>;
  /** One signed request as it is, for requests that no person caused. */
  post(body: string, contentType: string, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/**
 * Only events are sent again: at once, after a minute, after five.
 * https://docs.slack.dev/apis/events-api#retries
 */
const retryWaitsMs = [0, 60_000, 300_000];

export function createHttpDeliveries(options: {
  url: string;
  signingSecret: string;
  clock: Clock;
}): HttpDeliveries {
  const { clock, signingSecret, url } = options;
  const dispatcher = new Agent({ connections: 200 });

  const post: HttpDeliveries['post'] = async (body, contentType, headers = {}) => {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signedHeaders(signingSecret, body, Math.floor(clock.now() / 1000)),
        ...headers,
      },
      body,
      dispatcher,
    });
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
  };

  const attempt = async (
    payload: Payload,
    retry: Record<string, string>,
  ): Promise<Answer | 'late' | 'failed'> => {
    const kind = kindOf(payload);
    const answer =
      kind === 'events_api'
        ? post(JSON.stringify(payload), 'application/json', retry)
        : post(form(payload, kind === 'slash_commands'), 'application/x-www-form-urlencoded');
    const settled = answer.catch(() => 'failed' as const);
    return Promise.race([settled, pause(clock, ackLimitMs).then(() => 'late' as const)]);
  };

  return {
    post,
    close: () => dispatcher.destroy(),
    async deliver(payload) {
      const most = kindOf(payload) === 'events_api' ? retryWaitsMs.length : 0;
      let retry: Record<string, string> = {};
      for (let attempts = 1; ; attempts += 1) {
        const at = clock.now();
        const answer = await attempt(payload, retry);
        const ackMs = clock.now() - at;
        if (typeof answer === 'object' && answer.status === 200) {
          return { payload, attempts, outcome: 'acknowledged', ackMs, body: bodyOf(answer) };
        }
        if (attempts > most) {
          const outcome = answer === 'late' ? 'operation_timeout' : 'dispatch_failed';
          return { payload, attempts, outcome, ackMs, body: undefined };
        }
        await pause(clock, retryWaitsMs[attempts - 1] ?? 0);
        const reason =
          answer === 'late' ? 'http_timeout' : answer === 'failed' ? 'connection_failed' : 'http_error';
        retry = { 'x-slack-retry-num': String(attempts), 'x-slack-retry-reason': reason };
      }
    },
  };
}

function form(payload: Payload, isCommand: boolean): string {
  if (!isCommand) return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

function bodyOf({ headers, text }: Answer): unknown {
  if (!String(headers['content-type']).startsWith('application/json')) return text;
  return JSON.parse(text);
}
