import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { News } from '../../src/domain/orders/news.ts';
import type { Order, Phase } from '../../src/domain/orders/order.ts';
import type { OrderUpdate } from '../../src/notifications/order-update.ts';
import { createUpdateSource } from '../../src/notifications/update-source.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { messagesOf } from '../../src/sandbox/orders/messages.ts';
import { type OrderStep, orderSteps, type SandboxStatus, totalFen } from '../../src/sandbox/orders/order.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { Xport } from '../../src/xport/client.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { account, openTestXport, signatureTemplate } from '../xport/open.ts';

const hourMs = 60 * 60_000;
const offerId = '951807530375';
const clock = createFakeClock();
const signal = new AbortController().signal;

let sandbox: Sandbox;
let xport: Xport;

beforeAll(async () => {
  const log = createCollectedLog();
  sandbox = await openSandbox({
    account,
    signatureTemplate,
    timestampUnit: 'seconds',
    clock,
    random: systemRandom,
    log,
  });
  xport = openTestXport(sandbox.url, { clock });
});

afterAll(async () => {
  await xport.close();
  await sandbox.close();
});

function openSources() {
  const patience = { unpaidMs: 24 * hourMs, unshippedMs: 72 * hourMs, stalledMs: 120 * hourMs };
  const users = { of: async () => undefined, note: async () => {}, former: async () => [] };
  return createUpdateSource({ xport, account: account.accessKey, users, patience, clock });
}

/** Where the sandbox's orders are, in our words; one whose parcel was signed for has arrived. */
const phases: Readonly<Record<SandboxStatus, readonly Phase[]>> = {
  waitbuyerpay: ['awaiting payment'],
  waitsellersend: ['awaiting shipment'],
  waitbuyerreceive: ['shipped', 'arrived'],
  confirm_goods: ['received'],
  success: ['done'],
  cancel: ['cancelled'],
  terminated: ['ended'],
};

/** What was said of an order, joined one by one. */
function followed(updates: readonly OrderUpdate[], known?: string) {
  let state = known;
  let order: Order | undefined;
  let doubt = false;
  const news: News[] = [];
  for (const update of updates) {
    const joined = update.join(state, clock.now());
    ({ state, order, doubt } = joined);
    news.push(...joined.news);
  }
  if (state === undefined || order === undefined) throw new Error('nothing was said');
  return { state, order, doubt, news };
}

/** Takes those of `steps` that can be taken; gives the order and the messages about it. */
function live(steps: readonly OrderStep[]) {
  const placed = sandbox.orders.place({ offerId, quantity: 100 });
  if ('code' in placed) throw new Error(placed.msg);
  let order = placed;
  const messages = [...messagesOf(order, 'create', clock.now())];
  for (const step of steps) {
    clock.advance(20 * 60_000);
    const after = sandbox.orders.act(order.orderId, step);
    if ('code' in after) continue;
    order = after;
    messages.push(...messagesOf(order, step, clock.now()));
  }
  clock.advance(20 * 60_000);
  return { order, messages: messages.map((message) => JSON.stringify(message)) };
}

const way = fc.array(fc.constantFrom(...orderSteps), { maxLength: 12 });

test("messages in any order, and then the partner's answer, tell where an order is", async () => {
  const sources = openSources();
  await fc.assert(
    fc.asyncProperty(way, fc.infiniteStream(fc.nat()), async (steps, chance) => {
      const { order, messages } = live(steps);
      const shuffled = [...messages, ...messages.slice(0, 2)]
        .map((body) => ({ body, workspace: chance.next().value }))
        .sort((one, other) => one.workspace - other.workspace);
      const updates = shuffled.flatMap(({ body }) => {
        const read = sources.ofMessage({ body, receivedAt: clock.now() });
        if ('unreadable' in read) throw new Error(read.unreadable);
        return read.updates;
      });
      const heard = followed(updates);
      expect(phases[order.status]).toContain(heard.order.phase);
      expect(heard.order).toMatchObject({
        orderId: order.orderId,
        totalFen: totalFen(order),
        moneyUnsure: false,
      });
      expect(heard.doubt).toBe(true);

      const asked = followed(
        await sources.ask({ orderId: order.orderId, known: heard.state }, signal),
        heard.state,
      );
      expect(phases[order.status]).toContain(asked.order.phase);
      expect(asked.doubt).toBe(false);
      expect(asked.order).toMatchObject({
        totalFen: totalFen(order),
        shippingFen: order.shippingFen,
        moneyUnsure: false,
        items: [{ offerId, quantity: 100 }],
        seller: { name: order.lines[0].offer.seller.companyName },
      });
      // The answer says nothing that messages had not said but how a refund ended.
      expect(asked.news.filter(({ kind }) => kind !== 'refund')).toEqual([]);
      expect(followed(updates, asked.state)).toMatchObject({
        news: [],
        order: asked.order,
        state: asked.state,
      });
    }),
    { numRuns: 30 },
  );
});

test('a sweep repairs what no message told, and once', async () => {
  const sources = openSources();
  const since = clock.now();
  const { order, messages } = live(['pay', 'ship']);
  const first = sources.ofMessage({ body: messages[0] ?? '', receivedAt: clock.now() });
  if ('unreadable' in first) throw new Error(first.unreadable);
  const heard = followed(first.updates);

  const swept = async () => {
    const { updates } = await sources.changed({ since, page: 1 }, signal);
    return updates.filter(({ orderId }) => orderId === order.orderId);
  };
  const repaired = followed(await swept(), heard.state);
  expect(repaired.news).toMatchObject([{ kind: 'shipped', mailNo: order.parcel?.mailNo }]);
  expect(repaired.order).toMatchObject({ phase: 'shipped', passed: ['created', 'paid', 'shipped'] });

  clock.advance(hourMs);
  const [again] = await swept();
  expect(again?.join(repaired.state, clock.now())).toMatchObject({ news: [], looksOther: false });
});

test('what can not be read is said to be so', () => {
  expect(openSources().ofMessage({ body: 'x', receivedAt: 0 })).toEqual({ unreadable: 'not JSON' });
});

test('the clock tells of an order that nobody paid, once', () => {
  const sources = openSources();
  const { order, messages } = live([]);
  const first = sources.ofMessage({ body: messages[0] ?? '', receivedAt: clock.now() });
  if ('unreadable' in first) throw new Error(first.unreadable);
  const { state } = followed(first.updates);
  const check = sources.check(order.orderId);
  const late = clock.now() + 25 * hourMs;
  const told = check.join(state, late);
  expect(told.news).toMatchObject([{ kind: 'unpaid' }]);
  expect(check.join(told.state, late).news).toEqual([]);
});
