import type { z } from 'zod';
import { intakeRoutes } from '../../../src/notifications/intake.ts';
import { createReader } from '../../../src/notifications/reader.ts';
import { createUpdateSource } from '../../../src/notifications/update-source.ts';
import { createWatchBook } from '../../../src/notifications/watch-book.ts';
import { newsKinds } from '../../../src/orders/news.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createLog } from '../../../src/runtime/pino-log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createSecrets } from '../../../src/runtime/secrets.ts';
import type { OrderTransaction } from '../../../src/store/contract/orders.ts';
import { openStore } from '../../../src/store/open.ts';
import { openXport } from '../../../src/xport/client.ts';
import { signatureOf } from '../intake/messages.ts';
import { account as partner, slackApp } from '../scene.ts';
import { newsOf, orderIdOf } from './messages.ts';
import { type ScaleCell, scaleOrder } from './scale-order.ts';

/*
 * The process that is measured: the bot's intake and its reader on a database that grows, with nothing else around them.
 * Nothing is sent, so that what is timed ends with the deliveries.
 */

const account = 'partner:bench';
const organization = slackApp.teamId;

/** Messages that are kept at once; the partner's pushes come together as well. */
const atOnce = 64;

/** Messages of one kind that a cell is measured with, each of another order. */
const perCell = 500;

const clock = systemClock;
const random = systemRandom;
const log = createLog({ level: 'error', secrets: createSecrets(), destination: process.stderr });

async function measureScale({
  database,
  kept,
  conversations,
}: z.infer<typeof scaleOrder>): Promise<ScaleCell[]> {
  const store = await openStore({ url: database, clock, random, log });
  const xport = openXport({
    account: partner,
    baseUrl: 'http://127.0.0.1:1/api',
    signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
    timestampUnit: 'seconds',
    clock,
    random,
    log,
  });
  let read = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let drained = Promise.withResolvers<void>();
  const counting = (transaction: OrderTransaction): OrderTransaction => ({
    ...transaction,
    settleMessages(settled) {
      read += settled.digests.length;
      return transaction.settleMessages(settled);
    },
  });
  const day = 24 * 60 * 60_000;
  const reader = createReader({
    store: {
      signals: store.signals,
      orders: {
        ...store.orders,
        async transact(work) {
          const done = await store.orders.transact((transaction) => work(counting(transaction)));
          if (read >= wanted) drained.resolve();
          return done;
        },
      },
    },
    sources: createUpdateSource({
      xport,
      account,
      users: { of: async () => undefined },
      patience: { unpaidMs: day, unshippedMs: 3 * day, stalledMs: 5 * day },
      clock,
    }),
    account,
    clock,
    random,
    log,
  });
  const routes = intakeRoutes({
    store,
    account,
    callback: {
      by: { kind: 'signature' },
      base: 'key-and-body',
      accessKey: partner.accessKey,
      secrets: [partner.accessSecret],
    },
    clock,
    random,
    log,
    measure: () => {},
  });
  const take = routes.find(({ method }) => method === 'POST');
  const signal = new AbortController().signal;
  const ignore = store.signals.on('inbox', reader.wake);
  reader.start();

  /** Pushes every message and waits until all are read. */
  async function run(messages: readonly string[]): Promise<{ cpuMs: number; wallMs: number }> {
    const requests = messages.map((body) => ({
      method: 'POST',
      path: '/xport/messages',
      query: new URLSearchParams(),
      headers: { authorization: signatureOf(body) },
      body: Buffer.from(body),
      remoteAddress: '',
      signal,
    }));
    read = 0;
    wanted = requests.length;
    drained = Promise.withResolvers();
    globalThis.gc?.();
    const begunAt = performance.now();
    const before = process.cpuUsage();
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let request = requests[next]; request !== undefined; request = requests[next]) {
          next += 1;
          const answer = await take?.handle(request);
          if (answer?.status !== 200) throw new Error(`a message was answered with ${answer?.status}`);
        }
      }),
    );
    await drained.promise;
    const { user, system } = process.cpuUsage(before);
    return {
      cpuMs: (user + system) / 1000 / requests.length,
      wallMs: (performance.now() - begunAt) / requests.length,
    };
  }

  const begunAt = Date.now() - 60_000;
  for (let from = 0; from < kept; from += 5000) {
    const some = Array.from({ length: Math.min(5000, kept - from) }, (_, at) => from + at);
    await run(some.map((order) => newsOf(order, 'created', begunAt)));
  }

  const book = createWatchBook({ watches: store.watches, account, clock });
  const stride = Math.floor(kept / perCell);
  const cells: ScaleCell[] = [];
  for (const [index, count] of conversations.entries()) {
    const orders = Array.from(
      { length: perCell },
      (_, at) => at * stride + Math.floor((index * stride) / conversations.length),
    );
    // Each order is watched by one conversation; those that are left watch orders that nobody has heard of yet.
    for (let at = 0; at < Math.max(count, perCell); at += 1) {
      const conversation = `slack:C${String(at % count).padStart(6, '0')}`;
      const orderId = orderIdOf(orders[at] ?? kept + at);
      await book.set(
        { organization, conversation, place: organization },
        {
          subject: { about: 'order', orderId },
          rule: { kinds: [...newsKinds], daily: false },
          setBy: 'slack:U1',
        },
      );
    }
    const before = await store.queues.counts();
    const price = await run(orders.map((order) => newsOf(order, 'price', begunAt + 10_000)));
    const paid = await run(orders.map((order) => newsOf(order, 'paid', begunAt + 20_000)));
    const after = await store.queues.counts();
    cells.push({
      kept,
      conversations: count,
      cpuMs: (price.cpuMs + paid.cpuMs) / 2,
      wallMs: (price.wallMs + paid.wallMs) / 2,
      messages: 2 * perCell,
      deliveries: after.due + after.later - before.due - before.later,
    });
  }
  ignore();
  await reader.stop();
  xport.close();
  await store.close();
  return cells;
}

process.on('message', async (message) => {
  process.send?.(await measureScale(scaleOrder.parse(message)));
});
process.on('disconnect', () => process.exit(0));
process.send?.({});
