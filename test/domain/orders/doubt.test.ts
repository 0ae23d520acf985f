import { describe, expect, test } from 'vitest';
import { factOfDetail } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import { orderDetailEndpoint } from '../../../src/xport/orders.ts';
import {
  factsOf,
  joinAll,
  minuteMs,
  orderId,
  parcelBody,
  partnerBody,
  pushed,
  sentAt,
  wrappedBody,
} from './said.ts';

const newer = sentAt + minuteMs;

/** The order as the API told it just before the messages that follow. */
function told(baseInfo: Readonly<Record<string, unknown>>) {
  const detail = orderDetailEndpoint.data.parse({
    baseInfo: { idOfStr: orderId, totalAmount: '100.00', shippingFee: '5.00', ...baseInfo },
  });
  const fact = factOfDetail(detail, sentAt);
  if (fact === undefined) throw new Error('no order');
  return mergeFact(undefined, fact).state;
}

const unpaid = told({ status: 'waitbuyerpay' });
const paid = told({ status: 'waitsellersend', payTime: '2026-05-20 15:41:00' });

const hearing = (known: typeof unpaid, ...messages: readonly string[]) =>
  joinAll(
    messages.flatMap((message) => factsOf(message)),
    known,
  );
const body = (change: Readonly<Record<string, unknown>> = {}) =>
  partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2, ...change });
const refund = (refundAction: string | undefined, at: number, refundId = 'TQ1') =>
  pushed('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', { refundId, orderId, refundAction }, { at });
const price = (totalAmount: number, at: number) =>
  pushed('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', partnerBody({ totalAmount }), { at });

describe('what leaves doubt', () => {
  test.each([
    ['a status that is not known', [pushed('ORDER_CREATE', body({ orderStatus: 'NEW' }), { at: newer })]],
    ['a type that is not known', [pushed('ORDER_NEW', body(), { at: newer })]],
    [
      'two closings',
      [
        pushed('ORDER_CANCEL', body({ orderStatus: 'CANCEL' }), { at: newer }),
        pushed('ORDER_BUYER_VIEW_ORDER_SUCCESS', wrappedBody('success'), { at: newer }),
      ],
    ],
    ['two prices at one time', [price(9800, newer), price(9700, newer)]],
    ['two prices in one phase, for their times prove little', [price(9800, newer), price(9700, newer + 1)]],
    [
      'a price change that says no price',
      [pushed('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', wrappedBody('waitbuyerpay'), { at: newer })],
    ],
    ['a refund of which nothing is said', [refund(undefined, newer)]],
    ['a refund after something that is not known', [refund('CRM_INTERVENE_TASK', newer)]],
    ['that, even once it has gone on', [refund('ODD', newer), refund('BUYER_APPLY_REFUND', newer)]],
    ['a refund that was agreed to: the money may have moved', [refund('SELLER_AGREE_REFUND', newer)]],
    [
      'a refusal that was answered',
      [refund('SELLER_REJECT_REFUND', newer), refund('BUYER_APPLY_REFUND', newer + 1)],
    ],
    [
      'two refunds at once',
      [refund('BUYER_APPLY_REFUND', newer, 'TQ9'), refund('BUYER_APPLY_REFUND', newer, 'TQ10')],
    ],
    [
      'a refund under way when the order was closed',
      [
        refund('BUYER_APPLY_REFUND', newer),
        pushed('ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE', wrappedBody('terminated'), { at: newer }),
      ],
    ],
    [
      'very many messages',
      Array.from({ length: 60 }, (_, at) => pushed('ORDER_CREATE', body(), { at: newer + at })),
    ],
  ])('is %s', (_what, messages) => {
    const known = messages[0]?.includes('PRICE_MODIFY') === true ? unpaid : paid;
    expect(hearing(known, ...messages).last.doubt).toBe(true);
  });

  test.each([
    [
      'a step forward',
      [pushed('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', wrappedBody('waitbuyerreceive'), { at: newer })],
    ],
    ['one new price', [price(9800, newer)]],
    ['one closing', [pushed('ORDER_CANCEL', body({ orderStatus: 'CANCEL' }), { at: newer })]],
    [
      'a refund that was asked for, and refused',
      [refund('BUYER_APPLY_REFUND', newer), refund('SELLER_REJECT_REFUND', newer + 1)],
    ],
    ['news of a parcel', [pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('TRANSPORT'), { at: newer })]],
  ])('is not %s', (_what, messages) => {
    expect(hearing(paid, ...messages).last.doubt).toBe(false);
  });
});

describe('what counts', () => {
  test('is the refund that was asked for last, by its number', () => {
    const { state } = hearing(
      paid,
      refund('SELLER_REJECT_REFUND', newer, 'TQ10'),
      refund('BUYER_APPLY_REFUND', newer, 'TQ9'),
    );
    expect(orderOf(state).refund).toMatchObject({ refundId: 'TQ10', state: 'refused' });
  });

  test('is the price of a change before that of the order, whichever was sent last', () => {
    const late = pushed('ORDER_CREATE', partnerBody(), { at: newer + 1_800_000 });
    const { state, news } = joinAll([...factsOf(price(9800, newer)), ...factsOf(late)]);
    expect(orderOf(state).totalFen).toBe(9800);
    expect(news.map(({ kind }) => kind)).toEqual(['created', 'price']);
  });

  test('is no price of a closed order', () => {
    const { news } = hearing(
      unpaid,
      pushed('ORDER_CANCEL', body({ orderStatus: 'CANCEL', totalAmount: 0 }), { at: newer }),
    );
    expect(news).toMatchObject([{ kind: 'closed' }]);
  });

  test('is that a parcel was signed for, whatever its carrier says after', () => {
    const trace = (state: string, day: number) =>
      pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody(state, { changeTime: `2026-05-${day} 10:00:00` }));
    const { state } = hearing(paid, trace('SIGN', 22), trace('TRANSPORT', 23));
    expect(orderOf(state)).toMatchObject({ phase: 'arrived', parcels: [{ state: 'signed' }] });
  });

  test('is no time of payment where the payment is said not to be made', () => {
    const odd = pushed(
      'ORDER_CANCEL',
      partnerBody({ orderStatus: 'CANCEL', payTime: '2026-05-20 15:41:00' }),
      { at: newer },
    );
    expect(orderOf(joinAll(factsOf(odd)).state)).toMatchObject({ passed: ['created'], phase: 'cancelled' });
  });

  test('is that an order was paid before it was closed', () => {
    const closed = pushed('ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE', wrappedBody('cancel'), { at: newer });
    expect(orderOf(hearing(paid, closed).state)).toMatchObject({
      passed: ['created', 'paid'],
      phase: 'cancelled',
    });
    const answered = factOfDetail(
      orderDetailEndpoint.data.parse({ baseInfo: { idOfStr: orderId, status: 'cancel' } }),
      newer,
    );
    if (answered === undefined) throw new Error('no order');
    expect(orderOf(mergeFact(paid, answered).state)).toMatchObject({
      passed: ['created', 'paid'],
      times: { paid: Date.parse('2026-05-20T07:41:00Z') },
    });
  });

  test('is that all money was given back, where the word says only that it was cancelled', () => {
    const { state } = hearing(
      paid,
      pushed('ORDER_CANCEL', body({ orderStatus: 'CANCEL', payStatus: 4 }), { at: newer }),
    );
    expect(orderOf(state)).toMatchObject({ phase: 'ended', refund: { state: 'refunded' } });
  });

  test('is no time that can not be true', () => {
    const [fact] = factsOf(pushed('ORDER_CREATE', partnerBody(), { at: sentAt + 11 * minuteMs }), sentAt);
    expect(fact).toMatchObject({ said: { at: undefined } });
  });

  test('is what came of each of several payments', () => {
    const payments = (status: string) =>
      pushed('ORDER_BATCH_PAY', JSON.stringify({ batchPay: [{ orderId, status }] }), { at: newer });
    expect(hearing(unpaid, payments('successed')).news).toEqual([{ kind: 'paid', at: newer }]);
    expect(hearing(unpaid, payments('ACCOUNT_FROZEN')).news).toEqual([
      { kind: 'other', raw: 'ACCOUNT_FROZEN' },
    ]);
  });

  test('is also a type that nobody knows about a parcel', () => {
    const { news, state } = hearing(paid, pushed('LOGISTICS_NEW', parcelBody('CONSIGN'), { at: newer }));
    expect(news.map(({ kind, raw }) => [kind, raw])).toContainEqual(['other', 'LOGISTICS_NEW']);
    expect(orderOf(state).parcels).toHaveLength(1);
  });

  test('is what the API says of an end, not what came a moment before', () => {
    const done = told({ status: 'success' });
    const stray = pushed('ORDER_CANCEL', body({ orderStatus: 'CANCEL' }), { at: sentAt - 1000 });
    const { state, news, last } = hearing(done, stray);
    expect(orderOf(state).phase).toBe('done');
    expect({ news, doubt: last.doubt }).toEqual({ news: [], doubt: false });
  });
});
