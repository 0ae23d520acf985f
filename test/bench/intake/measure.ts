import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startContender } from '../harness/contender-process.ts';
import type { Endpoints } from '../harness/contenders.ts';
import { faultText, type TakeNote } from '../harness/notes.ts';
import { type OwnProcess, startOwn } from '../harness/own-process.ts';
import { type Plan, settleMs } from '../harness/plan.ts';
import { type IntakeContender, intakeContenders } from './contenders.ts';
import { openDatabases } from './databases.ts';
import { type PushOrder, type PushReport, pushReport } from './load.ts';

/** What one process of one contender did. */
export interface IntakeRound {
  /** 256 senders at once, each waiting for its 200. */
  readonly closed: PushReport;
  /** 1,000 messages a second. */
  readonly open: PushReport;
  /** User and system time of one message with 256 senders, ms; what a database server takes is not in it. */
  readonly cpuBusyMs: number;
  /** That of the main thread alone, with 256 senders and at 1,000 a second. */
  readonly mainBusyMs: number;
  readonly mainSteadyMs: number;
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
  readonly note: TakeNote;
}): Promise<readonly IntakeMeasured[]> {
  const { plan, chosen, freshEndpoints, note } = options;
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
        note({ part: 'Pushed messages', round, name: contender.name, figures: figuresOf(done) });
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
    await push({ kind: 'closed', connections: 64, seconds: 1.5 });
    const measured = async (shape: PushOrder['shape']) => {
      const before = running.read();
      const report = await push(shape);
      const after = running.read();
      return {
        report,
        cpuMs: (after.cpuMs - before.cpuMs) / report.acknowledged,
        mainMs: (after.mainMs - before.mainMs) / report.acknowledged,
      };
    };
    const { closedSeconds, openSeconds } = plan;
    const closed = await measured({ kind: 'closed', connections: 256, seconds: closedSeconds });
    const open = await measured({ kind: 'open', connections: 256, perSecond: 1000, seconds: openSeconds });
    return {
      closed: closed.report,
      open: open.report,
      cpuBusyMs: closed.cpuMs,
      mainBusyMs: closed.mainMs,
      mainSteadyMs: open.mainMs,
    };
  } finally {
    await running.stop();
  }
}

function figuresOf({
  closed,
  open,
  cpuBusyMs,
  mainBusyMs,
  mainSteadyMs,
}: IntakeRound): Record<string, string> {
  const faults: Record<string, number> = { ...closed.faults };
  for (const [what, count] of Object.entries(open.faults)) faults[what] = (faults[what] ?? 0) + count;
  return {
    'messages a second, 256 senders': closed.perSecond.toFixed(0),
    'CPU of the process, ms': cpuBusyMs.toFixed(3),
    'of the main thread, ms': mainBusyMs.toFixed(3),
    'of the main thread at 1,000/s, ms': mainSteadyMs.toFixed(3),
    'acknowledged at 1,000/s, p50 ms': open.p50.toFixed(1),
    'p99 ms': open.p99.toFixed(1),
    'longest, ms': open.most.toFixed(1),
    'not acknowledged': faultText(faults),
  };
}
