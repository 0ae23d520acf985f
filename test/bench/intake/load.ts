import { z } from 'zod';
import { percentile } from '../load/percentile.ts';
import { type Connection, openConnection } from './connection.ts';
import { requestOf } from './messages.ts';

/*
 * The process that plays the partner: pushes signed messages, each a new one, and waits for each 200. What is sent is
 * made beforehand, so that this process is not what is measured.
 */

export const pushOrder = z.object({
  target: z.string(),
  path: z.string(),
  shape: z.discriminatedUnion('kind', [
    /** So many senders, each waiting for its answer before the next message. */
    z.object({ kind: z.literal('closed'), connections: z.number(), seconds: z.number() }),
    /** Messages that are due at even distances, sent whether or not earlier ones are answered. */
    z.object({
      kind: z.literal('open'),
      connections: z.number(),
      perSecond: z.number(),
      seconds: z.number(),
    }),
  ]),
});
export type PushOrder = z.infer<typeof pushOrder>;

export const pushReport = z.object({
  acknowledged: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  most: z.number(),
  faults: z.record(z.string(), z.number()),
});
export type PushReport = z.infer<typeof pushReport>;

/** The most messages a second that are sent: more than any contender takes here that keeps them. */
const mostPerSecond = 30_000;

let made = 0;

async function run({ target, path, shape }: PushOrder): Promise<PushReport> {
  const { host } = new URL(target);
  const count =
    shape.kind === 'open' ? shape.perSecond * shape.seconds : Math.ceil(mostPerSecond * shape.seconds);
  const requests = Array.from({ length: count }, (_, at) => requestOf(made + at, host, path));
  made += count;
  const idle = await Promise.all(Array.from({ length: shape.connections }, () => openConnection(target)));
  const took: number[] = [];
  const faults: Record<string, number> = {};
  let next = 0;

  async function send(connection: Connection, request: Buffer, dueAt: number): Promise<void> {
    try {
      const status = await connection.send(request);
      if (status === 200) took.push(performance.now() - dueAt);
      else faults[`HTTP ${status}`] = (faults[`HTTP ${status}`] ?? 0) + 1;
    } catch {
      faults['no answer'] = (faults['no answer'] ?? 0) + 1;
    }
  }

  const begunAt = performance.now();
  if (shape.kind === 'closed') {
    const until = begunAt + shape.seconds * 1000;
    await Promise.all(
      idle.map(async (connection) => {
        for (let at = performance.now(); at < until; at = performance.now()) {
          const request = requests[next];
          next += 1;
          if (request === undefined) return;
          await send(connection, request, at);
        }
      }),
    );
  } else {
    const waiting: { request: Buffer; dueAt: number }[] = [];
    const free = [...idle];
    const underWay = new Set<Promise<void>>();
    const dispatch = (): void => {
      while (free.length > 0 && waiting.length > 0) {
        const connection = free.pop();
        const due = waiting.shift();
        if (connection === undefined || due === undefined) return;
        const work = send(connection, due.request, due.dueAt).then(() => {
          underWay.delete(work);
          free.push(connection);
          dispatch();
        });
        underWay.add(work);
      }
    };
    await new Promise<void>((resolve) => {
      const tick = () => {
        const now = performance.now();
        for (; next < count; next += 1) {
          const dueAt = begunAt + (next * 1000) / shape.perSecond;
          const request = requests[next];
          if (dueAt > now || request === undefined) break;
          waiting.push({ request, dueAt });
        }
        dispatch();
        if (next < count) setTimeout(tick, 1);
        else resolve();
      };
      tick();
    });
    while (underWay.size > 0) await Promise.all(underWay);
  }
  const lastedMs = performance.now() - begunAt;
  for (const connection of idle) connection.close();
  return {
    acknowledged: took.length,
    perSecond: (took.length * 1000) / lastedMs,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    most: Math.max(...took.slice(0, 100_000)),
    faults,
  };
}

if (process.send !== undefined) {
  process.on('message', async (message) => {
    process.send?.(await run(pushOrder.parse(message)));
  });
  process.on('disconnect', () => process.exit(0));
  process.send({});
}
