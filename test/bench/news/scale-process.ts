import { intakeRoutes } from '../../../src/notifications/intake.ts';
import { createReader } from '../../../src/notifications/reader.ts';
import { createUpdateSource } from '../../../src/notifications/update-source.ts';
import { createWatchBook } from '../../../src/notifications/watch-book.ts';
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
import { type ScaleCell, type ScaleOrder, scaleOrder } from './scale-order.ts';

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

interface Database {
  measure(order: Extract<ScaleOrder, { kind: 'measure' }>): Promise<ScaleCell>;
  close(): Promise<void>;
}

async function openFilled({ database, kept }: Extract<ScaleOrder, { kind: 'fill' }>): Promise<Database> {
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
      read += settled.ids.length;
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
      users: { of: async () => undefined, note: async () => {}, former: async () => [] },
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
  async function run(
    messages: readonly string[],
  ): Promise<{ cpuMs: number; mainMs: number; wallMs: number }> {
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
    const mainBefore = process.threadCpuUsage();
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
    const main = process.threadCpuUsage(mainBefore);
    return {
      cpuMs: (user + system) / 1000 / requests.length,
      mainMs: (main.user + main.system) / 1000 / requests.length,
      wallMs: (performance.now() - begunAt) / requests.length,
    };
  }

  const begunAt = Date.now() - 60_000;
  for (let from = 0; from < kept; from += 5000) {
    const some = Array.from({ length: Math.min(5000, kept - from) }, (_, at) => from + at);
    await run(some.map((order) => newsOf(order, 'created', begunAt)));
  }

  const book = createWatchBook({ watches: store.watches, account: () => account, clock });
  const stride = Math.floor(kept / perCell);
  return {
    async measure({ conversations, round, rounds }) {
      const offset = Math.floor(((round - 1) * stride) / rounds);
      const orders = Array.from({ length: perCell }, (_, at) => at * stride + offset);
      // Each order is watched by one conversation; those that are left watch orders that nobody has heard of yet.
      for (let at = 0; at < Math.max(conversations, perCell); at += 1) {
        const conversation = `slack:C${String(at % conversations).padStart(6, '0')}`;
        const orderId = orderIdOf(orders[at] ?? kept + at);
        await book.set(
          { organization, conversation, workspace: organization },
          {
            subject: { about: 'order', orderId },
            // Of what is pushed below.
            rule: { kinds: ['price', 'paid'], daily: false },
            setBy: 'slack:U1',
          },
        );
      }
      const before = await store.queues.counts();
      const price = await run(orders.map((order) => newsOf(order, 'price', begunAt + 10_000)));
      const paid = await run(orders.map((order) => newsOf(order, 'paid', begunAt + 20_000)));
      const after = await store.queues.counts();
      return {
        cpuMs: (price.cpuMs + paid.cpuMs) / 2,
        mainMs: (price.mainMs + paid.mainMs) / 2,
        wallMs: (price.wallMs + paid.wallMs) / 2,
        messages: 2 * perCell,
        deliveries: after.due + after.later - before.due - before.later,
      };
    },
    async close() {
      ignore();
      await reader.stop();
      xport.close();
      await store.close();
    },
  };
}

let opened: Database | undefined;

process.on('message', async (message) => {
  const order = scaleOrder.parse(message);
  if (order.kind === 'measure') {
    process.send?.(await opened?.measure(order));
    return;
  }
  await opened?.close();
  opened = await openFilled(order);
  process.send?.({});
});
process.on('disconnect', () => process.exit(0));
process.send?.({});
