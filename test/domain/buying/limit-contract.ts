import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { totalFen } from '../../../src/sandbox/orders/order.ts';
import { openSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { answerTo, typed } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import type { StoreBed } from '../../store/contract.ts';
import { account, signatureTemplate } from '../../xport/open.ts';
import { line } from './bed.ts';

/** Each costs ¥65.61, so that three of them fit. */
const limitFen = 20_000;
const processes = 3;

/** What fits the limit, however many payments a person makes at once, in whatever processes, on any store. */
export function limitContract(name: string, makeStore: () => Promise<StoreBed>): void {
  describe(`50 payments at once on ${name}`, () => {
    let stores: StoreBed;
    let sandbox: Sandbox;
    let opened: Store[];
    let cores: TestCore[];
    /** Of the bots, which stands still unless it is told: no machine is too slow for what they promise. */
    let clock: FakeClock;
    beforeEach(async () => {
      stores = await makeStore();
      clock = createFakeClock(Date.now());
      const surroundings = { clock, random: systemRandom, log: silentLog };
      sandbox = await openSandbox({ account, signatureTemplate, timestampUnit: 'seconds', ...surroundings });
      opened = [];
      cores = [];
      for (let count = 0; count < processes; count += 1) {
        const store = await stores.open(systemClock);
        opened.push(store);
        const requests = { paymentAboveFen: limitFen };
        cores.push(
          askingPartner(
            await openTestCore({
              store,
              clock,
              upstream: sandbox.url,
              account,
              requests,
              access: { admins: ['test:U99'], defaultRole: 'buyer' },
            }),
          ),
        );
      }
    });
    afterEach(async () => {
      await Promise.all(cores.map((core) => core.close()));
      await Promise.all(opened.map((store) => store.close()));
      await sandbox.close();
      await stores.dispose();
    });

    function place(quantity: number): { readonly orderId: string; readonly yuan: string } {
      for (;;) {
        const order = sandbox.orders.place({ ...line, quantity, withFee: true });
        if ('code' in order) continue;
        return { orderId: order.orderId, yuan: (totalFen(order) / 100).toFixed(2) };
      }
    }
    const pay = async ({ orderId, yuan }: ReturnType<typeof place>, at: number, person = 'U1') => {
      const who = { person: { id: person, locale: 'en' } };
      const core = cores[at % processes]?.core;
      if (core === undefined) throw new Error('no process');
      return (await answerTo(core, typed(`/order pay ${orderId} --total ${yuan} --reason sample`, who))).card
        .title;
    };
    /** Pays all of them: each has been looked at before any is counted. */
    async function payAtOnce(orders: readonly ReturnType<typeof place>[]): Promise<readonly string[]> {
      const gate = Promise.withResolvers<void>();
      let waiting = 0;
      for (const { news } of cores) {
        const ask = news.partner;
        news.partner = async (orderId, caller) => {
          const order = await ask(orderId, caller);
          waiting += 1;
          if (waiting === orders.length) gate.resolve();
          await gate.promise;
          return order;
        };
      }
      return Promise.all(orders.map((order, at) => pay(order, at)));
    }
    const times = (titles: readonly string[], title: string) =>
      titles.filter((each) => each === title).length;
    const paid = () => sandbox.orders.all().filter(({ status }) => status === 'waitsellersend').length;

    it('debit as many as fit, and ask an approver for each of the others', async () => {
      const orders = Array.from({ length: 50 }, () => place(2));
      const titles = await payAtOnce(orders);
      expect(times(titles, en.buying.pay.debited)).toBe(3);
      expect(times(titles, en.requests.secondPerson.payment)).toBe(47);
      expect(paid()).toBe(3);
      const open = await cores[0]?.requestService.open('test:T1', { limit: 100 });
      expect(open).toHaveLength(47);
    }, 60_000);

    it('hand out as many links as fit', async () => {
      const orders = Array.from({ length: 50 }, () => place(4));
      const titles = await payAtOnce(orders);
      const link = en.buying.pay.link;
      expect(times(titles, link)).toBe(Math.floor(limitFen / (Number(orders[0]?.yuan) * 100)));
      expect(times(titles, link)).toBeGreaterThan(0);
    }, 60_000);

    it('of one order count it once, and of two people each by themselves', async () => {
      const order = place(2);
      await pay(order, 0);
      const again = await Promise.all(Array.from({ length: 49 }, (_, at) => pay(order, at)));
      expect(times(again, en.buying.pay.debited)).toBe(49);
      expect(paid()).toBe(1);
      const [two, three, four] = [place(2), place(2), place(2)];
      expect([await pay(two, 0), await pay(three, 1)]).toEqual([
        en.buying.pay.debited,
        en.buying.pay.debited,
      ]);
      expect(await pay(four, 2)).toBe(en.requests.secondPerson.payment);
      expect(await pay(four, 2, 'U2')).toBe(en.buying.pay.debited);
    }, 60_000);
  });
}
