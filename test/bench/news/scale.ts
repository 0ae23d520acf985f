import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Endpoints } from '../harness/contenders.ts';
import { startOwn } from '../harness/own-process.ts';
import { openDatabases } from '../intake/databases.ts';
import { type DrainStore, drainStores } from './drain.ts';
import { type ScaleCell, type ScaleOrder, scaleCell } from './scale-order.ts';

/** What a message costs on one store, as orders and watching conversations become many. */
export interface ScaleMeasured {
  readonly store: DrainStore;
  readonly cells: readonly ScaleCell[];
}

const kept = [1000, 100_000];
const conversations = [10, 1000];

/** Orders in a database before, which is thrown away, so that no size is measured with code that is not compiled yet. */
const warmUp = 5000;

/** Fills a database of each store that can be had, in a process of its own for each size. */
export async function measureScale(options: {
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  /** A PostgreSQL server's URL. */
  readonly server: string | undefined;
  readonly say: (line: string) => void;
}): Promise<readonly ScaleMeasured[]> {
  const databases = openDatabases(options.server);
  const stores = drainStores.filter(
    (store) => options.chosen(`news: scale on ${store}`) && databases.has(store),
  );
  try {
    const measured: ScaleMeasured[] = [];
    for (const store of stores) {
      const cells: ScaleCell[] = [];
      for (const many of kept) {
        const { directory } = options.freshEndpoints();
        const order = async (orders: number, name: string): Promise<ScaleOrder> => {
          const place = join(directory, name);
          mkdirSync(place);
          return { database: await databases.make(store, place), kept: orders, conversations };
        };
        cells.push(...(await runScale(await order(warmUp, 'warm-up'), await order(many, 'measured'))));
        for (const cell of cells.slice(-conversations.length)) {
          options.say(`news: scale on ${store}: ${described(cell)}`);
        }
      }
      measured.push({ store, cells });
    }
    return measured;
  } finally {
    await databases.close();
  }
}

async function runScale(warm: ScaleOrder, order: ScaleOrder): Promise<readonly ScaleCell[]> {
  const running = await startOwn(fileURLToPath(new URL('scale-process.ts', import.meta.url)), z.object({}));
  try {
    await running.ask(warm, z.array(scaleCell));
    return await running.ask(order, z.array(scaleCell));
  } finally {
    running.stop();
  }
}

function described({
  kept: orders,
  conversations: watching,
  cpuMs,
  wallMs,
  messages,
  deliveries,
}: ScaleCell): string {
  return (
    `${orders} orders, ${watching} conversations: ${cpuMs.toFixed(3)} ms CPU, ${wallMs.toFixed(3)} ms a message` +
    (deliveries === messages ? '' : `, FAULT: ${deliveries} deliveries of ${messages} messages`)
  );
}
