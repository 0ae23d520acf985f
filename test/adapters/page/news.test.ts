import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageAdapter } from '../../../adapters/page/adapter.ts';
import type { ExchangeBook } from '../../../adapters/page/exchanges.ts';
import { pageLimits } from '../../../adapters/page/limits.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Outgoing, Sent } from '../../../src/chat/outlet.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { createRouter } from '../../../src/http/router.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { authorization, pageToken, titlesOnly } from './open-page.ts';

const host = '127.0.0.1:3000';
const to = { workspace: 'local', conversation: 'page' };
const clock = createFakeClock();

const outgoing = (title: string, card: Partial<ReadyCard> = {}): Outgoing => ({
  language: 'en',
  card: { tone: 'plain', title, body: [], actions: [], ...card },
});
const refOf = (sent: Sent): string => {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.sent;
};

const core = scriptedCore((transport) => transport.answer(answerOf('x')));
const newPage = (exchanges?: ExchangeBook) =>
  pageAdapter({
    exchanges,
    clock,
    random: systemRandom,
    log: silentLog,
    token: pageToken,
    previews: async () => [titlesOnly],
  });
let page = newPage();
beforeEach(async () => {
  page = newPage();
  await page.start(core);
});
afterEach(() => page.stop());

const news = z.object({
  position: z.string(),
  messages: z.array(
    z.looseObject({
      ref: z.string(),
      at: z.number(),
      changedAt: z.number().optional(),
      key: z.string(),
      under: z.string().optional(),
      broadcast: z.boolean(),
      card: z.looseObject({ title: z.string() }),
    }),
  ),
});
type News = z.infer<typeof news>;

async function respond(
  path: string,
  query: string,
  options: { headers?: object; signal?: AbortSignal } = {},
) {
  const found = createRouter(page.routes)('GET', path);
  if (!('route' in found)) throw new Error('no such route');
  return found.route.handle({
    method: 'GET',
    path,
    query: new URLSearchParams(query),
    headers: { host, origin: `http://${host}`, authorization, ...options.headers },
    body: Buffer.alloc(0),
    remoteAddress: '127.0.0.1',
    signal: options.signal ?? new AbortController().signal,
  });
}

/** Somebody who follows from `after` on. */
async function follow(after = '') {
  const away = new AbortController();
  const { body, status } = await respond('/page/news', `after=${after}`, { signal: away.signal });
  if (status !== 200 || body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    throw new Error(`not followed: ${status}`);
  }
  const lines = body[Symbol.asyncIterator]();
  return {
    /** The next line; `undefined` at the end. */
    async next(): Promise<News | undefined> {
      const { done, value } = await lines.next();
      return done === true ? undefined : news.parse(JSON.parse(value));
    },
    leave: () => away.abort(),
  };
}

const titles = (said: News | undefined) => said?.messages.map(({ card }) => card.title);

describe('what the bot says by itself on the page', () => {
  it('reaches everybody who looks, as it comes, with its buttons and its key for previews', async () => {
    const [one, other] = [await follow(), await follow()];
    const waiting = Promise.all([one.next(), other.next()]);
    const actions = [{ kind: 'run', label: 'Details', run: 'order?1' }] as const;
    const ref = refOf(await page.outlet.post(to, outgoing('Order 1', { actions }), 'k1'));
    for (const said of await waiting) {
      expect(said?.messages).toMatchObject([{ ref, at: clock.now(), broadcast: true, card: { actions } }]);
      const key = said?.messages[0]?.key ?? '';
      const preview = await respond(`/page/previews/${encodeURIComponent(titlesOnly.name)}/${key}`, '');
      expect(JSON.parse(String(preview.body)).html).toContain('<h1>Order 1</h1>');
    }
  });

  it('is kept for a page that is opened later: each message once, as it is by then, in the order posted', async () => {
    const first = refOf(await page.outlet.post(to, outgoing('Order 1'), 'k1'));
    const second = refOf(await page.outlet.post(to, outgoing('Order 2'), 'k2'));
    await page.outlet.reply(to, first, outgoing('Paid'), false, 'r1');
    clock.advance(60_000);
    await page.outlet.edit(to, first, outgoing('Order 1, shipped'));
    const said = await (await follow()).next();
    expect(titles(said)).toEqual(['Order 1, shipped', 'Order 2', 'Paid']);
    expect(said?.messages).toMatchObject([
      { ref: first, at: clock.now() - 60_000, changedAt: clock.now() },
      { ref: second },
      { under: first, broadcast: false },
    ]);
  });

  it('is still there after a restart, without what is a seller’s, and goes on', async () => {
    type Kept = Parameters<ExchangeBook['keep']>[0];
    const kept = new Map<string, Kept>();
    const book: ExchangeBook = {
      keep: async (each) => void kept.set(each.id, each),
      since: async (asked) =>
        [...kept.values()].filter(({ person, at }) => person === asked.person && at >= asked.since),
    };
    const restart = async () => {
      await page.stop();
      page = newPage(book);
      await page.start(core);
    };
    await restart();
    const since = clock.now();
    const link = safeUrl('https://air.1688.com/?touid=cnalichnX', ['1688.com']);
    if (link === undefined) throw new Error('no link');
    const order = outgoing('Order 1', { body: [{ kind: 'text', text: ['Ask: ', { label: 'Chat', link }] }] });
    const first = refOf(await page.outlet.post(to, order, 'k1'));
    await page.outlet.reply(to, first, outgoing('Paid'), false, 'r1');
    await page.outlet.edit(to, first, { ...order, card: { ...order.card, title: 'Order 1, paid' } });
    expect(JSON.stringify([...kept.values()])).not.toMatch(/air\.1688|cnalichn/);
    await restart();
    const said = await (await follow('epoch.9')).next();
    expect(said?.messages).toMatchObject([
      { ref: first, broadcast: true, changedAt: clock.now(), card: { title: 'Order 1, paid' } },
      { under: first, broadcast: false, card: { title: 'Paid' } },
    ]);
    expect(await page.outlet.find(to, 'k1', since)).toEqual({ found: first });
    expect(await page.outlet.edit(to, first, outgoing('Order 1, shipped'))).toEqual({ sent: first });
    clock.advance(31 * 24 * 60 * 60_000);
    await restart();
    await page.outlet.post(to, outgoing('Order 2'), 'k2');
    expect(titles(await (await follow()).next())).toEqual(['Order 2']);
  });

  it('goes on where a page has left off, and says all that changed meanwhile at once', async () => {
    const first = refOf(await page.outlet.post(to, outgoing('Order 1'), 'k1'));
    await page.outlet.post(to, outgoing('Order 2'), 'k2');
    const before = await (await follow()).next();
    await page.outlet.edit(to, first, outgoing('Order 1, paid'));
    await page.outlet.edit(to, first, outgoing('Order 1, shipped'));
    await page.outlet.post(to, outgoing('Order 3'), 'k3');
    const again = await follow(before?.position);
    const missed = await again.next();
    expect(titles(missed)).toEqual(['Order 1, shipped', 'Order 3']);
    const later = again.next();
    await page.outlet.post(to, outgoing('Order 4'), 'k4');
    expect(titles(await later)).toEqual(['Order 4']);
  });

  it.each(['', 'nonsense', 'x.1', 'x.y', '.', '9'.repeat(500), '-1', '%F0'])(
    'says everything to a page that comes with the position “%s”',
    async (position) => {
      await page.outlet.post(to, outgoing('Order 1'), 'k1');
      expect(titles(await (await follow(position)).next())).toEqual(['Order 1']);
    },
  );

  it('says everything to a page that followed an earlier run of the bot', async () => {
    await page.outlet.post(to, outgoing('Order 1'), 'k1');
    const before = await (await follow()).next();
    await page.stop();
    page = newPage();
    await page.start(core);
    await page.outlet.post(to, outgoing('Order 2'), 'k2');
    expect(titles(await (await follow(before?.position)).next())).toEqual(['Order 2']);
  });

  it('is forgotten when much has been said since; then it can neither be changed nor found', async () => {
    const since = clock.now();
    const first = refOf(await page.outlet.post(to, outgoing('Order 0'), 'k0'));
    for (let at = 1; at < pageLimits.messagesKept; at += 1)
      await page.outlet.post(to, outgoing('x'), `k${at}`);
    expect(await page.outlet.edit(to, first, outgoing('Order 0, paid'))).toEqual({ sent: first });
    await page.outlet.post(to, outgoing('one more'), 'more');
    const gone = { refused: 'message gone', detail: expect.any(String) };
    expect(await page.outlet.edit(to, first, outgoing('x'))).toEqual(gone);
    expect(await page.outlet.reply(to, first, outgoing('x'), true, 'r')).toEqual(gone);
    expect(await page.outlet.find(to, 'k0', since)).toEqual({ absent: true });
    expect((await (await follow()).next())?.messages).toHaveLength(pageLimits.messagesKept);
  });

  it('ends for a page that goes away, and for all when the bot stops', async () => {
    const [leaving, staying] = [await follow(), await follow()];
    const ended = [leaving.next(), staying.next()];
    leaving.leave();
    expect(await ended[0]).toBeUndefined();
    await page.stop();
    expect(await ended[1]).toBeUndefined();
    expect(await page.outlet.post(to, outgoing('x'), 'k')).toEqual({ unreachable: expect.any(String) });
    expect((await respond('/page/news', '')).status).toBe(503);
  });

  it('is for this page alone', async () => {
    for (const headers of [{ host: 'evil.example' }, { origin: 'http://evil.example' }]) {
      expect((await respond('/page/news', '', { headers })).status).toBe(403);
    }
  });

  it('knows its one person', async () => {
    expect(await page.outlet.direct?.('local', 'operator')).toEqual(to);
    expect(await page.outlet.direct?.('local', 'somebody')).toBeUndefined();
    expect(await page.outlet.direct?.('elsewhere', 'operator')).toBeUndefined();
  });
});
