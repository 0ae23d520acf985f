import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrderBook, openOrderBook } from '../../src/notifications/order-book.ts';
import { createUpdateSource } from '../../src/notifications/update-source.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { createAccountBooks } from '../../src/wiring/account-books.ts';
import { openXport } from '../../src/xport/client.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { openOwnStore } from '../store/bed.ts';

const dayMs = 24 * 60 * 60_000;
const caller = { userId: undefined, signal: new AbortController().signal };

describe('orders by the buyer’s own number', () => {
  let sandbox: Sandbox;
  let orders: OrderBook;
  const undo: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    const clock = createFakeClock(Date.parse('2026-05-21T12:00:00+08:00'));
    const surroundings = { clock, random: systemRandom, log: silentLog };
    const signing = {
      signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
      timestampUnit: 'seconds' as const,
    };
    const account = createSandboxAccount(systemRandom);
    sandbox = await openSandbox({ account, ...signing, ...surroundings });
    undo.push(() => sandbox.close());
    const xport = openXport({ account, baseUrl: sandbox.url, ...signing, ...surroundings });
    undo.push(() => xport.close());
    const store = await openOwnStore(clock);
    undo.push(() => store.close());
    const books = createAccountBooks(store, () => 'partner:test', account.userId);
    const patience = { unpaidMs: dayMs, unshippedMs: dayMs, stalledMs: dayMs };
    const sources = createUpdateSource({ xport, account: 'partner:test', ...books, patience, clock });
    orders = openOrderBook({ store, xport, sources, account: 'partner:test', ...books, ...surroundings });
  });
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  const place = (outOrderId: string) => {
    const placed = sandbox.orders.place({ offerId: '600000000020', quantity: 50, outOrderId });
    if ('code' in placed) throw new Error(placed.code.toString());
    return placed.orderId;
  };

  it('are given by the partner, those alone that have it whole', async () => {
    const orderId = place('PO-20260521_1');
    expect(await orders.askNumbered('PO-20260521_1', caller)).toEqual([orderId]);
    for (const other of ['PO-20260521', 'PO-20260521_', 'PO-20260521_11', orderId])
      expect(await orders.askNumbered(other, caller)).toEqual([]);
  });

  it('are found among those that are known, whatever the case, and no other', async () => {
    const orderId = place('PO-20260521_1');
    expect(await orders.numbered('PO-20260521_1')).toEqual([]);
    await orders.ask(orderId, caller);
    for (const number of ['PO-20260521_1', 'po-20260521_1'])
      expect((await orders.numbered(number)).map(({ order }) => order.orderId)).toEqual([orderId]);
    // The last is in its state as well, but not as its number.
    for (const other of ['PO-20260521', 'PO-20260521X1', '%', '_', orderId])
      expect(await orders.numbered(other)).toEqual([]);
  });
});
