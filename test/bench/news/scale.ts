import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Endpoints } from '../harness/contenders.ts';
import type { TakeNote } from '../harness/notes.ts';
import { type OwnProcess, startOwn } from '../harness/own-process.ts';
import type { Plan } from '../harness/plan.ts';
import { scaleProcess, type TreeName } from '../harness/trees.ts';
import { openDatabases } from '../intake/databases.ts';
import { type ScaleCell, type ScaleOrder, scaleCell } from './scale-order.ts';

/** What a message costs with so many orders, round by round. */
export interface ScaleMeasured {
  readonly name: string;
  readonly kept: number;
  readonly rounds: readonly ScaleCell[];
}

export const scaleNames = {
  ours: 'SQLite',
  before: 'SQLite, v0.1.0',
  postgres: 'PostgreSQL',
} as const;

const few = 1000;
/** How many watch; each message concerns one of them. */
export const conversations = 1000;

/** Orders in a database before, which is thrown away, so that no size is measured with code that is not compiled yet. */
const warmUp = 5000;

/** Fills a database for each, in a process of its own, and then measures them in turn. */
export async function measureScale(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  /** A PostgreSQL server's URL. */
  readonly server: string | undefined;
  readonly note: TakeNote;
  readonly say: (line: string) => void;
}): Promise<readonly ScaleMeasured[]> {
  const { plan, freshEndpoints, note, say } = options;
  const databases = openDatabases(options.server);
  const many = plan.scaleOrders;
  const wanted = (
    [
      { name: scaleNames.ours, store: 'SQLite', tree: 'sources', kept: few },
      { name: scaleNames.ours, store: 'SQLite', tree: 'sources', kept: many },
      { name: scaleNames.before, store: 'SQLite', tree: 'before', kept: few },
      { name: scaleNames.before, store: 'SQLite', tree: 'before', kept: many },
      { name: scaleNames.postgres, store: 'PostgreSQL', tree: 'sources', kept: few },
      { name: scaleNames.postgres, store: 'PostgreSQL', tree: 'sources', kept: many },
    ] as const
  ).filter(({ name, store }) => options.chosen(`news: scale on ${name}`) && databases.has(store));
  const filled: { running: OwnProcess<unknown>; measured: ScaleMeasured & { rounds: ScaleCell[] } }[] = [];
  try {
    for (const { name, store, tree, kept } of wanted) {
      say(`news: scale on ${name}: ${kept.toLocaleString('en')} orders are being made`);
      const at = freshEndpoints();
      const running = await startOwn(scaleProcessOf(tree, at), z.object({}));
      filled.push({ running, measured: { name, kept, rounds: [] } });
      for (const [folder, orders] of [
        ['warm-up', warmUp],
        ['measured', kept],
      ] as const) {
        const place = join(at.directory, folder);
        mkdirSync(place);
        const database = await databases.make(store, place);
        await running.ask({ kind: 'fill', database, kept: orders } satisfies ScaleOrder, z.object({}));
        if (folder === 'warm-up') {
          const order: ScaleOrder = { kind: 'measure', conversations, round: 1, rounds: 1 };
          await running.ask(order, scaleCell);
        }
      }
    }
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const { running, measured } of filled) {
        const order: ScaleOrder = { kind: 'measure', conversations, round, rounds: plan.rounds };
        const cell = await running.ask(order, scaleCell);
        measured.rounds.push(cell);
        const name = `${measured.name}, ${measured.kept.toLocaleString('en')} orders`;
        note({ part: 'Many orders and conversations', round, name, figures: figuresOf(cell) });
      }
    }
    return filled.map(({ measured }) => measured);
  } finally {
    for (const { running } of filled) running.stop();
    await databases.close();
  }
}

/** The checkout's own has the packages of the benchmark beside it; an earlier state needs none of them. */
function scaleProcessOf(tree: TreeName, at: Endpoints): string {
  return tree === 'before'
    ? join(at.trees.of(tree), scaleProcess)
    : new URL('scale-process.ts', import.meta.url).pathname;
}

function figuresOf({ cpuMs, mainMs, wallMs, messages, deliveries }: ScaleCell): Record<string, string> {
  return {
    'CPU for one message, ms': cpuMs.toFixed(3),
    'of the main thread, ms': mainMs.toFixed(3),
    'time for one message, ms': wallMs.toFixed(3),
    'not delivered': String(messages - deliveries),
  };
}
