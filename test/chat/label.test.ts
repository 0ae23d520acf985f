import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { labelOf } from '../../src/chat/label.ts';
import { workMs } from '../harness/work.ts';

const label = labelOf(['订单', '采购单', 'order', 'purchase order']);

describe('a label before a number', () => {
  it.each([
    ['订单号：PO2026', 'PO2026'],
    ['订单编号:3305', '3305'],
    ['订单 3305', '3305'],
    ['订单3305', '3305'],
    ['我的订单号是：3305', '3305'],
    ['采购单号： PO2026', 'PO2026'],
    ['order no. PO2026', 'PO2026'],
    ['Order No: PO2026', 'PO2026'],
    ['order number 3305', '3305'],
    ['your order id is 3305', '3305'],
    ['order #3305', '3305'],
    ['orderId=3305', '3305'],
    ['order_id = 3305', '3305'],
    ['purchase-order: 3305', '3305'],
    ['# 3305', '3305'],
    ['#PO2026', 'PO2026'],
    ['№3305', '3305'],
    ['No. 3305', '3305'],
    ['ID：3305', '3305'],
    ['编号：3305', '3305'],
  ])('is taken off “%s”', (text, rest) => {
    expect(label.after(text)).toBe(rest);
  });

  it.each([
    '3305',
    'PO2026',
    'NO2026',
    'ID3305',
    'ordered',
    'order3305',
    'none',
    'order no.',
    '订单号：',
    '',
    '商品ID：3305',
  ])('is none in “%s”', (text) => {
    expect(label.after(text)).toBeUndefined();
  });

  it.each([
    [['3305', 'x'], 1],
    [['订单号：', '3305', 'x'], 2],
    [['order', 'no.', '3305', 'x'], 3],
    [['order', 'no', ':', '3305'], 4],
    [['#', 'PO1'], 2],
    [['订单号：3305', 'x'], 1],
    [['order'], 1],
    [['order', 'no.'], 2],
    [['my', 'order', '3305'], 3],
    [['No.', '3305', 'x'], 2],
    [['Your', 'order', 'number:', 'PO1'], 4],
  ] as const)('takes as many words as it has: %j', (words, count) => {
    expect(label.span(words)).toBe(count);
  });
});

test('a label is never taken off twice over, nor anything of what follows it', () => {
  // A number that begins as a word for a number does, such as ID2026, can't be told from that word behind Chinese ones.
  const number = fc.stringMatching(/^[A-Z]{0,2}\d{4,19}$/).filter((each) => !/^(?:ID|NO|NR)/.test(each));
  const before = fc.constantFrom('订单号：', 'order no. ', '#', 'order id = ', 'My order #', '采购单 ');
  fc.assert(
    fc.property(before, number, (said, each) => {
      expect(label.after(said + each)).toBe(each);
      expect(label.after(each)).toBeUndefined();
    }),
  );
});

test('a long run of signs is no work', () => {
  const work = workMs(() => {
    for (const run of ['#', ' ', 'order ', 'no.', '订单']) label.after(run.repeat(4000));
  });
  expect(work).toBeLessThan(500);
});
