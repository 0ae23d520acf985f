import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type IntakeMeasured, measureIntake } from '../intake/measure.ts';
import { loadReady } from '../load/orders.ts';
import { type DrainMeasured, measureDrain } from '../news/drain.ts';
import { measureScale, type ScaleMeasured } from '../news/scale.ts';
import { measureProducts, type ProductsMeasured } from '../products/measure.ts';
import { type Contender, contenders, type Endpoints, partnerEnvironment } from './contenders.ts';
import { startOwn } from './own-process.ts';
import type { Plan } from './plan.ts';
import { type Round, runRound } from './round.ts';
import { runStart, type Start, startUps } from './start-up.ts';

/** Everything that was measured, round by round. */
export interface Measured {
  readonly plan: Plan;
  readonly rounds: readonly { readonly contender: Contender; readonly rounds: readonly Round[] }[];
  readonly starts: readonly {
    readonly name: string;
    readonly first: Start;
    readonly starts: readonly Start[];
  }[];
  readonly intake: readonly IntakeMeasured[];
  readonly drains: readonly DrainMeasured[];
  readonly scales: readonly ScaleMeasured[];
  readonly products: ProductsMeasured;
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
  /** Told of each step. */
  readonly say: (line: string) => void;
}): Promise<Measured> {
  const { plan, chosen, nodeOptions, say } = options;
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
    };
  };
  try {
    const starts = [];
    for (const { name, program } of startUps.filter((each) => chosen(`start-up: ${each.name}`))) {
      say(`start-up: ${name}`);
      const start = () => runStart(program(freshEndpoints()));
      const first = await start();
      const later: Start[] = [];
      while (later.length < plan.starts) later.push(await start());
      starts.push({ name, first, starts: later });
    }
    const rounds = contenders
      .filter(({ platform, name }) => chosen(`${platform}: ${name}`))
      .map((contender): { contender: Contender; rounds: Round[] } => ({ contender, rounds: [] }));
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const each of rounds) {
        const done = await runRound(each.contender, freshEndpoints(), plan, { load, upstream });
        each.rounds.push(done);
        say(`round ${round}, ${each.contender.platform}: ${each.contender.name}: ${described(done)}`);
      }
    }
    const intake = await measureIntake({ ...options, freshEndpoints });
    const drains = await measureDrain({ ...options, freshEndpoints });
    const scales = await measureScale({ ...options, freshEndpoints });
    const products = await measureProducts(options);
    return { plan, rounds, starts, intake, drains, scales, products };
  } finally {
    load.stop();
    upstream.stop();
    sockets.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function described(round: Round): string {
  const faults = Object.entries(round.faults).map(([what, count]) => `${count} x ${what}`);
  return [
    `${round.perSecond.toFixed(0)}/s`,
    `acknowledged in ${round.acknowledged.p50.toFixed(1)} / ${round.acknowledged.p99.toFixed(1)} ms`,
    `${round.cpuBusyMs.toFixed(2)} ms CPU`,
    `${round.otherCores.toFixed(1)} cores busy elsewhere`,
    ...(faults.length > 0 ? [`FAULTS: ${faults.join(', ')}`] : []),
  ].join(', ');
}

function script(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
