import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyFields } from '../../../src/cards/order-summary.ts';
import { plainText } from '../../../src/chat/text.ts';
import { totalsOf } from '../../../src/domain/orders/totals.ts';
import { readYuan } from '../../../src/domain/orders/typed-yuan.ts';
import { allWords } from '../../../src/languages/index.ts';
import { orderOf } from '../../arbitraries/order.ts';
import { runs } from '../../harness/runs.ts';

const en = allWords.en.orders;
const fen = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined });
const item = fc.record({
  priceFen: fen,
  quantity: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
});

/** What a line of a card says, in fen. */
function shownFen(value: string): number {
  const read = readYuan(value.replace(/^-/, '').replace('¥', ''));
  if (read === undefined || !('fen' in read)) throw new Error(`no amount: ${value}`);
  return value.startsWith('-') ? -read.fen : read.fen;
}

describe('what an order costs', () => {
  it('adds up on its card to the total, whatever the partner says of its parts', () => {
    const given = fc.record({
      totalFen: fen,
      productFen: fen,
      shippingFen: fen,
      items: fc.array(item, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(given, fc.constantFrom('en' as const, 'zh-CN' as const), (parts, language) => {
        const order = orderOf({ ...parts, moneyUnsure: false });
        const words = allWords[language].orders;
        const lines = moneyFields(order, words).map(({ label, value }) => ({
          label,
          fen: shownFen(plainText(value)),
        }));
        const total = lines.find(({ label }) => label === words.total);
        expect(total?.fen).toBe(parts.totalFen);
        if (!lines.some(({ label }) => label === words.goods)) return;
        const others = lines.filter((line) => line !== total);
        expect(others.reduce((sum, each) => sum + each.fen, 0)).toBe(parts.totalFen);
      }),
      { numRuns: runs(300) },
    );
  });

  it('names the difference where the partner’s own do not add up', () => {
    const order = (change: Parameters<typeof orderOf>[0]) =>
      moneyFields(orderOf({ moneyUnsure: false, items: [], ...change }), en).map(
        ({ label, value }) => `${label} ${plainText(value)}`,
      );
    // Finding 23 of the day as a user: the fee that the preview had was missing.
    expect(order({ totalFen: 147_059, productFen: 142_950, shippingFen: 500 })).toEqual([
      'Goods ¥1,429.50',
      'Freight ¥5.00',
      'Other fees ¥36.09',
      'Total ¥1,470.59',
    ]);
    expect(order({ totalFen: 9000, productFen: 9500, shippingFen: 500 })).toContain('Discount -¥10.00');
    expect(order({ totalFen: 9500, productFen: 9000, shippingFen: undefined })).toContain(
      'Freight and fees ¥5.00',
    );
    expect(totalsOf(orderOf({ totalFen: 500, productFen: undefined, items: [{}] }))).not.toHaveProperty(
      'goodsFen',
    );
  });
});
