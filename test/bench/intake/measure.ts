import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startContender } from '../harness/contender-process.ts';
import type { Endpoints } from '../harness/contenders.ts';
import { type OwnProcess, startOwn } from '../harness/own-process.ts';
import { type Plan, settleMs } from '../harness/plan.ts';
import { type IntakeContender, intakeContenders } from './contenders.ts';
import { openDatabases } from './databases.ts';
import { type PushOrder, type PushReport, pushReport } from './load.ts';

/** What one process of one contender did. */
export interface IntakeRound {
  /** So many senders at once, each waiting for its 200. */
  readonly closed: { readonly 64: PushReport; readonly 256: PushReport };
  /** 1,000 messages a second. */
  readonly open: PushReport;
  /** User and system time of one message with 256 senders, ms; what a database server takes is not in it. */
  readonly cpuMs: number;
}

export interface IntakeMeasured {
  readonly contender: IntakeContender;
  readonly rounds: readonly IntakeRound[];
}

/** Every contender in turn, as often as the plan says. Without a PostgreSQL to make databases in, those are left out. */
export async function measureIntake(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  /** A PostgreSQL server's URL. */
  readonly server: string | undefined;
  readonly say: (line: string) => void;
}): Promise<readonly IntakeMeasured[]> {
  const { plan, chosen, freshEndpoints, say } = options;
  const databases = openDatabases(options.server);
  const contenders = intakeContenders.filter(
    ({ name, store }) => chosen(`intake: ${name}`) && databases.has(store),
  );
  if (contenders.length === 0) return [];
  const load = await startOwn(fileURLToPath(new URL('load.ts', import.meta.url)), z.object({}));
  try {
    const measured = contenders.map((contender): { contender: IntakeContender; rounds: IntakeRound[] } => ({
      contender,
      rounds: [],
    }));
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const { contender, rounds } of measured) {
        const at = freshEndpoints();
        const database = await databases.make(contender.store, at.directory);
        const done = await runIntakeRound(contender, at, database, plan, load);
        rounds.push(done);
        say(`round ${round}, intake: ${contender.name}: ${described(done)}`);
      }
    }
    return measured;
  } finally {
    load.stop();
    await databases.close();
  }
}

async function runIntakeRound(
  contender: IntakeContender,
  at: Endpoints,
  database: string,
  plan: Plan,
  load: OwnProcess<unknown>,
): Promise<IntakeRound> {
  const running = await startContender(contender.program(at, database));
  try {
    await sleep(settleMs);
    const push = (shape: PushOrder['shape']) => {
      const told: PushOrder = { target: running.url, path: '/xport/messages', shape };
      return load.ask(told, pushReport);
    };
    await push({ kind: 'closed', connections: 64, seconds: 1 });
    const few = await push({ kind: 'closed', connections: 64, seconds: plan.closedSeconds });
    const before = running.read().cpuMs;
    const many = await push({ kind: 'closed', connections: 256, seconds: plan.closedSeconds });
    const cpuMs = (running.read().cpuMs - before) / many.acknowledged;
    const open = await push({ kind: 'open', connections: 256, perSecond: 1000, seconds: plan.openSeconds });
    return { closed: { 64: few, 256: many }, open, cpuMs };
  } finally {
    await running.stop();
  }
}

function described({ closed, open, cpuMs }: IntakeRound): string {
  const faults = [closed[64], closed[256], open].flatMap((report) => Object.entries(report.faults));
  return [
    `${closed[64].perSecond.toFixed(0)}/s with 64 senders`,
    `${closed[256].perSecond.toFixed(0)}/s with 256`,
    `1,000/s acknowledged in ${open.p50.toFixed(1)} / ${open.p99.toFixed(1)} ms`,
    `${cpuMs.toFixed(3)} ms CPU`,
    ...(faults.length > 0
      ? [`FAULTS: ${faults.map(([what, count]) => `${count} x ${what}`).join(', ')}`]
      : []),
  ].join(', ');
}
