import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import {
  parseSignatureTemplate,
  signedHeaders,
  type TimestampUnit,
  timestampText,
} from '../../src/xport/signature.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { account, signatureTemplate } from '../xport/open.ts';
import { post, type SandboxAnswer } from './call.ts';

const path = '/alibaba/ka/im/openuid/decrypt';
const body = JSON.stringify({ openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' });

let clock: FakeClock;
let sandbox: Sandbox;

function open(timestampUnit: TimestampUnit): Promise<Sandbox> {
  const parts = { account, signatureTemplate, timestampUnit, clock, random: systemRandom };
  return openSandbox({ ...parts, log: createCollectedLog() });
}

beforeEach(async () => {
  clock = createFakeClock();
  sandbox = await open('seconds');
});

afterEach(() => sandbox.close());

interface Signing {
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly account?: Partial<typeof account>;
}

/** Headers that are right, unless told otherwise before they are signed. */
function headers(signing: Signing = {}): Record<string, string> {
  const parsed = parseSignatureTemplate(signatureTemplate);
  if (!parsed.ok) throw new Error(parsed.why);
  const signed = signedHeaders(parsed.template, {
    account: { ...account, ...signing.account },
    timestamp: signing.timestamp ?? timestampText(clock.now(), 'seconds'),
    nonce: signing.nonce ?? systemRandom.token(32),
  });
  return { ...signed, 'content-type': 'application/json' };
}

function without(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers()).filter(([key]) => key !== name));
}

const call = (given: Record<string, string>, sent = body) => post(sandbox.url + path, given, sent);

function expectRefused(answer: SandboxAnswer, status: number, code: number): void {
  expect(answer).toMatchObject({ status, envelope: { code, data: null } });
  expect(answer.envelope.msg).not.toBe('');
}

test('a request that is right is let in', async () => {
  const { status, envelope } = await call(headers());
  expect(status).toBe(200);
  expect(envelope).toMatchObject({ code: 200, msg: '成功', developId: expect.stringMatching(/^\d+$/) });
  expect(envelope.requestId).toMatch(/^[0-9a-f]{32}$/);
});

describe('one thing broken is refused', () => {
  const at = (seconds: number) => timestampText(clock.now() + seconds * 1000, 'seconds');
  test.each<[string, number, () => Record<string, string>]>([
    ['no access-key', 40102, () => without('access-key')],
    ['another access-key', 40102, () => headers({ account: { accessKey: 'f'.repeat(32) } })],
    ['no user-id', 40101, () => without('user-id')],
    ['a user-id of no account', 40109, () => headers({ account: { userId: 'somebody' } })],
    ['no timestamp', 40103, () => without('timestamp')],
    ['a timestamp that is no number', 40103, () => headers({ timestamp: 'now' })],
    ['a timestamp below zero', 40103, () => headers({ timestamp: '-1' })],
    ['a timestamp in the wrong unit', 40104, () => headers({ timestamp: String(clock.now()) })],
    ['a timestamp too old', 40104, () => headers({ timestamp: at(-601) })],
    ['a timestamp too new', 40104, () => headers({ timestamp: at(601) })],
    ['no nonce', 40105, () => without('nonce-str')],
    ['a short nonce', 40105, () => headers({ nonce: 'x'.repeat(31) })],
    ['a long nonce', 40105, () => headers({ nonce: 'x'.repeat(33) })],
    ['a nonce with other characters', 40105, () => headers({ nonce: `${'x'.repeat(31)}-` })],
    ['no signature', 40106, () => without('signature')],
    ['another secret', 40106, () => headers({ account: { accessSecret: 'another' } })],
    ['a signature of another nonce', 40106, () => ({ ...headers(), 'nonce-str': 'y'.repeat(32) })],
    ['a signature of another time', 40106, () => ({ ...headers(), timestamp: at(1) })],
    [
      'a signature in lower case',
      40106,
      () => ({ ...headers(), signature: headers()['signature']?.toLowerCase() ?? '' }),
    ],
    ['a signature cut short', 40106, () => ({ ...headers(), signature: 'AB' })],
  ])('%s', async (_what, code, broken) => {
    expectRefused(await call(broken()), 401, code);
  });

  test.each([-600, 600])('but not a timestamp %i seconds off', async (seconds) => {
    const answer = await call(headers({ timestamp: at(seconds) }));
    expect(answer.envelope.code).toBe(200);
  });

  test('another user of the account, since that is not signed, is let in', async () => {
    const answer = await call({ ...headers(), 'user-id': '1700000000002' });
    expect(answer.envelope.code).toBe(200);
  });
});

describe('a nonce', () => {
  test('serves once, as long as its timestamp could be accepted', async () => {
    const early = headers({ timestamp: timestampText(clock.now() + 600_000, 'seconds') });
    expect((await call(early)).envelope.code).toBe(200);
    expectRefused(await call(early), 401, 40107);
    clock.advance(1_200_000);
    // A good call is the occasion at which old nonces are forgotten.
    expect((await call(headers())).envelope.code).toBe(200);
    expectRefused(await call(early), 401, 40107);
    clock.advance(1000);
    expectRefused(await call(early), 401, 40104);
  });

  test('is not spent by a call with a wrong signature', async () => {
    const good = headers();
    expectRefused(await call({ ...good, signature: '0'.repeat(32) }), 401, 40106);
    expect((await call(good)).envelope.code).toBe(200);
  });
});

test('milliseconds are accepted where they are set', async () => {
  await sandbox.close();
  sandbox = await open('milliseconds');
  const answer = await call(headers({ timestamp: String(clock.now()) }));
  expect(answer.envelope.code).toBe(200);
  expectRefused(await call(headers()), 401, 40104);
});

test('closing does not wait for a body that never comes', async () => {
  const other = await open('seconds');
  const { hostname, port, pathname } = new URL(other.url + path);
  const socket = connect(Number(port), hostname);
  const heard = new Promise((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
  const hungUp = new Promise((resolve) => socket.once('close', resolve));
  const lines = Object.entries({
    ...headers(),
    host: hostname,
    'content-length': '9',
    expect: '100-continue',
  });
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`);
  await expect(heard).resolves.toMatch(/100 Continue/);
  const closed = other.close();
  clock.advance(1000);
  await Promise.all([closed, hungUp]);
});

describe('what is no call', () => {
  test('is refused by path and method', async () => {
    expectRefused(await post(`${sandbox.url}/alibaba/ka/unknown`, headers(), body), 404, 40400);
    expectRefused(await post(sandbox.url.replace('/api', '') + path, headers(), body), 404, 40400);
    expectRefused(await post(sandbox.url + path, headers(), '', 'GET'), 405, 40500);
  });

  test.each([
    ['text/plain', body, 415, 41500],
    ['application/json', '', 400, 40000],
    ['application/json', '{', 400, 40000],
    ['application/json', '[]', 400, 40000],
    ['application/json', 'null', 400, 40000],
    ['application/json', JSON.stringify({ openUid: 'x'.repeat(1024 * 1024) }), 413, 41300],
  ])('is refused by its %s body', async (contentType, sent, status, code) => {
    expectRefused(await call({ ...headers(), 'content-type': contentType }, sent), status, code);
  });

  test('may name its characters', async () => {
    const answer = await call({ ...headers(), 'content-type': 'application/json; charset=utf-8' });
    expect(answer.envelope.code).toBe(200);
  });
});
