import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { orderOf } from '../arbitraries/order.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { textIn, workbookIn } from '../harness/table-file.ts';

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
    const noSuchDay = (await say('/order list --from 2026-02-30')).card;
    expect(noSuchDay.title).toBe(en.days.noSuchDay('2026-02-30'));
    expect(wordsOf((await say('/order list --from soon')).card)).toContain(en.days.expected);
  });

  it('says that the last day is before the first, instead of showing no orders', async () => {
    placeDaily(8);
    for (const command of ['list', 'export']) {
      for (const [locale, { days }] of [
        ['en-US', en],
        ['zh-CN', zhCn],
      ] as const) {
        const { card } = await say(`/order ${command} --from 2026-05-20 --to 2026-05-19`, locale);
        expect(card.title).toBe(days.backwards);
        expect(wordsOf(card)).toContain(days.backwardsAdvice('2026-05-20', '2026-05-19'));
        expect(card.file).toBeUndefined();
      }
    }
  });

  it.each([
    ['--from Q1 --to Q1', '2026-01-01', '2026-03-31'],
    ['--from Q3 --to Q3', '2025-07-01', '2025-09-30'],
    ['--from last week --to last week', '2026-05-11', '2026-05-17'],
    ['--from 上周 --to 上周', '2026-05-11', '2026-05-17'],
    ['--from 25 May --to 1 June 2025', '2025-05-25', '2025-06-01'],
    ['--from 2025 --to 2026-04', '2025-01-01', '2026-04-30'],
    ['--from 去年 --to 前天', '2025-01-01', '2026-05-19'],
  ])('reads %s, and says which days it took', async (line, from, to) => {
    placeDaily(8);
    const days = en.orders.list.placed(from, to, 'Asia/Shanghai');
    for (const command of ['list', 'export']) {
      expect(wordsOf((await say(`/order ${command} ${line}`)).card)).toContain(days);
    }
    const chinese = wordsOf((await say(`/order list ${line}`, 'zh-CN')).card);
    expect(chinese).toContain(zhCn.orders.list.placed(from, to, 'Asia/Shanghai'));
  });

  it('takes in all of the last day, and of the first', async () => {
    placeDaily(8);
    const listed = await say('/order list --from yesterday --to yesterday');
    expect(idsIn(wordsOf(listed.card))).toEqual([id(1)]);
    expect(idsIn(wordsOf((await say('/order list --to last week')).card))).toEqual([
      id(4),
      id(5),
      id(6),
      id(7),
    ]);
  });

  it.each(['list', 'export'])(
    'asks back in %s which of two days is meant, and goes on with either',
    async (name) => {
      const asked = await say(`/order ${name} --from 03/04/2026 --to 2026-05-01`);
      expect(asked.card.title).toBe(en.days.which('03/04/2026'));
      expect(wordsOf(asked.card)).toContain(en.days.whichAdvice('2026-03-04', '2026-04-03'));
      for (const day of ['2026-03-04', '2026-04-03']) {
        const { card } = await click(payloadOf(asked.card, day));
        expect(wordsOf(card)).toContain(en.orders.list.placed(day, '2026-05-01', 'Asia/Shanghai'));
      }
      const chinese = await say(`/order ${name} --from 03/04`, 'zh-CN');
      expect(chinese.card.title).toBe(zhCn.days.which('03/04'));
    },
  );

  it('suggests days by their names, and what is typed as the days that it is', async () => {
    const suggest = (text: string, argument = 'from') =>
      bot.core.suggest({ ...typed(''), command: 'order list', argument, typed: text });
    expect(await suggest('last w')).toEqual([
      { value: '2026-05-11', label: en.days.named('last week', '2026-05-11', '2026-05-17') },
    ]);
    expect(await suggest('last w', 'to')).toMatchObject([{ value: '2026-05-17' }]);
    expect(await suggest('Q1', 'to')).toMatchObject([{ value: '2026-03-31' }]);
    expect((await suggest('03/04')).map(({ value }) => value)).toEqual(['2026-03-04', '2026-04-03']);
    expect((await suggest('')).length).toBeGreaterThan(5);
  });

  it('turns pages and exports within the same filters', async () => {
    placeDaily(30);
    const first = await say('/order list --status shipped --from 25d');
    const second = await click(payloadOf(first.card, en.orders.list.older));
    expect(idsIn(wordsOf(second.card))).toEqual([id(20), id(22), id(24)]);
    const exported = await click(payloadOf(second.card, en.orders.export.button));
    expect(exported.visibility).toBe('asker');
    expect(exported.card.title).toBe(en.orders.export.title(13));
    const rows = textIn(exported.card.file).trim().split('\r\n');
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
    const { card } = await say('/order export --csv');
    expect(card.file?.name).toBe('orders-2026-05-21.csv');
    const content = textIn(card.file);
    expect(content.startsWith('\uFEFF"Order","Your number","Placed on","Status","Placed",')).toBe(true);
    expect(content).toContain(`"'${id(0)}"`);
    expect(content).toContain(`"'951807530375"`);
    expect(content).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(content).toContain('"2026-05-20T23:30:00+08:00"');
    expect(content).toContain(`"'+压缩机 138****5678 · 红色 · 2 pieces"`);
    expect(content).toContain('"100.00"');
    expect(content).not.toContain('13812345678');
    const chinese = await say('/order export', 'zh-CN');
    expect(textIn(chinese.card.file)).toContain('"订单号","您的单号"');
    expect(chinese.card.title).toBe(zhCn.orders.export.title(1));
  });

  it('exports a workbook of dates, amounts that sum and whole ids, in which nothing runs', async () => {
    const created = Date.parse('2026-05-20T23:30:05+08:00');
    for (const [at, totalFen] of [10, 20, 123_456_789].entries()) {
      bot.news.known.push({
        order: orderOf({
          orderId: id(at),
          orderNo: '=HYPERLINK("http://evil.example")',
          totalFen,
          times: { created },
          items: [{ offerId: '951807530375', title: '+压缩机 13812345678', quantity: 2 }],
        }),
        changedAt: 0,
      });
    }
    const { card } = await say('/order export');
    expect(card.file?.name).toBe('orders-2026-05-21.xlsx');
    const { book, rows } = workbookIn(card.file);
    expect(book.SheetNames).toEqual([en.orders.export.sheet]);
    const [header = [], ...orders] = rows;
    const { columns } = en.orders.export;
    const column = (name: string) => {
      const at = header.findIndex((cell) => cell?.v === name);
      expect(at, name).toBeGreaterThanOrEqual(0);
      return orders.map((row) => row[at]);
    };
    expect(column(columns.orderId)).toMatchObject([0, 1, 2].map((at) => ({ t: 's', v: id(at), z: '@' })));
    expect(column(columns.orderNo)[0]).toMatchObject({ t: 's', v: '=HYPERLINK("http://evil.example")' });
    const totals = column(columns.total);
    expect(totals).toMatchObject([0.1, 0.2, 1_234_567.89].map((v) => ({ t: 'n', v, z: '#,##0.00' })));
    // A spreadsheet's date is the days since 1899-12-30 of the clocks there, and its column says where.
    const day = (Date.parse('2026-05-20T23:30:05Z') - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000;
    for (const cell of column(`${columns.placed} (Asia/Shanghai)`)) {
      expect(cell).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm:ss' });
      expect(cell?.v).toBeCloseTo(day, 7);
    }
    expect(column(columns.items)[0]?.v).toContain('+压缩机 138****5678');
    expect(rows.flat().filter((cell) => cell?.f !== undefined)).toEqual([]);
    // Where there is nothing but text, it is the same table.
    expect(textIn(card.file)).toContain(`"'${id(0)}"`);
    const chinese = workbookIn((await say('/order export', 'zh-CN')).card.file);
    expect(chinese.rows[0]?.[0]?.v).toBe(zhCn.orders.export.columns.orderId);
  });

  it('says so when there are too many, and when there are none', async () => {
    expect((await say('/order export')).card.title).toBe(en.orders.list.none);
    const order = orderOf();
    for (let at = 0; at < 5001; at += 1) bot.news.known.push({ order, changedAt: 0 });
    const { card } = await say('/order export');
    expect(card.title).toBe(en.orders.export.title(5000));
    expect(wordsOf(card)).toContain(en.orders.export.cut(5000));
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
    expect((await click(en.orders.payAmount('¥65.61'))).card.title).toBe(en.buying.pay.title);
    expect((await click(en.buying.cancel.ask)).card.title).toBe(en.buying.cancel.title);
    bot.news.partner = async () => orderOf();
    const shipped = await say(`/order show ${id(0)}`);
    expect(shipped.card.actions.map(({ label }) => label)).not.toContain(en.orders.payAmount('¥100.00'));
    await bot.close();
  });
});
