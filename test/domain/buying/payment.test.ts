import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PayingDeps, payAgainAfterMs, payOnce } from '../../../src/domain/buying/payment.ts';
import type { Counted } from '../../../src/domain/buying/spending.ts';
import { factOfDetail } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import { type SandboxOrder, totalFen } from '../../../src/sandbox/orders/order.ts';
import { orderPayCall } from '../../../src/xport/buying.ts';
import { orderOf as sampleOrder } from '../../arbitraries/order.ts';
import type { Fate } from '../../fakes/cutting-line.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { makeSqliteBed } from '../../store/bed.ts';
import { type BuyingBed, line, openBuyingBed } from './bed.ts';

describe('paying', () => {
  let clock: FakeClock;
  let bed: BuyingBed;
  beforeEach(async () => {
    clock = createFakeClock();
    bed = await openBuyingBed(makeSqliteBed, clock);
  });
  afterEach(() => bed.close());

  async function open(): Promise<PayingDeps> {
    const parts = await bed.process();
    return {
      ...parts,
      async ask(orderId, caller) {
        const { data } = await parts.xport.orders.detail({ orderId }, { organization: 'team', ...caller });
        const fact = factOfDetail(data, clock.now());
        return fact && orderOf(mergeFact(undefined, fact).state);
      },
    };
  }

  function place(quantity: number): SandboxOrder {
    const { offerId, specId } = line;
    const order = bed.sandbox.orders.place({ offerId, specId, quantity, withFee: true });
    if ('code' in order) throw new Error(order.msg);
    return order;
  }

  const pay = (parts: PayingDeps, orderId: string, confirmedFen: number, count?: () => Promise<Counted>) =>
    payOnce(parts, {
      orderId,
      confirmedFen,
      ...(count !== undefined && { count }),
      caller: { userId: undefined, signal: new AbortController().signal },
    });
  const cut = (fate: Fate) => bed.line.cut((path) => (path.endsWith('/pay') ? fate : 'answered'));
  const asked = () => bed.line.paths.filter((path) => path.endsWith('/pay')).length;

  it('debits once, and says so ever after', async () => {
    const order = place(2);
    const [one, other] = [await open(), await open()];
    expect(await pay(one, order.orderId, totalFen(order))).toMatchObject({ state: 'debited' });
    expect(await pay(other, order.orderId, totalFen(order))).toMatchObject({ state: 'debited' });
    expect(asked()).toBe(1);
  });

  it('asks for no second payment when the process that asked for one is over, for ten minutes', async () => {
    const order = place(2);
    const [one, other] = [await bed.process(), await open()];
    const dying = {
      ...one,
      ask: other.ask,
      claims: { ...one.claims, finish: () => Promise.reject(new Error('died')) },
    };
    await expect(pay(dying, order.orderId, totalFen(order))).rejects.toThrow('died');
    expect(asked()).toBe(1);
    await one.store.close();
    const { lives } = (await bed.process()).store;
    expect(await lives.takeOver()).toMatchObject({ lives: 0, others: false });
    const [again] = await Promise.all([pay(other, order.orderId, totalFen(order)), clock.elapse(6000)]);
    expect(again).toEqual({ state: 'not known' });
    expect(asked()).toBe(1);
    await clock.elapse(payAgainAfterMs);
    expect(await pay(other, order.orderId, totalFen(order))).toMatchObject({ state: 'not awaiting payment' });
    expect(asked()).toBe(1);
  });

  it('gives the link as often as it is asked for', async () => {
    const order = place(20);
    const parts = await open();
    for (let times = 1; times <= 2; times += 1) {
      expect(await pay(parts, order.orderId, totalFen(order))).toMatchObject({
        state: 'link',
        url: `https://trade.1688.com/order/cashier.htm?orderId=${order.orderId}`,
      });
    }
  });

  it('asks for no payment of any other amount', async () => {
    const order = place(2);
    const parts = await open();
    expect(await pay(parts, order.orderId, totalFen(order) - 1)).toMatchObject({
      state: 'moved',
      totalFen: totalFen(order),
    });
    const unsure = {
      ...parts,
      ask: async () => sampleOrder({ phase: 'awaiting payment', moneyUnsure: true }),
    };
    expect(await pay(unsure, order.orderId, totalFen(order))).toMatchObject({ state: 'unsure' });
    expect(asked()).toBe(0);
    expect(await pay(parts, order.orderId, totalFen(order))).toMatchObject({ state: 'debited' });
  });

  it('pays nothing again for ten minutes after a lost answer, and then only what still awaits it', async () => {
    const debited = place(2);
    const parts = await open();
    cut('answer lost');
    expect(await pay(parts, debited.orderId, totalFen(debited))).toEqual({ state: 'not known' });
    cut('answered');
    await clock.elapse(payAgainAfterMs);
    expect(await pay(parts, debited.orderId, totalFen(debited))).toMatchObject({
      state: 'not awaiting payment',
    });
    const untouched = place(2);
    cut('request lost');
    expect(await pay(parts, untouched.orderId, totalFen(untouched))).toEqual({ state: 'not known' });
    cut('answered');
    const before = asked();
    const again = pay(await open(), untouched.orderId, totalFen(untouched));
    let ended = '';
    again.then(({ state }) => {
      ended = state;
    });
    await expect
      .poll(async () => {
        await clock.elapse(1000);
        return ended;
      })
      .toBe('not known');
    expect(asked()).toBe(before);
    await clock.elapse(payAgainAfterMs);
    expect(await pay(parts, untouched.orderId, totalFen(untouched))).toMatchObject({ state: 'debited' });
  });

  describe('with what is spent counted', () => {
    const counts: string[] = [];
    const count = async (): Promise<Counted> => {
      counts.push('counted');
      return { may: true, giveBack: async () => void counts.push('given back') };
    };
    beforeEach(() => {
      counts.length = 0;
    });

    it('counts just before it pays, and never what is not paid', async () => {
      const order = place(2);
      const parts = await open();
      await pay(parts, order.orderId, totalFen(order) - 1, count);
      await pay(parts, '3305075341149134260', 1, count).catch(() => undefined);
      expect([counts, asked()]).toEqual([[], 0]);
      await pay(parts, order.orderId, totalFen(order), count);
      expect(counts).toEqual(['counted']);
      // It was debited before, and costs nothing more.
      expect(await pay(parts, order.orderId, totalFen(order), count)).toMatchObject({ state: 'debited' });
      expect(counts).toEqual(['counted']);
    });

    it('counts the link to the cashier as well', async () => {
      const order = place(20);
      const paid = await pay(await open(), order.orderId, totalFen(order), count);
      expect([paid.state, counts]).toEqual(['link', ['counted']]);
    });

    it('pays nothing that is above a limit, and can be asked again at once', async () => {
      const order = place(2);
      const parts = await open();
      const broken = { limitFen: 1, by: 'amount', spentFen: 0 } as const;
      const above = await pay(parts, order.orderId, totalFen(order), async () => ({ may: false, broken }));
      expect(above).toMatchObject({ state: 'above', broken, order: { orderId: order.orderId } });
      const failing = pay(parts, order.orderId, totalFen(order), () => Promise.reject(new Error('no room')));
      await expect(failing).rejects.toThrow('no room');
      expect(asked()).toBe(0);
      expect(await pay(parts, order.orderId, totalFen(order), count)).toMatchObject({ state: 'debited' });
    });

    it.each([
      ['refused', ['counted', 'given back']],
      ['answer lost', ['counted']],
      ['request lost', ['counted']],
      ['answer garbled', ['counted']],
    ] as const)('when it is %s: %j', async (fate, expected) => {
      const order = place(2);
      const parts = await open();
      if (fate === 'refused') {
        // Cancelled after it was looked at.
        const late = async (): Promise<Counted> => {
          bed.sandbox.orders.act(order.orderId, 'cancel');
          return count();
        };
        expect(await pay(parts, order.orderId, totalFen(order), late)).toMatchObject({ state: 'refused' });
      } else {
        cut(fate);
        expect(await pay(parts, order.orderId, totalFen(order), count)).toEqual({ state: 'not known' });
      }
      expect(counts).toEqual(expected);
    });

    it.each([
      [{ protocolPaySuccess: false, payUrl: '' }, 'can not', true],
      [{ protocolPaySuccess: false }, 'can not', true],
      [{ payUrl: '', cantPayOrderList: [{}] }, 'can not', true],
      [{ cantPayOrderList: [{}] }, 'can not', true],
      // It does not say whether anything was debited.
      [{ payUrl: '' }, 'not known', false],
      [{}, 'not known', false],
    ] as const)('when the partner answers %j', async (answer, state, back) => {
      const order = place(2);
      const parts = await open();
      const saying: PayingDeps = {
        ...parts,
        xport: {
          buying: {
            ...parts.xport.buying,
            pay: async () => ({ data: orderPayCall.data.parse(answer), requestId: 'r' }),
          },
        },
      };
      const paid = await pay(saying, order.orderId, totalFen(order), count);
      expect([paid.state, counts.includes('given back')]).toEqual([state, back]);
      // What may have been debited is not paid again at once.
      const claim = await parts.claims.begin({ key: `order-pay:${order.orderId}`, holdMs: 1 });
      expect(claim.state).toBe(state === 'not known' ? 'running' : 'new');
    });
  });
});
