import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newsLine } from '../../../src/cards/news-line.ts';
import { orderCard } from '../../../src/cards/order-card.ts';
import { orderDetails } from '../../../src/cards/order-details.ts';
import { plainText } from '../../../src/chat/text.ts';
import { factOfDetail } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import type { News } from '../../../src/domain/orders/news.ts';
import type { Order } from '../../../src/domain/orders/order.ts';
import { type OrderState, printState, readState } from '../../../src/domain/orders/state.ts';
import { refundableOf } from '../../../src/domain/refunds/refundable.ts';
import { allWords } from '../../../src/languages/index.ts';
import { parseContent, printContent } from '../../../src/notifications/content.ts';
import { orderDetailEndpoint } from '../../../src/xport/orders.ts';
import {
  factsOf,
  joinAll,
  messagesOf1688,
  minuteMs,
  orderId,
  partnerBody,
  pushed,
  sentAt,
  shuffled,
} from './said.ts';

const hourMs = 60 * minuteMs;
const at = (hours: number) => sentAt + hours * hourMs;
const paid = pushed('ORDER_PAY_SUCCESS', partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2 }), {
  at: at(0),
});

/** A message about a refund, of so many fen, sent so many hours after the order was paid. */
const refund = (
  refundId: string | undefined,
  refundAction: string,
  refundAmount: number | undefined,
  hours?: number,
) =>
  pushed(
    'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND',
    { orderId, refundId, refundAction, refundAmount },
    { at: hours === undefined ? undefined : at(hours) },
  );
const asked = 'BUYER_APPLY_REFUND';
const refused = 'SELLER_REJECT_REFUND';
const withdrawn = 'BUYER_CANCEL_REFUND_CLOSE';

/** What the API says of the order. */
function answer(hours: number, baseInfo: Readonly<Record<string, unknown>>) {
  const detail = orderDetailEndpoint.data.parse({
    baseInfo: { idOfStr: orderId, status: 'waitsellersend', totalAmount: '100.00', ...baseInfo },
  });
  const fact = factOfDetail(detail, at(hours));
  if (fact === undefined) throw new Error('no order');
  return fact;
}

function follow(...steps: readonly (string | ReturnType<typeof answer>)[]) {
  const facts = steps.flatMap((step) => (typeof step === 'string' ? factsOf(step, at(1000)) : [step]));
  const { state, news, last } = joinAll(facts);
  return { state, order: orderOf(state), news: news.filter(({ refund: told }) => told !== undefined), last };
}

const told = (news: readonly News[]) =>
  news.map(({ refund: state, toFen, allFen }) => [state, toFen, allFen]);
const linesOf = (news: readonly News[], order: Order, language: 'en' | 'zh-CN' = 'en') =>
  newsLine({ order, news, mentions: [], now: at(100), words: allWords[language].orders }).body.flatMap(
    (block) => (block.kind === 'text' ? plainText(block.text).split('\n') : []),
  );
const shown = (order: Order) => ({ order, now: at(100), words: allWords.en.orders });
const card = (order: Order) => JSON.stringify(orderCard(shown(order)).body);
const details = (order: Order) =>
  JSON.stringify(orderDetails({ ...shown(order), fresh: { asked: true } }).body);

describe('two refunds of an order', () => {
  const first = refund('TQ1', asked, 3000, 1);
  const second = refund('TQ2', asked, 2000, 2);

  it('are each told and shown with what it comes to: ¥30.00, then ¥20.00, ¥50.00 in all', () => {
    const { news, order } = follow(paid, first, second);
    expect(told(news)).toEqual([
      ['asked', 3000, undefined],
      ['asked', 2000, 5000],
    ]);
    expect(linesOf(news.slice(0, 1), follow(paid, first).order)).toEqual(['↩ Refund · asked for · ¥30.00']);
    expect(linesOf(news.slice(1), order)).toEqual(['↩ Refund · asked for · ¥20.00 · ¥50.00 in all']);
    expect(linesOf(news.slice(1), order, 'zh-CN')).toEqual(['↩ 退款 · 已申请 · ¥20.00 · 共 ¥50.00']);
    expect(card(order)).toContain('asked for · ¥20.00; asked for · ¥30.00; ¥50.00 in all');
    expect(details(order)).toContain('asked for · ¥20.00 · TQ2\\nasked for · ¥30.00 · TQ1\\n¥50.00 in all');
    expect(details(follow(paid, first).order)).toContain('asked for · ¥30.00 · TQ1');
  });

  it.each([
    ['the first alone so far', [answer(1.5, { refund: '30.00', refundStatus: 'waitselleragree' })]],
    ['nothing of an amount', [answer(1.5, { refundStatus: 'waitselleragree' })]],
    ['nothing of refunds', [answer(1.5, {})]],
    ['that nothing was given back yet', [answer(1.5, { refund: '0.00', refundStatus: 'waitselleragree' })]],
  ])('are told alike where the order detail says in between %s', (_what, between) => {
    const { news, order } = follow(paid, first, ...between, second);
    expect(told(news)).toEqual([
      ['asked', 3000, undefined],
      ['asked', 2000, 5000],
    ]);
    expect(order).toMatchObject({
      refundFen: 5000,
      refund: { state: 'asked', refundId: 'TQ2' },
      refunds: [
        { refundId: 'TQ1', state: 'asked', fen: 3000 },
        { refundId: 'TQ2', state: 'asked', fen: 2000 },
      ],
    });
  });

  it.each([
    ['both', '50.00'],
    ['the last alone', '20.00'],
    ['none', undefined],
    ['nought', '0'],
  ])('are of the same amounts where the order detail names %s after them', (_what, amount) => {
    const { news, order } = follow(
      paid,
      first,
      second,
      answer(3, { refund: amount, refundStatus: 'waitselleragree' }),
    );
    expect(told(news)).toHaveLength(2);
    expect(order).toMatchObject({ refundFen: 5000, refunds: [{ fen: 3000 }, { fen: 2000 }] });
  });
});

describe('what refunds come to in all', () => {
  it.each([
    [
      'is without what was refused',
      [refund('TQ1', asked, 3000, 1), refund('TQ2', asked, 2000, 2), refund('TQ1', refused, 3000, 3)],
      2000,
    ],
    [
      'is without what was withdrawn',
      [refund('TQ1', asked, 3000, 1), refund('TQ1', withdrawn, 3000, 2), refund('TQ2', asked, 2000, 3)],
      2000,
    ],
    [
      'is nothing where all were withdrawn',
      [refund('TQ1', asked, 3000, 1), refund('TQ1', withdrawn, 3000, 2)],
      undefined,
    ],
    [
      'is of three',
      [refund('TQ1', asked, 3000, 1), refund('TQ2', asked, 2000, 2), refund('TQ3', asked, 500, 3)],
      5500,
    ],
    ['is of two of one amount', [refund('TQ1', asked, 3000, 1), refund('TQ2', asked, 3000, 2)], 6000],
    [
      'goes by the last amount of each',
      [
        refund('TQ1', asked, 3000, 1),
        refund('TQ1', 'BUYER_MODIFY_REFUND_PROTOCOL', 2500, 2),
        refund('TQ2', asked, 2000, 3),
      ],
      4500,
    ],
    [
      'leaves out one whose amount is not known',
      [refund('TQ1', asked, 3000, 1), refund('TQ2', asked, undefined, 2)],
      3000,
    ],
    [
      'takes no nought for an amount',
      [refund('TQ1', asked, 3000, 1), refund('TQ1', 'SELLER_AGREE_REFUND', 0, 2)],
      3000,
    ],
    ['is what a message without an id says', [refund(undefined, asked, 3000, 1)], 3000],
    [
      'is what a message without an id says, where that is more',
      [refund('TQ1', asked, 3000, 1), refund(undefined, asked, 5000, 2)],
      5000,
    ],
    [
      'does not count twice what comes without an id and with it',
      [refund(undefined, asked, 3000, 1), refund('TQ1', asked, 3000, 1)],
      3000,
    ],
    [
      'is without what was withdrawn, also where an earlier message named it without an id',
      [
        refund(undefined, asked, 3000, 1),
        refund('TQ1', asked, 3000, 1),
        refund('TQ1', withdrawn, undefined, 2),
      ],
      undefined,
    ],
    ['counts those without a time', [refund('TQ1', asked, 3000), refund('TQ2', asked, 2000)], 5000],
    [
      'is what the API says, where it knows of one more',
      [refund('TQ1', asked, 3000, 1), answer(2, { refund: '50.00', refundStatus: 'waitselleragree' })],
      5000,
    ],
    [
      'is that and what was asked for since',
      [answer(1, { refund: '30.00', refundStatus: 'waitselleragree' }), refund('TQ2', asked, 2000, 2)],
      5000,
    ],
    [
      'counts once what the API knew before its id was',
      [
        answer(1, { refund: '30.00', refundStatus: 'waitselleragree' }),
        refund('TQ1', 'SELLER_AGREE_REFUND', 3000, 2),
      ],
      3000,
    ],
    [
      'is without what was refused since the API was asked',
      [
        refund('TQ1', asked, 3000, 1),
        refund('TQ2', asked, 2000, 1),
        answer(2, { refund: '50.00', refundStatus: 'waitselleragree' }),
        refund('TQ1', refused, 3000, 3),
      ],
      2000,
    ],
    [
      'does not count twice what the API was asked about at once',
      [
        refund('TQ1', asked, 3000, 1),
        answer(1 + 5 / 3600, { refund: '30.00', refundStatus: 'waitselleragree' }),
      ],
      3000,
    ],
  ])('%s', (_what, steps, refundFen) => {
    expect(follow(paid, ...steps).order.refundFen).toBe(refundFen);
  });

  it('is shown beside the one refund that is known, where the API knows of more', () => {
    const { order } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      answer(3, { refund: '50.00', refundStatus: 'waitselleragree' }),
    );
    expect(card(order)).toContain('asked for · ¥30.00; ¥50.00 in all');
    expect(details(order)).toContain('asked for · ¥30.00 · TQ1\\n¥50.00 in all');
  });

  it.each<[string, string, number]>([
    ['knew of it', '50.00', 5000],
    ['did not know of it yet', '30.00', 5000],
    ['says nothing of amounts', '', 5000],
  ])('is of both where a message comes after an answer of the API that %s', (_what, amount, allFen) => {
    const justAfter = 2 + 10 / 3600;
    const { news, order } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      answer(justAfter, {
        ...(amount !== '' && { refund: amount }),
        refundStatus: 'waitselleragree',
      }),
      refund('TQ2', asked, 2000, 2),
    );
    expect(told(news).at(-1)).toEqual(['asked', 2000, allFen]);
    expect(order).toMatchObject({
      refundFen: allFen,
      refunds: [
        { refundId: 'TQ1', state: 'asked', fen: 3000 },
        { refundId: 'TQ2', state: 'asked', fen: 2000 },
      ],
    });
    expect(card(order)).toContain('asked for · ¥20.00; asked for · ¥30.00; ¥50.00 in all');
  });

  it('is told where it grew without any refund that is known', () => {
    const { news } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      answer(2, { refund: '30.00', refundStatus: 'waitselleragree' }),
      answer(3, { refund: '50.00', refundStatus: 'waitselleragree' }),
      answer(4, { refund: '50.00', refundStatus: 'waitselleragree' }),
    );
    expect(told(news)).toEqual([
      ['asked', 3000, undefined],
      ['asked', undefined, 5000],
    ]);
    expect(linesOf(news.slice(1), follow(paid).order)).toEqual([
      expect.stringContaining('↩ Refund · asked for · ¥50.00 in all'),
    ]);
  });
});

describe('news of refunds', () => {
  it('tell of an earlier one that goes on after a later one was asked for', () => {
    const { news, order } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      refund('TQ2', asked, 2000, 2),
      refund('TQ1', 'SELLER_AGREE_REFUND', 3000, 3),
      refund('TQ2', refused, 2000, 4),
    );
    expect(told(news).slice(2)).toEqual([
      ['agreed', 3000, 5000],
      ['refused', 2000, 3000],
    ]);
    expect(news.map(({ kind }) => kind)).toEqual(['refund', 'refund', 'refund', 'refused']);
    expect(order.refund).toMatchObject({ refundId: 'TQ2', state: 'refused' });
  });

  it('tell of one whose message comes late', () => {
    const { news } = follow(paid, refund('TQ2', asked, 2000, 2), refund('TQ1', asked, 3000, 1));
    expect(told(news)).toEqual([
      ['asked', 2000, undefined],
      ['asked', 3000, 5000],
    ]);
  });

  it('tell of another amount, once', () => {
    const modified = refund('TQ1', 'BUYER_MODIFY_REFUND_PROTOCOL', 2500, 2);
    const { news } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      modified,
      modified,
      refund('TQ1', asked, 3000, 1),
    );
    expect(told(news)).toEqual([
      ['asked', 3000, undefined],
      ['asked', 2500, undefined],
    ]);
  });

  it('tell one refund once that comes without its id and then with it', () => {
    const { news } = follow(paid, refund(undefined, asked, 3000, 1), refund('TQ1', asked, 3000, 1));
    expect(told(news)).toEqual([['asked', 3000, undefined]]);
  });

  it('take what names no refund for the one that was asked for last by then', () => {
    const back = pushed('ORDER_SOMETHING', { orderId, refundStatus: 'refundsuccess' }, { at: at(2) });
    const { order, news } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      back.replace('ORDER_SOMETHING', 'ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES'),
      refund('TQ2', asked, 2000, 3),
    );
    expect(order.refunds).toMatchObject([{ state: 'refunded' }, { state: 'asked' }]);
    expect(told(news)).toEqual([
      ['asked', 3000, undefined],
      ['refunded', 3000, undefined],
      ['asked', 2000, 5000],
    ]);
  });

  it('name each refund where its amount alone does not tell it from another', () => {
    const agreed = (refundId: string, hours: number) => refund(refundId, 'SELLER_AGREE_REFUND', 3000, hours);
    const { news, order } = follow(
      paid,
      refund('TQ1', asked, 3000, 1),
      refund('TQ2', asked, 3000, 2),
      refund('TQ3', asked, 500, 3),
      agreed('TQ1', 4),
      agreed('TQ2', 5),
    );
    expect(linesOf(news, order)).toEqual([
      '↩ Refund · asked for · ¥30.00',
      '↩ Refund · asked for · ¥30.00 · TQ2 · ¥60.00 in all',
      '↩ Refund · asked for · ¥5.00 · ¥65.00 in all',
      '↩ Refund · agreed · ¥30.00 · TQ1 · ¥65.00 in all',
      '↩ Refund · agreed · ¥30.00 · TQ2 · ¥65.00 in all',
    ]);
    expect(linesOf(news.slice(-1), order, 'zh-CN')).toEqual([
      '↩ 退款 · 卖家已同意 · ¥30.00 · TQ2 · 共 ¥65.00',
    ]);
    const unnamed = follow(paid, refund('TQ1', asked, undefined, 1), refund('TQ2', asked, undefined, 2));
    expect(linesOf(unnamed.news, unnamed.order)).toEqual([
      '↩ Refund · asked for',
      '↩ Refund · asked for · TQ2',
    ]);
  });

  it('are kept and read with what all come to, and without it where they were kept long ago', () => {
    const news: News[] = [{ kind: 'refund', refund: 'asked', refundId: 'TQ2', toFen: 2000, allFen: 5000 }];
    expect(parseContent(printContent({ news, mentions: [], daily: false })).news).toEqual(news);
    const before = '{"news":[{"kind":"refund","toFen":3000,"raw":"x","refund":"asked"}]}';
    expect(parseContent(before).news).toEqual([{ kind: 'refund', toFen: 3000, raw: 'x', refund: 'asked' }]);
  });
});

describe('an order as it was kept before refunds were kept one by one', () => {
  const keptLongAgo = (answered: boolean): OrderState =>
    readState(
      JSON.stringify({
        form: 1,
        orderId,
        market: '1688',
        said: [
          ...(answered
            ? []
            : [
                {
                  type: 'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND',
                  at: at(1),
                  refundFen: 3000,
                  refundId: 'TQ1',
                  refundAction: asked,
                },
              ]),
        ],
        ...(answered && {
          answer: {
            askedAt: at(1),
            phase: 'awaiting shipment',
            status: 'waitsellersend',
            passed: ['created', 'paid'],
            times: {},
            totalFen: 10000,
            refundFen: 3000,
            unsure: false,
            refund: { state: 'asked', raw: asked, refundId: 'TQ1' },
            items: [],
          },
        }),
        parcels: [],
        replaced: [],
        unknownTypes: [],
        alerted: [],
      }),
    );

  it.each([[true], [false]])('is read, and goes on (answered: %s)', (answered) => {
    const state = keptLongAgo(answered);
    expect(orderOf(state)).toMatchObject({ refundFen: 3000, refund: { refundId: 'TQ1', state: 'asked' } });
    const [fact] = factsOf(refund('TQ2', asked, 2000, 2), at(100));
    if (fact === undefined) throw new Error('no fact');
    const merged = mergeFact(state, fact);
    expect(told(merged.news)).toEqual([['asked', 2000, 5000]]);
    expect(orderOf(merged.state)).toMatchObject({ refundFen: 5000 });
    expect(readState(printState(merged.state))).toEqual(merged.state);
  });

  it('brings no news by being read', () => {
    const state = keptLongAgo(true);
    const [again] = factsOf(refund('TQ1', asked, 3000, 0.5), at(100));
    if (again === undefined) throw new Error('no fact');
    expect(mergeFact(state, again)).toMatchObject({ changed: false, news: [] });
  });
});

describe('any messages about refunds', () => {
  const messages = fc.array(
    fc
      .record({
        refundId: fc.constantFrom('TQ9', 'TQ10', 'TQ11', undefined),
        action: fc.constantFrom(asked, refused, withdrawn, 'SELLER_AGREE_REFUND', 'BUYER_SEND_GOODS', 'ODD'),
        amount: fc.constantFrom(undefined, 0, 2000, 3000),
        hours: fc.constantFrom(undefined, 1, 1, 2, 3),
      })
      .map(({ refundId, action, amount, hours }) => refund(refundId, action, amount, hours)),
    { minLength: 1, maxLength: 8 },
  );

  it.each([
    ['of refunds alone', messages],
    ['of all kinds', messagesOf1688],
  ])('%s come to the same whatever their order, however often they come', (_what, given) => {
    fc.assert(
      fc.property(shuffled(given), ({ facts, again }) => {
        if (facts.length === 0) return;
        const [one, other] = [joinAll(facts), joinAll(again)].map(({ state }) => orderOf(state));
        expect(other).toEqual(one);
        for (const fact of facts) expect(mergeFact(joinAll(facts).state, fact).news).toEqual([]);
      }),
    );
  });

  it('come to no less than any refund that counts, and to no more than all amounts that were named', () => {
    fc.assert(
      fc.property(messages, (given) => {
        const { refunds = [], refundFen = 0 } = follow(...given).order;
        for (const { state, fen = 0 } of refunds) {
          if (state !== 'refused' && state !== 'closed') expect(refundFen).toBeGreaterThanOrEqual(fen);
        }
        const named = given.reduce(
          (sum, message) => sum + Number(/refundAmount\\":(\d+)/.exec(message)?.[1] ?? 0),
          0,
        );
        expect(refundFen).toBeLessThanOrEqual(named);
      }),
    );
  });

  it('give an order that is kept and read alike, also once the API has answered', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom('30.00', '0', undefined), (given, amount) => {
        const { state } = follow(...given, answer(2, { refund: amount, refundStatus: 'waitselleragree' }));
        expect(readState(printState(state))).toEqual(state);
        expect(orderOf(readState(printState(state)))).toEqual(orderOf(state));
      }),
    );
  });
});

describe('what can be asked back of an order with several refunds', () => {
  const order = (refunds: NonNullable<Order['refunds']>, refundFen: number): Order => ({
    ...follow(paid).order,
    refund: refunds.at(-1),
    refunds,
    refundFen,
  });
  const of = (what: Order) => refundableOf(what, { received: undefined, sendsBack: false });
  const named = (refundId: string, state: NonNullable<Order['refund']>['state'], fen: number) => ({
    refundId,
    state,
    fen,
  });

  it('is nothing while an earlier one is under way', () => {
    expect(of(order([named('1', 'agreed', 3000), named('2', 'closed', 2000)], 3000))).toEqual({
      state: 'refund under way',
    });
  });

  it('is what is left once an earlier one was paid, though the last was withdrawn', () => {
    expect(of(order([named('1', 'refunded', 3000), named('2', 'closed', 2000)], 3000))).toMatchObject({
      mostFen: 7000,
    });
  });

  it('is what is left of both', () => {
    expect(of(order([named('1', 'refunded', 3000), named('2', 'refunded', 2000)], 5000))).toMatchObject({
      mostFen: 5000,
    });
  });
});
