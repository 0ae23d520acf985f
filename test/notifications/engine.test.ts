import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewsCards } from '../../src/notifications/news-cards.ts';
import { signCallback } from '../../src/xport/callback-signature.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { account, makeNewsBed, type NewsBed, type OpenProcess, workspace } from './bed.ts';
import { messageOf, numberedCards, shownOn } from './numbered-news.ts';

const hourMs = 60 * 60_000;

describe('the notifications', () => {
  let bed: NewsBed;
  let one: OpenProcess;
  const log = createCollectedLog();

  beforeEach(async () => {
    bed = await makeNewsBed();
    one = await bed.open({ log });
    await bed.watch(one);
  });

  afterEach(() => bed.dispose());

  async function request(text: string): Promise<number | undefined> {
    const body = Buffer.from(text);
    const route = one.notifications.routes.find(({ method }) => method === 'POST');
    const authorization = signCallback({ accessKey: 'key', base: 'body', body }, 'secret');
    const answer = await route?.handle({
      method: 'POST',
      path: '/xport/messages',
      query: new URLSearchParams(),
      headers: { authorization },
      body,
      remoteAddress: '',
      signal: new AbortController().signal,
    });
    return answer?.status;
  }

  it('lead from a request to what people see, under one trace, however often it is pushed', async () => {
    const message = messageOf({ orderIds: ['1'], name: 'a', kind: 'created' });
    expect(await request(message)).toBe(200);
    expect(await request(message)).toBe(200);
    await bed.elapse(2000);
    expect(await request(message)).toBe(200);
    await bed.elapse(5000);
    expect([...bed.visible()]).toEqual([['a', 1]]);
    const lines = log.lines.map((line) => JSON.parse(line));
    const { trace } = lines.find((line) => line.message === 'a message was pushed');
    const followed = lines.filter((line) => line.trace === trace || line.traces?.includes(trace));
    expect(followed.map((line) => line.message)).toEqual([
      'a message was pushed',
      'pushed messages were read',
      'a delivery was sent',
    ]);
  });

  it('say how far behind they are', async () => {
    const before = await one.notifications.status();
    expect(before).toMatchObject({ inbox: { waiting: 0, unreadable: 0 }, paused: [] });
    await request(messageOf({ orderIds: ['1'], name: 'a', kind: 'created' }));
    expect((await one.notifications.status()).inbox).toMatchObject({ lastReceivedAt: bed.clock.now() });
  });

  it('put a first card at once, or say why not', async () => {
    const card = numberedCards.unserved({ conversation: 'C1', why: 'gone', language: 'en' });
    const announcement = {
      organization: workspace,
      conversation: 'x:C1',
      workspace: workspace,
      card,
      language: 'en' as const,
    };
    expect(await one.notifications.announce(announcement)).toEqual({ sent: 'm1' });
    expect(bed.chat.said.at(-1)?.card.footnote).toBeUndefined();
    await one.notifications.stop();
    one = await bed.open({ notice: { en: 'Invented', 'zh-CN': '虚构' } });
    await bed.elapse(1000);
    expect(await one.notifications.announce(announcement)).toMatchObject({ sent: expect.any(String) });
    expect(bed.chat.said.at(-1)?.card.footnote).toEqual(['Invented']);
    bed.chat.fate = () => ({ refused: 'not invited' });
    expect(await one.notifications.announce(announcement)).toMatchObject({ refused: 'not invited' });
    expect(await one.notifications.announce({ ...announcement, conversation: 'y:C1' })).toMatchObject({
      refused: 'forbidden',
    });
  });

  it('draw the cards of a conversation anew that is read in another language, and say nothing there', async () => {
    const drawn: string[] = [];
    const cards: NewsCards = {
      ...numberedCards,
      order(shown) {
        drawn.push(shown.language);
        return numberedCards.order(shown);
      },
    };
    await one.notifications.stop();
    one = await bed.open({ cards });
    await bed.watch(one, { conversation: 'x:C2' });
    await bed.push(one, { orderIds: ['1'], name: 'a', kind: 'created' });
    await bed.push(one, { orderIds: ['2'], name: 'b', kind: 'created' });
    await bed.elapse(5000);
    const where = { organization: workspace, conversation: 'x:C1' };
    await one.handle.conversations.change({ ...where, change: { language: 'zh-CN' } });
    drawn.length = 0;
    await one.notifications.redraw({ ...where, workspace });
    await bed.elapse(5000);
    expect(drawn).toEqual(['zh-CN', 'zh-CN']);
    expect(
      bed.chat.calls.filter(({ what }) => what === 'edit').map(({ conversation }) => conversation),
    ).toEqual(['C1', 'C1']);
    expect(bed.chat.said).toHaveLength(4);
    // What comes next of an order is said as ever, and in the language of the watch where none is set for all.
    await bed.settings(one, 'x:C1', { language: 'en' });
    await bed.settings(one, 'x:C2', { language: 'zh-CN' });
    drawn.length = 0;
    await bed.push(one, { orderIds: ['1'], name: 'c', kind: 'paid' });
    await bed.elapse(5000);
    expect([...new Set(drawn)]).toEqual(['zh-CN']);
    expect([...bed.visible()]).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('post a summary of the day where one is wanted, once, though the process dies right then', async () => {
    // 15:47 in Shanghai.
    const notifications = { summary: true, dailyAt: 16 * 60, zone: 'Asia/Shanghai' };
    await bed.settings(one, 'x:C1', notifications);
    await bed.watch(one, { conversation: 'x:C2' });
    await bed.elapse(12 * 60_000, 5000);
    expect(bed.chat.said).toEqual([]);
    for (let at = 1; at <= 12; at += 1) {
      one.killAt(at * 3, at % 2 === 0 ? 'before' : 'after');
      await bed.elapse(20_000, 500);
      if (one.dead) one = await bed.open();
    }
    await bed.elapse(hourMs, 30_000);
    expect(bed.chat.said.map(({ conversation, card }) => [conversation, shownOn(card)])).toMatchObject([
      ['C1', { kind: 'summary', orders: [{ news: ['2026-05-20'] }] }],
    ]);
    await bed.elapse(24 * hourMs, 30_000);
    expect(bed.chat.said.map(({ card }) => shownOn(card).orders[0]?.news)).toEqual([
      ['2026-05-20'],
      ['2026-05-21'],
    ]);
  });

  it.each([
    // 15:47 there on the 20th.
    {
      zone: 'Asia/Shanghai',
      dailyAt: 15 * 60,
      placed: ['2026-05-19T15:59:59Z', '2026-05-19T16:00:00Z', '2026-05-20T07:30:00Z'],
      counted: [
        { day: '2026-05-19', orders: 1 },
        { day: '2026-05-20', orders: 2 },
      ],
    },
    // 21:47 there on the 19th, when it is the 20th in UTC.
    {
      zone: 'Pacific/Honolulu',
      dailyAt: 21 * 60,
      placed: ['2026-05-19T09:59:59Z', '2026-05-19T10:00:00Z', '2026-05-20T07:30:00Z'],
      counted: [
        { day: '2026-05-18', orders: 1 },
        { day: '2026-05-19', orders: 2 },
      ],
    },
  ])(
    'count in a summary by the days of the conversation: $zone',
    async ({ zone, dailyAt, placed, counted }) => {
      const own = await makeNewsBed();
      const charts: unknown[] = [];
      const summary: NewsCards['summary'] = (shown) => {
        charts.push(shown.created.slice(-2));
        return numberedCards.summary(shown);
      };
      const process = await own.open({ cards: { ...numberedCards, summary } });
      await own.watch(process);
      await own.settings(process, 'x:C1', { summary: true, dailyAt, zone });
      const orders = placed.map((time, at) => ({
        orderId: String(1000 + at),
        state: '{}',
        version: 1,
        phase: 'done',
        createdAt: Date.parse(time),
        changedAt: Date.parse(time),
      }));
      await process.handle.orders.transact((transaction) => transaction.saveOrders({ account, orders }));
      await own.until(() => charts.length > 0, 5 * 60_000, 5000);
      expect(charts).toEqual([counted]);
      await own.dispose();
    },
  );

  it('do not post a summary again that was asked for once more while it was posted', async () => {
    const asked = {
      organization: workspace,
      conversation: 'x:C1',
      workspace: workspace,
      account: 'account',
      subjectKind: 'summary',
      subjectId: '2026-05-20',
      part: '',
      version: 1,
      content: '{"news":[]}',
      dueAt: bed.clock.now(),
      createdAt: bed.clock.now(),
      trace: 't',
    };
    for (let times = 0; times < 2; times += 1) {
      await one.handle.orders.transact((transaction) => transaction.addDeliveries([asked]));
      await bed.elapse(5000);
    }
    expect(bed.chat.said).toHaveLength(1);
    expect(await one.handle.queues.counts()).toMatchObject({ due: 0, later: 0, parked: 0 });
  });
});
