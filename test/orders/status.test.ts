import { expect, test } from 'vitest';
import {
  isFinal,
  later,
  phaseOfPayment,
  phaseOfStatus,
  refundAfter,
  stateOfRefund,
} from '../../src/orders/status.ts';

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
] as const)('at %s %s is %s', (market, word, phase) => {
  expect(phaseOfStatus(market, word)).toBe(phase);
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
