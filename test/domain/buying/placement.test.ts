import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlacingDeps, placeOnce } from '../../../src/domain/buying/placement.ts';
import { type Purchase, printPurchase } from '../../../src/domain/buying/purchase.ts';
import { type Xport, XportError } from '../../../src/xport/client.ts';
import type { Fate } from '../../fakes/cutting-line.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { makeSqliteBed } from '../../store/bed.ts';
import { type BuyingBed, buy, line, openBuyingBed, purchase, totalFen, twoLines } from './bed.ts';
import { createMortalCalls } from './mortal-call.ts';

const minuteMs = 60_000;

/** A kind of another offer of the same seller. */
const shirt = 'eb504f02d8f26677b5361c77a05354bd';

describe('ordering when something breaks', () => {
  let clock: FakeClock;
  let bed: BuyingBed;
  beforeEach(async () => {
    clock = createFakeClock();
    bed = await openBuyingBed(makeSqliteBed, clock);
  });
  afterEach(() => bed.close());

  const orders = () => bed.sandbox.orders.all();
  const cut = (fates: Record<string, Fate>) =>
    bed.line.cut((path) => fates[path.split('/').at(-1) ?? ''] ?? 'answered');
  const sentOff = () => bed.line.paths.filter((path) => path.endsWith('/order/create')).length;

  it.each(['answer lost', 'answer garbled'] as const)('finds the one order after: %s', async (fate) => {
    const parts = await bed.process();
    cut({ create: fate });
    const key = bed.newKey();
    const first = await buy(parts, key);
    expect(first).toMatchObject({ state: 'placed', orderIds: [orders()[0]?.orderId], found: true });
    expect(await buy(await bed.process(), key)).toEqual(first);
    expect(orders()).toHaveLength(1);
  });

  it('says that it is not known while the list can’t be asked, and finds it later without ordering again', async () => {
    const parts = await bed.process();
    cut({ create: 'answer lost', list: 'request lost' });
    const key = bed.newKey();
    const asked = buy(parts, key);
    await settled(asked, clock);
    expect(await asked).toMatchObject({ state: 'not known' });
    cut({});
    expect(await buy(parts, key)).toMatchObject({ state: 'placed', orderIds: [orders()[0]?.orderId] });
    expect(sentOff()).toBe(1);
    expect(orders()).toHaveLength(1);
  });

  it('says for certain that nothing was ordered only after ten minutes, and never sends again', async () => {
    const parts = await bed.process();
    cut({ create: 'request lost' });
    const key = bed.newKey();
    expect(await buy(parts, key)).toMatchObject({ state: 'not known' });
    cut({});
    await clock.elapse(9 * minuteMs);
    expect(await buy(parts, key)).toMatchObject({ state: 'not known' });
    await clock.elapse(minuteMs);
    const last = await buy(parts, key);
    expect(last).toMatchObject({ state: 'not placed' });
    expect(await buy(parts, key)).toEqual(last);
    expect(sentOff()).toBe(1);
    expect(orders()).toEqual([]);
  });

  it('believes no list that holds other orders than the one looked for', async () => {
    const parts = await bed.process();
    cut({ create: 'request lost' });
    const key = bed.newKey();
    await buy(parts, key);
    await clock.elapse(30 * minuteMs);
    const deaf: PlacingDeps = {
      ...parts,
      xport: {
        ...parts.xport,
        orders: {
          ...parts.xport.orders,
          list: ({ outOrderId: _, ...request }, scope) => parts.xport.orders.list(request, scope),
        },
      },
    };
    bed.sandbox.orders.place({ offerId: '951807530375', quantity: 100 });
    expect(await buy(deaf, key)).toMatchObject({ state: 'not known' });
  });

  it('keeps a refusal, and asks no more', async () => {
    const parts = await bed.process();
    const refusing = answering(parts, () =>
      parts.xport.buying
        .pay({ orderId: '1' }, { userId: undefined, signal: new AbortController().signal })
        .then(() => {
          throw new Error('an unknown order was paid');
        }),
    );
    const key = bed.newKey();
    const first = await buy(refusing, key);
    expect(first).toMatchObject({ state: 'refused', fault: { code: '40404' } });
    expect(await buy(parts, key)).toEqual(first);
    expect(orders()).toEqual([]);
  });

  it('orders several lines at once, for their exact total and no other, under a key that covers them all', async () => {
    const parts = await bed.process();
    const key = bed.newKey();
    const place = (confirmedFen: number, wanted = twoLines) =>
      placeOnce(parts, {
        organization: 'team',
        userId: undefined,
        key,
        purchase: wanted,
        confirmedFen,
        isSameAddress: async () => true,
        signal: new AbortController().signal,
      });
    const moved = await place(1);
    if (moved.state !== 'moved') throw new Error(moved.state);
    expect(orders()).toEqual([]);
    bed.line.cut((path) => (path.endsWith('/create') ? 'answer lost' : 'answered'));
    const placed = await place(moved.quote.toPayFen);
    expect(placed).toMatchObject({ state: 'placed', found: true });
    const [order, ...others] = orders();
    expect(others).toEqual([]);
    expect(order?.lines.map(({ sku, quantity }) => [sku?.specId, quantity])).toEqual(
      twoLines.lines.map(({ specId, quantity }) => [specId, quantity]),
    );
    const [first, second] = twoLines.lines;
    if (first === undefined || second === undefined) throw new Error('two lines');
    expect(await place(moved.quote.toPayFen, { ...twoLines, lines: [second, first] })).toEqual(placed);
    for (const lines of [[first], [first, { ...second, quantity: 4 }]]) {
      expect(await place(moved.quote.toPayFen, { ...twoLines, lines })).toEqual({ state: 'other purchase' });
    }
    expect(orders()).toHaveLength(1);
  });

  it('sends nothing to another address than the one confirmed, and looks at none once it was sent', async () => {
    const parts = await bed.process();
    const key = bed.newKey();
    let looks = 0;
    const place = (same: boolean) =>
      placeOnce(parts, {
        organization: 'team',
        userId: undefined,
        key,
        purchase,
        confirmedFen: totalFen,
        async isSameAddress() {
          looks += 1;
          return same;
        },
        signal: new AbortController().signal,
      });
    expect(await place(false)).toEqual({ state: 'other address' });
    expect(await place(false)).toEqual({ state: 'other address' });
    expect(orders()).toEqual([]);
    const placed = await place(true);
    expect(placed.state).toBe('placed');
    expect(await place(false)).toEqual(placed);
    expect(looks).toBe(3);
    expect(orders()).toHaveLength(1);
  });

  it('looks for what was sent off for the user that it was sent for, whoever asks by then', async () => {
    const parts = await bed.process();
    const key = bed.newKey();
    const isSameAddress = async () => true;
    const asked = { organization: 'team', key, purchase, confirmedFen: totalFen, isSameAddress };
    const place = (process: PlacingDeps, userId: string) =>
      placeOnce(process, { ...asked, userId, signal: new AbortController().signal });
    const list = () => Promise.reject(new XportError({ kind: 'timed out', afterMs: 1 }));
    const deaf = { ...parts, xport: { ...parts.xport, orders: { ...parts.xport.orders, list } } };
    bed.line.cut((path) => (path.endsWith('/create') ? 'answer lost' : 'answered'));
    expect(await place(deaf, '1700000000002')).toMatchObject({ state: 'not known' });
    expect(await place(parts, '1700000000003')).toMatchObject({ state: 'placed', found: true });
    const [order, ...others] = orders();
    expect(others).toEqual([]);
    expect(order?.userId).toBe('1700000000002');
    const noted = { account: 'partner:test', orderId: order?.orderId ?? '' };
    expect(await parts.store.orderUsers.of(noted)).toEqual({ userId: '1700000000002' });
  });

  it('answers a button whose order a version before this one placed, and looks for one that it sent off', async () => {
    const parts = await bed.process();
    const written = printPurchase(purchase);
    const outcome = { state: 'placed', orderIds: ['3305075341149134260'], failed: [], found: false };
    const done = bed.newKey();
    await parts.claims.finish({
      key: `order-create:${done}`,
      outcome: JSON.stringify({ purchase: written, outcome }),
    });
    expect(await buy(parts, done)).toEqual(outcome);
    expect(await buy(parts, done, { addressId: '5739' })).toEqual({ state: 'other purchase' });

    const under = bed.newKey();
    const sent = { purchase: written, by: 'b'.repeat(20), at: clock.now(), userId: '1700000000002' };
    await parts.claims.finish({ key: `order-sent:${under}`, outcome: JSON.stringify(sent) });
    expect(await buy(parts, under)).toMatchObject({ state: 'not known' });
    expect(sentOff()).toBe(0);
  });

  it('writes an order down as the version before this one reads it', async () => {
    const parts = await bed.process();
    const key = bed.newKey();
    const placed = await buy(parts, key);
    const read = async (name: string) => {
      const claim = await parts.claims.begin({ key: `${name}:${key}`, holdMs: 1 });
      return claim.state === 'done' ? JSON.parse(claim.outcome) : claim.state;
    };
    expect(await read('order-create')).toEqual({ purchase: printPurchase(purchase), outcome: placed });
    expect(await read('order-sent')).toEqual({
      purchase: printPurchase(purchase),
      by: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      at: clock.now(),
    });
  });

  it('tells what was ordered and what was not', async () => {
    const parts = await bed.process();
    const failedOfferList = [
      { offerId: '889512351602', specId: undefined, errorCode: '42', errorMessage: '库存不足' },
    ];
    const failed = [{ offerId: '889512351602', code: '42', message: '库存不足' }];
    const created = { orderId: undefined, totalSuccessAmount: 100, failedOfferList, orderList: [] };
    const inPart = answering(parts, async () => ({
      data: {
        ...created,
        orderList: [{ orderId: '3305075341149134260' }, { orderId: '3305075341149134261' }],
      },
      requestId: 'r',
    }));
    expect(await buy(inPart, bed.newKey())).toEqual({
      state: 'placed',
      orderIds: ['3305075341149134260', '3305075341149134261'],
      failed,
      totalFen: 100,
      found: false,
      requestId: 'r',
    });
    const notAtAll = answering(parts, async () => ({ data: created, requestId: 'r' }));
    expect(await buy(notAtAll, bed.newKey())).toEqual({ state: 'failed', failed, requestId: 'r' });
  });

  it('says of an order that was found which of its offers it lacks, once no other order can hold them', async () => {
    const parts = await bed.process();
    const key = bed.newKey();
    const wanted: Purchase = {
      ...purchase,
      lines: [line, { offerId: '889512351603', specId: shirt, quantity: 10 }],
    };
    const listed: string[] = [];
    const lossy: PlacingDeps = {
      ...parts,
      xport: {
        buying: {
          ...parts.xport.buying,
          create: async () => {
            throw new XportError({ kind: 'timed out', afterMs: 1 });
          },
        },
        orders: {
          ...parts.xport.orders,
          async list({ outOrderId, ...request }, scope) {
            const { data, requestId } = await parts.xport.orders.list(request, scope);
            const items = data.items
              .filter(({ baseInfo: { idOfStr = '' } }) => listed.includes(idOfStr))
              .map((item) => ({ ...item, baseInfo: { ...item.baseInfo, outOrderId } }));
            return { data: { ...data, items }, requestId };
          },
        },
      },
    };
    const place = (confirmedFen: number) =>
      placeOnce(lossy, {
        organization: 'team',
        userId: undefined,
        key,
        purchase: wanted,
        confirmedFen,
        isSameAddress: async () => true,
        signal: new AbortController().signal,
      });
    const moved = await place(1);
    if (moved.state !== 'moved') throw new Error(moved.state);
    const placed = bed.sandbox.orders.place({ offerId: line.offerId, quantity: 2 });
    if ('code' in placed) throw new Error(placed.msg);
    listed.push(placed.orderId);
    // The other may stand in an order that the list does not show yet.
    expect(await place(moved.quote.toPayFen)).toMatchObject({ state: 'not known' });
    await clock.elapse(10 * minuteMs);
    const last = await place(moved.quote.toPayFen);
    expect(last).toEqual({
      state: 'placed',
      orderIds: [placed.orderId],
      failed: [{ offerId: '889512351603', code: '', message: '' }],
      found: true,
    });
    expect(await place(moved.quote.toPayFen)).toEqual(last);
  });

  it('leaves one order or none, wherever the process dies, and never takes one for none', async () => {
    for (let dies = 0; ; dies += 1) {
      const before = orders().length;
      const key = bed.newKey();
      const process = await bed.process();
      const { wrap } = createMortalCalls(dies);
      const dying = { ...process, claims: wrap(process.claims), xport: wrap(process.xport) };
      const died = await buy(dying, key).then(
        () => false,
        () => true,
      );
      await clock.elapse(2 * minuteMs);
      const parts = await bed.process();
      const after = await buy(parts, key);
      const made = orders().length - before;
      if (after.state === 'placed') expect([dies, made]).toEqual([dies, 1]);
      else expect([dies, after.state, made]).toEqual([dies, 'not known', 0]);
      await clock.elapse(11 * minuteMs);
      expect((await buy(parts, key)).state).toBe(made === 1 ? 'placed' : 'not placed');
      expect(orders().length - before).toBe(made);
      if (!died) break;
      expect(dies).toBeLessThan(40);
    }
  });
});

/** `parts` whose orders are answered by `create`. */
function answering(parts: PlacingDeps, create: Xport['buying']['create']): PlacingDeps {
  return { ...parts, xport: { ...parts.xport, buying: { ...parts.xport.buying, create } } };
}

/** Moves time on until `work` has ended: what reads waits before it asks again. */
async function settled(work: Promise<unknown>, clock: FakeClock): Promise<void> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  await expect
    .poll(async () => {
      await clock.elapse(100);
      return ended;
    })
    .toBe(true);
}
