import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../listen.ts';
import { readBody } from '../load/body.ts';
import { webApiAnswer } from '../load/slack.ts';
import { ordersIn } from './messages.ts';

/** What arrived in one channel since it was last forgotten. */
export interface Channel {
  /** When each message that was taken arrived, ms on this process's own steady clock. */
  readonly arrivals: number[];
  /** The orders that they show. */
  readonly orders: Set<string>;
  /** Messages that were refused for coming too fast. */
  refused: number;
}

/** A Slack of the benchmark's own that holds everyone to its pace. */
export interface PacedSlack {
  readonly origin: string;
  channel(id: string): Channel;
  /** Begins to count anew; the pace goes on. */
  forget(): void;
}

/** apis/web-api/rate-limits: chat.postMessage, one message a second in a channel. */
export const permittedPerSecond = 1;

/** "Short bursts" are tolerated there, without a number: here, one message that comes early. */
const burst = 2;

/** How long an answer takes, ms: about what a call of Slack's takes, and far more than the loopback interface does. */
export const answerMs = 100;

/** Takes chat.postMessage at {@link permittedPerSecond} for each channel, and answers 429 to what comes faster. */
export async function startPacedSlack(took: (channel: string) => void): Promise<PacedSlack> {
  const channels = new Map<string, Channel>();
  const buckets = new Map<string, { left: number; at: number }>();

  function channel(id: string): Channel {
    const known = channels.get(id);
    if (known !== undefined) return known;
    const made: Channel = { arrivals: [], orders: new Set(), refused: 0 };
    channels.set(id, made);
    return made;
  }

  function isTooFast(id: string, now: number): boolean {
    const before = buckets.get(id) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) / 1000) * permittedPerSecond);
    const fast = left < 1;
    buckets.set(id, { left: fast ? left : left - 1, at: now });
    return fast;
  }

  let stamp = Math.floor(Date.now() / 1000) * 1_000_000;
  const server = createServer(async (request, response) => {
    const arrivedAt = performance.now();
    const body = await readBody(request);
    const method = (request.url ?? '').replace('/api/', '');
    const fields = new URLSearchParams(body);
    const id = fields.get('channel') ?? '';
    const answer = (status: number, headers: Readonly<Record<string, string>>, data: object) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(JSON.stringify(data));
    };
    if (method !== 'chat.postMessage') {
      const scopes = { 'x-oauth-scopes': 'commands,chat:write' };
      return answer(200, scopes, webApiAnswer(method, fields.get('user') ?? ''));
    }
    if (isTooFast(id, arrivedAt)) {
      channel(id).refused += 1;
      return answer(429, { 'retry-after': '1' }, { ok: false, error: 'ratelimited' });
    }
    const { arrivals, orders } = channel(id);
    arrivals.push(arrivedAt);
    for (const order of ordersIn(body)) orders.add(order);
    took(id);
    await sleep(answerMs);
    stamp += 100;
    return answer(200, {}, { ok: true, channel: id, ts: (stamp / 1_000_000).toFixed(6) });
  });
  server.keepAliveTimeout = 60_000;
  return { origin: await listen(server), channel, forget: () => channels.clear() };
}
