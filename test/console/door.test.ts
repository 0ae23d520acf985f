import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessions, sessionMs } from '../../src/console/session.ts';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openReverseProxy } from '../http/reverse-proxy.ts';
import { adminToken, openConsoleBot, orderId } from './open-console.ts';

type ConsoleBot = Awaited<ReturnType<typeof openConsoleBot>>;
type Headers = Readonly<Record<string, string>>;

/** A request that gives no other headers than these. */
async function ask(url: string, headers: Headers = {}, form?: Readonly<Record<string, string>>) {
  const answer = await request(url, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
    body: form === undefined ? null : new URLSearchParams(form).toString(),
  });
  const text = await answer.body.text();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    cookie: String(answer.headers['set-cookie'] ?? ''),
  };
}

/** The cookie of one who signs in at `url`, as a browser gives it back. */
async function signIn(url: string, more: Headers = {}): Promise<string> {
  const { cookie, status } = await ask(
    `${url}/console/sign-in`,
    { origin: url, ...more },
    { token: adminToken },
  );
  expect(status).toBe(303);
  return cookie.split(';')[0] ?? '';
}

function proofIn(page: string): string {
  return /name="proof" value="([\w-]+)"/.exec(page)?.[1] ?? expect.fail('no proof in the page');
}

describe('the door of the console', () => {
  let served: ConsoleBot;
  let url: string;
  beforeAll(async () => {
    served = await openConsoleBot();
    url = served.bot.url;
  });
  afterAll(async () => {
    await served.close();
    expect(served.log.lines.join('\n')).not.toContain(adminToken);
  });

  it('lets nothing be loaded from elsewhere, framed, kept or sniffed', async () => {
    const cookie = await signIn(url);
    for (const path of ['/console', '/console/orders', '/console/nothing']) {
      const { headers } = await ask(`${url}${path}`, { cookie });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('changes nothing without the proof of the session’s own forms, nor for another site', async () => {
    const cookie = await signIn(url);
    const { text } = await ask(`${url}/console/parked`, { cookie });
    const proof = proofIn(text);
    const post = `${url}/console/retry-all`;
    const refused = [
      await ask(post, { cookie, origin: url }, {}),
      await ask(post, { cookie, origin: url }, { proof: 'x'.repeat(43) }),
      await ask(post, { cookie, origin: 'https://evil.example' }, { proof }),
      await ask(post, { cookie, origin: url, 'sec-fetch-site': 'cross-site' }, { proof }),
      await ask(post, { cookie, origin: 'null' }, { proof }),
      await ask(post, { cookie }, { proof }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    const { elsewhere, stale } = en.console.refused;
    for (const { text: told } of refused) {
      expect([elsewhere, stale].filter((why) => told.includes(why))).toHaveLength(1);
    }
    // Of another session.
    const another = await ask(post, { cookie: await signIn(url), origin: url }, { proof });
    expect(another.status).toBe(403);
    expect((await ask(post, { origin: url }, { proof })).status).toBe(401);
    const store = await served.openAgain();
    expect((await store.queues.counts()).parked).toBe(2);
    const records = await store.audit.list({ organization: operatorChain, limit: 50 });
    expect(new Set(records.map(({ command }) => command))).toEqual(new Set(['console sign-in']));
    await store.close();
  });

  it('takes no session that is over, forged, or of another token', async () => {
    const sessionsOf = (token: string, now: number) =>
      createSessions({ token, clock: { now: () => now }, random: systemRandom }).open().value;
    const good = sessionsOf(adminToken, Date.now());
    const name = 'shoptalk-console';
    expect((await ask(`${url}/console`, { cookie: `${name}=${good}` })).status).toBe(200);
    const bad = [
      sessionsOf(adminToken, Date.now() - sessionMs - 1000),
      sessionsOf(adminToken, Date.now() + sessionMs),
      sessionsOf('another-admin-token', Date.now()),
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      'x',
    ];
    for (const value of bad) {
      const { status, text } = await ask(`${url}/console/settings`, { cookie: `${name}=${value}` });
      expect(status).toBe(401);
      expect(text).toContain(en.console.signIn.over);
      expect(text).not.toContain('DATABASE_URL');
    }
  });

  it('says in words what it can’t read of an address', async () => {
    const cookie = await signIn(url);
    const look = async (path: string) => ask(`${url}/console${path}`, { cookie });
    const long = await look(`/audit?person=${'x'.repeat(201)}`);
    expect([long.status, long.text.includes(en.console.refused.tooLong(200))]).toEqual([400, true]);
    const broken = await look('/orders?after=nonsense');
    expect([broken.status, broken.text.includes(en.console.refused.malformed)]).toEqual([400, true]);
    expect((await look('/audit?since=yesterday')).status).toBe(400);
    expect((await look('/nothing')).text).toContain(en.console.refused.unknown);
    expect((await look(`/orders/${encodeURIComponent('<script>x</script>')}`)).text).not.toContain(
      '<script>x',
    );
    const huge = await look(`/audit?person=${'x'.repeat(20_000)}`);
    expect([huge.status, huge.text.includes('Shorten the address')]).toEqual([431, true]);
    const gone = await ask(
      `${url}/console/dismiss`,
      { cookie, origin: url },
      {
        proof: proofIn((await look('/unreadable')).text),
        which: Buffer.from(JSON.stringify({ account: 'a', id: 1 })).toString('base64url'),
        reason: 'x',
      },
    );
    expect([gone.status, gone.text.includes(en.console.refused.gone)]).toEqual([409, true]);
  });

  it('shows what was done to an order page by page', async () => {
    const cookie = await signIn(url);
    const path = `/console/orders/${orderId(4)}`;
    const first = await ask(`${url}${path}`, { cookie });
    const many = (text: string) => text.split('<strong>order cancel</strong>').length - 1;
    expect(many(first.text)).toBe(50);
    const [, more = ''] = /href="([^"]*records=[^"]*)"/.exec(first.text) ?? [];
    const second = await ask(`${url}${more.replaceAll('&amp;', '&')}`, { cookie });
    expect(many(second.text)).toBe(5);
    expect(many((await ask(`${url}/console/orders/${orderId(3)}`, { cookie })).text)).toBe(1);
    expect((await ask(`${url}${path}?records=nonsense`, { cookie })).status).toBe(400);
  });

  it('slows down wrong tokens, wherever they are given', async () => {
    const wrong = () => ask(`${url}/console/sign-in`, { origin: url }, { token: 'wrong-wrong-wrong-wrong' });
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await wrong()).status));
    expect(new Set(statuses)).toEqual(new Set([403, 429]));
    const late = await wrong();
    expect(late.status).toBe(429);
    expect(late.headers['retry-after']).toMatch(/^\d+$/);
    expect(late.text).toContain(en.console.signIn.tooOften(Number(late.headers['retry-after'])));
    // The same share as that of every other door.
    expect((await ask(`${url}/metrics`, { authorization: 'Bearer wrong', via: 'x' })).status).toBe(429);
  });
});

describe('the console behind a proxy with TLS', () => {
  it('keeps its cookie for https alone, and speaks to the machine’s own operator over http', async () => {
    const served = await openConsoleBot({ PUBLIC_URL: 'https://bot.example.com' });
    const proxy = await openReverseProxy(served.bot.url, { 'x-forwarded-for': '203.0.113.7' });
    const given = { origin: 'https://bot.example.com' };
    const { cookie } = await ask(`${proxy.url}/console/sign-in`, given, { token: adminToken });
    expect(cookie).toMatch(
      /^__Host-shoptalk-console=[^;]+; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    const value = cookie.split(';')[0] ?? '';
    expect((await ask(`${proxy.url}/console`, { cookie: value })).status).toBe(200);
    // What was given over https is not taken from a name that any page of the host can set.
    const renamed = value.replace('__Host-', '');
    expect((await ask(`${proxy.url}/console`, { cookie: renamed })).status).toBe(401);
    const own = await signIn(served.bot.url);
    expect(own).toMatch(/^shoptalk-console=/);
    expect((await ask(`${served.bot.url}/console`, { cookie: own })).status).toBe(200);
    await proxy.close();
    // A page that stays open keeps no process from ending.
    const live = await request(`${served.bot.url}/console/live`, { headers: { cookie: own } });
    expect(live.headers['content-type']).toContain('text/event-stream');
    const told = live.body.text();
    await served.close();
    expect(await told).toMatch(/event: health\ndata: ".*event: end/s);
  });
});

describe('the console without ADMIN_TOKEN', () => {
  it('is off, and says so', async () => {
    const served = await openConsoleBot({ ADMIN_TOKEN: '' });
    const { url, tokens } = served.bot;
    const page = await ask(`${url}/console`);
    expect([page.status, page.text.includes(en.console.signIn.offAdvice)]).toEqual([404, true]);
    const chinese = await ask(`${url}/console/orders`, { 'accept-language': 'zh-TW,zh;q=0.9' });
    expect([chinese.status, chinese.text.includes(zhCn.console.signIn.offAdvice)]).toEqual([404, true]);
    const tried = await ask(`${url}/console/sign-in`, { origin: url }, { token: tokens.admin });
    expect([tried.status, tried.cookie]).toEqual([404, '']);
    await served.close();
  });
});
