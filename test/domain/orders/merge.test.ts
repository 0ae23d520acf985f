import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import type { News } from '../../../src/domain/orders/news.ts';
import type { Phase } from '../../../src/domain/orders/order.ts';
import { printState, readState } from '../../../src/domain/orders/state.ts';
import { isFinal } from '../../../src/domain/orders/status.ts';
import fixture from '../../fixtures/messages.json' with { type: 'json' };
import { runs } from '../../harness/runs.ts';
import {
  factsOf,
  joinAll,
  messagesOf1688,
  messagesOfTaobao,
  minuteMs,
  orderId,
  parcelBody,
  partnerBody,
  pushed,
  sentAt,
  shuffled,
  wrappedBody,
} from './said.ts';

const fixtures = [...fixture.documented, ...fixture.inferred].map((message) => JSON.stringify(message));
const created = pushed('ORDER_CREATE', partnerBody(), { at: sentAt });
const paid = pushed(
  'ORDER_PAY_SUCCESS',
  partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2, payTime: '2026-05-20 15:41:00' }),
  { at: sentAt + minuteMs },
);
const shipped = pushed(
  'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
  partnerBody({ orderStatus: 'HAS_BEEN_SENT', payStatus: 2, payTime: '2026-05-20 15:41:00' }),
  { at: sentAt + 2 * minuteMs },
);
const cancelled = pushed(
  'ORDER_CANCEL',
  partnerBody({ orderStatus: 'CANCEL', closeReason: 'buyer_cancel' }),
  {
    at: sentAt + 3 * minuteMs,
  },
);
const cheaper = (totalAmount: number, at: number) =>
  pushed('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', partnerBody({ totalAmount }), { at });
const trace = (state: string, changeTime?: string) =>
  pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody(state, changeTime === undefined ? {} : { changeTime }));

const all = (...messages: readonly string[]) => joinAll(messages.flatMap((message) => factsOf(message)));
const kinds = (news: readonly News[]) => news.map(({ kind }) => kind);

/** Which news may be the last of an order in a phase, of those that tell of a step. */
const lastOf: Readonly<Record<Phase, readonly (News['kind'] | undefined)[]>> = {
  unknown: ['created', 'paid', 'shipped', 'arrived', undefined],
  'awaiting payment': ['created'],
  'awaiting approval': ['created'],
  'awaiting shipment': ['paid'],
  'partly shipped': ['shipped', 'arrived'],
  shipped: ['shipped', 'arrived'],
  // What was shipped last of an order in parts may have arrived before that is known.
  arrived: ['arrived', 'shipped'],
  received: ['arrived'],
  done: ['done'],
  cancelled: ['closed'],
  ended: ['closed'],
};
const stepKinds: readonly News['kind'][] = ['created', 'paid', 'shipped', 'arrived', 'done', 'closed'];

describe.each([
  ['1688', messagesOf1688],
  ['Taobao', messagesOfTaobao],
  ['the documented examples', fc.shuffledSubarray(fixtures, { minLength: 1 })],
])('any messages of %s', (_market, messages) => {
  test('end in the same state whatever their order, however often they come', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ facts, again }) => {
        if (facts.length === 0) return;
        const [one, other] = [joinAll(facts), joinAll(again)];
        expect(other.state).toEqual(one.state);
        expect(printState(other.state)).toBe(printState(one.state));
        expect(other.last.doubt).toBe(one.last.doubt);
      }),
      { numRuns: runs(300) },
    );
  });

  test('bring each piece of news once', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ again }) => {
        if (again.length === 0) return;
        const { news, state } = joinAll(again);
        const once = (kind: News['kind'], rest: (each: News) => string = () => '') => {
          const told = news.filter((each) => each.kind === kind).map(rest);
          expect(new Set(told).size, `${kind} twice: ${told.join(', ')}`).toBe(told.length);
        };
        for (const kind of ['created', 'paid', 'done', 'closed'] as const) once(kind);
        once('arrived', ({ mailNo = '' }) => mailNo);
        once('other', ({ raw = '' }) => raw);
        once('stalled', ({ mailNo = '', at }) => `${mailNo} ${at}`);
        // Each parcel is told by itself, and a part and the whole are two things.
        once('shipped', ({ mailNo = '', partly = false }) => `${mailNo} ${partly}`);
        const partly = state.said.some(({ type }) => type === 'ORDER_BUYER_VIEW_PART_PART_SENDGOODS');
        const shipments = news.filter(({ kind }) => kind === 'shipped');
        expect(shipments.length).toBeLessThanOrEqual(Math.max(1, state.parcels.length) + (partly ? 1 : 0));
      }),
      { numRuns: runs(300) },
    );
  });

  test('have told last of the step that the order is at', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ again }) => {
        if (again.length === 0) return;
        const { news, state } = joinAll(again);
        const last = news.findLast(({ kind }) => stepKinds.includes(kind))?.kind;
        expect(lastOf[orderOf(state).phase]).toContain(last);
      }),
      { numRuns: runs(300) },
    );
  });

  test('change nothing and bring no news when they come once more', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ facts }) => {
        if (facts.length === 0) return;
        const { state } = joinAll(facts);
        for (const fact of facts) {
          expect(mergeFact(state, fact)).toMatchObject({ changed: false, news: [] });
          expect(mergeFact(state, fact).state).toBe(state);
        }
      }),
    );
  });

  test('give a state that is read as it was written', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ facts }) => {
        if (facts.length === 0) return;
        const { state } = joinAll(facts);
        expect(readState(printState(state))).toEqual(state);
        expect(orderOf(readState(printState(state)))).toEqual(orderOf(state));
      }),
    );
  });

  test('close an order for good', () => {
    fc.assert(
      fc.property(shuffled(messages), ({ again }) => {
        let known: ReturnType<typeof mergeFact>['state'] | undefined;
        for (const fact of again) {
          const wasFinal = known !== undefined && isFinal(orderOf(known).phase);
          known = mergeFact(known, fact).state;
          if (wasFinal) expect(isFinal(orderOf(known).phase)).toBe(true);
        }
      }),
    );
  });
});

describe('news of an order', () => {
  test('follow its way', () => {
    const { news, state } = all(
      created,
      cheaper(9800, sentAt + 30_000),
      pushed(
        'ORDER_PAY_SUCCESS',
        partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2, totalAmount: 9800 }),
        { at: sentAt + minuteMs },
      ),
      trace('CONSIGN'),
      trace('TRANSPORT', '2026-05-22 10:00:00'),
      trace('SIGN', '2026-05-23 10:00:00'),
      pushed('ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', wrappedBody('confirm_goods_and_has_subsidy')),
      pushed('ORDER_BUYER_VIEW_ORDER_SUCCESS', wrappedBody('success'), { at: sentAt + 9 * minuteMs }),
    );
    expect(news).toEqual([
      { kind: 'created', at: Date.parse('2026-05-20T07:40:00Z') },
      { kind: 'price', fromFen: 10000, toFen: 9800 },
      { kind: 'paid', at: sentAt + minuteMs },
      { kind: 'shipped', at: Date.parse('2026-05-21T02:00:00Z'), mailNo: 'YT7565691026776' },
      { kind: 'arrived', at: Date.parse('2026-05-23T02:00:00Z'), mailNo: 'YT7565691026776' },
      { kind: 'done', at: sentAt + 9 * minuteMs },
    ]);
    expect(orderOf(state)).toMatchObject({
      orderId,
      phase: 'done',
      rawStatus: 'success',
      seller: { id: 'b2b-2' },
      passed: ['created', 'paid', 'shipped', 'arrived', 'done'],
    });
  });

  test('are not of a step that became known after a later one, but the order has passed it', () => {
    const { news, state } = all(shipped, created, paid);
    expect(kinds(news)).toEqual(['shipped']);
    expect(orderOf(state)).toMatchObject({
      phase: 'shipped',
      passed: ['created', 'paid', 'shipped'],
      times: { created: Date.parse('2026-05-20T07:40:00Z'), paid: Date.parse('2026-05-20T07:41:00Z') },
    });
  });

  test('tell of a part of an order that was shipped, and of the whole of it', () => {
    const part = pushed('ORDER_BUYER_VIEW_PART_PART_SENDGOODS', wrappedBody('waitsellersend'));
    const { news, state } = all(created, paid, part);
    expect(news.slice(2)).toMatchObject([{ kind: 'shipped', partly: true }]);
    expect(orderOf(state).phase).toBe('partly shipped');
    const whole = joinAll(factsOf(shipped), state);
    expect(whole.news).toMatchObject([{ kind: 'shipped' }]);
    expect(whole.news[0]).not.toHaveProperty('partly');
    expect(orderOf(whole.state).phase).toBe('shipped');
  });

  test('tell of a shipment once, whether its seller or its carrier told first', () => {
    expect(kinds(all(paid, trace('CONSIGN'), shipped).news)).toEqual(['paid', 'shipped']);
    expect(kinds(all(paid, shipped, trace('CONSIGN')).news)).toEqual(['paid', 'shipped']);
  });

  test('say a changed price from what to what, and not of an older change that comes late', () => {
    const first = cheaper(9800, sentAt + 1000);
    const second = cheaper(9500, sentAt + 2000);
    const price = ({ news }: { readonly news: readonly News[] }) =>
      news.filter(({ kind }) => kind === 'price');
    expect(price(all(created, second, first))).toEqual([{ kind: 'price', fromFen: 10000, toFen: 9500 }]);
    expect(price(all(first, created))).toEqual([{ kind: 'price', toFen: 9800 }]);
    expect(price(all(created, created, paid))).toEqual([]);
  });

  test('tell of a parcel that could not be delivered, once', () => {
    const failed = trace('FAILED', '2026-05-22 10:00:00');
    const { news, state } = all(
      shipped,
      trace('TRANSPORT'),
      failed,
      failed,
      trace('DELIVERING', '2026-05-23 10:00:00'),
      failed,
    );
    expect(kinds(news)).toEqual(['shipped', 'stalled']);
    expect(orderOf(state).parcels).toMatchObject([{ state: 'delivering' }]);
    // What has gone on since is no news any more.
    expect(kinds(all(shipped, trace('DELIVERING', '2026-05-23 10:00:00'), failed).news)).toEqual(['shipped']);
  });

  test('tell of each parcel that arrives; the order has arrived with its last', () => {
    const parcel = (mailNo: string, state: string) =>
      pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody(state, { mailNo }));
    const half = all(shipped, parcel('A', 'CONSIGN'), parcel('B', 'CONSIGN'), parcel('A', 'SIGN'));
    expect(half.news.slice(1)).toMatchObject([
      { kind: 'shipped', mailNo: 'B' },
      { kind: 'arrived', mailNo: 'A' },
    ]);
    expect(orderOf(half.state).phase).toBe('shipped');
    const whole = joinAll(factsOf(parcel('B', 'SIGN')), half.state);
    expect(whole.news).toMatchObject([{ kind: 'arrived', mailNo: 'B' }]);
    expect(orderOf(whole.state).phase).toBe('arrived');
  });

  test('follow a refund from its asking to its end', () => {
    const refund = (refundAction: string, at: number) =>
      pushed(
        'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND',
        { refundId: 'TQ1', orderId, refundAction, refundAmount: 5000 },
        { at },
      );
    const { news, state, last } = all(
      paid,
      refund('BUYER_APPLY_REFUND', sentAt + 1),
      refund('SELLER_REJECT_REFUND', sentAt + 2),
      refund('SELLER_AGREE_REFUND', sentAt + 3),
      pushed('ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE', wrappedBody('terminated'), { at: sentAt + 4 }),
    );
    expect(news.slice(1)).toEqual([
      { kind: 'refund', refund: 'asked', raw: 'BUYER_APPLY_REFUND', toFen: 5000 },
      { kind: 'refused', refund: 'refused', raw: 'SELLER_REJECT_REFUND', toFen: 5000 },
      { kind: 'refund', refund: 'agreed', raw: 'SELLER_AGREE_REFUND', toFen: 5000 },
      { kind: 'closed', at: sentAt + 4 },
    ]);
    expect(orderOf(state)).toMatchObject({ phase: 'ended', refundFen: 5000, refund: { refundId: 'TQ1' } });
    expect(last.doubt).toBe(true);
  });

  test('tell of a payment that finance refused at Taobao, unless the order has gone on', () => {
    const taobao = (code: number) =>
      pushed('ORDER_CREATE', { orderId, orderStatus: code }, { platform: 0, at: sentAt });
    expect(all(taobao(0), taobao(1), taobao(3)).news).toMatchObject([
      { kind: 'created' },
      { kind: 'refused', raw: '3' },
    ]);
    expect(kinds(all(taobao(10), taobao(3)).news)).toEqual(['paid']);
  });

  test('name a type and a status that nobody knows, by their own words', () => {
    const odd = pushed('ORDER_TELEPORTED', partnerBody({ orderStatus: 'IN_THE_AIR' }), { at: sentAt + 1 });
    const { news, state } = all(created, odd, odd);
    expect(news.slice(1)).toEqual([
      { kind: 'other', raw: 'IN_THE_AIR' },
      { kind: 'other', raw: 'ORDER_TELEPORTED' },
    ]);
    expect(orderOf(state)).toMatchObject({
      phase: 'unknown',
      rawStatus: 'IN_THE_AIR',
      unknownMessages: ['ORDER_TELEPORTED'],
    });
    expect(orderOf(joinAll(factsOf(paid), state).state).phase).toBe('awaiting shipment');
  });
});

describe('a parcel whose number was changed', () => {
  test('goes by its new number alone', () => {
    const changed = pushed(
      'LOGISTICS_MAIL_NO_CHANGE',
      `{"MailNoChangeModel":{"oldMailNo":"YT7565691026776","newMailNo":"SF1","newCpCode":"SF","eventTime":"2026-05-25 10:00:00","orderLogsItems":{"orderId":${orderId}}}}`,
    );
    const { news, state } = all(shipped, trace('CONSIGN'), changed);
    expect(kinds(news)).toEqual(['shipped']);
    expect(orderOf(state).parcels).toEqual([
      { mailNo: 'SF1', carrier: 'SF', state: 'unknown', at: Date.parse('2026-05-25T02:00:00Z') },
    ]);
    const moving = pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('TRANSPORT', { mailNo: 'SF1' }));
    // The change of a number tells nothing of where the parcel is, though it comes last.
    for (const facts of [all(changed, moving), all(moving, changed)]) {
      expect(orderOf(facts.state).parcels).toMatchObject([{ mailNo: 'SF1', state: 'moving' }]);
    }
  });
});

test('a fact about another order is refused', () => {
  const { state } = all(created);
  const [other] = factsOf(pushed('ORDER_CREATE', partnerBody({ orderId: '1' })));
  if (other === undefined) throw new Error('no fact');
  expect(() => mergeFact(state, other)).toThrow(RangeError);
});

test('of very many messages the latest are kept, and the API is asked', () => {
  const many = Array.from({ length: 200 }, (_, place) => cheaper(10_000 + place, sentAt + place));
  const { state, last } = all(...many, cancelled);
  expect(state.said.length).toBeLessThanOrEqual(60);
  expect(last.doubt).toBe(true);
  expect(orderOf(state).phase).toBe('cancelled');
});
