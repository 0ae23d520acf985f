import { beforeEach, describe, expect, it } from 'vitest';
import { type AdminGuard, createAdminGuard } from '../../src/http/admin-guard.ts';
import type { HttpRequest } from '../../src/http/route.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { secret } from '../protection/logs/kept-lines.ts';
import { get, says } from './serving.ts';

const token = secret('an-admin-token-of-the-tests');
const right = { authorization: `Bearer ${token}` };
const wrong = { authorization: 'Bearer another-token-of-the-tests' };
const outside = { 'x-forwarded-for': '203.0.113.7' };

let clock: FakeClock;
let log: CollectedLog;
beforeEach(() => {
  clock = createFakeClock();
  log = createCollectedLog();
});

const newGuard = (open: boolean) => createAdminGuard({ token, open, clock, log });

function request(
  headers: Readonly<Record<string, string>>,
  more: Partial<Pick<HttpRequest, 'remoteAddress'>> = {},
): HttpRequest {
  return {
    method: 'GET',
    path: '/x',
    query: new URLSearchParams(),
    headers: { host: '127.0.0.1:3000', ...headers },
    body: Buffer.alloc(0),
    remoteAddress: '127.0.0.1',
    signal: new AbortController().signal,
    ...more,
  };
}

/** What the guarded route answers. */
const ask = (guard: AdminGuard, ...asked: Parameters<typeof request>) =>
  guard.protect(get('/metrics', says('figures'))).handle(request(...asked));

describe('what only an operator may see', () => {
  it('needs no token of this machine itself, on a loopback host', async () => {
    const guard = newGuard(true);
    expect(await ask(guard, {})).toMatchObject({ status: 200, body: 'figures' });
    expect(await ask(guard, wrong)).toMatchObject({ status: 200 });
    expect(guard.admits(request({}), '/readyz')).toBe(true);
    expect(log.lines).toEqual([]);
  });

  it.each([
    ['a proxy names whom it asks for', outside, {}],
    ['a proxy names the way', { via: '1.1 proxy' }, {}],
    ['it is asked for under another name', { host: 'bot.example.com' }, {}],
    ['the peer is another machine', {}, { remoteAddress: '203.0.113.7' }],
    ['the peer is gone', {}, { remoteAddress: '' }],
  ])('needs the token where %s', async (_what, headers, more) => {
    const guard = newGuard(true);
    expect(await ask(guard, { ...headers }, more)).toEqual({
      status: 401,
      headers: { 'cache-control': 'no-store', 'www-authenticate': 'Bearer' },
      body: 'unauthorized\n',
    });
    expect(await ask(guard, { ...headers, ...wrong }, more)).toMatchObject({ status: 401 });
    expect(await ask(guard, { ...headers, ...right }, more)).toMatchObject({ status: 200 });
    expect(guard.admits(request({ ...headers }, more), '/readyz')).toBe(false);
    expect(guard.admits(request({ ...headers, ...right }, more), '/readyz')).toBe(true);
  });

  it('needs the token from every client, where the server listens to other machines', async () => {
    const guard = newGuard(false);
    expect(await ask(guard, {})).toMatchObject({ status: 401 });
    expect(await ask(guard, right)).toMatchObject({ status: 200 });
  });

  it('tells a wrong token nothing that a missing one is not told', async () => {
    const guard = newGuard(false);
    expect(await ask(guard, wrong)).toEqual(await ask(guard, {}));
  });
});

describe('wrong tokens', () => {
  it('of one address are slowed down after ten a minute', async () => {
    const guard = newGuard(false);
    for (let times = 0; times < 10; times += 1) {
      expect(await ask(guard, wrong)).toMatchObject({ status: 401 });
    }
    const refused = { status: 429, headers: { 'retry-after': '6' }, body: 'too many requests\n' };
    expect(await ask(guard, wrong)).toMatchObject(refused);
    expect(await ask(guard, wrong, { remoteAddress: '203.0.113.7' })).toMatchObject({ status: 401 });
    clock.advance(6000);
    expect(await ask(guard, wrong)).toMatchObject({ status: 401 });
  });

  it('never keep out a client with the right one, though all come through one proxy and never cease', async () => {
    const guard = newGuard(true);
    for (let times = 0; times < 1000; times += 1) {
      await ask(guard, { ...outside, ...wrong });
      if (times % 100 > 0) continue;
      expect(await ask(guard, { ...outside, ...right })).toMatchObject({ status: 200, body: 'figures' });
      expect(guard.admits(request({ ...outside, ...right }), '/readyz')).toBe(true);
    }
  });

  it('of many addresses are slowed down after a hundred a minute', async () => {
    const guard = newGuard(false);
    const statuses: number[] = [];
    for (let at = 0; at < 120; at += 1) {
      statuses.push((await ask(guard, wrong, { remoteAddress: `203.0.113.${at}` })).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
    expect(await ask(guard, right, { remoteAddress: '198.51.100.2' })).toMatchObject({ status: 200 });
  });

  it('of one network of IPv6 count together', async () => {
    const guard = newGuard(false);
    for (let at = 1; at <= 10; at += 1) await ask(guard, wrong, { remoteAddress: `2001:db8::${at}` });
    const status = async (remoteAddress: string) => (await ask(guard, wrong, { remoteAddress })).status;
    expect(await status('2001:db8:0:0:9:8:7:6')).toBe(429);
    expect(await status('2001:db8:0:1::1')).toBe(401);
    expect(await status('2001:db9::1')).toBe(401);
    expect(await status('::ffff:203.0.113.9')).toBe(401);
  });

  it('are not counted where no token is sent: a balancer that only asks whether the bot is ready goes on', async () => {
    const guard = newGuard(false);
    for (let times = 0; times < 500; times += 1) guard.admits(request({}), '/readyz');
    expect(guard.admits(request(right), '/readyz')).toBe(true);
    expect(log.lines).toEqual([]);
  });

  it('are logged once a minute with a count, and never what they were', async () => {
    const guard = newGuard(false);
    for (let times = 0; times < 30; times += 1) await ask(guard, wrong);
    await ask(guard, {});
    clock.advance(60_000);
    expect(log.lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'refused', route: '/metrics', count: 1, why: { 'a wrong admin token': 1 } },
      {
        count: 30,
        why: { 'a wrong admin token': 9, 'too many wrong admin tokens before': 20, 'no admin token': 1 },
      },
    ]);
    expect(log.lines.join('\n')).not.toMatch(/another-token|an-admin-token/);
  });
});
