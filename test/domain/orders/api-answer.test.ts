import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerFact,
  factOfDetail,
  factOfLogistics,
  factOfPurchase,
} from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import { printState, readState } from '../../../src/domain/orders/state.ts';
import { parseExactJson } from '../../../src/xport/json.ts';
import { orderDetailEndpoint, orderLogisticsEndpoint } from '../../../src/xport/orders.ts';
import { purchasePage } from '../../../src/xport/purchases.ts';
import {
  factsOf,
  joinAll,
  messagesOf1688,
  minuteMs,
  orderId,
  parcelBody,
  partnerBody,
  pushed,
  sentAt,
  wrappedBody,
} from './said.ts';

const askedAt = sentAt + 10 * minuteMs;

/** 1688's detail of the order in yuan, as the sandbox gives it too. */
function detail(
  baseInfo: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
) {
  return orderDetailEndpoint.data.parse({
    baseInfo: {
      idOfStr: orderId,
      status: 'waitsellersend',
      createTime: '20260520154000000+0800',
      payTime: '20260520154100000+0800',
      totalAmount: '100.00',
      shippingFee: '5.00',
      ...baseInfo,
    },
    productItems: [
      {
        productID: 951807530375,
        name: '小家电',
        productImgUrl: ['https://cbu01.alicdn.com/a.jpg'],
        skuInfos: [
          { name: '颜色', value: '白' },
          { name: '尺寸', value: '大' },
        ],
        quantity: 2,
        unit: '件',
        price: '47.50',
      },
    ],
    nativeLogistics: { contactPerson: '测试', mobile: '13000000000', logisticsItems: null },
    tradeTerms: [{ payStatus: '2', payTime: null }],
    ...rest,
  });
}

function answered(
  baseInfo: Readonly<Record<string, unknown>> = {},
  { at = askedAt, ...rest }: { readonly at?: number; readonly [field: string]: unknown } = {},
): AnswerFact {
  const fact = factOfDetail(detail(baseInfo, rest), at);
  if (fact === undefined) throw new Error('no order');
  return fact;
}

const status = (word: string, change: Readonly<Record<string, unknown>> = {}) =>
  partnerBody({ orderStatus: word, payStatus: 2, ...change });
const created = pushed('ORDER_CREATE', partnerBody(), { at: sentAt });
const paid = pushed('ORDER_PAY_SUCCESS', status('WAITING_FOR_SENT'), { at: sentAt + minuteMs });
const cancelled = pushed('ORDER_CANCEL', status('CANCEL', { payStatus: 1 }), { at: sentAt + 2 * minuteMs });

describe('an answer of the API', () => {
  test('tells items, seller and yuan; nothing personal is kept', () => {
    const { state, last } = joinAll([
      answered({ sellerContact: { companyName: '山东绿德' }, sellerID: 'b2b-2' }),
    ]);
    expect(last).toMatchObject({ doubt: false, news: [{ kind: 'paid' }] });
    expect(orderOf(state)).toMatchObject({
      phase: 'awaiting shipment',
      totalFen: 10000,
      shippingFen: 500,
      moneyUnsure: false,
      seller: { id: 'b2b-2', name: '山东绿德' },
      items: [
        {
          offerId: '951807530375',
          title: '小家电',
          picture: 'https://cbu01.alicdn.com/a.jpg',
          sku: '白 / 大',
          quantity: 2,
          unit: '件',
          priceFen: 4750,
        },
      ],
      times: { created: Date.parse('2026-05-20T07:40:00Z'), paid: Date.parse('2026-05-20T07:41:00Z') },
    });
    expect(printState(state)).not.toMatch(/13000000000|测试/);
  });

  test('is asked for after the first message, for what no message tells, and then not again', () => {
    const first = joinAll(factsOf(created));
    expect(first.last.doubt).toBe(true);
    const asked = mergeFact(first.state, answered({ status: 'waitbuyerpay', payTime: null }));
    expect(asked).toMatchObject({ doubt: false, changed: true, news: [] });
    const later = joinAll(
      factsOf(pushed('ORDER_PAY_SUCCESS', status('WAITING_FOR_SENT'), { at: askedAt + minuteMs })),
      asked.state,
    );
    expect(later.last).toMatchObject({ doubt: false, news: [{ kind: 'paid' }] });
    expect(orderOf(later.state).items).toHaveLength(1);
  });

  test('settles what messages left in doubt', () => {
    const done = pushed('ORDER_BUYER_VIEW_ORDER_SUCCESS', wrappedBody('success'), { at: sentAt + 3 });
    const torn = joinAll([...factsOf(cancelled), ...factsOf(done)]);
    expect(torn.last.doubt).toBe(true);
    const settled = mergeFact(torn.state, answered({ status: 'success' }));
    expect(settled).toMatchObject({ doubt: false, news: [{ kind: 'done' }] });
    expect(orderOf(settled.state).phase).toBe('done');
    // What led astray comes once more, half an hour later.
    expect(mergeFact(settled.state, factsOf(cancelled)[0] ?? fail())).toMatchObject({
      changed: false,
      news: [],
    });
  });

  test('stands against older messages that come later, and not against newer ones', () => {
    const settled = joinAll([
      answered({ status: 'waitbuyerpay', payTime: null, totalAmount: '98.00' }),
    ]).state;
    for (const message of [created, paid, cancelled]) {
      expect(joinAll(factsOf(message), settled).last).toMatchObject({
        changed: false,
        news: [],
        doubt: false,
      });
    }
    const price = pushed('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', partnerBody({ totalAmount: 9500 }), {
      at: askedAt + minuteMs,
    });
    const newer = joinAll(factsOf(price), settled);
    expect(newer.news).toEqual([{ kind: 'price', fromFen: 9800, toFen: 9500 }]);
    expect(newer.last.doubt).toBe(false);
  });

  test('that lags behind a message of the same minute takes nothing back, and is asked for again', () => {
    const justPaid = pushed('ORDER_PAY_SUCCESS', status('WAITING_FOR_SENT'), { at: askedAt - 10_000 });
    const before = joinAll(factsOf(justPaid));
    const lagging = mergeFact(before.state, answered({ status: 'waitbuyerpay', payTime: null }));
    expect(lagging).toMatchObject({ doubt: true, news: [] });
    expect(orderOf(lagging.state).phase).toBe('awaiting shipment');
    const caughtUp = mergeFact(lagging.state, answered({}, { at: askedAt + 10 * minuteMs }));
    expect(caughtUp).toMatchObject({ doubt: false, news: [] });
  });

  test('that is older than the one that is known changes nothing', () => {
    const { state } = joinAll([answered({ status: 'success' })]);
    const older = mergeFact(state, answered({ status: 'waitbuyerpay' }, { at: askedAt - 1 }));
    expect(older).toMatchObject({ changed: false, news: [] });
  });

  test('once more, asked later, is no news', () => {
    const { state } = joinAll([...factsOf(created), answered()]);
    const again = mergeFact(state, answered({}, { at: askedAt + minuteMs }));
    expect(again).toMatchObject({ news: [], doubt: false });
  });

  test('with a status that nobody knows is shown with its word, told once, and not asked about again', () => {
    const before = joinAll(factsOf(paid));
    const odd = mergeFact(before.state, answered({ status: 'waitpigeontakein' }));
    expect(odd).toMatchObject({ doubt: false, news: [{ kind: 'other', raw: 'waitpigeontakein' }] });
    expect(orderOf(odd.state)).toMatchObject({
      phase: 'unknown',
      rawStatus: 'waitpigeontakein',
      passed: ['created', 'paid'],
    });
    const again = mergeFact(odd.state, answered({ status: 'waitpigeontakein' }, { at: askedAt + minuteMs }));
    expect(again.news).toEqual([]);
    const shipped = pushed('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', status('HAS_BEEN_SENT'), {
      at: askedAt + 2 * minuteMs,
    });
    expect(joinAll(factsOf(shipped), again.state).news).toMatchObject([{ kind: 'shipped' }]);
  });

  test('that leaves out items and amounts leaves them as they were', () => {
    const { state } = joinAll([answered()]);
    const bare = answered(
      { totalAmount: undefined, shippingFee: undefined, status: undefined },
      { productItems: null, at: askedAt + minuteMs, tradeTerms: null },
    );
    expect(orderOf(mergeFact(state, bare).state)).toMatchObject({
      ...orderOf(state),
      items: orderOf(state).items,
    });
  });

  test('tells of the price that a message said nothing of', () => {
    const bare = pushed('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', wrappedBody('waitbuyerpay'), { at: sentAt });
    const known = joinAll(factsOf(bare));
    expect(known.news).toMatchObject([{ kind: 'created' }]);
    const asked = mergeFact(known.state, answered({ status: 'waitbuyerpay', payTime: null }));
    expect(asked.news).toEqual([{ kind: 'price', toFen: 10000 }]);
  });

  test('tells how a refund ended', () => {
    const refund = (refundAction: string) =>
      pushed(
        'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND',
        { refundId: 'TQ1', orderId, refundAction },
        { at: sentAt },
      );
    const before = joinAll([...factsOf(paid), ...factsOf(refund('SELLER_AGREE_REFUND'))]);
    expect(before.last.doubt).toBe(true);
    const ended = mergeFact(
      before.state,
      answered({ status: 'terminated', refund: '100.00', refundStatus: 'refundsuccess' }),
    );
    expect(ended.news).toMatchObject([
      { kind: 'refund', refund: 'refunded', toFen: 10000 },
      { kind: 'closed' },
    ]);
    expect(ended.doubt).toBe(false);
    expect(orderOf(ended.state)).toMatchObject({
      phase: 'ended',
      refund: { refundId: 'TQ1' },
      refundFen: 10000,
    });
  });

  test('says that something was shipped while the rest awaits its shipment', () => {
    const parcels = { logisticsItems: [{ logisticsBillNo: 'YT1', logisticsCompanyName: '圆通' }] };
    const { state, news } = joinAll([answered({}, { nativeLogistics: parcels })]);
    expect(news).toMatchObject([{ kind: 'shipped', partly: true, mailNo: 'YT1' }]);
    expect(orderOf(state).phase).toBe('partly shipped');
  });

  test('settles whatever messages said before it', () => {
    fc.assert(
      fc.property(messagesOf1688, (messages) => {
        const before = joinAll(messages.flatMap((message) => factsOf(message)));
        const late = answered({ status: 'success' }, { at: sentAt + 100 * minuteMs });
        const settled = mergeFact(before.state, late);
        expect(settled.doubt).toBe(false);
        expect(orderOf(settled.state).phase).toBe('done');
        for (const message of messages.filter((each) => each.includes('"timestamp"'))) {
          const again = joinAll(factsOf(message), settled.state);
          expect(again.news).toEqual([]);
          expect(orderOf(again.state)).toEqual(orderOf(settled.state));
        }
        expect(readState(printState(settled.state))).toEqual(settled.state);
      }),
    );
  });
});

describe('money of an answer', () => {
  const order = (amounts: Readonly<Record<string, unknown>>, before = factsOf(created)) =>
    orderOf(joinAll([...before, answered(amounts, { productItems: [] })]).state);

  test('is fen where a message of the same order says so', () => {
    expect(order({ totalAmount: 10000, shippingFee: 500 })).toMatchObject({
      totalFen: 10000,
      shippingFen: 500,
      moneyUnsure: false,
    });
  });

  test('is yuan where a message of the same order says so, also without a decimal point', () => {
    expect(order({ totalAmount: 100, shippingFee: 5 })).toMatchObject({
      totalFen: 10000,
      shippingFen: 500,
      moneyUnsure: false,
    });
  });

  test('is the same in every notation of a number', () => {
    const paidMuch = factsOf(
      pushed('ORDER_PAY_SUCCESS', status('WAITING_FOR_SENT', { totalAmount: 12_500_000 }), { at: sentAt }),
    );
    const total = (source: string) =>
      order({ totalAmount: parseExactJson(source), shippingFee: undefined }, paidMuch);
    for (const source of ['1.25E7', '1.25E5', '125000.00', '"1.25e5"', '12500000.0', '125000000E-3']) {
      expect(total(source)).toMatchObject({ totalFen: 12_500_000, moneyUnsure: false });
    }
    // An exponent leaves no point that would tell yuan from fen.
    expect(total('2.5E5')).toMatchObject({ totalFen: 25_000_000, moneyUnsure: true });
  });

  test('is marked where nothing settles it, and brings no news of a price', () => {
    const { news, state } = joinAll([
      ...factsOf(created),
      answered({ status: 'waitbuyerpay', totalAmount: 98, shippingFee: 5 }, { productItems: [] }),
    ]);
    expect(orderOf(state)).toMatchObject({ totalFen: 9800, moneyUnsure: true });
    expect(news.map(({ kind }) => kind)).not.toContain('price');
  });
});

describe('where parcels are', () => {
  const logistics = (data: unknown) =>
    factOfLogistics(orderLogisticsEndpoint.data.parse(data), { orderId, market: '1688' });

  test('follows from what the carrier wrote', () => {
    const { state } = joinAll([answered()]);
    const fact = logistics({
      logisticsTrace: [
        {
          logisticsBillNo: 'YT1',
          logisticsSteps: [
            { acceptTime: '2026-05-21 10:00:00', remark: '卖家已发货' },
            { acceptTime: '2026-05-23 10:00:00', remark: '【杭州市】已签收，签收人：前台' },
          ],
        },
      ],
    });
    const merged = mergeFact(state, fact);
    expect(merged.news).toMatchObject([{ kind: 'arrived', mailNo: 'YT1' }]);
    expect(orderOf(merged.state).parcels).toMatchObject([{ mailNo: 'YT1', state: 'signed' }]);
  });

  test('is no arrival where the buyer refused it', () => {
    const remark = '客户拒绝签收';
    const fact = logistics([{ logisticsBillNo: 'YT1', logisticsSteps: [{ remark }] }]);
    expect(orderOf(joinAll([fact]).state).parcels).toMatchObject([{ state: 'failed' }]);
  });

  test('is read of Taobao, the newest first', () => {
    const traces = [
      { status: 'SIGN', time: '2026-05-23 10:00:00', city: '杭州' },
      { status: 'CONSIGN', time: '2026-05-21 10:00:00' },
    ];
    const fact = logistics({ pnmLogisticsDetails: [{ mailNo: 'SF1', logisticsTraces: traces }] });
    expect(orderOf(joinAll([fact]).state)).toMatchObject({
      phase: 'arrived',
      parcels: [{ mailNo: 'SF1', state: 'signed', at: Date.parse('2026-05-23T02:00:00Z') }],
    });
  });

  test('of several orders in one message is told of each', () => {
    const both = factsOf(
      pushed(
        'LOGISTICS_BUYER_VIEW_TRACE',
        parcelBody('CONSIGN', { orderIds: [orderId, '3305075341149134261'] }),
      ),
    );
    expect(both.map((fact) => fact.orderId)).toEqual([orderId, '3305075341149134261']);
  });
});

test('an order at Taobao goes by its codes', () => {
  const page = purchasePage.data.parse({
    records: [
      {
        orderId: 3305075341149,
        status: 10,
        totalAmount: '80.00',
        createTime: '2026-05-20 15:40:00',
        subOrderList: [{ title: '杯子', quantity: '2', price: '40.00', refundStatus: 10 }],
      },
    ],
  });
  const [purchase] = page.items;
  const fact = purchase === undefined ? undefined : factOfPurchase(purchase, askedAt);
  if (fact === undefined) throw new Error('no order');
  const { state, news } = joinAll([fact]);
  expect(news).toMatchObject([{ kind: 'refund', refund: 'asked' }, { kind: 'paid' }]);
  expect(orderOf(state)).toMatchObject({
    market: 'taobao',
    phase: 'awaiting shipment',
    totalFen: 8000,
    items: [{ title: '杯子', quantity: 2, priceFen: 4000 }],
  });
});

function fail(): never {
  throw new Error('no fact');
}
