import type { Target } from '../harness/targets.ts';
import { percentile } from '../load/percentile.ts';
import type { KillsMeasured } from './measure.ts';

const goesOnWithinMs = 2_000;
const saidWithinMs = 12_000;

const seconds = (ms: number) => (ms / 1000).toFixed(2);

function spread(values: readonly number[]): readonly string[] {
  if (values.length === 0) return ['–', '–', '–'];
  return [percentile(values, 0.5), percentile(values, 0.9), Math.max(...values)].map(seconds);
}

/** Rows of the table of kills: a head, then one for each store, platform and state of the killed process. */
export function killTable(measured: readonly KillsMeasured[]): readonly (readonly string[])[] {
  const head = [
    '',
    'kills',
    'goes on, median s',
    '90 %',
    'longest',
    'all said beyond the pace, median s',
    '90 %',
    'longest',
  ];
  return [
    head,
    ...measured.flatMap(({ store, kills }) =>
      [
        ...Map.groupBy(kills, ({ platform, begun }) => `${platform}${begun ? ', with a begun send' : ''}`),
      ].map(([name, each]) => [
        `${name}, ${store}`,
        String(each.length),
        ...spread(each.map(({ goesOnMs }) => goesOnMs)),
        ...spread(each.map(({ beyondPaceMs }) => beyondPaceMs)),
      ]),
    ),
  ];
}

/** Two seconds until news go on, twelve until all is said, and nothing lost or doubled. */
export function killTargets(measured: readonly KillsMeasured[]): readonly Target[] {
  return measured.flatMap(({ store, kills, wrong }) => {
    const clear = kills.filter(({ begun }) => !begun).map(({ goesOnMs }) => goesOnMs);
    const said = Math.max(...kills.map(({ beyondPaceMs }) => beyondPaceMs));
    const from = store === 'SQLite' ? 'from ready' : 'from the death of one of two';
    return [
      {
        what: `News without a begun send after a kill, ${store}, ${from}, longest`,
        limit: `at most ${seconds(goesOnWithinMs)} s`,
        measured: `${seconds(Math.max(...clear))} s`,
        met: Math.max(...clear) <= goesOnWithinMs,
      },
      {
        what: `All said after a kill beyond the pace, ${store}, longest`,
        limit: `at most ${seconds(saidWithinMs)} s, each order once`,
        measured: `${seconds(said)} s, ${wrong} orders not exactly once`,
        met: said <= saidWithinMs && wrong === 0,
      },
    ];
  });
}
