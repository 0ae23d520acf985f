import { describe, expect, it } from 'vitest';
import { newsLine } from '../../../src/cards/news-line.ts';
import { orderCard } from '../../../src/cards/order-card.ts';
import { orderDetails, trackingCard } from '../../../src/cards/order-details.ts';
import { orderExportCard } from '../../../src/cards/order-export.ts';
import type { Card } from '../../../src/chat/card.ts';
import { alertsDue } from '../../../src/domain/orders/alerts.ts';
import { factOfDetail, factOfLogistics, factsOfMessage } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import { type OrderState, orderState, printState, readState } from '../../../src/domain/orders/state.ts';
import { tracesOf } from '../../../src/domain/orders/traces.ts';
import { refundableOf } from '../../../src/domain/refunds/refundable.ts';
import { orders as en } from '../../../src/languages/en/orders.ts';
import { orders as zh } from '../../../src/languages/zh-cn/orders.ts';
import { readPushedMessage } from '../../../src/xport/messages.ts';
import { orderDetailEndpoint, orderLogisticsEndpoint } from '../../../src/xport/orders.ts';
import { wordsIn } from '../../cards/bed.ts';
import { textIn } from '../../harness/table-file.ts';
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

const hourMs = 60 * minuteMs;
const now = sentAt + 48 * hourMs;
const patience = { unpaidMs: 24 * hourMs, unshippedMs: 72 * hourMs, stalledMs: 120 * hourMs };

/** 1688's detail of an order of ¥100.00. */
function answered(
  baseInfo: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
  at = sentAt + 10 * minuteMs,
) {
  const detail = orderDetailEndpoint.data.parse({
    baseInfo: { idOfStr: orderId, createTime: '20260520154000000+0800', totalAmount: '100.00', ...baseInfo },
    productItems: [{ productID: 951807530375, name: '小家电', quantity: 2, price: '50.00' }],
    ...rest,
  });
  const fact = factOfDetail(detail, at);
  if (fact === undefined) throw new Error('no order');
  return fact;
}

const paidAt = '20260520154100000+0800';
const oddPaid = answered({ status: 'waitpigeon', payTime: paidAt });
const created = pushed('ORDER_CREATE', partnerBody(), { at: sentAt });
const paid = pushed('ORDER_PAY_SUCCESS', partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2 }), {
  at: sentAt,
});

const cardOf = (state: OrderState, words = en) => wordsIn(orderCard({ order: orderOf(state), now, words }));

describe('an order in a state that 1688 documents', () => {
  it.each([
    ['signinsuccess', 'received'],
    ['confirm_goods_but_not_fund', 'received'],
    ['WAIT_SELLER_SEND', 'awaiting shipment'],
  ] as const)('%s is shown and told', async (status, phase) => {
    const { state, news } = joinAll([answered({ status, payTime: paidAt })]);
    expect(orderOf(state).phase).toBe(phase);
    for (const words of [en, zh]) expect(await cardOf(state, words)).toContain(words.phase[phase]);
    expect(news.map(({ kind }) => kind)).toContain(phase === 'received' ? 'arrived' : 'paid');
    expect(news.map(({ kind }) => kind)).not.toContain('other');
  });

  it('is told by a message that it was signed for', () => {
    const signed = pushed('ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', wrappedBody('SIGN_IN_SUCCESS'), {
      at: sentAt + minuteMs,
    });
    const { state, news } = joinAll([...factsOf(paid), ...factsOf(signed)]);
    expect(orderOf(state)).toMatchObject({ phase: 'received' });
    expect(news.at(-1)).toMatchObject({ kind: 'arrived' });
  });
});

describe('a paid order in a state that nobody knows', () => {
  const { state } = joinAll([oddPaid]);

  it('is said to be paid, with the partner’s word, on cards and in the table', async () => {
    for (const words of [en, zh]) {
      const said = words.punctuation.aside(words.stateAfter.paid, 'waitpigeon');
      expect(await cardOf(state, words)).toContain(said);
      const order = orderOf(state);
      expect(await wordsIn(orderDetails({ order, fresh: { asked: true }, now, words }))).toContain(said);
      const table = await orderExportCard({ orders: [order], cut: false, now, words, yes: 'y', no: 'n' });
      expect(textIn(table.card.file)).toContain(said);
    }
  });

  it.each([
    ['by the time of its payment', answered({ status: 'waitpigeon', payTime: paidAt })],
    [
      'by the number of its payment',
      answered({ status: 'waitpigeon' }, { tradeTerms: [{ payStatus: '2' }] }),
    ],
    [
      'by a payment that the seller has',
      answered({ status: 'waitpigeon' }, { tradeTerms: [{ payStatus: '6' }] }),
    ],
    ['by a message before', answered({ status: 'waitpigeon' })],
  ])('can be refunded: it is known to be paid %s', (how, fact) => {
    const before = how.includes('message') ? joinAll(factsOf(paid)).state : undefined;
    const order = orderOf(mergeFact(before, fact).state);
    expect(order).toMatchObject({ phase: 'unknown', passed: ['created', 'paid'] });
    const ask = (received?: boolean) => refundableOf(order, { received, sendsBack: false });
    expect(ask()).toEqual({ state: 'refundable', mostFen: 10_000, goodsStatus: 'refundWaitSellerSend' });
    expect(ask(true)).toMatchObject({ goodsStatus: 'refundBuyerReceived' });
  });

  it.each([
    ['2', 'refundWaitBuyerReceive', ['created', 'paid', 'shipped']],
    ['5', 'refundWaitBuyerReceive', ['created', 'paid', 'shipped']],
    ['3', 'refundWaitBuyerReceive', ['created', 'paid', 'shipped', 'arrived']],
  ])('goes by what is said of its goods: %s', (logisticsStatus, goodsStatus, passed) => {
    const fact = answered(
      { status: 'waitpigeon', payTime: paidAt },
      { productItems: [{ productID: 1, quantity: 1, price: '100.00', logisticsStatus }] },
    );
    const order = orderOf(joinAll([fact]).state);
    expect(order).toMatchObject({ phase: 'unknown', passed });
    expect(refundableOf(order, { received: undefined, sendsBack: false })).toMatchObject({ goodsStatus });
  });

  it('has nothing to be refunded where no payment is known', () => {
    const order = orderOf(joinAll([answered({ status: 'waitpigeon' })]).state);
    expect(refundableOf(order, { received: undefined, sendsBack: false })).toEqual({ state: 'not now' });
  });
});

describe('an alert goes on in a state that nobody knows', () => {
  const odd = (baseInfo: Readonly<Record<string, unknown>>, rest = {}) =>
    answered({ status: 'waitpigeon', ...baseInfo }, rest);
  const parcel = { logisticsItems: [{ logisticsBillNo: 'YT1', deliveredTime: '20260521100000000+0800' }] };

  it.each([
    ['unpaid', joinAll([...factsOf(created), odd({})]).state],
    ['unpaid', joinAll([odd({}, { tradeTerms: [{ payStatus: '1' }] })]).state],
    ['unshipped', joinAll([odd({ payTime: paidAt })]).state],
    ['stalled', joinAll([odd({ payTime: paidAt, allDeliveredTime: '20260521100000000+0800' })]).state],
    ['stalled', joinAll([odd({ payTime: paidAt }, { nativeLogistics: parcel })]).state],
  ])('that it is %s', (kind, state) => {
    expect(orderOf(state).phase).toBe('unknown');
    expect(alertsDue(state, sentAt + 1000 * hourMs, patience).news).toMatchObject([{ kind }]);
  });

  it('and is none where nothing is known of the payment', () => {
    const { state } = joinAll([odd({})]);
    expect(alertsDue(state, sentAt + 1000 * hourMs, patience).news).toEqual([]);
  });
});

describe('a parcel that goes back', () => {
  type Steps = readonly (readonly [day: number, remark: string])[];
  const logistics = (...steps: Steps) =>
    orderLogisticsEndpoint.data.parse({
      logisticsTrace: [
        {
          logisticsBillNo: 'YT1',
          logisticsCompanyName: '圆通速递',
          logisticsSteps: steps.map(([day, remark]) => ({ acceptTime: `2026-05-${day} 10:00:00`, remark })),
        },
      ],
    });
  const traced = (...steps: Steps) => factOfLogistics(logistics(...steps), { orderId, market: '1688' });
  const before = joinAll([answered({ status: 'waitbuyerreceive', payTime: paidAt })]).state;
  const returned = [
    [21, '卖家已发货'],
    [23, '退回件已签收，签收人：发件网点'],
  ] as const;

  it('is returned, not arrived: on the card, in the news, and where it is tracked', async () => {
    const { state, news } = joinAll([traced(...returned)], before);
    const order = orderOf(state);
    expect(order).toMatchObject({ phase: 'shipped', parcels: [{ state: 'returned' }] });
    expect(order.passed).not.toContain('arrived');
    expect(news).toMatchObject([{ kind: 'stalled', mailNo: 'YT1', raw: 'RETURNED' }]);
    for (const words of [en, zh]) {
      const told: Card = newsLine({ order, news, mentions: [], now, words });
      expect(await wordsIn(told)).toContain(words.undelivered);
      expect(await wordsIn(told)).toContain(words.parcelState.returned);
      expect(await cardOf(state, words)).toContain(words.parcelState.returned);
      const traces = tracesOf(logistics(...returned));
      const card = trackingCard({ order, traces, fresh: { asked: true }, now, words });
      expect(await wordsIn(card)).toContain(words.parcelState.returned);
    }
    expect(alertsDue(state, sentAt + 1000 * hourMs, patience).news).toEqual([]);
  });

  it('stays so whatever a message says afterwards, and before', () => {
    const back = traced([21, '卖家已发货'], [22, '客户拒收，快件原路返回']);
    const signed = factsOf(
      pushed(
        'LOGISTICS_BUYER_VIEW_TRACE',
        parcelBody('SIGN', { mailNo: 'YT1', changeTime: '2026-05-24 10:00:00' }),
      ),
      now,
    );
    const { state, news } = joinAll([back, ...signed], before);
    expect(news.map(({ raw }) => raw)).toEqual(['RETURNING', 'RETURNED']);
    expect(orderOf(state)).toMatchObject({ phase: 'shipped', parcels: [{ state: 'returned' }] });
    expect(orderOf(joinAll([...signed, back], before).state).parcels).toMatchObject([{ state: 'returned' }]);
  });

  it('is followed through its steps: what its sender signs for is no arrival', () => {
    const steps = [
      [21, '卖家已发货'],
      [22, '快件退回中'],
      [23, '快件到达 【杭州转运中心】'],
    ] as const;
    const { state } = joinAll([traced(...steps)], before);
    expect(orderOf(state).parcels).toMatchObject([{ state: 'returning' }]);
    const { news } = joinAll([traced(...steps, [24, '已签收，签收人：本人'])], state);
    expect(news).toMatchObject([{ raw: 'RETURNED' }]);
  });

  it.each([
    [[22, '快件派送不成功(因收方客户拒收快件),待进一步处理']],
    [
      [21, '快件退回中'],
      [22, '寄件人已取消退回'],
    ],
  ] as const)('arrives where it was only refused, or its return was called off: %j', (...steps) => {
    const { news } = joinAll([traced(...steps, [23, '已签收，签收人：前台'])], before);
    expect(news).toMatchObject([{ kind: 'arrived' }]);
  });

  it('arrives by the carrier’s other words for it', () => {
    const { state, news } = joinAll([traced([21, '卖家已发货'], [22, '邮件已妥投'])], before);
    expect(news).toMatchObject([{ kind: 'arrived', mailNo: 'YT1' }]);
    expect(orderOf(state).phase).toBe('arrived');
  });

  it('is read in the order of its steps where they have no times', () => {
    const data = orderLogisticsEndpoint.data.parse([
      { logisticsBillNo: 'YT1', logisticsSteps: [{ remark: '卖家已发货' }, { remark: '邮件已妥投' }] },
    ]);
    expect(tracesOf(data)[0]?.steps[0]?.text).toBe('邮件已妥投');
    const fact = factOfLogistics(data, { orderId, market: '1688' });
    expect(orderOf(joinAll([fact], before).state).parcels).toMatchObject([{ state: 'signed' }]);
  });
});

describe('a carrier', () => {
  const shipment = (names: Readonly<Record<string, string>>) => ({
    nativeLogistics: {
      logisticsItems: [{ logisticsBillNo: 'KY1', deliveredTime: '20260521100000000+0800', ...names }],
    },
  });

  it.each([
    [{ logisticsCompanyNo: 'CN7000001003751', logisticsCompanyName: '跨越速运' }, 'KYE Express', '跨越速运'],
    [{ logisticsCompanyNo: 'CN123', logisticsCompanyName: '某某物流' }, '某某物流', '某某物流'],
    [{ logisticsCompanyNo: 'CN123' }, 'CN123', 'CN123'],
    [{ logisticsCompanyName: '中通快递(ZTO)' }, 'ZTO Express', '中通快递'],
  ])('of %j has its name in the reader’s language', async (names, english, chinese) => {
    const { state } = joinAll([answered({ status: 'waitbuyerreceive' }, shipment(names))]);
    expect(await cardOf(state)).toContain(`${english} KY1`);
    expect(await cardOf(state, zh)).toContain(`${chinese} KY1`);
  });

  it('keeps its name when a message gives only the code, whichever comes first', () => {
    const named = answered({ status: 'waitbuyerreceive' }, shipment({ logisticsCompanyName: '某某物流' }));
    const coded = factsOf(
      pushed(
        'LOGISTICS_BUYER_VIEW_TRACE',
        parcelBody('TRANSPORT', { mailNo: 'KY1' }).replace('"YTO"', '"CN123"'),
      ),
    );
    for (const facts of [
      [named, ...coded],
      [...coded, named],
    ]) {
      expect(orderOf(joinAll(facts).state).parcels).toMatchObject([
        { carrier: 'CN123', carrierName: '某某物流' },
      ]);
    }
  });
});

describe('an order kept by a version that knew fewer words', () => {
  /** As that version kept it: in no known state, with the words that it did not know. */
  const kept = (status: string) => {
    const { state } = joinAll([oddPaid]);
    const text = printState(state).replaceAll('waitpigeon', status);
    return orderState.parse({
      ...JSON.parse(text),
      parcels: [{ mailNo: 'YT1', state: 'unknown', raw: 'SIGNED' }],
    });
  };

  it('is read by the words that are known now', () => {
    const text = printState(kept('signinsuccess'));
    expect(orderOf(kept('signinsuccess')).phase).toBe('unknown');
    const state = readState(text);
    expect(orderOf(state)).toMatchObject({ phase: 'received', parcels: [{ state: 'signed' }] });
    expect(readState(printState(state))).toEqual(state);
  });

  it('and stays in no known state by a word that is still none', () => {
    expect(orderOf(readState(printState(kept('waitpigeon')))).phase).toBe('unknown');
  });

  it('has its refund read anew', () => {
    const state = joinAll([answered({ status: 'success', refundStatus: 'whatever' })]).state;
    const text = printState(state).replaceAll('whatever', 'REFUND_CLOSED');
    expect(orderOf(state).refund).toMatchObject({ state: 'unknown' });
    expect(orderOf(readState(text)).refund).toMatchObject({ state: 'closed' });
  });

  it('brings no news of what only reads otherwise', () => {
    const state = readState(printState(kept('signinsuccess')));
    const again = answered({ status: 'signinsuccess', payTime: paidAt }, {}, sentAt + 20 * minuteMs);
    expect(mergeFact(state, again).news).toEqual([]);
  });
});

describe('a closed order', () => {
  const closed = (baseInfo: Readonly<Record<string, unknown>>) =>
    cardOf(joinAll([answered({ status: 'cancel', ...baseInfo })]).state);

  it('names its reason in words, and who closed it where the reason says nothing', async () => {
    expect(await closed({ closeReason: 'other' })).toContain(en.closeReason('other'));
    expect(await closed({ closeReason: 'other', closeOperateType: 'CLOSE_TRADE_BY_SELLER' })).toContain(
      en.closeReason('CLOSE_TRADE_BY_SELLER'),
    );
    expect(await closed({ closeReason: 'buyerCancel', closeOperateType: 'CLOSE_TRADE_BY_BUYER' })).toContain(
      en.closeReason('buyerCancel'),
    );
    expect(await closed({ closeReason: 'moonPhase' })).toContain(en.closeReason('moonPhase'));
  });
});

it('a message with a documented word is no news of something odd', () => {
  const read = readPushedMessage(
    pushed('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', wrappedBody('waitbuyersign'), { at: sentAt }),
  );
  if ('malformed' in read) throw new Error(read.malformed);
  const { news } = joinAll(factsOfMessage(read, sentAt));
  expect(news.map(({ kind }) => kind)).toEqual(['shipped']);
});
