import { setTimeout as sleep } from 'node:timers/promises';
import { type LoadReport, loadReport, type Order } from '../load/orders.ts';
import { startContender } from './contender-process.ts';
import type { Contender, Endpoints } from './contenders.ts';
import type { OwnProcess } from './own-process.ts';
import { type Plan, settleMs } from './plan.ts';
import { readMachineBusyMs } from './process-reading.ts';

/** What one process of one contender did. */
export interface Round {
  readonly perSecond: number;
  readonly acknowledged: LoadReport['acknowledged'];
  readonly finished: LoadReport['finished'];
  /** User and system time of one command, ms: in the closed loop, and at the rate of the open one. */
  readonly cpuBusyMs: number;
  readonly cpuSteadyMs: number;
  /** That of the main thread alone. */
  readonly mainBusyMs: number;
  readonly mainSteadyMs: number;
  readonly idleMiB: number;
  readonly peakMiB: number;
  readonly startMs: number;
  /** The busiest of the benchmark's own processes in the closed loop, in cores: near 1 it was the bottleneck. */
  readonly harnessCores: number;
  /** What everything else on the machine took in the closed loop, in cores: above 0.1 or so the round is noisy. */
  readonly otherCores: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** Runs one contender from its start to its end: warm-up, closed loop, open loop. */
export async function runRound(
  contender: Contender,
  endpoints: Endpoints,
  plan: Plan,
  own: { readonly load: OwnProcess<unknown>; readonly upstream: OwnProcess<unknown> },
): Promise<Round> {
  const contenderProcess = await startContender(contender.program(endpoints));
  try {
    await sleep(settleMs);
    const idleMiB = contenderProcess.read().residentMiB;
    const readAll = () => ({
      atMs: performance.now(),
      machineMs: readMachineBusyMs(),
      contender: contenderProcess.read(),
      loadMs: own.load.read().cpuMs,
      upstreamMs: own.upstream.read().cpuMs,
    });
    const run = async (shape: Order['shape']) => {
      const before = readAll();
      const { platform } = contender;
      const told: Order = { platform, target: contenderProcess.url, people: plan.people, shape };
      const report = await own.load.ask(told, loadReport);
      const after = readAll();
      const lastedMs = after.atMs - before.atMs;
      const contenderMs = after.contender.cpuMs - before.contender.cpuMs;
      const loadMs = after.loadMs - before.loadMs;
      const upstreamMs = after.upstreamMs - before.upstreamMs;
      const otherMs = after.machineMs - before.machineMs - contenderMs - loadMs - upstreamMs;
      return {
        report,
        cpuMs: contenderMs / report.answered,
        mainMs: (after.contender.mainMs - before.contender.mainMs) / report.answered,
        harnessCores: Math.max(loadMs, upstreamMs) / lastedMs,
        otherCores: Math.max(0, otherMs) / lastedMs,
      };
    };
    const { connections } = plan;
    const warm = await run({ kind: 'count', connections, commands: plan.people });
    const closed = await run({ kind: 'closed', connections, seconds: plan.closedSeconds });
    const open = await run({
      kind: 'open',
      connections: 256,
      perSecond: plan.openPerSecond,
      seconds: plan.openSeconds,
    });
    return {
      perSecond: closed.report.perSecond,
      acknowledged: open.report.acknowledged,
      finished: open.report.finished,
      cpuBusyMs: closed.cpuMs,
      cpuSteadyMs: open.cpuMs,
      mainBusyMs: closed.mainMs,
      mainSteadyMs: open.mainMs,
      idleMiB,
      peakMiB: contenderProcess.read().peakMiB,
      startMs: contenderProcess.startMs,
      harnessCores: closed.harnessCores,
      otherCores: closed.otherCores,
      faults: sum([warm.report.faults, closed.report.faults, open.report.faults]),
    };
  } finally {
    await contenderProcess.stop();
  }
}

function sum(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [what, count] of counts.flatMap((each) => Object.entries(each))) {
    total[what] = (total[what] ?? 0) + count;
  }
  return total;
}
