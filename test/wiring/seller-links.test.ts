import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { StoreError } from '../../src/store/error.ts';
import { openSellerLinks } from '../../src/wiring/seller-links.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { answerTo, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { serve } from '../http/serving.ts';
import { openOwnStore } from '../store/bed.ts';

const organization = 'test:T1';
const hour = 60 * 60_000;
const line = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';

describe('a guarded seller link', () => {
  let clock: FakeClock;
  let store: Store;
  let bot: TestCore;
  let origin: string;
  /** The store takes no records. */
  let deaf: boolean;

  beforeEach(async () => {
    clock = createFakeClock();
    deaf = false;
    const whole = await openOwnStore(clock);
    store = {
      ...whole,
      audit: {
        ...whole.audit,
        append: (entry) =>
          deaf ? Promise.reject(new StoreError('full', 'No room is left.')) : whole.audit.append(entry),
      },
    };
    const guard = { publicUrl: 'https://bot.example.com/', opensForMs: 8 * hour };
    const guarded = openSellerLinks({ guard, store, clock, random: systemRandom, log: silentLog });
    bot = await openTestCore({ clock, store, guarded });
    origin = (await serve(guarded.routes)).url;
  });
  afterEach(async () => {
    await bot.close();
    await store.close();
  });

  /** The link on the card's button. */
  function linkOn(card: ReadyCard): string {
    const open = card.actions.find((action) => action.kind === 'open');
    if (open?.kind !== 'open') throw new Error('no link');
    return open.url;
  }
  async function newPath(): Promise<string> {
    return new URL(linkOn((await answerTo(bot.core, typed(line))).card)).pathname;
  }
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, { headers, redirect: 'manual' });
  const press = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, { method: 'POST', headers, redirect: 'manual' });
  const opens = async () =>
    (await store.audit.list({ organization, command: 'seller link', limit: 50 })).map(({ facts }) =>
      JSON.parse(facts),
    );

  it('is all that the card shows: on the button, to copy, and in the code', async () => {
    const { card } = await answerTo(bot.core, typed(line));
    const link = linkOn(card);
    expect(link).toMatch(/^https:\/\/bot\.example\.com\/l\/[A-Za-z0-9_-]{40,}$/);
    expect(card.body).toContainEqual(expect.objectContaining({ kind: 'copy', value: link }));
    expect(card.body).toContainEqual(expect.objectContaining({ kind: 'qr', of: link }));
    expect(wordsOf(card)).toContain(en.seller.guarded(8));
    expect(JSON.stringify(card)).not.toMatch(/touid|air\.1688/);
  });

  it('opens by the button, leads to the seller, and is written down without anybody’s name', async () => {
    const path = await newPath();
    const opened = await press(path);
    expect(opened.status).toBe(303);
    expect(new URL(opened.headers.get('location') ?? '').hostname).toMatch(/(^|\.)1688\.com$/);
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    expect(opened.headers.get('cache-control')).toBe('no-store');
    await press(path);
    expect(await opens()).toMatchObject([{ offer: '951807530375', opens: '2' }, { opens: '1' }]);
    const [handedOut] = await store.audit.list({ organization, command: 'seller', limit: 9 });
    const { link } = JSON.parse(handedOut?.facts ?? '');
    expect((await opens()).map((each) => each.link)).toEqual([link, link]);
    expect(path).toContain(link);
    const [record] = await store.audit.list({ organization, limit: 1 });
    expect(record?.personal.person.mark).toBeNull();
    expect(JSON.stringify(record)).not.toMatch(/touid|https?:/);
    expect(await store.audit.verify({ organization })).toEqual({ good: 3 });
  });

  it.each([
    ['a browser', { 'user-agent': 'Mozilla/5.0', accept: 'text/html' }],
    ['a prefetching browser', { 'sec-purpose': 'prefetch;prerender' }],
    ['Slack', { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }],
    ['Discord', { 'user-agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)' }],
  ])('shows %s a page with a button, no link, and counts nothing', async (_, headers) => {
    const path = await newPath();
    const page = await get(path, headers);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('location')).toBeNull();
    expect(html).toContain(`${en.links.open} · ${zhCn.links.open}`);
    expect(html).not.toMatch(/touid|1688/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const head = await fetch(`${origin}${path}`, { method: 'HEAD', redirect: 'manual', headers });
    expect([head.status, head.headers.get('location'), await head.text()]).toEqual([200, null, '']);
    expect(await opens()).toEqual([]);
  });

  it('lets a browser follow the redirect: its policy names the hosts of sellers', async () => {
    const policy = (await get(await newPath())).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/form-action 'self' https:\/\/1688\.com https:\/\/\*\.1688\.com/);
  });

  it('is not opened by another site that presses the button', async () => {
    const path = await newPath();
    expect((await press(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    expect(await opens()).toEqual([]);
    expect((await press(path, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('says in both languages what to do when its time is over, and what when it is none', async () => {
    const path = await newPath();
    clock.advance(8 * hour);
    for (const answer of [await get(path), await press(path)]) {
      expect(answer.status).toBe(410);
      expect(await answer.text()).toMatch(/type \/seller[\s\S]*输入 \/seller/);
    }
    await store.sweep();
    expect((await press(path)).status).toBe(410);
    for (const wrong of [
      '/l/',
      '/l/x',
      `${path}x`,
      path.slice(0, -1),
      '/l/%2e%2e',
      `/l/${'a'.repeat(4000)}`,
    ]) {
      expect((await get(wrong)).status).toBe(404);
      expect((await press(wrong)).status).toBe(404);
    }
    expect(await opens()).toEqual([]);
  });

  it('opens so often in a minute and no more', async () => {
    const path = await newPath();
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await press(path)).status));
    expect(statuses.filter((status) => status === 303)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    clock.advance(60_000);
    expect((await press(path)).status).toBe(303);
  });

  it('opens nothing that can’t be written down', async () => {
    const path = await newPath();
    deaf = true;
    const answer = await press(path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain(en.links.downAdvice);
  });

  it('takes no more than a form’s few bytes', async () => {
    const path = await newPath();
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      body: 'x'.repeat(2000),
      redirect: 'manual',
    });
    expect(answer.status).toBe(413);
  });
});
