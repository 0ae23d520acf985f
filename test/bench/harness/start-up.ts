import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Program, startContender } from './contender-process.ts';
import { type Endpoints, peer, shoptalk } from './contenders.ts';
import type { TakeNote } from './notes.ts';
import { type Plan, settleMs } from './plan.ts';
import type { TreeName, Trees } from './trees.ts';

export const startUpNames = {
  local: 'shoptalk, local page and sandbox',
  both: 'shoptalk, Slack and Discord over HTTP',
  sources: 'shoptalk from its sources, Slack and Discord over HTTP',
  sockets: 'shoptalk, Slack over Socket Mode and Discord over the gateway',
  before: 'shoptalk v0.1.0, Slack and Discord over HTTP',
  peer: 'chat, Slack and Discord over HTTP',
} as const;

const overHttp = (at: Endpoints, tree: TreeName): Program =>
  shoptalk({ ...at.partner, ...at.platforms.slack, ...at.platforms.discord }, at, tree);

/** Programs whose start alone is looked at. */
const startUps: readonly { readonly name: string; program(endpoints: Endpoints): Program }[] = [
  { name: startUpNames.local, program: (at) => shoptalk({}, at) },
  { name: startUpNames.both, program: (at) => overHttp(at, 'clone') },
  { name: startUpNames.sources, program: (at) => overHttp(at, 'sources') },
  { name: startUpNames.before, program: (at) => overHttp(at, 'before') },
  { name: startUpNames.sockets, program: (at) => shoptalk({ ...at.partner, ...at.sockets }, at) },
  {
    name: startUpNames.peer,
    program: (at) => peer('chat', { ...at.platforms.slack, ...at.platforms.discord }, at),
  },
];

export const firstStartNames = {
  before: 'v0.1.0',
  sources: 'from its sources',
  clone: 'as npm ci leaves it, with its bundle',
} as const;

/** What a clone's first start is measured of, with Slack and Discord over HTTP. */
const firstStarts: readonly { readonly name: string; readonly tree: TreeName }[] = [
  { name: firstStartNames.before, tree: 'before' },
  { name: firstStartNames.sources, tree: 'sources' },
  { name: firstStartNames.clone, tree: 'clone' },
];

/** One start of a program. */
export interface Start {
  readonly startMs: number;
  /** User and system time until it was ready, ms. */
  readonly cpuMs: number;
  /** Memory once it has settled; NaN where nobody waited for that. */
  readonly idleMiB: number;
}

export interface StartsMeasured {
  readonly name: string;
  readonly starts: readonly Start[];
}

async function runStart(program: Program, settles: boolean): Promise<Start> {
  const running = await startContender(program);
  try {
    if (settles) await sleep(settleMs);
    const idleMiB = settles ? running.read().residentMiB : Number.NaN;
    return { startMs: running.startMs, cpuMs: running.startCpuMs, idleMiB };
  } finally {
    await running.stop();
  }
}

/**
 * All programs in turn, as often as the plan says: first starts, each with a database of its own to make, and later ones, which
 * find the database and the caches of the start before.
 */
export async function measureStarts(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  readonly trees: Trees;
  readonly note: TakeNote;
}): Promise<{ readonly first: readonly StartsMeasured[]; readonly later: readonly StartsMeasured[] }> {
  const { plan, chosen, freshEndpoints, trees, note } = options;
  const first = firstStarts
    .filter(({ name }) => chosen(`first start: ${name}`))
    .map((each) => ({ ...each, starts: [] as Start[] }));
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const { name, tree, starts } of first) {
      trees.renew(tree);
      const at = freshEndpoints();
      const temporary = join(at.directory, 'tmp');
      mkdirSync(temporary);
      const start = await runStart(overHttp({ ...at, temporary }, tree), false);
      rmSync(temporary, { recursive: true, force: true });
      starts.push(start);
      note({ part: 'First start', round, name, figures: figuresOf(start) });
    }
  }
  const later = startUps
    .filter(({ name }) => chosen(`start-up: ${name}`))
    .map(({ name, program }) => ({ name, program: program(freshEndpoints()), starts: [] as Start[] }));
  for (const { program } of later) await runStart(program, false);
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const { name, program, starts } of later) {
      const start = await runStart(program, true);
      starts.push(start);
      note({ part: 'Start-up', round, name, figures: figuresOf(start) });
    }
  }
  return { first, later };
}

function figuresOf({ startMs, cpuMs, idleMiB }: Start): Record<string, string> {
  return {
    'start to ready, ms': startMs.toFixed(0),
    'CPU until ready, ms': cpuMs.toFixed(0),
    ...(!Number.isNaN(idleMiB) && { 'memory idle, MiB': idleMiB.toFixed(0) }),
  };
}
