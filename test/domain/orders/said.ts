import fc from 'fast-check';
import { factsOfMessage, type OrderFact } from '../../../src/domain/orders/facts.ts';
import { type Merged, mergeFact } from '../../../src/domain/orders/merge.ts';
import type { News } from '../../../src/domain/orders/news.ts';
import type { OrderState } from '../../../src/domain/orders/state.ts';
import { readPushedMessage } from '../../../src/xport/messages.ts';

/** The order of the partner's documented messages. */
export const orderId = '3305075341149134260';
export const sentAt = 1779263269913;
export const minuteMs = 60_000;

/** A pushed message, as text. */
export function pushed(
  type: string,
  body: string | Readonly<Record<string, unknown>>,
  envelope: { readonly at?: number | undefined; readonly platform?: 0 | 1 } = {},
): string {
  return JSON.stringify({
    messageType: type,
    messageBody: typeof body === 'string' ? body : JSON.stringify(body),
    messagePlatform: envelope.platform ?? 1,
    timestamp: envelope.at === undefined ? undefined : String(envelope.at),
  });
}

/** The documented body, of which only what matters is named. */
export function partnerBody(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    orderId,
    orderNo: 'PO202605200001',
    orderStatus: 'WAITING_FOR_PAYMENT',
    payStatus: 1,
    totalAmount: 10000,
    shippingFee: 500,
    productAmount: 9500,
    refundAmount: 0,
    refundStatus: null,
    closeReason: null,
    tbCreateTime: '2026-05-20 15:40:00',
    payTime: null,
    ...change,
  };
}

/** 1688's body, whose id is a number beyond 2^53. */
export function wrappedBody(currentStatus: string): string {
  return `{"orderId":${orderId},"currentStatus":"${currentStatus}","msgSendTime":"2026-05-20 15:40:00","buyerMemberId":"b2b-1","sellerMemberId":"b2b-2"}`;
}

export function parcelBody(
  statusChanged: string,
  change: {
    readonly mailNo?: string;
    readonly changeTime?: string;
    readonly orderIds?: readonly string[];
  } = {},
): string {
  const { mailNo = 'YT7565691026776', changeTime = '2026-05-21 10:00:00', orderIds = [orderId] } = change;
  const entries = orderIds.map((id) => `{"orderId":${id},"orderEntryId":${id}}`);
  return `{"OrderLogisticsTracingModel":{"logisticsId":"LP1","cpCode":"YTO","mailNo":"${mailNo}","statusChanged":"${statusChanged}","changeTime":"${changeTime}","orderLogsItems":[${entries.join(',')}]}}`;
}

/** What a message says, as the bot gets it. */
export function factsOf(message: string, receivedAt = sentAt + 60 * minuteMs): readonly OrderFact[] {
  const read = readPushedMessage(message);
  if ('malformed' in read) throw new Error(read.malformed);
  return factsOfMessage(read, receivedAt);
}

/** Joins facts one by one; gives the end, and all news on the way. */
export function joinAll(
  facts: readonly OrderFact[],
  known?: OrderState,
): { readonly state: OrderState; readonly news: readonly News[]; readonly last: Merged } {
  let state = known;
  let last: Merged | undefined;
  const news: News[] = [];
  for (const fact of facts) {
    last = mergeFact(state, fact);
    state = last.state;
    news.push(...last.news);
  }
  if (state === undefined || last === undefined) throw new Error('no facts');
  return { state, news, last };
}

const times = fc.constantFrom(undefined, sentAt, sentAt, sentAt + 1, sentAt + minuteMs, sentAt + 1_800_000);
const mailNo = fc.constantFrom('YT1', 'YT2');

const partnerMessage = fc
  .record({
    type: fc.constantFrom(
      'ORDER_CREATE',
      'ORDER_PAY_SUCCESS',
      'ORDER_CANCEL',
      'ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY',
      'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
      'ORDER_BUYER_VIEW_PART_PART_SENDGOODS',
      'SOMETHING_NEW',
    ),
    status: fc.constantFrom(
      'WAITING_FOR_PAYMENT',
      'WAITING_FOR_SENT',
      'HAS_BEEN_SENT',
      'CANCEL',
      'success',
      'terminated',
      'NEVER_HEARD_OF',
    ),
    pay: fc.constantFrom(1, 2, 4, 6, 8),
    total: fc.constantFrom(null, 10000, 9800, 9500),
    refund: fc.constantFrom(null, 'waitselleragree', 'waitbuyermodify', 'refundsuccess', 'odd'),
    at: times,
  })
  .map(({ type, status, pay, total, refund, at }) =>
    pushed(
      type,
      partnerBody({ orderStatus: status, payStatus: pay, totalAmount: total, refundStatus: refund }),
      { at },
    ),
  );

const wrappedMessage = fc
  .record({
    type: fc.constantFrom(
      'ORDER_BUYER_VIEW_BUYER_MAKE',
      'ORDER_BUYER_VIEW_ORDER_PAY',
      'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS',
      'ORDER_BUYER_VIEW_ORDER_SUCCESS',
      'ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE',
    ),
    status: fc.constantFrom(
      'waitbuyerpay',
      'waitsellersend',
      'confirm_goods',
      'success',
      'cancel',
      'terminated',
    ),
    at: times,
  })
  .map(({ type, status, at }) => pushed(type, wrappedBody(status), { at }));

const refundMessage = fc
  .record({
    refundId: fc.constantFrom('TQ100000000001', 'TQ100000000002'),
    refundAction: fc.constantFrom(
      'BUYER_APPLY_REFUND',
      'SELLER_REJECT_REFUND',
      'SELLER_AGREE_REFUND',
      'BUYER_SEND_GOODS',
      'BUYER_CANCEL_REFUND_CLOSE',
      'ODD',
    ),
    refundAmount: fc.constantFrom(0, 5000, 10000),
    at: times,
  })
  .map(({ at, ...body }) => pushed('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', { orderId, ...body }, { at }));

const parcelMessage = fc
  .record({
    state: fc.constantFrom(
      'CONSIGN',
      'ACCEPT',
      'TRANSPORT',
      'DELIVERING',
      'AGENT_SIGN',
      'SIGN',
      'FAILED',
      'ODD',
    ),
    mailNo,
    changeTime: fc.constantFrom('2026-05-21 10:00:00', '2026-05-22 10:00:00', '2026-05-23 10:00:00'),
    at: times,
  })
  .map(({ state, at, ...change }) => pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody(state, change), { at }));

const renumberMessage = fc
  .tuple(mailNo, mailNo)
  .map(([oldMailNo, newMailNo]) =>
    pushed(
      'LOGISTICS_MAIL_NO_CHANGE',
      `{"MailNoChangeModel":{"oldMailNo":"${oldMailNo}","newMailNo":"${newMailNo}","orderLogsItems":[{"orderId":${orderId}}]}}`,
    ),
  );

const taobaoMessage = fc
  .record({
    code: fc.constantFrom(12, 0, 1, 2, 3, 5, 10, 11, 4, 9),
    refund: fc.constantFrom(0, 10, 20, 30, 100, -10),
    at: times,
  })
  .map(({ code, refund, at }) =>
    pushed(
      'ORDER_CREATE',
      { orderId, orderStatus: code, refundStatus: refund, totalAmount: 8000 },
      { at, platform: 0 },
    ),
  );

/** Messages about one order of 1688's, of every kind, true or not. */
export const messagesOf1688 = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: partnerMessage },
    { weight: 2, arbitrary: wrappedMessage },
    { weight: 2, arbitrary: refundMessage },
    { weight: 2, arbitrary: parcelMessage },
    renumberMessage,
  ),
  { minLength: 1, maxLength: 10 },
);

export const messagesOfTaobao = fc.array(fc.oneof({ weight: 3, arbitrary: taobaoMessage }, parcelMessage), {
  minLength: 1,
  maxLength: 10,
});

/** Facts, and the same once more in another order with repeats. */
export function shuffled(messages: fc.Arbitrary<readonly string[]>) {
  return messages.chain((given) => {
    const facts = given.flatMap((message) => factsOf(message));
    return fc
      .tuple(
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        fc.array(fc.nat({ max: Math.max(0, facts.length - 1) }), { maxLength: 6 }),
      )
      .map(([order, repeats]) => ({
        facts,
        again: [...order, ...repeats.flatMap((at) => facts[at] ?? [])],
      }));
  });
}
