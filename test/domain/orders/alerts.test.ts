import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertsDue, nextCheckAt } from '../../../src/domain/orders/alerts.ts';
import { deriveOrder } from '../../../src/domain/orders/derived-order.ts';
import { type OrderState, printState, readState } from '../../../src/domain/orders/state.ts';
import { factsOf, joinAll, messagesOf1688, parcelBody, partnerBody, pushed, sentAt } from './said.ts';

const hourMs = 60 * 60_000;
const patience = { unpaidMs: 24 * hourMs, unshippedMs: 72 * hourMs, stalledMs: 120 * hourMs };
const createdAt = Date.parse('2026-05-20T07:40:00Z');
const paidAt = Date.parse('2026-05-20T07:41:00Z');
const movedAt = Date.parse('2026-05-21T02:00:00Z');

const stateAfter = (...messages: readonly string[]) =>
  joinAll(messages.flatMap((message) => factsOf(message))).state;
const checkedAt = (state: OrderState) => nextCheckAt(state, deriveOrder(state), patience);
const created = pushed('ORDER_CREATE', partnerBody(), { at: sentAt });
const paid = pushed(
  'ORDER_PAY_SUCCESS',
  partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2, payTime: '2026-05-20 15:41:00' }),
  { at: sentAt },
);
const moving = pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('TRANSPORT'));

describe('what nobody did', () => {
  test.each([
    ['unpaid', [created], createdAt + patience.unpaidMs, {}],
    ['unshipped', [created, paid], paidAt + patience.unshippedMs, {}],
    ['stalled', [paid, moving], movedAt + patience.stalledMs, { mailNo: 'YT7565691026776' }],
  ] as const)('%s is told at its time and once', (kind, messages, at, more) => {
    const state = stateAfter(...messages);
    expect(checkedAt(state)).toBe(at);
    expect(alertsDue(state, at - 1, patience)).toEqual({ state, news: [], checkAt: at });
    const told = alertsDue(state, at, patience);
    expect(told).toMatchObject({ news: [{ kind, at, ...more }], checkAt: undefined });
    expect(alertsDue(told.state, at + 1000 * hourMs, patience).news).toEqual([]);
    expect(readState(printState(told.state))).toEqual(told.state);
    expect(checkedAt(told.state)).toBeUndefined();
  });

  test('is forgotten once it was done', () => {
    const late = createdAt + patience.unpaidMs;
    const told = alertsDue(stateAfter(created), late, patience).state;
    const after = joinAll(factsOf(paid), told).state;
    expect(alertsDue(after, late, patience)).toMatchObject({
      news: [],
      checkAt: paidAt + patience.unshippedMs,
    });
  });

  test('starts anew with each move of a parcel', () => {
    const moved = pushed(
      'LOGISTICS_BUYER_VIEW_TRACE',
      parcelBody('DELIVERING', { changeTime: '2026-05-22 10:00:00' }),
    );
    expect(checkedAt(stateAfter(paid, moving, moved))).toBe(movedAt + 24 * hourMs + patience.stalledMs);
  });

  test('is told of each parcel that stands still', () => {
    const parcel = (mailNo: string) =>
      pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('TRANSPORT', { mailNo }));
    const state = stateAfter(paid, parcel('A'), parcel('B'));
    const { news } = alertsDue(state, movedAt + patience.stalledMs, patience);
    expect(news.map(({ mailNo }) => mailNo)).toEqual(['A', 'B']);
  });

  test('is nothing once the order is over, or of a parcel that was signed for', () => {
    const cancelled = pushed('ORDER_CANCEL', partnerBody({ orderStatus: 'CANCEL' }), { at: sentAt });
    const signed = pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('SIGN'));
    expect(checkedAt(stateAfter(created, cancelled))).toBeUndefined();
    expect(checkedAt(stateAfter(paid, signed))).toBeUndefined();
  });

  test('is told once a cause, whenever one looks, and nothing is awaited after all of it', () => {
    fc.assert(
      fc.property(messagesOf1688, fc.array(fc.nat({ max: 500 }), { minLength: 1 }), (messages, hours) => {
        let state = stateAfter(...messages);
        const told: string[] = [];
        for (const hour of hours.toSorted((one, other) => one - other)) {
          const now = createdAt + hour * hourMs;
          const due = alertsDue(state, now, patience);
          state = due.state;
          told.push(...due.news.map(({ kind, mailNo = '' }) => `${kind} ${mailNo}`));
          if (due.checkAt !== undefined) expect(due.checkAt).toBeGreaterThan(now);
        }
        expect(new Set(told).size).toBe(told.length);
        const end = alertsDue(state, createdAt + 10_000 * hourMs, patience);
        expect(end.checkAt).toBeUndefined();
      }),
    );
  });
});
