import { median } from '../harness/summary.ts';
import { ratioTarget, type Target } from '../harness/targets.ts';
import type { IntakeMeasured, IntakeRound } from './measure.ts';

interface Figures {
  readonly perSecond: number;
  readonly cpuBusyMs: number;
  readonly mainBusyMs: number;
  readonly mainSteadyMs: number;
  readonly p50: number;
  readonly p99: number;
  /** The p99 of the slowest round. */
  readonly worst99: number;
  readonly faults: number;
}

function figuresOf({ rounds }: IntakeMeasured): Figures {
  const of = (pick: (round: IntakeRound) => number) => median(rounds.map(pick));
  const faults = rounds.flatMap(({ closed, open }) =>
    [closed, open].flatMap((report) => Object.values(report.faults)),
  );
  return {
    perSecond: of(({ closed }) => closed.perSecond),
    cpuBusyMs: of(({ cpuBusyMs }) => cpuBusyMs),
    mainBusyMs: of(({ mainBusyMs }) => mainBusyMs),
    mainSteadyMs: of(({ mainSteadyMs }) => mainSteadyMs),
    p50: of(({ open }) => open.p50),
    p99: of(({ open }) => open.p99),
    worst99: Math.max(...rounds.map(({ open }) => open.p99)),
    faults: faults.reduce((sum, count) => sum + count, 0),
  };
}

/** Rows of the table of receivers: a head, then one for each figure. */
export function intakeTable(measured: readonly IntakeMeasured[]): readonly (readonly string[])[] {
  const all = measured.map(figuresOf);
  const row = (title: string, text: (figures: Figures) => string) => [title, ...all.map(text)];
  return [
    ['', ...measured.map(({ contender }) => contender.name)],
    row('messages a second, 256 senders', ({ perSecond }) => perSecond.toFixed(0)),
    row('CPU of the process for one message, 256 senders, ms', ({ cpuBusyMs }) => cpuBusyMs.toFixed(3)),
    row('of the main thread, ms', ({ mainBusyMs }) => mainBusyMs.toFixed(3)),
    row('of the main thread at 1,000/s, ms', ({ mainSteadyMs }) => mainSteadyMs.toFixed(3)),
    row('acknowledged at 1,000/s, p50 ms', ({ p50 }) => p50.toFixed(1)),
    row('acknowledged at 1,000/s, p99 ms', ({ p99 }) => p99.toFixed(1)),
    row('p99 of the slowest round, ms', ({ worst99 }) => worst99.toFixed(1)),
    row('not acknowledged', ({ faults }) => (faults === 0 ? 'none' : String(faults))),
  ];
}

const targetsOf = {
  SQLite: { least: 4, before: '2.3–2.6' },
  PostgreSQL: { least: 2.5, before: '1.9' },
} as const;

/** Against a row a request on the same store, and at 1,000 messages a second. */
export function intakeTargets(measured: readonly IntakeMeasured[]): readonly Target[] {
  return (['SQLite', 'PostgreSQL'] as const).flatMap((store) => {
    const here = measured.filter(({ contender }) => contender.store === store);
    const ours = here.find(({ contender }) => contender.part === 'ours');
    const peer = here.find(({ contender }) => contender.part === 'peer');
    if (ours === undefined || peer === undefined) return [];
    const [us, them] = [figuresOf(ours), figuresOf(peer)];
    const much = ratioTarget(us.perSecond / them.perSecond, {
      what: `intake on ${store}, messages/s against a row a request on the same store`,
      ...targetsOf[store],
    });
    if (store !== 'SQLite') return [much];
    const cheap = ratioTarget(us.mainSteadyMs / them.mainSteadyMs, {
      what: 'intake at 1,000/s on SQLite: main-thread CPU a message, against Fastify',
      before: '2.5',
      most: 0.65,
    });
    const fast: Target = {
      what: 'intake at 1,000/s on SQLite: p99 of the slowest round',
      before: '36–675 ms',
      limit: '< 100 ms in every round',
      measured: `${us.worst99.toFixed(1)} ms`,
      met: us.worst99 < 100 && us.faults === 0,
    };
    return [much, cheap, fast];
  });
}
