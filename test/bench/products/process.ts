import { modelOf, offerOf } from '../scene.ts';
import type { Asker } from './asker.ts';
import { openByHand } from './by-hand.ts';
import { type ProductOrder, productOrder, productPlatforms } from './order.ts';
import { openOurs } from './ours.ts';

/*
 * The process that is measured: a client of the partner and what draws its answers, with no platform around them, so that
 * its CPU time is that of cards alone.
 */

/** Cards drawn before any is measured, so that the compiler is done and the connections are open. */
const warmUp = 300;

const opened = new Map<string, Promise<Asker>>();
let used = 0;

/** A number that no earlier question had, so that nothing that is kept helps. */
function fresh(): number {
  used += 1;
  return used;
}

async function askerOf({ asker, url }: ProductOrder): Promise<Asker> {
  const known = opened.get(asker) ?? Promise.resolve(asker === 'shoptalk' ? openOurs(url) : openByHand(url));
  if (!opened.has(asker)) {
    opened.set(asker, known);
    await warm(await known);
  }
  return known;
}

async function warm(asker: Asker): Promise<void> {
  for (const platform of productPlatforms) {
    await inTurn(warmUp, () => asker.search(`20 ${fresh()}`, platform));
    await inTurn(warmUp, () => asker.product(offerOf(fresh()).offerId, platform));
  }
}

/** So many at once as keep the process from waiting for the partner most of its time. */
const atOnce = 32;

async function inTurn(count: number, ask: () => Promise<string>): Promise<readonly string[]> {
  const drawn: string[] = [];
  let begun = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (begun < count) {
        begun += 1;
        drawn.push(await ask());
      }
    }),
  );
  return drawn;
}

/** CPU time of what `work` does, ms, the collector's included. */
async function costing<T>(
  work: () => Promise<T>,
): Promise<{ readonly done: T; readonly cpuMs: number; readonly mainMs: number }> {
  const before = process.cpuUsage();
  const mainBefore = process.threadCpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  const main = process.threadCpuUsage(mainBefore);
  return { done, cpuMs: (user + system) / 1000, mainMs: (main.user + main.system) / 1000 };
}

async function run(order: ProductOrder): Promise<object> {
  const asker = await askerOf(order);
  if (order.kind === 'search') {
    const { offers, cards, platform } = order;
    const { done, cpuMs } = await costing(() =>
      inTurn(cards, () => asker.search(`${offers} ${fresh()}`, platform)),
    );
    const last = modelOf(offerOf(offers - 1).offerId);
    return { cpuMs: cpuMs / cards, wrong: done.filter((drawn) => !drawn.includes(last)).length };
  }
  const { rounds, people } = order;
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await crowd(order, async (offerId, waited) => {
      await asker.detail(offerId);
      waits.push(waited());
    });
  }
  const times: number[] = [];
  let wrong = 0;
  const { cpuMs, mainMs } = await costing(async () => {
    for (let round = 0; round < rounds; round += 1) {
      await crowd(order, async (offerId, waited) => {
        const drawn = await asker.product(offerId, 'slack');
        times.push(waited());
        if (!drawn.includes(modelOf(offerId))) wrong += 1;
      });
    }
  });
  const cards = people * rounds;
  return { times, waits, cpuMs: cpuMs / cards, mainMs: mainMs / cards, wrong };
}

/** All of them at once, each about an offer that nobody asked for before; `same`: all about one. */
async function crowd(
  { people, same }: { readonly people: number; readonly same: boolean },
  ask: (offerId: string, waited: () => number) => Promise<void>,
): Promise<void> {
  const one = fresh();
  await Promise.all(
    Array.from({ length: people }, () => {
      const askedAt = performance.now();
      return ask(offerOf(same ? one : fresh()).offerId, () => performance.now() - askedAt);
    }),
  );
}

process.on('message', async (message) => {
  process.send?.(await run(productOrder.parse(message)));
});
process.on('disconnect', () => process.exit(0));
process.send?.({});
