import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderOf } from '../arbitraries/order.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const id = (at: number) => String(3305075341149134200n + BigInt(at));

describe('/order list and export', () => {
  let bot: TestCore;
  const clock = createFakeClock(Date.parse('2026-05-21T12:00:00+08:00'));
  beforeEach(async () => {
    bot = await openTestCore({ clock });
  });
  afterEach(() => bot.close());

  const say = (line: string, locale = 'en-US') =>
    answerTo(bot.core, typed(line, { person: { id: 'U1', locale } }));
  const click = (payload: string) => answerTo(bot.core, typed('', { input: { kind: 'payload', payload } }));

  /** One order a day at noon of China, the newest first. */
  function placeDaily(days: number): void {
    for (let at = 0; at < days; at += 1) {
      const created = clock.now() - at * 24 * 60 * 60_000;
      const phase = at % 2 === 0 ? ('shipped' as const) : ('awaiting payment' as const);
      bot.news.known.push({
        order: orderOf({ orderId: id(at), phase, passed: ['created'], times: { created } }),
        changedAt: created,
      });
    }
  }
  const idsIn = (words: string) => words.match(/33050753411491342\d\d/g) ?? [];

  it('lists the orders of some days, the last one whole', async () => {
    placeDaily(8);
    const some = await say('/order list --from 2026-05-18 --to 2026年5月20日');
    expect(idsIn(wordsOf(some.card))).toEqual([id(1), id(2), id(3)]);
    expect(wordsOf(some.card)).toContain('placed from 2026-05-18 to 2026-05-20');
    expect(idsIn(wordsOf((await say('/order list --from today')).card))).toEqual([id(0)]);
    expect(idsIn(wordsOf((await say('/order list --to 7d')).card))).toEqual([id(7)]);
    expect(wordsOf((await say('/order list --from 2026-02-30')).card)).toContain('from must be a day');
    expect((await say('/order list --from 2026-05-20 --to 2026-05-19')).card.title).toBe('No orders here');
  });

  it('turns pages and exports within the same filters', async () => {
    placeDaily(30);
    const first = await say('/order list --status shipped --from 25d');
    const second = await click(payloadOf(first.card, 'Older'));
    expect(idsIn(wordsOf(second.card))).toEqual([id(20), id(22), id(24)]);
    const exported = await click(payloadOf(second.card, 'Export as CSV'));
    expect(exported.visibility).toBe('asker');
    expect(exported.card.title).toBe('13 orders exported');
    const rows = exported.card.file?.content.trim().split('\r\n') ?? [];
    expect(rows.slice(1).map((row) => idsIn(row)[0])).toEqual(
      Array.from({ length: 13 }, (_, at) => id(at * 2)),
    );
  });

  it('exports what is known, and nobody’s phone', async () => {
    bot.news.known.push({
      order: orderOf({
        orderId: id(0),
        orderNo: '=HYPERLINK("http://evil.example")',
        times: { created: Date.parse('2026-05-20T23:30:00+08:00') },
        items: [
          { offerId: '951807530375', title: '+压缩机 13812345678', sku: '红色', quantity: 2, unit: '件' },
        ],
      }),
      changedAt: 0,
    });
    const { card } = await say('/order export');
    expect(card.file?.name).toBe('orders-2026-05-21.csv');
    const content = card.file?.content ?? '';
    expect(content.startsWith('\uFEFF"Order","Your number","Placed on","Status","Placed",')).toBe(true);
    expect(content).toContain(`"'${id(0)}"`);
    expect(content).toContain(`"'951807530375"`);
    expect(content).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(content).toContain('"2026-05-20T23:30:00+08:00"');
    expect(content).toContain(`"'+压缩机 138****5678 · 红色 · 2 件"`);
    expect(content).toContain('"100.00"');
    expect(content).not.toContain('13812345678');
    const chinese = await say('/order export', 'zh-CN');
    expect(chinese.card.file?.content).toContain('"订单号","您的单号"');
    expect(chinese.card.title).toBe('已导出 1 个订单');
  });

  it('says so when there are too many, and when there are none', async () => {
    expect((await say('/order export')).card.title).toBe('No orders here');
    const order = orderOf();
    for (let at = 0; at < 5001; at += 1) bot.news.known.push({ order, changedAt: 0 });
    const { card } = await say('/order export');
    expect(card.title).toBe('5000 orders exported');
    expect(wordsOf(card)).toContain('these are the newest 5000');
  });
});

describe('/order show', () => {
  it('offers to pay and to cancel what awaits payment, and asks before either', async () => {
    const bot = await openTestCore();
    bot.news.partner = async () =>
      orderOf({ phase: 'awaiting payment', passed: ['created'], totalFen: 6561, parcels: [] });
    const say = (line: string) => answerTo(bot.core, typed(line));
    const { card } = await say(`/order show ${id(0)}`);
    const click = (label: string) =>
      answerTo(bot.core, typed('', { input: { kind: 'payload', payload: payloadOf(card, label) } }));
    expect((await click('Pay…')).card.title).toBe('Pay this order?');
    expect((await click('Cancel…')).card.title).toBe('Cancel this order?');
    bot.news.partner = async () => orderOf();
    const shipped = await say(`/order show ${id(0)}`);
    expect(shipped.card.actions.map(({ label }) => label)).not.toContain('Pay…');
    await bot.close();
  });
});
