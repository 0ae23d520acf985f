import { expect, test } from 'vitest';
import { orderOf } from '../../../src/domain/orders/merge.ts';
import { timelineOf } from '../../../src/domain/orders/timeline.ts';
import { factsOf, joinAll, partnerBody, pushed, sentAt } from './said.ts';

const order = (type: string, change: Readonly<Record<string, unknown>>) =>
  orderOf(joinAll(factsOf(pushed(type, partnerBody(change), { at: sentAt }))).state);

test('shows the steps passed with their times, and those to come', () => {
  const paid = order('ORDER_PAY_SUCCESS', {
    orderStatus: 'WAITING_FOR_SENT',
    payStatus: 2,
    payTime: '2026-05-20 15:41:00',
  });
  expect(timelineOf(paid)).toEqual([
    { step: 'created', is: 'passed', at: Date.parse('2026-05-20T07:40:00Z') },
    { step: 'paid', is: 'passed', at: Date.parse('2026-05-20T07:41:00Z') },
    { step: 'shipped', is: 'to come' },
    { step: 'arrived', is: 'to come' },
    { step: 'done', is: 'to come' },
  ]);
});

test('has nothing to come of a closed order', () => {
  const cancelled = order('ORDER_CANCEL', { orderStatus: 'CANCEL' });
  expect(timelineOf(cancelled).map(({ is }) => is)).toEqual([
    'passed',
    'missed',
    'missed',
    'missed',
    'missed',
  ]);
});
