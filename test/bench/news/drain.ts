import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startContender } from '../harness/contender-process.ts';
import { type Endpoints, shoptalk } from '../harness/contenders.ts';
import { startOwn } from '../harness/own-process.ts';
import { type Plan, settleMs } from '../harness/plan.ts';
import { openDatabases } from '../intake/databases.ts';
import { type DrainOrder, type DrainReport, drainReport } from './drain-order.ts';

export const drainStores = ['SQLite', 'PostgreSQL'] as const;
export type DrainStore = (typeof drainStores)[number];

/** How fast one process of the bot told what waited. */
export interface DrainMeasured {
  readonly store: DrainStore;
  readonly channels: number;
  /** A card for each order, never so many at once that they are told together. */
  readonly cards: DrainReport;
  /** All at once, told in digests. */
  readonly flood: DrainReport;
  /** User and system time of the bot for one message, card by card, ms; a database server's is not in it. */
  readonly cpuMs: number;
}

const channels = 20;

/** So many orders waiting in a conversation are still told one by one. */
const waiting = 5;

/** Longer than what Slack tolerates as a burst takes to be forgiven, ms. */
const calmMs = 2500;

/** Drains a backlog on each store that can be had. */
export async function measureDrain(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  /** A PostgreSQL server's URL. */
  readonly server: string | undefined;
  readonly say: (line: string) => void;
}): Promise<readonly DrainMeasured[]> {
  const databases = openDatabases(options.server);
  const stores = drainStores.filter(
    (store) => options.chosen(`news: drain on ${store}`) && databases.has(store),
  );
  const measured: DrainMeasured[] = [];
  try {
    for (const store of stores) {
      const at = options.freshEndpoints();
      const done = await drain(store, await databases.make(store, at.directory), at, options.plan);
      measured.push(done);
      options.say(
        `news: drain on ${store}: cards ${described(done.cards)}; flood ${described(done.flood)}; ` +
          `${done.cpuMs.toFixed(1)} ms CPU a message`,
      );
    }
    return measured;
  } finally {
    await databases.close();
  }
}

async function drain(store: DrainStore, database: string, at: Endpoints, plan: Plan): Promise<DrainMeasured> {
  const load = await startOwn(
    fileURLToPath(new URL('drain-load.ts', import.meta.url)),
    z.object({ environment: z.record(z.string(), z.string()) }),
  );
  try {
    const program = shoptalk({ ...at.partner, ...load.ready.environment }, at);
    const bot = await startContender({
      ...program,
      environment: { ...program.environment, DATABASE_URL: database },
    });
    try {
      const target = bot.url;
      const told: DrainOrder = { kind: 'watch', target, channels };
      await sleep(settleMs);
      await load.ask(told, z.object({}));
      const push = async (orders: number, waitingAtMost: number) => {
        await sleep(calmMs);
        const order: DrainOrder = { kind: 'push', target, orders, waiting: waitingAtMost };
        return load.ask(order, drainReport);
      };
      const before = bot.read().cpuMs;
      const cards = await push(plan.drainOrders, waiting);
      const cpuMs = (bot.read().cpuMs - before) / cards.messages;
      const flood = await push(plan.floodOrders, plan.floodOrders);
      return { store, channels, cards, flood, cpuMs };
    } finally {
      await bot.stop();
    }
  } finally {
    load.stop();
  }
}

function described({ messages, slowest, median, closest, refused, missing, idle }: DrainReport): string {
  return [
    `${messages} messages, ${slowest.toFixed(3)}/s in the slowest channel, ${median.toFixed(3)}/s in the median`,
    `${closest.toFixed(1)} ms apart at the least`,
    `${refused} refused`,
    ...(missing > 0 ? [`FAULT: ${missing} orders were not shown`] : []),
    ...(idle > 0 ? [`FAULT: a channel had nothing to say ${idle} times`] : []),
  ].join(', ');
}
