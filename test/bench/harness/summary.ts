import { percentile } from '../load/percentile.ts';
import type { Contender } from './contenders.ts';
import type { Measured } from './measure.ts';
import type { Round } from './round.ts';

/** One contender's medians over its rounds, and all of its faults. */
export interface Summary {
  readonly contender: Contender;
  readonly values: Readonly<Record<Figure, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

/** What is compared, in the order of the tables. */
export const figures = {
  perSecond: { title: 'commands a second', of: (round) => round.perSecond, digits: 0 },
  mainBusy: {
    title: 'main-thread CPU for one command at that rate, ms',
    of: (round) => round.mainBusyMs,
    digits: 2,
  },
  cpuBusy: {
    title: 'CPU of the process for one command at that rate, ms',
    of: (round) => round.cpuBusyMs,
    digits: 2,
  },
  mainSteady: {
    title: 'main-thread CPU for one command at 300/s, ms',
    of: (round) => round.mainSteadyMs,
    digits: 2,
  },
  cpuSteady: {
    title: 'CPU of the process for one command at 300/s, ms',
    of: (round) => round.cpuSteadyMs,
    digits: 2,
  },
  acknowledged50: {
    title: 'acknowledged at 300/s, p50 ms',
    of: (round) => round.acknowledged.p50,
    digits: 1,
  },
  acknowledged99: {
    title: 'acknowledged at 300/s, p99 ms',
    of: (round) => round.acknowledged.p99,
    digits: 1,
  },
  finished50: { title: 'card shown at 300/s, p50 ms', of: (round) => round.finished.p50, digits: 1 },
  finished99: { title: 'card shown at 300/s, p99 ms', of: (round) => round.finished.p99, digits: 1 },
  idle: { title: 'memory idle, MiB', of: (round) => round.idleMiB, digits: 0 },
  peak: { title: 'memory at its peak, MiB', of: (round) => round.peakMiB, digits: 0 },
  start: { title: 'start to ready, ms', of: (round) => round.startMs, digits: 0 },
} as const satisfies Record<string, { title: string; of: (round: Round) => number; digits: number }>;

export type Figure = keyof typeof figures;

export function summarize({ rounds }: Measured): readonly Summary[] {
  return rounds.map(({ contender, rounds: all }) => {
    const of = (figure: Figure) => median(all.map(figures[figure].of));
    return {
      contender,
      values: {
        perSecond: of('perSecond'),
        mainBusy: of('mainBusy'),
        cpuBusy: of('cpuBusy'),
        mainSteady: of('mainSteady'),
        cpuSteady: of('cpuSteady'),
        acknowledged50: of('acknowledged50'),
        acknowledged99: of('acknowledged99'),
        finished50: of('finished50'),
        finished99: of('finished99'),
        idle: of('idle'),
        peak: of('peak'),
        start: of('start'),
      },
      faults: all.reduce<Record<string, number>>((sum, { faults }) => {
        for (const [what, count] of Object.entries(faults)) sum[what] = (sum[what] ?? 0) + count;
        return sum;
      }, {}),
    };
  });
}

/** One round's figures by their titles, as they are written down. */
export function figuresOf(round: Round): Record<string, string> {
  return Object.fromEntries(
    Object.values(figures).map(({ title, of, digits }) => [title, of(round).toFixed(digits)]),
  );
}

/** The middle value; of an even count, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
