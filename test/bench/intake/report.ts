import { median } from '../harness/summary.ts';
import type { Target } from '../harness/targets.ts';
import type { IntakeMeasured } from './measure.ts';

interface Figures {
  readonly few: number;
  readonly many: number;
  readonly cpuMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly faults: number;
}

function figuresOf({ rounds }: IntakeMeasured): Figures {
  const of = (pick: (round: IntakeMeasured['rounds'][number]) => number) => median(rounds.map(pick));
  const faults = rounds.flatMap(({ closed, open }) =>
    [closed[64], closed[256], open].flatMap((report) => Object.values(report.faults)),
  );
  return {
    few: of(({ closed }) => closed[64].perSecond),
    many: of(({ closed }) => closed[256].perSecond),
    cpuMs: of(({ cpuMs }) => cpuMs),
    p50: of(({ open }) => open.p50),
    p99: of(({ open }) => open.p99),
    faults: faults.reduce((sum, count) => sum + count, 0),
  };
}

/** Rows of the table of receivers: a head, then one for each figure. */
export function intakeTable(measured: readonly IntakeMeasured[]): readonly (readonly string[])[] {
  const all = measured.map(figuresOf);
  const row = (title: string, text: (figures: Figures) => string) => [title, ...all.map(text)];
  return [
    ['', ...measured.map(({ contender }) => contender.name)],
    row('messages a second, 64 senders', ({ few }) => few.toFixed(0)),
    row('messages a second, 256 senders', ({ many }) => many.toFixed(0)),
    row('CPU for one message, 256 senders, ms', ({ cpuMs }) => cpuMs.toFixed(3)),
    row('acknowledged at 1,000/s, p50 ms', ({ p50 }) => p50.toFixed(1)),
    row('acknowledged at 1,000/s, p99 ms', ({ p99 }) => p99.toFixed(1)),
    row('not acknowledged', ({ faults }) => (faults === 0 ? 'none' : String(faults))),
  ];
}

/** At least five times the peer of the same store, and fast at 1,000 messages a second. */
export function intakeTargets(measured: readonly IntakeMeasured[]): readonly Target[] {
  return (['SQLite', 'PostgreSQL'] as const).flatMap((store) => {
    const here = measured.filter(({ contender }) => contender.store === store);
    const ours = here.find(({ contender }) => contender.part === 'ours');
    const peer = here.find(({ contender }) => contender.part === 'peer');
    if (ours === undefined) return [];
    const { p99, many } = figuresOf(ours);
    const fast: Target = {
      what: `Pushed messages at 1,000/s on ${store}, acknowledged, p99`,
      limit: 'below 100 ms',
      measured: `${p99.toFixed(1)} ms`,
      met: p99 < 100,
    };
    if (peer === undefined) return [fast];
    const ratio = many / figuresOf(peer).many;
    const much: Target = {
      what: `Pushed messages a second on ${store}, 256 senders, against a row a request`,
      limit: 'at least 5 times',
      measured: `${ratio.toFixed(1)} times`,
      met: ratio >= 5,
    };
    return [much, fast];
  });
}
