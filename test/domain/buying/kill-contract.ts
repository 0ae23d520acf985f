import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factOfDetail } from '../../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../../src/domain/orders/merge.ts';
import { askBackOnce } from '../../../src/domain/refunds/asking-back.ts';
import { bookOnce } from '../../../src/domain/shipping/booked-freight.ts';
import type { Consignment } from '../../../src/domain/shipping/consignment.ts';
import type { CallOptions } from '../../../src/xport/client.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import type { StoreBed } from '../../store/contract.ts';
import { type BuyingBed, type BuyingProcess, buy, openBuyingBed } from './bed.ts';
import { createMortalCalls, Dead } from './mortal-call.ts';

/** So many lines of any of them. */
const mostLines = 60;

/** One kind of call that is made at most once. */
interface Kind {
  readonly name: string;
  /** How the path of the call that counts ends. */
  readonly path: string;
  /** Done under `key`; what of the answer's states say that it was. */
  run(parts: BuyingProcess, key: string): Promise<{ readonly state: string }>;
  readonly done: string;
  /** A later process finds what it has no answer to. */
  readonly isFound: boolean;
}

/** Orders, freight and refunds: at most once at the partner, whichever line a process dies after, on any store. */
export function killContract(name: string, makeStore: () => Promise<StoreBed>): void {
  describe(`killed between any two lines on ${name}`, () => {
    let clock: FakeClock;
    let bed: BuyingBed;
    beforeEach(async () => {
      clock = createFakeClock();
      bed = await openBuyingBed(makeStore, clock);
    });
    afterEach(() => bed.close());

    const kinds: readonly Kind[] = [
      { name: 'an order', path: '/order/create', run: buy, done: 'placed', isFound: true },
      { name: 'freight', path: '/orderBookingFreight', run: book, done: 'booked', isFound: false },
      { name: 'a refund', path: '/refund/detail/create', run: askBack, done: 'asked', isFound: true },
    ];

    it.each(kinds)('$name is sent at most once, and never told wrongly', async (kind) => {
      const [first, later] = [await bed.process(), await bed.process()];
      const sent = () => bed.line.paths.filter((path) => path.split('?')[0]?.endsWith(kind.path)).length;
      for (let dies = 0; ; dies += 1) {
        const before = sent();
        const key = bed.newKey();
        const { wrap } = createMortalCalls(dies);
        const dying = { ...first, claims: wrap(first.claims), xport: wrap(first.xport) };
        const died = await kind.run(dying, key).then(
          () => false,
          (thrown: unknown) => {
            if (!(thrown instanceof Dead)) throw thrown;
            return true;
          },
        );
        const sentByDead = sent() - before;
        await clock.elapse(2 * minuteMs);
        const { state } = await kind.run(later, key);
        const made = sent() - before;
        expect([dies, state, made]).toBeOneOf([
          [dies, kind.done, 1],
          // It was written down and not sent, or no call finds it.
          [dies, 'not known', kind.isFound ? 0 : sentByDead],
        ]);
        expect((await kind.run(later, key)).state).toBe(state);
        expect(sent() - before).toBe(made);
        if (!died) {
          expect([state, made]).toEqual([kind.done, 1]);
          break;
        }
        expect(dies).toBeLessThan(mostLines);
      }
    });

    it('asks for no other refund of an order while it is not known whether a dead process sent one', async () => {
      const [first, later] = [await bed.process(), await bed.process()];
      const sent = () => bed.line.paths.filter((path) => path.endsWith('/refund/detail/create')).length;
      for (let dies = 0; ; dies += 1) {
        const before = sent();
        const order = bed.newKey();
        const { wrap } = createMortalCalls(dies);
        // It does not arrive, so that the order shows nothing of it.
        bed.line.cut((path) => (path.endsWith('/refund/detail/create') ? 'request lost' : 'answered'));
        const dying = { ...first, claims: wrap(first.claims), xport: wrap(first.xport) };
        const died = await askBack(dying, bed.newKey(), order).then(
          () => false,
          (thrown: unknown) => thrown instanceof Dead,
        );
        bed.line.cut(() => 'answered');
        const sentByDead = sent() - before;
        await clock.elapse(2 * minuteMs);
        const { state } = await askBack(later, bed.newKey(), order);
        expect([dies, state, sent() - before]).toBeOneOf([
          [dies, 'another', sentByDead],
          ...(sentByDead === 0 ? [[dies, 'asked', 1]] : []),
        ]);
        if (!died) break;
        expect(dies).toBeLessThan(mostLines);
      }
    });

    it.each(kinds)(
      '$name goes on at once when its process is known to be over, and is not sent again',
      async (kind) => {
        const [first, later] = [await bed.process(), await bed.process()];
        const sent = () => bed.line.paths.filter((path) => path.split('?')[0]?.endsWith(kind.path)).length;
        const key = bed.newKey();
        const { claims } = first;
        let died = false;
        const until = async <T>(call: () => Promise<T>, dies = false): Promise<T> => {
          died ||= dies;
          if (died) throw new Dead();
          return call();
        };
        const dying = {
          ...first,
          claims: {
            begin: (wanted: Parameters<typeof claims.begin>[0]) => until(() => claims.begin(wanted)),
            // It was sent, and dies before it has written down what came of that.
            finish: (wanted: Parameters<typeof claims.finish>[0]) =>
              until(() => claims.finish(wanted), sent() > 0),
            release: (wanted: Parameters<typeof claims.release>[0]) => until(() => claims.release(wanted)),
          },
        };
        await expect(kind.run(dying, key)).rejects.toThrow(Dead);
        expect(sent()).toBe(1);
        await first.store.close();
        await expect.poll(() => later.store.lives.takeOver()).toMatchObject({ lives: 1 });
        const { state } = await kind.run(later, key);
        expect(state).toBe(kind.isFound ? kind.done : 'not known');
        expect(sent()).toBe(1);
      },
    );

    /** By what they are asked for; each under a key of its own has one of its own. */
    const ordersByKey = new Map<string, string>();

    function paidOrder(key: string): string {
      const known = ordersByKey.get(key);
      if (known !== undefined) return known;
      const placed = bed.sandbox.orders.place({ offerId: '889512351602', quantity: 2 });
      if ('code' in placed) throw new Error(placed.msg);
      bed.sandbox.orders.act(placed.orderId, 'pay');
      ordersByKey.set(key, placed.orderId);
      return placed.orderId;
    }

    function askBack(parts: BuyingProcess, key: string, order = key) {
      const ask = async (orderId: string, caller: CallOptions) => {
        const { data } = await parts.xport.orders.detail({ orderId }, { organization: 'team', ...caller });
        const fact = factOfDetail(data, clock.now());
        return fact && orderOf(mergeFact(undefined, fact).state);
      };
      const claim = {
        orderId: paidOrder(order),
        amountFen: 1250,
        reasonId: '20006',
        note: 'Two of ten are broken',
        received: undefined,
        sendsBack: false,
      };
      return askBackOnce({ ...parts, ask }, { organization: 'team', key, claim, caller: caller() });
    }
  });
}

const minuteMs = 60_000;

const caller = (): CallOptions => ({ userId: undefined, signal: new AbortController().signal });

const consignment: Consignment = {
  offerId: '889512351602',
  skuId: '5736673805656',
  quantity: 2,
  service: { serviceId: 'STANDARD', companyName: 'CAINIAO', serviceCategory: 'STANDARD' },
  pieceFen: 2900,
  title: 'A thing',
  imageUrl: 'https://cbu01.alicdn.com/img/thing.jpg',
  orderId: undefined,
};

function book(parts: BuyingProcess, key: string) {
  return bookOnce(parts, {
    organization: 'team',
    key,
    consignment,
    receiver: {
      name: 'A. Example',
      email: '',
      phone: '',
      mobilePhone: '',
      address: '1 Example Street',
      taxId: '',
      country: 'US',
      city: 'Portland',
      zip: '97201',
      state: 'OR',
    },
    receiverKey: 'a-key',
    confirmed: { currency: 'USD', minor: 1380 },
    ...caller(),
    count: async () => ({ may: true, giveBack: async () => {} }),
  });
}
