import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blankState, printState } from '../src/domain/orders/state.ts';
import { applyUpdates } from '../src/notifications/apply-updates.ts';
import type { OrderUpdate } from '../src/notifications/order-update.ts';
import { createUpdateSource } from '../src/notifications/update-source.ts';
import { systemRandom } from '../src/runtime/random.ts';
import { messagesOf } from '../src/sandbox/orders/messages.ts';
import type { OrderStep } from '../src/sandbox/orders/order.ts';
import { openSandbox, type Sandbox } from '../src/sandbox/server.ts';
import type { Store } from '../src/store/contract/store.ts';
import type { Xport } from '../src/xport/client.ts';
import { createFakeClock, type FakeClock } from './fakes/fake-clock.ts';
import { silentLog } from './fakes/silent-log.ts';
import { openOwnStore } from './store/bed.ts';
import { account, openTestXport, signatureTemplate } from './xport/open.ts';

const hourMs = 60 * 60_000;

/** By which of the ways an order's states are learnt. */
type Way = 'messages' | 'asking' | 'sweeping';

describe('what was counted for an order', () => {
  let clock: FakeClock;
  let sandbox: Sandbox;
  let xport: Xport;
  let store: Store;
  beforeEach(async () => {
    clock = createFakeClock();
    const surroundings = { clock, random: systemRandom, log: silentLog };
    sandbox = await openSandbox({ account, signatureTemplate, timestampUnit: 'seconds', ...surroundings });
    xport = openTestXport(sandbox.url, { clock });
    store = await openOwnStore(clock);
  });
  afterEach(async () => {
    await xport.close();
    await sandbox.close();
    await store.close();
  });

  const sources = () =>
    createUpdateSource({
      xport,
      account: account.accessKey,
      users: { of: async () => undefined, note: async () => {}, former: async () => [] },
      patience: { unpaidMs: 24 * hourMs, unshippedMs: 72 * hourMs, stalledMs: 120 * hourMs },
      clock,
    });
  const key = (order: string) => ({
    organization: 'x:T1',
    person: 'x:U1',
    account: 'partner',
    on: { order },
  });
  const spent = () => store.spending.onOthers({ ...key('none'), since: 0 });
  const enter = (updates: readonly OrderUpdate[]) =>
    store.orders.transact((transaction) =>
      applyUpdates(transaction, {
        account: 'partner',
        now: clock.now(),
        incoming: updates.map((update) => ({
          update,
          trace: 't',
          heardAt: clock.now(),
          looked: false,
          origin: update.orderId,
        })),
      }),
    );

  async function learn(orderId: string, way: Way, messages: readonly object[]): Promise<void> {
    const { signal } = new AbortController();
    switch (way) {
      case 'messages':
        for (const message of messages) {
          const read = sources().ofMessage({ body: JSON.stringify(message), receivedAt: clock.now() });
          if ('updates' in read) await enter(read.updates);
        }
        return;
      case 'asking': {
        const known = await store.orders.get({ account: 'partner', orderId });
        const state = known?.state ?? printState(blankState(orderId, '1688'));
        await enter(await sources().ask({ orderId, known: state }, signal));
        return;
      }
      case 'sweeping':
        await enter((await sources().changed({ since: 0, page: 1 }, signal)).updates);
    }
  }

  const ways: readonly Way[] = ['messages', 'asking', 'sweeping'];
  const lives: readonly [readonly OrderStep[], number][] = [
    [[], 500],
    [['price'], 500],
    [['cancel'], 0],
    [['price', 'cancel'], 0],
    [['pay'], 500],
    [['pay', 'ship'], 500],
    // The money went, and came back by its own way.
    [['pay', 'refund', 'refunded'], 500],
  ];
  it.each(ways.flatMap((way) => lives.map(([steps, left]) => ({ way, steps, left }))))(
    'learnt by $way after $steps leaves $left',
    async ({ way, steps, left }) => {
      const placed = sandbox.orders.place({ offerId: '951807530375', quantity: 100 });
      if ('code' in placed) throw new Error(placed.msg);
      const { orderId } = placed;
      await learn(orderId, way, messagesOf(placed, 'create', clock.now()));
      await store.spending.take({ ...key(orderId), fen: 500, at: clock.now(), since: 0 });
      await store.spending.take({ ...key('9'), fen: 1, at: clock.now(), since: 0 });
      for (const step of steps) {
        clock.advance(20 * 60_000);
        const order = sandbox.orders.act(orderId, step);
        if ('code' in order) throw new Error(order.msg);
        await learn(orderId, way, messagesOf(order, step, clock.now()));
      }
      expect(await spent()).toBe(left + 1);
    },
  );
});
