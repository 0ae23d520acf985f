import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type IntakeMeasured, measureIntake } from '../intake/measure.ts';
import { type KillsMeasured, measureKills } from '../kills/measure.ts';
import { loadReady } from '../load/orders.ts';
import { type DrainMeasured, measureDrain } from '../news/drain.ts';
import { measureScale, type ScaleMeasured } from '../news/scale.ts';
import { measureProducts, type ProductsMeasured } from '../products/measure.ts';
import { type Contender, contenders, type Endpoints, partnerEnvironment } from './contenders.ts';
import { faultText, type Note, openNotes } from './notes.ts';
import { startOwn } from './own-process.ts';
import type { Plan } from './plan.ts';
import { type Round, runRound } from './round.ts';
import { measureStarts, type StartsMeasured } from './start-up.ts';
import { figuresOf } from './summary.ts';
import { openTrees } from './trees.ts';

/** Everything that was measured, round by round. */
export interface Measured {
  readonly plan: Plan;
  readonly rounds: readonly { readonly contender: Contender; readonly rounds: readonly Round[] }[];
  readonly starts: { readonly first: readonly StartsMeasured[]; readonly later: readonly StartsMeasured[] };
  readonly intake: readonly IntakeMeasured[];
  readonly drains: readonly DrainMeasured[];
  readonly scales: readonly ScaleMeasured[];
  readonly kills: readonly KillsMeasured[];
  readonly products: ProductsMeasured;
  /** Every round of everything. */
  readonly notes: readonly Note[];
}

/** Runs the whole plan, the contenders in turn. */
export async function measure(options: {
  readonly plan: Plan;
  /** Whether a part is run, by its name. */
  readonly chosen: (name: string) => boolean;
  /** For Node, before the bot's own command line. */
  readonly nodeOptions: readonly string[];
  /** A PostgreSQL server to make databases in; without one its parts are left out. */
  readonly server: string | undefined;
  /** An earlier revision that runs beside the bot over HTTP as well; without one it is v0.1.0, where that is compared alone. */
  readonly before: string | undefined;
  /** Told of each step. */
  readonly say: (line: string) => void;
}): Promise<Measured> {
  const { plan, chosen, nodeOptions, say } = options;
  const notes = openNotes(say);
  const note = notes.take;
  const home = mkdtempSync(join(tmpdir(), 'shoptalk-bench-'));
  const upstream = await startOwn(script('../upstream.ts'), z.object({ url: z.string() }));
  const load = await startOwn(script('../load/main.ts'), loadReady);
  const sockets = await startOwn(
    script('../load/sockets.ts'),
    z.object({ environment: z.record(z.string(), z.string()) }),
  );
  const partner = partnerEnvironment(upstream.ready.url);
  const temporary = join(home, 'tmp');
  mkdirSync(temporary);
  const trees = openTrees(home, options.before ?? 'v0.1.0');
  let runs = 0;
  const freshEndpoints = (): Endpoints => {
    runs += 1;
    const directory = join(home, `run-${runs}`);
    mkdirSync(directory);
    return {
      partner,
      platforms: load.ready.environments,
      sockets: sockets.ready.environment,
      nodeOptions,
      directory,
      temporary,
      trees,
    };
  };
  /** What a part that fails has measured is not told, and the others are none the worse. */
  async function part<Part>(name: string, work: () => Promise<Part>, nothing: Part): Promise<Part> {
    try {
      return await work();
    } catch (error) {
      say(`${name} FAILED: ${error instanceof Error ? error.message : String(error)}`);
      return nothing;
    }
  }

  try {
    const starts = await measureStarts({ ...options, freshEndpoints, trees, note });
    const rounds = contenders
      .filter(({ platform, name }) => chosen(`${platform}: ${name}`))
      .filter(({ part }) => part !== 'before' || options.before !== undefined)
      .map((contender): { contender: Contender; rounds: Round[] } => ({ contender, rounds: [] }));
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const each of rounds) {
        const done = await runRound(each.contender, freshEndpoints(), plan, { load, upstream });
        each.rounds.push(done);
        note({
          part: each.contender.platform === 'slack' ? 'Slack, over HTTP' : 'Discord, interactions over HTTP',
          round,
          name: each.contender.name,
          figures: {
            ...figuresOf(done),
            'cores that others took': done.otherCores.toFixed(2),
            faults: faultText(done.faults),
          },
        });
      }
    }
    const rest = { ...options, freshEndpoints, note };
    const intake = await part('intake', () => measureIntake(rest), []);
    const drains = await part('a backlog', () => measureDrain(rest), []);
    const scales = await part('many orders', () => measureScale(rest), []);
    const kills = await part('kills', () => measureKills(rest), []);
    const products = await part('offers', () => measureProducts(rest), { searches: [], crowds: [] });
    return { plan, rounds, starts, intake, drains, scales, kills, products, notes: notes.all };
  } finally {
    load.stop();
    upstream.stop();
    sockets.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function script(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
