import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TakeNote } from '../harness/notes.ts';
import { startOwn } from '../harness/own-process.ts';
import type { Plan } from '../harness/plan.ts';
import { median } from '../harness/summary.ts';
import {
  type AskerName,
  askers,
  type ProductOrder,
  type ProductPlatform,
  productPlatforms,
  productTimes,
  searchCost,
} from './order.ts';

/** What a search's card costs. */
export interface SearchMeasured {
  readonly asker: AskerName;
  readonly platform: ProductPlatform;
  readonly offers: number;
  /** Median of the rounds, ms. */
  readonly cpuMs: number;
  readonly wrong: number;
}

/** How long people wait who ask for offers at the same time. */
export interface CrowdMeasured {
  readonly asker: AskerName;
  readonly people: number;
  readonly same: boolean;
  /** Until the card is drawn, ms. */
  readonly p50: number;
  readonly p99: number;
  /** Until the partner's answer is there, ms, at the median. */
  readonly wait: number;
  readonly cpuMs: number;
  readonly mainMs: number;
  /** Calls of the partner for all of them once. */
  readonly calls: number;
  readonly wrong: number;
}

export interface ProductsMeasured {
  readonly searches: readonly SearchMeasured[];
  readonly crowds: readonly CrowdMeasured[];
}

/** As the bot asks for, and as the partner's own example does. */
const pages = [10, 20];
const people = 200;

/** Both askers in turn, each in a process of its own in every round. */
export async function measureProducts(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly note: TakeNote;
}): Promise<ProductsMeasured> {
  const { plan, note } = options;
  const chosen = askers.filter((asker) => options.chosen(`products: ${asker}`));
  const searches: SearchMeasured[] = [];
  const crowds: CrowdMeasured[] = [];
  for (let round = 1; round <= (chosen.length === 0 ? 0 : plan.rounds); round += 1) {
    for (const asker of chosen) {
      const measured = await runRound(asker, plan);
      searches.push(...measured.searches);
      crowds.push(...measured.crowds);
      note({ part: 'Offers', round, name: asker, figures: figuresOf(measured) });
    }
  }
  return {
    searches: joined(searches, ({ asker, platform, offers }) => `${asker} ${platform} ${offers}`).map(
      (all) => ({
        ...all[0],
        cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
        wrong: all.reduce((sum, { wrong }) => sum + wrong, 0),
      }),
    ),
    crowds: joined(crowds, ({ asker, same }) => `${asker} ${same}`).map((all) => ({
      ...all[0],
      p50: median(all.map(({ p50 }) => p50)),
      p99: median(all.map(({ p99 }) => p99)),
      wait: median(all.map(({ wait }) => wait)),
      cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
      mainMs: median(all.map(({ mainMs }) => mainMs)),
      calls: Math.max(...all.map(({ calls }) => calls)),
      wrong: all.reduce((sum, { wrong }) => sum + wrong, 0),
    })),
  };
}

async function runRound(asker: AskerName, plan: Plan): Promise<ProductsMeasured> {
  const upstream = await startOwn(script('upstream.ts'), z.object({ url: z.string() }));
  const running = await startOwn(script('process.ts'), z.object({}));
  const { url } = upstream.ready;
  const callsNow = async () => (await upstream.ask({}, z.object({ calls: z.number() }))).calls;
  try {
    const searches: SearchMeasured[] = [];
    for (const platform of productPlatforms) {
      for (const offers of pages) {
        const cards = plan.searchCards;
        const order: ProductOrder = { kind: 'search', asker, url, platform, offers, cards };
        searches.push({ asker, platform, offers, ...(await running.ask(order, searchCost)) });
      }
    }
    const crowds: CrowdMeasured[] = [];
    for (const same of [true, false]) {
      const rounds = plan.crowdRounds;
      const order: ProductOrder = { kind: 'product', asker, url, people, same, rounds };
      const before = await callsNow();
      const { times, waits, cpuMs, mainMs, wrong } = await running.ask(order, productTimes);
      const calls = ((await callsNow()) - before) / (2 * rounds);
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
      crowds.push({
        asker,
        people,
        same,
        p50: at(0.5),
        p99: at(0.99),
        cpuMs,
        mainMs,
        calls,
        wrong,
        wait: median(waits),
      });
    }
    return { searches, crowds };
  } finally {
    running.stop();
    upstream.stop();
  }
}

function figuresOf({ searches, crowds }: ProductsMeasured): Record<string, string> {
  const wrong = [...searches, ...crowds].reduce((sum, each) => sum + each.wrong, 0);
  return {
    ...Object.fromEntries(
      searches.map(({ platform, offers, cpuMs }) => [
        `search of ${offers} on ${platform}, CPU ms`,
        cpuMs.toFixed(2),
      ]),
    ),
    ...Object.fromEntries(
      crowds.flatMap(({ same, people: all, p50, cpuMs }) => {
        const asked = `${all} for ${same ? 'one' : all}`;
        return [
          [`${asked}, card p50 ms`, p50.toFixed(1)],
          [`${asked}, CPU ms`, cpuMs.toFixed(2)],
        ];
      }),
    ),
    wrong: String(wrong),
  };
}

/** Groups of one key each, in the order in which they began. */
function joined<T>(all: readonly T[], keyOf: (each: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
