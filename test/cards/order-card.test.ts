import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newsLine } from '../../src/cards/news-line.ts';
import { orderCard } from '../../src/cards/order-card.ts';
import { orderDetails, orderListCard, trackingCard } from '../../src/cards/order-details.ts';
import type { Card } from '../../src/chat/card.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { clientOrderNumber } from '../../src/domain/buying/order-key.ts';
import { allWords } from '../../src/languages/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { news, orderOf, orders } from '../arbitraries/order.ts';
import { linksIn, wordsIn } from './bed.ts';

const en = allWords.en.orders;
const zh = allWords['zh-CN'].orders;
const now = Date.parse('2026-05-21T12:00:00+08:00');
const drawn = (order = orderOf(), words = en) => orderCard({ order, now, words });

describe('the card of an order', () => {
  it('shows what it is, where it stands and what can be done', async () => {
    const card = drawn();
    expect(card.title).toBe('山东绿德制冷设备压缩机');
    expect(card.picture?.url).toBe('https://cbu01.alicdn.com/img/a.jpg');
    const words = await wordsIn(card);
    expect(words).toContain(
      '◑ Shipped\n✓ placed 05-20 15:40 · ✓ paid 05-20 15:41 · ✓ shipped 05-21 10:00 UTC+8 · ○ arrived · ○ done',
    );
    expect(words).toContain(`${en.total}: ¥100.00 (goods ¥95.00, freight ¥5.00)`);
    expect(words).toContain(`${en.items}: 2 pieces · 红色 XL · 1688’s words`);
    expect(words).toContain(`${en.seller}: 山东绿德制冷设备有限公司`);
    expect(words).toContain(`${en.parcel}: YTO Express YT7565691026776 · on the way`);
    expect(words).toContain(`${en.order('3305075341149134260')} · ${en.updated('05-21 12:00 UTC+8')}`);
    expect(card.actions).toEqual([
      {
        kind: 'run',
        label: en.track,
        run: { command: 'order track', arguments: { id: '3305075341149134260' } },
        style: 'primary',
      },
      {
        kind: 'run',
        label: en.details,
        run: { command: 'order show', arguments: { id: '3305075341149134260' } },
      },
      { kind: 'run', label: en.sellerChat, run: { command: 'seller', arguments: { offer: '951807530375' } } },
    ]);
  });

  it('says what its total is made of, so that it adds up', async () => {
    const total = async (over: Parameters<typeof orderOf>[0], words = en) =>
      (await wordsIn(drawn(orderOf(over), words)))
        .split('\n')
        .find((line) => line.startsWith(`${words.total}: `));
    const fee = { totalFen: 10_250, productFen: 9500, shippingFen: 500 };
    expect(await total(fee)).toBe('Total: ¥102.50 (goods ¥95.00, freight ¥5.00, other fees ¥2.50)');
    const discount = { totalFen: 9000, productFen: 9500, shippingFen: 500 };
    expect(await total(discount)).toBe('Total: ¥90.00 (goods ¥95.00, freight ¥5.00, discount -¥10.00)');
    expect(await total(discount, zh)).toBe('总额: ¥90.00（货款 ¥95.00，运费 ¥5.00，优惠 -¥10.00）');
    expect(await total({ totalFen: 9500, productFen: 9500, shippingFen: 0 })).toBe('Total: ¥95.00');
    const unsure = { ...fee, moneyUnsure: true };
    expect(await total(unsure)).toBe(
      `Total: ${en.madeOf(`¥102.50 ${en.unsure}`, ['goods ¥95.00', 'freight ¥5.00', 'other fees ¥2.50'])}`,
    );
  });

  it('leaves out the number that the bot gave it', async () => {
    const own = clientOrderNumber('mih0a1b2Xy12Xy12Xy12Xy');
    expect(await wordsIn(drawn(orderOf({ orderNo: own })))).not.toContain(en.orderNo);
    expect(await wordsIn(drawn(orderOf()))).toContain(`${en.orderNo}: PO202605200001`);
  });

  it('says the same in Chinese', async () => {
    const words = await wordsIn(drawn(orderOf(), zh));
    expect(words).toContain(
      '◑ 已发货\n✓ 下单 05-20 15:40 · ✓ 付款 05-20 15:41 · ✓ 发货 05-21 10:00 UTC+8 · ○ 到货 · ○ 完成',
    );
    expect(words).toContain(`${zhCn.orders.total}: ¥100.00（货款 ¥95.00，运费 ¥5.00）`);
    expect(words).toContain(
      `${zhCn.orders.parcel}: 圆通速递 YT7565691026776 · ${zhCn.orders.parcelState.moving}`,
    );
  });

  it('reads its times in the conversation’s zone, with the year where it is another', async () => {
    const order = orderOf({ times: { created: Date.parse('2025-12-31T23:30:00Z') }, passed: ['created'] });
    expect(await wordsIn(orderCard({ order, now, words: en, zone: 'Europe/London' }))).toMatch(
      /✓ placed 2025-12-31 23:30[\s\S]*updated 05-21 05:00 UTC\+1/,
    );
    expect(await wordsIn(orderCard({ order, now, words: en, zone: 'no/zone' }))).toContain(
      '✓ placed 01-01 07:30',
    );
  });

  it('shows no step to come where the order is over, but why', async () => {
    const words = await wordsIn(
      drawn(orderOf({ phase: 'cancelled', closeReason: 'buyer_cancel', passed: ['created'], parcels: [] })),
    );
    expect(words).toContain('✗ Cancelled · cancelled by the buyer\n✓ placed 05-20 15:40 UTC+8\n');
  });

  it('marks money that may not be fen, and says so', async () => {
    const words = await wordsIn(drawn(orderOf({ moneyUnsure: true })));
    expect(words).toContain('¥100.00 (unsure)');
    expect(words).toContain(en.unsureNote);
  });

  it('offers no parcels before there are any, and no chat without an offer', () => {
    const card = drawn(orderOf({ phase: 'awaiting payment', passed: ['created'], parcels: [], items: [{}] }));
    expect(card.actions.map(({ label }) => label)).toEqual([en.payAmount('¥100.00'), en.details]);
  });

  it('links the card that it takes over from, and pings in front of what is new', async () => {
    const older = safeUrl('https://chat.example/archives/C1/p1', ['chat.example']);
    const card = orderCard({
      order: orderOf({ phase: 'awaiting payment', passed: ['created'] }),
      news: [{ kind: 'created' }, { kind: 'unpaid' }],
      mentions: [{ person: 'U1', name: 'ann' }],
      now: now + 3 * 3_600_000,
      words: en,
      takesOverFrom: older,
    });
    expect(linksIn(card)).toContain(older);
    expect(card.body[0]).toEqual({
      kind: 'text',
      text: [{ mention: { person: 'U1', name: 'ann' } }, ' ', `! ${en.news.unpaid} · for 23 hours`],
    });
  });

  it('gives at least two fields and at most six, whatever is known', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const fields = drawn(order).body.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
        expect(fields.length).toBeGreaterThanOrEqual(2);
        expect(fields.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('every card about one order', () => {
  const cards = fc
    .record({
      order: orders,
      news: fc.array(news, { maxLength: 20 }),
      words: fc.constantFrom(en, zh),
      zone: fc.constantFrom(undefined, 'Asia/Shanghai', 'America/New_York', 'nowhere'),
      text: fc.string(),
    })
    .map(({ order, text, ...shown }): readonly Card[] => [
      orderCard({ order, now, ...shown, mentions: [] }),
      newsLine({ order, now, ...shown, mentions: [] }),
      orderDetails({ order, now, ...shown, fresh: { asked: true } }),
      trackingCard({
        order,
        now,
        ...shown,
        fresh: { knownSince: now },
        traces: [{ mailNo: 'YT1', carrier: 'YTO', steps: [{ at: now, text }, { text }] }],
      }),
      orderListCard({ orders: [order, order], page: 1, now, ...shown }),
    ]);

  it('is made of any order, and leads only where the bot vouches for', () => {
    fc.assert(
      fc.property(cards, (made) => {
        for (const card of made) {
          for (const link of linksIn(card)) expect(link).toMatch(/^https:\/\/cbu01\.alicdn\.com\//);
          const primary = card.actions.filter((action) => 'style' in action && action.style === 'primary');
          expect(primary.length).toBeLessThanOrEqual(1);
          for (const block of card.body) {
            if (block.kind === 'fields') expect(block.fields.length).toBeLessThanOrEqual(8);
          }
        }
      }),
    );
  });

  const phones = fc.oneof(
    fc.stringMatching(/^1[3-9]\d{9}$/),
    fc.stringMatching(/^1[3-9]\d-\d{4}-\d{4}$/),
    fc.stringMatching(/^0\d{3}-\d{7}$/),
  );

  it('shows nobody’s phone, wherever a seller or a carrier wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(phones, fc.constantFrom(en, zh), async (phone, words) => {
        const written = `请联系张三 ${phone}，谢谢`;
        const order = {
          ...orderOf({
            phase: 'unknown',
            orderNo: written,
            rawStatus: written,
            closeReason: written,
            items: [{ title: written, sku: written, unit: phone }, { title: written }],
            seller: { name: written },
            refund: { state: 'unknown', raw: written, refundId: written },
            unknownMessages: [written],
          }),
          // What the partner's detail holds besides, should it ever get this far.
          receiver: { name: '张三丰', mobile: phone, address: '浙江省杭州市滨江区网商路699号' },
        };
        const fresh = { asked: true } as const;
        const traces = [
          {
            mailNo: 'YT1',
            steps: [
              { text: `派件中，${written}。收件人：李四光，已签收` },
              { text: '已签收,签收人是李四光（快递已送代理点）' },
            ],
          },
        ];
        const said = await Promise.all(
          [
            orderCard({ order, now, words, news: [{ kind: 'other', raw: written }] }),
            newsLine({ order, now, words, mentions: [], news: [{ kind: 'closed', raw: written }] }),
            orderDetails({ order, now, words, fresh }),
            trackingCard({ order, now, words, fresh, traces }),
            orderListCard({ orders: [order], page: 1, now, words }),
          ].map(wordsIn),
        );
        for (const each of said) {
          expect(each).not.toContain(phone);
          expect(each).not.toMatch(/张三丰|网商路|李四光/);
        }
      }),
    );
  });
});

describe('a line of news', () => {
  const lineOf = (kind: Parameters<typeof newsLine>[0]['news'], order = orderOf(), words = en) =>
    wordsIn(newsLine({ order, news: kind, mentions: [], now, words }));

  it.each([
    [
      { kind: 'shipped', at: Date.parse('2026-05-21T10:00:00+08:00') },
      '◑ Shipped · YTO Express YT7565691026776 · 05-21 10:00 UTC+8',
    ],
    [{ kind: 'price', fromFen: 10_000, toFen: 9800 }, '¥ Price changed · ¥100.00 → ¥98.00'],
    [{ kind: 'price', toFen: 5 }, '¥ Price changed · ¥0.05'],
    [{ kind: 'closed', raw: 'sellerGoodsLack' }, '✗ Closed · the seller has no stock'],
    [{ kind: 'unshipped' }, '! Paid, but not shipped · for 20 hours'],
    [{ kind: 'stalled', mailNo: 'ZT1' }, '! No progress on the way · ZT1 · for 2 hours'],
    [{ kind: 'stalled', mailNo: 'ZT1', raw: 'FAILED' }, '! Not delivered · ZT1 · delivery failed'],
    [{ kind: 'shipped', partly: true }, '◑ Partly shipped · YTO Express YT7565691026776'],
    [{ kind: 'refund', refund: 'agreed', toFen: 5000 }, '↩ Refund · agreed · ¥50.00'],
    [{ kind: 'refused', refund: 'refused', toFen: 5000 }, '✗ Refused · Refund · refused · ¥50.00'],
    [{ kind: 'refused', raw: '3' }, '✗ Refused · the payment was not approved'],
    [{ kind: 'other', raw: 'ORDER_STEP_PAY' }, '· Something changed · ORDER_STEP_PAY'],
    [{ kind: 'paid' }, '◔ Paid · ¥100.00'],
  ] as const)('%j is said as %s', async (each, said) => {
    expect((await lineOf([each])).trim()).toBe(said);
  });

  it('says how long the parcel stood still that is told of, not the one that moved last', async () => {
    const hourMs = 3_600_000;
    const parcels = [
      { mailNo: 'YT1', state: 'moving' as const, at: now - 100 * hourMs },
      { mailNo: 'ZT1', state: 'moving' as const, at: now - hourMs },
    ];
    const said = await lineOf([{ kind: 'stalled', mailNo: 'YT1' }], orderOf({ parcels }));
    expect(said.trim()).toBe(`! No progress on the way · YT1 · ${en.lasting(100 * hourMs)}`);
    expect(await lineOf([{ kind: 'stalled' }], orderOf({ parcels }))).toContain(en.lasting(hourMs));
  });

  it('says a refund with its state and its amount', async () => {
    const order = orderOf({ refund: { state: 'asked' }, refundFen: 5000 });
    expect((await lineOf([{ kind: 'refund' }], order)).trim()).toBe('↩ Refund · asked for · ¥50.00');
    expect((await lineOf([{ kind: 'refund' }], order, zh)).trim()).toBe(
      `↩ 退款 · ${zhCn.orders.refundState.asked} · ¥50.00`,
    );
  });

  it('says several news in a line each, the same one once', async () => {
    const said = await lineOf([{ kind: 'created' }, { kind: 'paid' }, { kind: 'paid' }]);
    expect(said.trim().split('\n')).toEqual(['○ Placed · ¥100.00', '◔ Paid · ¥100.00']);
  });
});
