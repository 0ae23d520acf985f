import { afterEach, beforeEach, expect, it } from 'vitest';
import { pause, systemClock } from '../../../src/runtime/clock.ts';
import type { OrderTransaction, PushedMessage } from '../../../src/store/contract/orders.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { StoreError } from '../../../src/store/error.ts';
import { ofOrder } from '../news/rows.ts';
import { describeOnPostgres, makePostgresBed, type PostgresBed } from './bed.ts';

const account = 'partner:1';
const orders = 12;
const messages = 600;
/** Turns of one process from one cut to the next. */
const cutEvery = 4;

/** Each message is news of two orders, in either order. */
function message(number: number): PushedMessage {
  const ids = [`${number % orders}`, `${(number * 7 + 3) % orders}`];
  return {
    account,
    digest: `${number}`,
    body: JSON.stringify(number % 2 === 0 ? ids : ids.reverse()),
    trace: 't',
    receivedAt: number,
  };
}

/** Counts, in each order, the messages that were read of it, and says each in three conversations. */
async function read(transaction: OrderTransaction): Promise<number> {
  const taken = await transaction.takeMessages({ account, limit: 7 });
  const news: string[] = taken.flatMap(({ body }) => JSON.parse(body));
  const found = await transaction.orders({ account, orderIds: news });
  const counts = new Map([...found].map(([orderId, { version }]) => [orderId, version]));
  for (const orderId of news) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  const changed = [...counts].filter(([orderId]) => news.includes(orderId));
  await transaction.saveOrders({
    account,
    orders: changed.map(([orderId, version]) => ({
      orderId,
      version,
      state: '{}',
      phase: 'paid',
      createdAt: 1,
      changedAt: 1,
    })),
  });
  await transaction.addDeliveries(
    changed.flatMap(([orderId, version]) =>
      ['x:C1', 'x:C2', 'x:C3'].map((conversation) => ({
        organization: 'x:1',
        conversation,
        workspace: '1',
        account,
        ...ofOrder(orderId, version),
        content: '[]',
        dueAt: 1,
        createdAt: 1,
        trace: 't',
      })),
    ),
  );
  await transaction.settleMessages({ account, ids: taken.map(({ id }) => id), as: 'done' });
  return taken.length;
}

describeOnPostgres('several processes on a PostgreSQL that cuts their connections', () => {
  let bed: PostgresBed;
  let stores: readonly Store[];

  beforeEach(async () => {
    bed = await makePostgresBed();
    stores = [await bed.open(systemClock), await bed.open(systemClock), await bed.open(systemClock)];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await bed.dispose();
  });

  /** Does it again for as long as the server is in the way. */
  async function insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof StoreError) || thrown.fault === 'failed') throw thrown;
        await pause(systemClock, 5);
      }
    }
  }

  it('lose nothing and do nothing twice', async () => {
    const [first] = stores;
    if (first === undefined) throw new Error('no store');
    await Promise.all(Array.from({ length: messages }, (_, number) => first.inbox.keep(message(number))));
    let left = messages;
    let cuts = 0;
    const reading = stores.map(async (store) => {
      for (let turn = 1; left > 0; turn += 1) {
        const work = insist(() => store.orders.transact(read));
        if (turn % cutEvery === 0) cuts += await bed.cutConnections();
        await work;
        left = (await insist(() => store.inbox.state({ account }))).waiting;
      }
    });
    await Promise.all(reading);

    const kept = await first.orders.list({ account, limit: 100 });
    const total = kept.reduce((sum, { version }) => sum + version, 0);
    expect({ orders: kept.length, total }).toEqual({ orders, total: messages * 2 });
    expect(cuts).toBeGreaterThan(0);
    // Whatever was said of an order, the last thing was said of its last version, in each conversation.
    const said = await bed.ask(
      'select conversation, subject_id, max(version) as version from outbox group by conversation, subject_id',
    );
    expect(said).toHaveLength(3 * orders);
    const versions = new Map(kept.map(({ orderId, version }) => [orderId, version]));
    expect(said.filter(({ subject_id, version }) => versions.get(String(subject_id)) !== version)).toEqual(
      [],
    );
  });
});
