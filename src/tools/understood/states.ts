import { phaseOfWord } from '../../domain/orders/state-words.ts';
import { orders as en } from '../../languages/en/orders.ts';
import type { Understood } from './understood.ts';

const typed: readonly string[] = [
  'WAITING_FOR_PAYMENT',
  'waitbuyerpay',
  'WAIT_SELLER_SEND',
  'wait-seller-send-goods',
  'waitlogisticstakein',
  '等待买家确认收货',
  'signinsuccess',
  'confirm_goods_but_not_fund',
  'trade_finished',
  'CANCEL',
  'TRADE_CLOSED',
  'waitbuyerrepayment',
];

/** 1688's and Taobao's words for an order's state, where one is typed and where the partner sends them. */
export async function understoodStates(): Promise<Understood> {
  return {
    title: 'States of orders',
    where:
      'As `--status` of `/order list` and `/order export`, beside the bot’s own words; the same words are read wherever the partner sends one.',
    rows: typed.map((word) => {
      const phase = phaseOfWord(word);
      return { typed: word, read: phase === undefined ? 'asked back: no known state' : en.phase[phase] };
    }),
    source:
      '1688’s and Taobao’s open platforms, as noted in src/domain/orders/state-words.ts, read on 2026-11-29',
  };
}
