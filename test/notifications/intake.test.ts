import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/http/route.ts';
import { type Callback, intakeRoutes } from '../../src/notifications/intake.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { PushedMessage } from '../../src/store/contract/orders.ts';
import { StoreError } from '../../src/store/error.ts';
import { signCallback } from '../../src/xport/callback-signature.ts';
import { readPushedMessage } from '../../src/xport/messages.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';

const accessKey = 'a'.repeat(32);
const secret = 'present-secret';
const body = JSON.stringify({
  messageType: 'ORDER_CREATE',
  messageBody: '{"orderId":"3305075341149134260"}',
  messagePlatform: 1,
  timestamp: '1779263269913',
});

describe('the intake of pushed messages', () => {
  let kept: PushedMessage[];
  let wakes: number;
  let fault: Error | undefined;
  let log: CollectedLog;
  let outcomes: string[];
  let bodies: Set<string>;
  let clock: FakeClock;

  beforeEach(() => {
    kept = [];
    wakes = 0;
    fault = undefined;
    log = createCollectedLog();
    outcomes = [];
    bodies = new Set();
    clock = createFakeClock();
  });

  function open(change: Partial<Callback> = {}) {
    const callback: Callback = {
      by: { kind: 'signature' },
      base: 'key-and-body',
      accessKey,
      secrets: [secret, 'previous-secret'],
      ...change,
    };
    const routes = intakeRoutes({
      store: {
        inbox: {
          async keep(message) {
            if (fault !== undefined) throw fault;
            if (kept.some(({ digest }) => digest === message.digest)) return 'repeat';
            kept.push(message);
            return 'new';
          },
          state: () => Promise.reject(new Error('nobody asks')),
        },
        signals: {
          wake: () => {
            wakes += 1;
          },
          on: () => () => {},
        },
      },
      account: 'account',
      callback,
      clock,
      random: systemRandom,
      log,
      measure: ({ outcome }) => outcomes.push(outcome),
    });
    return async (request: Partial<HttpRequest> & { readonly text?: string }) => {
      const { method = 'POST', text = '', path = '/xport/messages', headers = {} } = request;
      const route = routes.find((each) => each.method === (method === 'HEAD' ? 'GET' : method));
      const answer = await route?.handle({
        method,
        path,
        headers,
        query: new URLSearchParams(),
        body: Buffer.from(text),
        remoteAddress: '',
        signal: new AbortController().signal,
      });
      bodies.add(String(answer?.body));
      return answer?.status;
    };
  }

  const signed = (text: string, by = secret) => ({
    authorization: signCallback({ accessKey, base: 'key-and-body', body: Buffer.from(text) }, by),
  });

  it('keeps what is signed with the present or the previous secret, and says 200', async () => {
    const post = open();
    expect(await post({ text: body, headers: signed(body) })).toBe(200);
    const second = body.replace('CREATE', 'CANCEL');
    expect(await post({ text: second, headers: signed(second, 'previous-secret') })).toBe(200);
    expect(kept).toMatchObject([
      { account: 'account', body, digest: expect.stringMatching(/^[\w-]{43}$/) },
      { body: second },
    ]);
    expect(wakes).toBe(2);
  });

  it('says 200 to a repeat and keeps it once', async () => {
    const post = open();
    for (let times = 0; times < 3; times += 1) {
      expect(await post({ text: body, headers: signed(body) })).toBe(200);
    }
    expect(kept).toHaveLength(1);
    expect(outcomes).toEqual(['kept', 'repeat', 'repeat']);
    expect(wakes).toBe(1);
  });

  it('keeps the documented examples byte by byte', async () => {
    const file = new URL('../fixtures/messages.json', import.meta.url);
    const { documented, inferred } = JSON.parse(readFileSync(file, 'utf8'));
    const post = open();
    for (const message of [...documented, ...inferred]) {
      const text = JSON.stringify(message, null, 1);
      expect(await post({ text, headers: signed(text) })).toBe(200);
      expect(kept.at(-1)?.body).toBe(text);
    }
  });

  it('refuses with 401 what is not signed, or signed for other bytes', async () => {
    const post = open();
    const wrong = [{}, { authorization: '' }, signed(`${body} `), signed(body, 'another-secret')];
    for (const headers of wrong) expect(await post({ text: body, headers })).toBe(401);
    expect(await open({ secrets: [''] })({ text: body, headers: signed(body, '') })).toBe(401);
    expect(kept).toEqual([]);
    expect([...bodies]).toEqual(['unauthorized\n']);
  });

  it('answers a sender without proof the same on every path, however the proof is set', async () => {
    const ways = [open(), open({ base: 'body' }), open({ by: { kind: 'token', token: 'a'.repeat(20) } })];
    for (const post of ways) {
      for (const path of ['/xport/messages', '/xport/messages/x', '/xport/messages/']) {
        for (const text of [body, '{', 'x'.repeat(1000)]) expect(await post({ text, path })).toBe(401);
      }
    }
    expect([...bodies]).toEqual(['unauthorized\n']);
  });

  it('logs what it refuses once a minute, with how many and why', async () => {
    const post = open();
    for (let times = 0; times < 5; times += 1) await post({ text: body, headers: { authorization: 'x' } });
    await post({ text: body });
    await post({ method: 'GET', path: '/xport/messages/x' });
    const lines = () => log.lines.map((line) => JSON.parse(line));
    expect(lines()).toMatchObject([
      { route: '/xport/messages', count: 1 },
      { route: '/xport/messages/*', count: 1 },
    ]);
    clock.advance(60_000);
    expect(lines().slice(2)).toMatchObject([{ route: '/xport/messages', count: 5 }]);
    expect(Object.values(lines().at(-1).why)).toEqual([4, 1]);
  });

  it('refuses with 400 what is signed and no message', async () => {
    const post = open();
    for (const text of ['{', '[]', '{}', '7', 'null', '{"messageType":"X"}', '{"messageBody":"{}"}']) {
      expect(await post({ text, headers: signed(text) })).toBe(400);
    }
    expect(kept).toEqual([]);
  });

  it('keeps types that nobody knows', async () => {
    const text = JSON.stringify({ messageType: 'SOMETHING_NEW', messageBody: {}, extra: [1] });
    expect(await open()({ text, headers: signed(text) })).toBe(200);
    expect(kept).toHaveLength(1);
  });

  it('says 503 for as long as nothing can be stored, and logs that once', async () => {
    const post = open();
    fault = new StoreError('full', 'No room is left.');
    for (let times = 0; times < 5; times += 1) {
      expect(await post({ text: body, headers: signed(body) })).toBe(503);
    }
    expect(log.lines.filter((line) => line.includes('can not be stored'))).toHaveLength(1);
    expect(wakes).toBe(0);
    fault = undefined;
    expect(await post({ text: body, headers: signed(body) })).toBe(200);
    expect(log.lines.filter((line) => line.includes('stored again'))).toHaveLength(1);
  });

  it('says 200 to the console that only looks whether somebody is there', async () => {
    const post = open();
    for (const method of ['GET', 'HEAD', 'POST']) expect(await post({ method })).toBe(200);
    expect(kept).toEqual([]);
  });

  it('covers what the settings say that a signature covers', async () => {
    const bases = ['body', 'key-and-message-body'] as const;
    for (const base of bases) {
      const post = open({ base });
      const messageBody: string = JSON.parse(body).messageBody;
      const authorization = signCallback({ accessKey, base, body: Buffer.from(body), messageBody }, secret);
      expect(await post({ text: body, headers: { authorization } })).toBe(200);
      expect(await post({ text: body, headers: signed(body) })).toBe(401);
    }
  });

  describe('with a byte order mark in front', () => {
    const marked = `\uFEFF${body}`;

    it.each(['key-and-body', 'body', 'key-and-message-body'] as const)(
      'takes a message whose %s is signed as the bytes came',
      async (base) => {
        const messageBody: string = JSON.parse(body).messageBody;
        const by = (text: string) =>
          signCallback({ accessKey, base, body: Buffer.from(text), messageBody }, secret);
        const post = open({ base });
        expect(await post({ text: marked, headers: { authorization: by(marked) } })).toBe(200);
        expect(kept).toMatchObject([{ body: marked }]);
        expect(readPushedMessage(kept[0]?.body ?? '')).toEqual(readPushedMessage(body));
        // The signature is over all bytes: that of the text without its mark is no signature of this one.
        const without = await post({ text: marked, headers: { authorization: by(body) } });
        expect(without).toBe(base === 'key-and-message-body' ? 200 : 401);
      },
    );

    it.each(['\uFEFF', '\uFEFF\uFEFF{}', `\uFEFF \uFEFF${body}`, '\uFEFF[]', `${body}\uFEFF`])(
      'says 400 to what is no message for all that: %j',
      async (text) => {
        expect(await open()({ text, headers: signed(text) })).toBe(400);
        expect(kept).toEqual([]);
      },
    );
  });

  describe('by a secret path', () => {
    const token = 'a-secret-of-some-length';

    it('takes what comes to it, and nothing else', async () => {
      const post = open({ by: { kind: 'token', token } });
      expect(await post({ text: body, path: `/xport/messages/${token}` })).toBe(200);
      expect(kept).toHaveLength(1);
      for (const last of ['', 'a', `${token}x`, token.toUpperCase()]) {
        const path = `/xport/messages/${last}`;
        expect(await post({ text: body, path, headers: signed(body) })).toBe(401);
        expect(await post({ method: 'GET', path })).toBe(401);
        expect(await post({ path })).toBe(401);
      }
      expect(await post({ method: 'GET', path: `/xport/messages/${token}` })).toBe(200);
      expect(kept).toHaveLength(1);
    });
  });

  it('logs neither secrets nor content', async () => {
    await open()({ text: body, headers: signed(body) });
    const token = 'a-secret-of-some-length';
    await open({ by: { kind: 'token', token } })({ text: body, path: '/xport/messages/wrong-one' });
    expect(log.lines.join('\n')).not.toMatch(/present-secret|3305075341149134260|a-secret|wrong-one/);
  });
});
