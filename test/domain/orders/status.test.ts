import { expect, test } from 'vitest';
import { orderOf } from '../../../src/domain/orders/merge.ts';
import {
  closedAs,
  isFinal,
  later,
  phaseOfPayment,
  phaseOfStatus,
  refundAfter,
  stateOfRefund,
  timelineOf,
} from '../../../src/domain/orders/status.ts';
import { factsOf, joinAll, partnerBody, pushed, sentAt } from './said.ts';

test.each([
  ['1688', 'WAITING_FOR_PAYMENT', 'awaiting payment'],
  ['1688', 'WAITING_FOR_SENT', 'awaiting shipment'],
  ['1688', 'HAS_BEEN_SENT', 'shipped'],
  ['1688', 'CANCEL', 'cancelled'],
  ['1688', 'waitbuyerpay', 'awaiting payment'],
  ['1688', 'waitsellersend', 'awaiting shipment'],
  ['1688', 'waitbuyerreceive', 'shipped'],
  ['1688', 'confirm_goods', 'received'],
  ['1688', 'success', 'done'],
  ['1688', 'cancel', 'cancelled'],
  ['1688', 'terminated', 'ended'],
  ['1688', 'waitlogisticstakein', 'shipped'],
  ['1688', 'waitbuyersign', 'shipped'],
  ['1688', 'signinsuccess', 'received'],
  ['1688', 'signinfailed', 'shipped'],
  ['1688', 'waitsellerconfirm', 'awaiting payment'],
  ['1688', 'wait_seller_accept_order', 'awaiting payment'],
  ['1688', 'waitsellermodify', 'awaiting payment'],
  ['1688', 'waitsellerconfirmfund', 'awaiting approval'],
  ['1688', 'waitselleract', 'awaiting shipment'],
  ['1688', 'waitsellerpush', 'awaiting shipment'],
  ['1688', 'waitbuyerconfirmaction', 'shipped'],
  ['1688', 'paid_but_not_fund', 'awaiting shipment'],
  ['1688', 'paid_and_has_subsidy', 'awaiting shipment'],
  ['1688', 'send_goods_but_not_fund', 'shipped'],
  ['1688', 'confirm_goods_but_not_fund', 'received'],
  ['1688', 'confirm_goods_and_has_subsidy', 'received'],
  ['1688', 'wait_pintuan_order', 'awaiting shipment'],
  ['1688', 'wait_group_order', 'awaiting shipment'],
  ['1688', 'group_success_order', 'awaiting shipment'],
  ['1688', 'plus_order_pay_success', 'awaiting shipment'],
  ['1688', 'global_part_into_warehouse', 'shipped'],
  ['1688', 'global_all_into_warehouse', 'shipped'],
  ['1688', 'global_package_transporting', 'shipped'],
  ['1688', 'global_package_delivered', 'arrived'],
  ['1688', 'waitactivate', 'awaiting payment'],
  ['1688', 'inactiveandcancel', 'cancelled'],
  ['1688', '等待买家付款', 'awaiting payment'],
  ['1688', '等待卖家发货', 'awaiting shipment'],
  ['1688', '等待物流公司揽件', 'shipped'],
  ['1688', '等待买家收货', 'shipped'],
  ['1688', '等待买家确认收货', 'shipped'],
  ['1688', '等待买家签收', 'shipped'],
  ['1688', '买家已签收', 'received'],
  ['1688', '已收货', 'received'],
  ['1688', '交易成功', 'done'],
  ['1688', '交易取消', 'cancelled'],
  ['1688', '交易终止', 'ended'],
  ['1688', 'WAIT_BUYER_PAY', 'awaiting payment'],
  ['1688', 'WAIT_SELLER_SEND', 'awaiting shipment'],
  ['1688', 'WAIT_BUYER_RECEIVE', 'shipped'],
  ['1688', 'TRADE_SUCCESS', 'done'],
  ['1688', 'TRADE_CANCEL', 'cancelled'],
  ['1688', 'TRADE_TERMINATED', 'ended'],
  ['1688', 'TRADE_NO_CREATE_PAY', 'awaiting payment'],
  ['1688', 'WAIT_PRE_AUTH_CONFIRM', 'awaiting payment'],
  ['1688', 'PAY_PENDING', 'awaiting payment'],
  ['1688', 'WAIT_SELLER_SEND_GOODS', 'awaiting shipment'],
  ['1688', 'PAID_FORBID_CONSIGN', 'awaiting shipment'],
  ['1688', 'SELLER_CONSIGNED_PART', 'partly shipped'],
  ['1688', 'WAIT_BUYER_CONFIRM_GOODS', 'shipped'],
  ['1688', 'WAIT_BUYER_CONFIRM_GOODS_ACOUNTED', 'shipped'],
  ['1688', 'TRADE_BUYER_SIGNED', 'received'],
  ['1688', 'TRADE_FINISHED', 'done'],
  ['1688', 'TRADE_CLOSED_BY_TAOBAO', 'cancelled'],
  ['1688', 'TRADE_CLOSED', 'ended'],
  ['1688', 'TRADE_REFUNDED', 'ended'],
  ['1688', 'waitbuyerconfirm', undefined],
  ['1688', 'waitbuyerrepayment', undefined],
  ['1688', 'waitsellerbindalipay', undefined],
  ['1688', 'wait_confirm_invoice', undefined],
  ['1688', 'abort_receive_goods', undefined],
  ['1688', '10', undefined],
  ['1688', 'constructor', undefined],
  ['taobao', '12', 'awaiting payment'],
  ['taobao', '0', 'awaiting payment'],
  ['taobao', '1', 'awaiting approval'],
  ['taobao', '2', 'awaiting approval'],
  ['taobao', '3', 'awaiting approval'],
  ['taobao', '5', 'awaiting approval'],
  ['taobao', '10', 'awaiting shipment'],
  ['taobao', '11', 'shipped'],
  ['taobao', '4', 'cancelled'],
  ['taobao', '9', undefined],
  ['taobao', 'WAITING_FOR_SENT', 'awaiting shipment'],
] as const)('at %s %s is %s, however it is spelled', (market, word, phase) => {
  const spellings = [
    word,
    word.toUpperCase(),
    word.toLowerCase(),
    ` ${word}\n`,
    word.replaceAll('_', '-'),
    word.replaceAll('_', ' '),
    word.replaceAll('_', ''),
    word.replace(/^(wait)_?(?=[a-z])/i, '$1_'),
  ];
  for (const spelling of spellings)
    expect([spelling, phaseOfStatus(market, spelling)]).toEqual([spelling, phase]);
});

test.each([
  ['cancelled', 'ended', 'ended'],
  ['ended', 'cancelled', 'cancelled'],
  ['ended', 'ended', 'ended'],
  ['done', 'ended', 'done'],
  ['ended', 'awaiting shipment', 'ended'],
] as const)('%s with a payment that is %s is %s', (phase, payment, closed) => {
  expect(closedAs(phase, payment)).toBe(closed);
});

test.each([
  ['1', 'awaiting payment'],
  ['2', 'awaiting shipment'],
  ['4', 'ended'],
  ['6', 'done'],
  ['8', 'cancelled'],
  ['9', 'awaiting payment'],
  ['3', undefined],
])('a payment of state %s is of an order %s', (payStatus, phase) => {
  expect(phaseOfPayment(payStatus)).toBe(phase);
});

test.each([
  ['waitselleragree', 'asked'],
  ['waitbuyermodify', 'refused'],
  ['waitbuyersend', 'agreed'],
  ['waitsellerreceive', 'returning'],
  ['refundsuccess', 'refunded'],
  ['refundclose', 'closed'],
  ['WAIT_SELLER_AGREE', 'asked'],
  ['WAIT_BUYER_MODIFY', 'refused'],
  ['WAIT_BUYER_SEND', 'agreed'],
  ['WAIT_SELLER_RECEIVE', 'returning'],
  ['REFUND_SUCCESS', 'refunded'],
  ['REFUND_CLOSED', 'closed'],
  ['Refund-Close', 'closed'],
  ['NO_REFUND', 'none'],
  ['WAIT_BUYER_RETURN_GOODS', 'agreed'],
  ['WAIT_SELLER_CONFIRM_GOODS', 'returning'],
  ['SELLER_REFUSE_BUYER', 'refused'],
  ['CLOSED', 'closed'],
  ['SUCCESS', 'refunded'],
  [' -10 ', 'refused'],
  ['7', 'unknown'],
  ['0', 'none'],
  ['10', 'asked'],
  ['20', 'agreed'],
  ['30', 'returning'],
  ['100', 'refunded'],
  ['-10', 'refused'],
  ['-20', 'closed'],
  ['toString', 'unknown'],
])('a refund of status %s is %s', (word, state) => {
  expect(stateOfRefund(word)).toBe(state);
});

test.each([
  ['BUYER_APPLY_REFUND', 'asked', false],
  ['BUYER_MODIFY_REFUND_PROTOCOL', 'asked', false],
  ['SELLER_REJECT_REFUND', 'refused', false],
  ['SELLER_REJECT_REFUND_PROCOTOL', 'refused', false],
  ['SELLER_AGREE_REFUND', 'agreed', true],
  ['SYSTEM_AGREE_REFUND_PROTOCOL', 'agreed', true],
  ['BUYER_SEND_GOODS', 'returning', false],
  ['SELLER_RECEIVE_GOODS', 'returning', true],
  ['BUYER_CANCEL_REFUND_CLOSE', 'closed', false],
  ['CRM_APPLY_SUPPORT', 'unknown', true],
])('%s leaves a refund %s; whether that is unclear: %s', (action, state, unclear) => {
  expect(refundAfter(action)).toEqual({ state, unclear });
});

test('closing beats, and ending beats cancelling', () => {
  expect(later('received', 'cancelled')).toBe('cancelled');
  expect(later('ended', 'cancelled')).toBe('ended');
  expect(later('done', 'unknown')).toBe('done');
  expect((['done', 'cancelled', 'ended', 'received', 'unknown'] as const).filter(isFinal)).toEqual([
    'done',
    'cancelled',
    'ended',
  ]);
});

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
