import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestCard } from '../../../src/cards/digest-card.ts';
import { newsLine } from '../../../src/cards/news-line.ts';
import { orderCard } from '../../../src/cards/order-card.ts';
import { orderDetails } from '../../../src/cards/order-details.ts';
import { plainText } from '../../../src/chat/text.ts';
import { factOfDetail } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import type { News } from '../../../src/domain/orders/news.ts';
import type { Order } from '../../../src/domain/orders/order.ts';
import type { OrderState } from '../../../src/domain/orders/state.ts';
import { allWords } from '../../../src/languages/index.ts';
import { orderDetailEndpoint } from '../../../src/xport/orders.ts';
import { runs } from '../../harness/runs.ts';
import {
  factsOf,
  joinAll,
  minuteMs,
  orderId,
  parcelBody,
  partnerBody,
  pushed,
  sentAt,
  shuffled,
} from './said.ts';

const paid = pushed('ORDER_PAY_SUCCESS', partnerBody({ orderStatus: 'WAITING_FOR_SENT', payStatus: 2 }), {
  at: sentAt,
});
const announced = pushed(
  'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
  partnerBody({ orderStatus: 'HAS_BEEN_SENT', payStatus: 2 }),
  { at: sentAt + minuteMs },
);
const part = pushed(
  'ORDER_BUYER_VIEW_PART_PART_SENDGOODS',
  `{"orderId":${orderId},"currentStatus":"waitsellersend"}`,
  {
    at: sentAt + minuteMs,
  },
);
const done = pushed('ORDER_BUYER_VIEW_ORDER_SUCCESS', `{"orderId":${orderId},"currentStatus":"success"}`, {
  at: sentAt + 90 * minuteMs,
});
const parcel = (mailNo: string, state: string, day = 21) =>
  pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody(state, { mailNo, changeTime: `2026-05-${day} 10:00:00` }));
const renumbered = (oldMailNo: string, newMailNo: string, day = 25) =>
  pushed(
    'LOGISTICS_MAIL_NO_CHANGE',
    `{"MailNoChangeModel":{"oldMailNo":"${oldMailNo}","newMailNo":"${newMailNo}","newCpCode":"SF","eventTime":"2026-05-${day} 10:00:00","orderLogsItems":[{"orderId":${orderId}}]}}`,
  );

/** What the API says of the order: with these parcels. */
const answered = (...mailNos: readonly string[]) => {
  const detail = orderDetailEndpoint.data.parse({
    baseInfo: { idOfStr: orderId, status: 'waitbuyerreceive', totalAmount: '100.00' },
    nativeLogistics: {
      logisticsItems: mailNos.map((logisticsBillNo) => ({
        logisticsBillNo,
        logisticsCompanyNo: 'YTO',
        deliveredTime: '2026-05-21 10:00:00',
      })),
    },
  });
  const fact = factOfDetail(detail, sentAt + 30 * minuteMs);
  if (fact === undefined) throw new Error('no order');
  return fact;
};

function follow(steps: readonly (string | ReturnType<typeof answered>)[], known?: OrderState) {
  const facts = steps.flatMap((step) => (typeof step === 'string' ? factsOf(step) : [step]));
  const { state, news } = joinAll(facts, known);
  return { state, order: orderOf(state), news };
}

const onTheWay = (news: readonly News[]) =>
  news
    .filter(({ kind }) => ['shipped', 'arrived', 'stalled'].includes(kind))
    .map(({ kind, mailNo, partly }) => [kind, mailNo, ...(partly === true ? ['partly'] : [])].join(' '));

describe('of several parcels each is named when it is on its way, and when it arrives', () => {
  it.each([
    [
      'two, as their carrier tells',
      [paid, parcel('A', 'CONSIGN'), parcel('B', 'CONSIGN')],
      ['shipped A', 'shipped B'],
    ],
    [
      'two that are heard of when they move',
      [paid, parcel('A', 'TRANSPORT'), parcel('B', 'TRANSPORT', 22)],
      ['shipped A', 'shipped B'],
    ],
    [
      'three',
      [
        paid,
        parcel('C', 'CONSIGN'),
        parcel('A', 'CONSIGN'),
        parcel('B', 'ACCEPT'),
        parcel('B', 'SIGN', 22),
        parcel('A', 'SIGN', 23),
        parcel('C', 'SIGN', 24),
      ],
      ['shipped C', 'shipped A', 'shipped B', 'arrived B', 'arrived A', 'arrived C'],
    ],
    [
      'the second after the first has arrived',
      [paid, parcel('A', 'SIGN'), parcel('B', 'CONSIGN', 22)],
      ['arrived A', 'shipped B'],
    ],
    [
      'one that is heard of when it has arrived, by that alone',
      [paid, parcel('A', 'CONSIGN'), parcel('B', 'SIGN', 22)],
      ['shipped A', 'arrived B'],
    ],
    [
      'one that can not be delivered',
      [paid, parcel('A', 'CONSIGN'), parcel('B', 'FAILED', 22)],
      ['shipped A', 'stalled B'],
    ],
    [
      'two after their seller told, the first by what it told',
      [paid, announced, parcel('A', 'CONSIGN'), parcel('B', 'CONSIGN')],
      ['shipped ', 'shipped B'],
    ],
    ['two at once, as the API tells', [paid, answered('A', 'B')], ['shipped A', 'shipped B']],
    [
      'two at once, as the API tells after their seller',
      [paid, announced, answered('A', 'B')],
      ['shipped ', 'shipped A', 'shipped B'],
    ],
    ['one, as the API tells after its seller, not again', [paid, announced, answered('A')], ['shipped ']],
    [
      'the second, as the API tells',
      [paid, parcel('A', 'CONSIGN'), answered('A', 'B')],
      ['shipped A', 'shipped B'],
    ],
    [
      'parts',
      [paid, part, parcel('A', 'CONSIGN'), parcel('B', 'CONSIGN')],
      ['shipped  partly', 'shipped B partly'],
    ],
    [
      'parts, of which the last completes the order',
      [paid, part, parcel('A', 'CONSIGN'), announced, parcel('B', 'CONSIGN')],
      ['shipped  partly', 'shipped ', 'shipped B'],
    ],
    [
      'none after the order is done',
      [paid, parcel('A', 'CONSIGN'), done, parcel('B', 'CONSIGN')],
      ['shipped A'],
    ],
    [
      'each once',
      [
        paid,
        parcel('A', 'CONSIGN'),
        parcel('B', 'CONSIGN'),
        parcel('B', 'TRANSPORT', 22),
        parcel('B', 'CONSIGN'),
        parcel('A', 'DELIVERING', 23),
      ],
      ['shipped A', 'shipped B'],
    ],
  ])('%s', (_what, steps, expected) => {
    expect(onTheWay(follow(steps).news)).toEqual(expected);
  });
});

describe('a parcel that changes its number', () => {
  it.each([
    ['is no other parcel', [paid, parcel('A', 'CONSIGN'), renumbered('A', 'S')], ['shipped A']],
    [
      'arrives by its new one',
      [paid, parcel('A', 'CONSIGN'), renumbered('A', 'S'), parcel('S', 'SIGN', 26)],
      ['shipped A', 'arrived S'],
    ],
    [
      'is known by its new one alone',
      [
        paid,
        renumbered('A', 'S'),
        parcel('A', 'CONSIGN'),
        parcel('A', 'SIGN', 26),
        parcel('S', 'TRANSPORT', 27),
      ],
      ['shipped S'],
    ],
    [
      'hides no other',
      [paid, parcel('A', 'CONSIGN'), renumbered('A', 'S'), parcel('B', 'CONSIGN', 26)],
      ['shipped A', 'shipped B'],
    ],
    [
      'is told by its new one where the old was never heard of',
      [paid, parcel('A', 'CONSIGN'), renumbered('B', 'S')],
      ['shipped A', 'shipped S'],
    ],
    [
      'may change it again',
      [paid, parcel('A', 'CONSIGN'), renumbered('A', 'S'), renumbered('S', 'T', 26), parcel('T', 'SIGN', 27)],
      ['shipped A', 'arrived T'],
    ],
  ])('%s', (_what, steps, expected) => {
    const { news, order } = follow(steps);
    expect(onTheWay(news)).toEqual(expected);
    expect(order.parcels.map(({ mailNo }) => mailNo)).not.toContain(
      steps.some((each) => typeof each === 'string' && each.includes('oldMailNo\\":\\"A')) ? 'A' : '',
    );
  });
});

it('one message of a parcel names it in each of the orders that it names', () => {
  const ids = [orderId, '3305075341149134261', '3305075341149134262'];
  const facts = factsOf(
    pushed('LOGISTICS_BUYER_VIEW_TRACE', parcelBody('TRANSPORT', { mailNo: 'A', orderIds: ids })),
  );
  expect(facts.map((fact) => fact.orderId)).toEqual(ids);
  for (const fact of facts) expect(onTheWay(mergeFact(undefined, fact).news)).toEqual(['shipped A']);
});

describe('cards name', () => {
  const words = allWords.en.orders;
  const now = Date.parse('2026-05-30T10:00:00+08:00');
  const two = follow([paid, parcel('A', 'CONSIGN'), parcel('B', 'TRANSPORT', 22)]);
  const field = (order: Order, language: 'en' | 'zh-CN' = 'en') => {
    const said = allWords[language].orders;
    const block = orderCard({ order, now, words: said }).body.find(({ kind }) => kind === 'fields');
    const found =
      block?.kind === 'fields' ? block.fields.find(({ label }) => label === said.parcel) : undefined;
    return found && plainText(found.value);
  };

  it('both parcels, the one that moved last first', () => {
    expect(field(two.order)).toBe('YTO Express B · on the way\nYTO Express A · handed over');
    const moved = follow([parcel('A', 'DELIVERING', 23)], two.state);
    expect(field(moved.order)).toBe('YTO Express A · out for delivery\nYTO Express B · on the way');
  });

  it('three of five, and how many there are besides', () => {
    const { order } = follow([
      paid,
      ...['A', 'B', 'C', 'D', 'E'].map((mailNo, at) => parcel(mailNo, 'TRANSPORT', 21 + at)),
    ]);
    expect(field(order)).toBe(
      'YTO Express E · on the way\nYTO Express D · on the way\nYTO Express C · on the way\nand 2 more',
    );
    expect(field(order, 'zh-CN')).toContain('等 5 个包裹');
  });

  it('all in the details', () => {
    const card = orderDetails({ order: two.order, fresh: { asked: true }, now, words });
    for (const name of ['YTO Express A', 'YTO Express B']) expect(JSON.stringify(card.body)).toContain(name);
  });

  const line = (news: readonly News[], order: Order) =>
    newsLine({ order, news, mentions: [], now, words }).body.flatMap((block) =>
      block.kind === 'text' ? plainText(block.text).split('\n') : [],
    );

  it('each parcel in the line that tells of it, and no other', () => {
    expect(
      line(
        two.news.filter(({ kind }) => kind === 'shipped'),
        two.order,
      ),
    ).toEqual([
      '◑ Shipped · YTO Express A · 05-21 10:00 UTC+8',
      '◑ Shipped · YTO Express B · 05-22 10:00 UTC+8',
    ]);
    expect(line([{ kind: 'shipped' }], two.order)).toEqual(['◑ Shipped']);
  });

  it('in a digest those that moved', () => {
    const digest = (news: readonly News[]) =>
      JSON.stringify(digestCard({ entries: [{ order: two.order, news }], more: 0, now, words }).body);
    expect(digest([{ kind: 'shipped', mailNo: 'A' }])).toContain('· YTO Express A ·');
    expect(digest([{ kind: 'shipped', mailNo: 'B' }])).toContain('· YTO Express B ·');
    expect(digest(two.news)).toContain('· YTO Express B, YTO Express A ·');
    expect(digest([])).toContain('· YTO Express B, YTO Express A ·');
  });
});

it('any messages of parcels name each that is on its way at most once, and end alike in any order', () => {
  const mailNos = fc.constantFrom('A', 'B', 'C', 'D');
  const message = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(
          mailNos,
          fc.constantFrom('CONSIGN', 'TRANSPORT', 'SIGN', 'FAILED'),
          fc.integer({ min: 21, max: 24 }),
        )
        .map(([mailNo, state, day]) => parcel(mailNo, state, day)),
    },
    { weight: 1, arbitrary: fc.tuple(mailNos, mailNos).map(([from, to]) => renumbered(from, to)) },
    { weight: 1, arbitrary: fc.constantFrom(paid, announced, part) },
  );
  fc.assert(
    fc.property(shuffled(fc.array(message, { minLength: 1, maxLength: 10 })), ({ facts, again }) => {
      if (facts.length === 0) return;
      const [one, other] = [joinAll(facts), joinAll(again)];
      expect(orderOf(other.state)).toEqual(orderOf(one.state));
      for (const { news, state } of [one, other]) {
        const shipped = onTheWay(news).filter((each) => each.startsWith('shipped'));
        expect(new Set(shipped).size).toBe(shipped.length);
        const named = new Set(news.map(({ mailNo }) => mailNo));
        const told = state.parcels.filter(({ mailNo }) => !state.replaced.includes(mailNo));
        // All but the one that its seller's word stood for.
        expect(told.filter(({ mailNo }) => !named.has(mailNo)).length).toBeLessThanOrEqual(
          state.replaced.length + 1,
        );
      }
    }),
    { numRuns: runs(300) },
  );
});
