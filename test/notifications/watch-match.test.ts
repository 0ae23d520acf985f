import { describe, expect, it } from 'vitest';
import { type NewsKind, newsKinds } from '../../src/domain/orders/news.ts';
import type { Order } from '../../src/domain/orders/order.ts';
import { parseContent } from '../../src/notifications/content.ts';
import { printRule, readRule, type WatchRule } from '../../src/notifications/rule.ts';
import { createWatchMatch, type Telling } from '../../src/notifications/watch-match.ts';
import type { Watch } from '../../src/store/contract/orders.ts';

const order: Order = {
  orderId: '3305075341149134260',
  market: '1688',
  phase: 'awaiting shipment',
  totalFen: 10_000,
  moneyUnsure: false,
  times: { created: 1000 },
  passed: ['created', 'paid'],
  parcels: [],
  items: [],
  seller: { id: 'seller-1' },
  unknownMessages: [],
};

function watch(of: {
  conversation?: string;
  subject?: string;
  kinds?: readonly NewsKind[];
  rule?: Partial<WatchRule>;
  setAt?: number;
}): Watch {
  const { conversation = 'x:C1', subject = 'all', kinds = ['paid', 'refund'], setAt = 0 } = of;
  const rule = JSON.stringify({ kinds, ...of.rule });
  return {
    organization: 'x:T1',
    conversation,
    workspace: 'x:T1',
    account: 'a',
    subject,
    rule,
    setBy: 'x:U1',
    setAt,
  };
}

const telling = (change: Partial<Telling> = {}): Telling => ({
  order,
  version: 2,
  news: [{ kind: 'paid', at: 2000 }],
  trace: 'trace',
  heardAt: 4000,
  looked: false,
  ...change,
});

function told(watches: readonly Watch[], change: Partial<Telling> = {}) {
  return createWatchMatch(watches)(telling(change), 5000).map(({ conversation, content }) => ({
    conversation,
    ...parseContent(content),
  }));
}

describe('who is told', () => {
  it('is every conversation that watches the order, its seller, or all, once', () => {
    const watches = [
      watch({ conversation: 'x:C1' }),
      watch({ conversation: 'x:C1', subject: `order:${order.orderId}` }),
      watch({ conversation: 'x:C2', subject: 'seller:seller-1' }),
      watch({ conversation: 'x:C3', subject: 'seller:another' }),
      watch({ conversation: 'x:C4', subject: 'order:1' }),
    ];
    expect(told(watches).map(({ conversation }) => conversation)).toEqual(['x:C1', 'x:C2']);
    expect(createWatchMatch(watches)(telling(), 5000)[0]).toMatchObject({
      subjectKind: 'order',
      subjectId: order.orderId,
      version: 2,
      trace: 'trace',
      dueAt: 5000,
      createdAt: 4000,
    });
  });

  it.each([
    ['绿德(深圳)有限公司', '绿德（深圳）有限公司'],
    ['绿德（深圳）有限公司', '绿德(深圳)有限公司'],
    ['绿德 有限公司', ' 绿德\u3000有限公司 '],
  ])('is who watches a seller by a name that is written otherwise: “%s”, “%s”', (typed, name) => {
    const named = { order: { ...order, seller: { name } } };
    expect(told([watch({ subject: `seller:${typed}` })], named)).toHaveLength(1);
  });

  it('is told of the kinds that it asked for, and else only keeps its card true', () => {
    const news = [{ kind: 'paid' as const }, { kind: 'shipped' as const }];
    expect(told([watch({ kinds: ['shipped'] })], { news })[0]?.news).toEqual([{ kind: 'shipped' }]);
    expect(told([watch({ kinds: ['done'] })], { news })[0]?.news).toEqual([]);
    expect(told([watch({ kinds: ['done'] })], { news, version: 1 })).toEqual([]);
  });

  it('is told of every kind there is, where all were chosen: of those too that the version did not know', () => {
    const kept = (rule: object) =>
      told([{ ...watch({}), rule: JSON.stringify(rule) }]).flatMap(({ news }) => news);
    expect(kept({ kinds: ['created'], all: true })).toMatchObject([{ kind: 'paid' }]);
    // A row of a version that kept the list alone says what is in it.
    expect(kept({ kinds: ['created'] })).toEqual([]);
  });

  it.each([
    {
      kinds: [...newsKinds],
      daily: true,
      minFen: 100,
      mention: { person: 'U1', name: 'Ann', kinds: [...newsKinds] },
    },
    { kinds: [], daily: false },
    { kinds: ['paid', 'refund'], daily: false, mention: { person: 'U1', name: 'Ann', kinds: ['paid'] } },
  ] satisfies readonly WatchRule[])(
    'is kept so that it is read back, and by a version before too: %j',
    (rule) => {
      const text = printRule(rule);
      expect(readRule(text)).toEqual(rule);
      expect(JSON.parse(text)).toMatchObject(rule);
      expect(text.includes('"all":true')).toBe(rule.kinds.length === newsKinds.length);
    },
  );

  it('is not told of orders below its limit, but of those whose total is not known', () => {
    const watches = [watch({ rule: { minFen: 10_001 } })];
    expect(told(watches, { version: 1 })).toEqual([]);
    expect(told(watches)[0]?.news).toEqual([]);
    const { totalFen: _, ...unpriced } = order;
    expect(told(watches, { order: unpriced })[0]?.news).toHaveLength(1);
    expect(told(watches, { order: { ...order, moneyUnsure: true } })[0]?.news).toHaveLength(1);
    expect(told([watch({ rule: { minFen: 10_000 } })])[0]?.news).toHaveLength(1);
  });

  it('is told that an order fell below its limit, and then only keeps its card true', () => {
    const watches = [watch({ kinds: ['price', 'paid'], rule: { minFen: 10_001 } })];
    const fell = { kind: 'price' as const, fromFen: 10_001, toFen: 10_000 };
    expect(told(watches, { news: [fell] })[0]?.news).toEqual([fell]);
    expect(told(watches, { news: [{ ...fell, fromFen: 9_000 }] })[0]?.news).toEqual([]);
    expect(told(watches)).toMatchObject([{ conversation: 'x:C1', news: [] }]);
  });

  it('waits for the digest only if all its watches say so and nothing is urgent', () => {
    const daily = { rule: { daily: true } };
    expect(told([watch(daily)])[0]?.daily).toBe(true);
    expect(told([watch(daily), watch({ subject: `order:${order.orderId}` })])[0]?.daily).toBe(false);
    expect(told([watch(daily)], { news: [{ kind: 'refund' }] })[0]?.daily).toBe(false);
  });

  it('pings whoever asked to be, for the kinds that they chose', () => {
    const mention = { person: 'U9', name: 'Li', kinds: ['refund' as const] };
    const watches = [watch({ rule: { mention } })];
    expect(told(watches)[0]?.mentions).toEqual([]);
    expect(told(watches, { news: [{ kind: 'refund' }] })[0]?.mentions).toEqual([
      { person: 'U9', name: 'Li' },
    ]);
  });

  it('does not hear, when it was only found out, what happened before it watched', () => {
    const watches = [watch({ setAt: 300_000 })];
    expect(told(watches, { looked: true })[0]?.news).toEqual([]);
    expect(told(watches, { looked: true, version: 1 })).toEqual([]);
    expect(told(watches)[0]?.news).toHaveLength(1);
    expect(told(watches, { looked: true, news: [{ kind: 'paid', at: 300_000 }] })[0]?.news).toHaveLength(1);
    // The partner writes whole seconds, by a clock of its own.
    expect(told(watches, { looked: true, news: [{ kind: 'paid', at: 299_000 }] })[0]?.news).toHaveLength(1);
  });

  it('is nobody by a rule that can not be read', () => {
    expect(
      told([
        { ...watch({}), rule: '{' },
        { ...watch({}), rule: '{"kinds":7}' },
      ]),
    ).toEqual([]);
  });
});
