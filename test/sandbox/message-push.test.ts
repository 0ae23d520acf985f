import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../src/http/listen.ts';
import type { Random } from '../../src/runtime/random.ts';
import { createPushing, type Pushing } from '../../src/sandbox/message-push.ts';
import { verifyCallback } from '../../src/xport/callback-signature.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { eventually } from '../harness/eventually.ts';

const account = { accessKey: 'a'.repeat(32), accessSecret: 'not-a-real-secret', userId: '1700000000000' };
const repushMs = 30 * 60_000;
const message = {
  messageType: 'ORDER_CREATE',
  messageBody: '{}',
  messagePlatform: 1,
  timestamp: '1',
} as const;

interface Got {
  readonly body: Buffer;
  readonly authorization: string | undefined;
  readonly response: ServerResponse;
}

describe('the sandbox pushes a message', () => {
  let clock: FakeClock;
  let server: Server;
  let url: string;
  let got: Got[];
  let answer: (response: ServerResponse) => void;
  let pushing: Pushing;

  beforeEach(async () => {
    clock = createFakeClock();
    got = [];
    answer = (response) => response.writeHead(200).end();
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      got.push({ body: Buffer.concat(chunks), authorization: request.headers.authorization, response });
      answer(response);
    });
    url = await listen(server, { host: '127.0.0.1', port: 0 });
    pushing = open(0, 0);
  });

  afterEach(async () => {
    await pushing.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function open(twice: number, overtaken: number): Pushing {
    const random: Random = { fraction: () => 0.5, token: (length) => 'x'.repeat(length) };
    return createPushing({
      account,
      base: 'key-and-body',
      repushMs,
      mischief: { twice, overtaken, overtakenByMs: 5000 },
      clock,
      random,
      log: silentLog,
    });
  }

  const received = (count: number) => eventually(() => expect(got).toHaveLength(count));
  /** What the clock cuts off or repeats next waits `ms` for that; `Infinity`: nothing waits any more. */
  const waiting = (ms: number) => eventually(() => expect(clock.untilNextMs).toBe(ms));

  it('signed over its raw bytes, and not again once acknowledged', async () => {
    pushing.pushTo(url);
    pushing.push(message, true);
    await received(1);
    await waiting(Number.POSITIVE_INFINITY);
    const [{ body, authorization } = { body: Buffer.alloc(0), authorization: '' }] = got;
    const signed = { accessKey: account.accessKey, base: 'key-and-body', body } as const;
    expect(verifyCallback(signed, authorization, [account.accessSecret])).toBe(true);
    expect(JSON.parse(body.toString())).toEqual(message);
    await clock.elapse(repushMs * 10);
    expect(got).toHaveLength(1);
  });

  it('once there is somewhere to push it to', async () => {
    pushing.push(message, true);
    expect(clock.pending).toBe(0);
    pushing.pushTo(url);
    await received(1);
  });

  it('again half an hour after a refusal, five times at most', async () => {
    answer = (response) => response.writeHead(503).end();
    pushing.pushTo(url);
    pushing.push(message, true);
    for (let count = 1; count <= 6; count += 1) {
      await received(count);
      await waiting(count < 6 ? repushMs : Number.POSITIVE_INFINITY);
      clock.advance(repushMs - 1);
      expect(got).toHaveLength(count);
      clock.advance(1);
    }
    expect(clock.pending).toBe(0);
    expect(got).toHaveLength(6);
  });

  it('again when 200 comes later than 1,000 ms', async () => {
    answer = () => {};
    pushing.pushTo(url);
    pushing.push(message, true);
    await received(1);
    await waiting(1000);
    clock.advance(1000);
    got[0]?.response.writeHead(200).end();
    await waiting(repushMs);
    answer = (response) => response.writeHead(200).end();
    clock.advance(repushMs);
    await received(2);
  });

  it('twice, and the first time later, where mischief says so', async () => {
    pushing = open(1, 1);
    pushing.pushTo(url);
    pushing.push(message, true);
    expect(clock.pending).toBe(2);
    expect(got).toHaveLength(0);
    clock.advance(5000);
    await received(2);
  });

  it('at once, whatever mischief says, where somebody waits for it', async () => {
    pushing = open(0, 1);
    pushing.pushTo(url);
    pushing.push(message, false);
    await received(1);
  });

  it('to nobody once it is stopped', async () => {
    pushing = open(1, 1);
    pushing.pushTo(url);
    pushing.push(message, true);
    await pushing.stop();
    clock.advance(5000);
    expect(clock.pending).toBe(0);
    expect(got).toHaveLength(0);
  });

  it('once more, as it was, when it is asked to', async () => {
    expect(pushing.again()).toBe(false);
    pushing.pushTo(url);
    expect(pushing.again()).toBe(false);
    pushing.push(message, true);
    await received(1);
    expect(pushing.again()).toBe(true);
    await received(2);
    expect(got[1]?.body).toEqual(got[0]?.body);
  });
});
