import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawDiscordCard as drawForDiscord } from '../../adapters/discord/cards.ts';
import { drawSlackCard as drawForSlack } from '../../adapters/slack/cards.ts';
import { digestCard } from '../../src/cards/digest-card.ts';
import { allWords } from '../../src/languages/index.ts';
import { news, orderOf, orders } from '../arbitraries/order.ts';
import { itemsIn, linksIn, readied, wordsIn } from './bed.ts';

const en = allWords.en.orders;
const zh = allWords['zh-CN'].orders;
const now = Date.parse('2026-05-21T12:00:00+08:00');

describe('a digest', () => {
  it('shows each order once, as it came last, with what needs somebody', async () => {
    const one = orderOf({ phase: 'awaiting payment', passed: ['created'], parcels: [] });
    const other = orderOf({ orderId: '3305075341149134261' });
    const card = digestCard({
      entries: [
        { order: one, news: [{ kind: 'created' }] },
        { order: other, news: [{ kind: 'shipped' }] },
        { order: { ...one, totalFen: 9800 }, news: [{ kind: 'price', fromFen: 10_000, toFen: 9800 }] },
        { order: { ...one, totalFen: 9800 }, news: [{ kind: 'unpaid' }] },
      ],
      more: 3,
      now,
      words: en,
    });
    expect(card.title).toBe(en.digest(5));
    expect(itemsIn(card)).toEqual([
      `○ Awaiting payment · 山东绿德制冷设备压缩机 (1688’s words) · ¥98.00 · ! ${en.news.unpaid} · for 20 hours · 3305075341149134260`,
      '◑ Shipped · 山东绿德制冷设备压缩机 (1688’s words) · ¥100.00 · YTO Express YT7565691026776 · 3305075341149134261',
    ]);
    expect(await wordsIn(card)).toContain(en.moreOrders(3));
    const [select] = card.actions;
    expect(
      select?.kind === 'select' && select.options.map(({ run }) => [run.command, run.arguments['id']]),
    ).toEqual([
      ['order pay', '3305075341149134260'],
      ['order show', '3305075341149134260'],
      ['order track', '3305075341149134261'],
      ['order show', '3305075341149134261'],
    ]);
  });

  const entries = fc.uniqueArray(fc.record({ order: orders, news: fc.array(news, { maxLength: 3 }) }), {
    selector: ({ order }) => order.orderId,
    minLength: 1,
    maxLength: 40,
  });

  it('keeps every line to 200 characters and every order in one of them', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(en, zh), (given, words) => {
        const card = digestCard({ entries: given, more: 0, now, words });
        const lines = itemsIn(card);
        expect(lines).toHaveLength(given.length);
        given.forEach(({ order }, at) => {
          expect(lines[at]?.length).toBeLessThanOrEqual(200);
          expect(lines[at]).toContain(order.orderId);
        });
        expect(linksIn(card)).toEqual([]);
        for (const action of card.actions) {
          if (action.kind === 'select') expect(action.options.length).toBeLessThanOrEqual(25);
        }
      }),
    );
  });

  it('shows at least twenty orders whole on every platform, with the menu', async () => {
    const long = Array.from({ length: 20 }, (_, at) => ({
      order: orderOf({
        orderId: `33050753411491342${String(at).padStart(2, '0')}`,
        items: [
          {
            title: '山东绿德制冷设备有限公司压缩机组冷库全套制冷设备大型保鲜库速冻库冷藏库安装',
            quantity: 2,
          },
        ],
        moneyUnsure: true,
        totalFen: 123_456_789,
      }),
      news: [
        {
          kind: 'closed' as const,
          at: now,
          raw: '卖家长时间未发货，买家申请退款后交易自动关闭，款项已原路退回',
        },
      ],
    }));
    for (const words of [en, zh]) {
      const card = await readied(digestCard({ entries: long, more: 0, now, words }));
      const drawn = [
        JSON.stringify(drawForSlack(card).blocks),
        JSON.stringify(drawForDiscord(card, 'attached').message),
      ];
      for (const shown of drawn) {
        for (const { order } of long) {
          // In the list and in the menu.
          expect(shown.split(order.orderId).length).toBeGreaterThan(2);
        }
      }
    }
  });
});
