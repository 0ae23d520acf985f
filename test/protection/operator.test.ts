import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { openReverseProxy, type ReverseProxy } from '../http/reverse-proxy.ts';
import { secret } from './logs/kept-lines.ts';

const adminToken = secret('admin-token-of-a-whole-bot');

async function open(environment: Record<string, string>): Promise<{ bot: Bot; log: CollectedLog }> {
  const read = readSettings(platforms, { DATABASE_URL: 'sqlite::memory:', PORT: '0', ...environment });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const log = createCollectedLog();
  const bot = await startBot(read.settings, {
    clock: systemClock,
    random: systemRandom,
    log,
    version: '0.0.0',
  });
  secret(bot.tokens.page);
  return { bot, log };
}

const asking = (line: string) => ({ id: randomUUID(), locale: 'en', input: { kind: 'text', text: line } });

/** A request that gives no other headers than these: `fetch` would give an Origin of its own. */
async function ask(url: string, headers: Record<string, string> = {}, body?: object) {
  const answer = await request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a bot on a loopback host', () => {
  let bot: Bot;
  let log: CollectedLog;
  const proxies: ReverseProxy[] = [];
  beforeAll(async () => {
    ({ bot, log } = await open({ ADMIN_TOKEN: adminToken, LOCAL_CHAT: 'on' }));
  });
  afterEach(async () => {
    for (const proxy of proxies.splice(0)) await proxy.close();
  });
  afterAll(async () => {
    await bot.stop();
    expect(log.lines.join('\n')).not.toContain(adminToken);
    expect(log.lines.join('\n')).not.toContain(bot.tokens.page);
  });

  async function behind(added: Record<string, string> = {}): Promise<string> {
    const proxy = await openReverseProxy(bot.url, added);
    proxies.push(proxy);
    return proxy.url;
  }

  /** As a stranger may claim it, whose program knows how the page talks. */
  const asThePage = () => ({ origin: bot.url });

  it('takes no client for the operator behind a proxy that changes the Host and adds nothing', async () => {
    const url = await behind();
    const stranger = asThePage();
    const grant = asking('/admin grant admin slack:U0STRANGER');
    const attempts = [
      ask(`${url}/page/menu`, stranger),
      ask(`${url}/page/news`, stranger),
      ask(`${url}/page/previews/Slack/${'x'.repeat(20)}`, stranger),
      ask(`${url}/page/suggestions`, stranger, { locale: 'en', before: '/' }),
      ask(`${url}/page/invocations`, stranger, grant),
      ask(`${url}/page/invocations`, { ...stranger, ...bearer('x'.repeat(43)) }, grant),
      ask(`${url}/page/invocations`, { ...stranger, ...bearer(adminToken) }, grant),
      ask(`${url}/page/invocations?token=${bot.tokens.page}`, stranger, grant),
      ask(`${url}/page/invocations`, { ...stranger, cookie: `token=${bot.tokens.page}` }, grant),
    ];
    for (const { status, text, headers } of await Promise.all(attempts)) {
      expect(status).toBe(401);
      expect(text).toBe('unauthorized\n');
      expect(headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('shows every client the files of the page, which hold nothing', async () => {
    const url = await behind();
    for (const path of ['/', '/page/app.js', '/page/preview.html']) {
      const { status, text } = await ask(`${url}${path}`);
      expect(status).toBe(200);
      expect(text).not.toContain(bot.tokens.page);
    }
  });

  it('answers the operator, who has the token', async () => {
    const operator = { ...asThePage(), ...bearer(bot.tokens.page) };
    for (const url of [bot.url, await behind(), await behind({ 'x-forwarded-for': '203.0.113.7' })]) {
      const { status, text } = await ask(`${url}/page/invocations`, operator, asking('/admin roles'));
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ kind: 'answer', card: { tone: 'plain' } });
    }
  });

  it('takes no command from another site, whatever token it has', async () => {
    const headers = { origin: 'https://evil.example', ...bearer(bot.tokens.page) };
    expect((await ask(`${bot.url}/page/invocations`, headers, asking('/help'))).status).toBe(403);
    const renamed = { host: 'evil.example', ...bearer(bot.tokens.page) };
    expect((await ask(`${bot.url}/page/menu`, renamed)).status).toBe(403);
  });

  it.each([
    { 'x-forwarded-for': '203.0.113.7' },
    { 'x-forwarded-host': 'bot.example.com' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=203.0.113.7' },
    { via: '1.1 varnish' },
    { 'x-real-ip': '203.0.113.7' },
    // A proxy that keeps the Host, as `proxy_set_header Host $host` has it.
    { host: 'bot.example.com' },
  ])('keeps figures and details from whom a proxy brings with %j', async (added) => {
    const url = await behind(added);
    const figures = await ask(`${url}/metrics`);
    expect(figures).toMatchObject({ status: 401, text: 'unauthorized\n' });
    expect(figures.headers['www-authenticate']).toBe('Bearer');
    expect((await ask(`${url}/metrics`, bearer(bot.tokens.page))).status).toBe(401);
    expect((await ask(`${url}/metrics`, bearer(adminToken))).text).toContain('commands_total');
    const ready = await ask(`${url}/readyz`);
    expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { ready: true }]);
    const details = await ask(`${url}/readyz`, bearer(adminToken));
    expect(JSON.parse(details.text)).toHaveProperty('parts');
    expect(JSON.parse((await ask(`${url}/healthz`)).text)).toEqual({ alive: true });
  });

  it('shows figures and details to who asks on this machine', async () => {
    expect((await ask(`${bot.url}/metrics`)).text).toContain('commands_total');
    expect(JSON.parse((await ask(`${bot.url}/readyz`)).text)).toHaveProperty('parts');
  });

  it('makes tokens of its own where no setting gives one, others at each start', async () => {
    const bots = [await open({}), await open({})];
    const tokens = bots.flatMap((each) => [each.bot.tokens.admin, each.bot.tokens.page]);
    expect(new Set(tokens).size).toBe(4);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{43}$/);
    for (const each of bots) await each.bot.stop();
  });
});

describe('a bot that other machines reach', () => {
  it('keeps figures and details from a client without a token, and serves no page', async () => {
    const { bot } = await open({ HOST: '0.0.0.0', ADMIN_TOKEN: adminToken });
    expect((await ask(`${bot.url}/metrics`)).status).toBe(401);
    expect((await ask(`${bot.url}/metrics`, bearer(adminToken))).status).toBe(200);
    expect(JSON.parse((await ask(`${bot.url}/readyz`)).text)).toEqual({ ready: true });
    expect(JSON.parse((await ask(`${bot.url}/readyz`, bearer(adminToken))).text)).toHaveProperty('parts');
    expect((await ask(`${bot.url}/`)).status).toBe(404);
    expect((await ask(`${bot.url}/page/menu`, bearer(bot.tokens.page))).status).toBe(404);
    await bot.stop();
  });
});
