import { signatureOf } from '../intake/messages.ts';
import { newsOf, orderIdOf } from './messages.ts';
import { openBuild } from './scale-build.ts';
import { type ScaleCell, type ScaleOrder, scaleOrder } from './scale-order.ts';

/*
 * The process that is measured: the bot's intake and its reader on a database that grows, with nothing else around them.
 * Nothing is sent, so that what is timed ends with the deliveries. It is run on an earlier build as it is; what each build
 * calls its parts is `scale-build.ts`.
 */

/** Messages that are kept at once; the partner's pushes come together as well. */
const atOnce = 64;

/** Messages of one kind that a cell is measured with, each of another order. */
const mostPerCell = 500;

interface Database {
  measure(order: Extract<ScaleOrder, { kind: 'measure' }>): Promise<ScaleCell>;
  close(): Promise<void>;
}

async function openFilled({ database, kept }: Extract<ScaleOrder, { kind: 'fill' }>): Promise<Database> {
  let left = 0;
  let drained = Promise.withResolvers<void>();
  const build = await openBuild({
    database,
    read(messages) {
      left -= messages;
      if (left <= 0) drained.resolve();
    },
  });
  const signal = new AbortController().signal;

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
    left = requests.length;
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
          const status = await build.push(request);
          if (status !== 200) throw new Error(`a message was answered with ${status}`);
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

  return {
    async measure({ conversations, round, rounds }) {
      // Each round has orders of its own: of an order that was paid before there is nothing to tell.
      const perCell = Math.min(mostPerCell, Math.floor(kept / rounds));
      const stride = Math.floor(kept / perCell);
      const offset = Math.floor(((round - 1) * stride) / rounds);
      const orders = Array.from({ length: perCell }, (_, at) => at * stride + offset);
      // Each order is watched by one conversation; those that are left watch orders that nobody has heard of yet.
      for (let at = 0; at < Math.max(conversations, perCell); at += 1) {
        const conversation = `slack:C${String(at % conversations).padStart(6, '0')}`;
        await build.watch({ conversation, orderId: orderIdOf(orders[at] ?? kept + at) });
      }
      const before = await build.deliveries();
      const price = await run(orders.map((order) => newsOf(order, 'price', begunAt + 10_000)));
      const paid = await run(orders.map((order) => newsOf(order, 'paid', begunAt + 20_000)));
      return {
        cpuMs: (price.cpuMs + paid.cpuMs) / 2,
        mainMs: (price.mainMs + paid.mainMs) / 2,
        wallMs: (price.wallMs + paid.wallMs) / 2,
        messages: 2 * perCell,
        deliveries: (await build.deliveries()) - before,
      };
    },
    close: () => build.close(),
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
