import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryCard } from '../../src/cards/summary-card.ts';
import { phases } from '../../src/domain/orders/order.ts';
import { en } from '../../src/languages/en/index.ts';
import { allWords } from '../../src/languages/index.ts';
import { itemsIn, wordsIn } from './bed.ts';

const { orders: words } = allWords.en;
const created = [19, 20, 21].map((day, at) => ({ day: `2026-05-${day}`, orders: at * 2 }));

describe('the daily summary', () => {
  it('says what needs somebody first, then what is under way, and charts the new orders', async () => {
    const byPhase = { shipped: 9, 'awaiting payment': 3, done: 100, unknown: 1, nonsense: 7 };
    const card = summaryCard({ day: '2026-05-21', byPhase, created, words });
    expect(card.tone).toBe('warning');
    expect(card.title).toBe(en.orders.summary('2026-05-21'));
    expect(itemsIn(card)).toEqual([
      `${en.orders.needsSomebody} ○ Awaiting payment 3 · ? Unknown status 1`,
      'Under way ◑ Shipped 9',
    ]);
    expect(card.body.at(-1)).toEqual({
      kind: 'chart',
      title: 'New orders',
      alt: 'New orders a day: 05-19 0, 05-20 2, 05-21 4',
      bars: [
        { label: '05-19', value: 0 },
        { label: '05-20', value: 2 },
        { label: '05-21', value: 4 },
      ],
    });
    expect(card.actions).toMatchObject([
      {
        options: [
          { run: { arguments: { status: 'awaiting-payment' } } },
          {},
          { label: en.orders.phase.shipped },
        ],
      },
    ]);
  });

  it('says that nothing is open', async () => {
    const card = summaryCard({ day: '2026-05-21', byPhase: { done: 2 }, created: [], words });
    expect(await wordsIn(card)).toContain(en.orders.nothingOpen);
    expect(card.actions).toEqual([]);
  });

  it('keeps a chart to what a chart can hold', () => {
    const days = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
    const bar = fc.record({
      day: days.map((day) => day.toISOString().slice(0, 10)),
      orders: fc.integer({ min: 0, max: 1e6 }),
    });
    const counts = fc.dictionary(fc.constantFrom(...phases), fc.nat());
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 60 }), counts, (many, byPhase) => {
        const card = summaryCard({ day: '2026-05-21', byPhase, created: many, words });
        for (const block of card.body) {
          if (block.kind !== 'chart') continue;
          expect(block.bars.length).toBeLessThanOrEqual(31);
          for (const { label } of block.bars) expect(label).toMatch(/^[0-9\-/:.]{1,5}$/);
        }
      }),
    );
  });
});
