import { median } from '../harness/summary.ts';
import { ratioTarget, type Target } from '../harness/targets.ts';
import type { DrainMeasured } from './drain.ts';
import type { DrainReport } from './drain-order.ts';
import { permittedPerSecond } from './paced-slack.ts';
import { conversations, type ScaleMeasured, scaleNames } from './scale.ts';
import type { ScaleCell } from './scale-order.ts';

type Rows = readonly (readonly string[])[];

/** Of the pace that the platform permits. */
const leastShare = 0.98;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Rows of the table of backlogs: a head, then one for each store and way of telling. */
export function drainTable(measured: readonly DrainMeasured[]): Rows {
  const row = (what: string, channels: number, report: DrainReport) => [
    what,
    `${report.messages} in ${channels} channels`,
    report.median.toFixed(3),
    report.slowest.toFixed(3),
    percent(report.slowest / permittedPerSecond),
    report.closest.toFixed(0),
    String(report.refused),
    faultsOf(report),
  ];
  return [
    [
      '',
      'messages',
      'a second and channel, median',
      'slowest',
      'of the permitted pace',
      'closest, ms',
      'answered 429',
      'faults',
    ],
    ...measured.flatMap(({ store, channels, cards, flood }) => [
      row(`cards, ${store}`, channels, cards),
      row(`digests of a flood, ${store}`, channels, flood),
    ]),
  ];
}

function faultsOf({ missing, idle }: DrainReport): string {
  const faults = [
    ...(missing > 0 ? [`${missing} orders not shown`] : []),
    ...(idle > 0 ? [`nothing to say ${idle} times`] : []),
  ];
  return faults.length === 0 ? 'none' : faults.join(', ');
}

/** Rows of the table of what a message costs as orders and conversations become many. */
export function scaleTable(measured: readonly ScaleMeasured[]): Rows {
  return [
    [
      '',
      'orders kept',
      'conversations that watch',
      'CPU for one message, ms',
      'of the main thread, ms',
      'time for one message, ms',
    ],
    ...measured.map(({ name, kept, rounds }) => [
      name,
      kept.toLocaleString('en'),
      conversations.toLocaleString('en'),
      ...([({ cpuMs }) => cpuMs, ({ mainMs }) => mainMs, ({ wallMs }) => wallMs] satisfies Pick[]).map((of) =>
        median(rounds.map(of)).toFixed(3),
      ),
    ]),
  ];
}

type Pick = (cell: ScaleCell) => number;

/** A large database on SQLite against the same of v0.1.0. */
export function scaleTargets(measured: readonly ScaleMeasured[]): readonly Target[] {
  const many = Math.max(...measured.map(({ kept }) => kept));
  const find = (wanted: string) => measured.find(({ name, kept }) => name === wanted && kept === many);
  const [ours, before] = [find(scaleNames.ours), find(scaleNames.before)];
  if (ours === undefined || before === undefined) return [];
  const what = `a message with ${many.toLocaleString('en')} orders and ${conversations.toLocaleString('en')} conversations, SQLite`;
  const ratio = (of: Pick) => median(ours.rounds.map(of)) / median(before.rounds.map(of));
  return [
    ratioTarget(
      ratio(({ cpuMs }) => cpuMs),
      { what: `${what}: CPU against v0.1.0`, before: '1', most: 0.7 },
    ),
    ratioTarget(
      ratio(({ wallMs }) => wallMs),
      { what: `${what}: time against v0.1.0`, before: '1', most: 0.7 },
    ),
  ];
}

/** Nearly the permitted pace without a 429. */
export function drainTargets(drains: readonly DrainMeasured[]): readonly Target[] {
  return drains.flatMap(({ store, cards, flood }) => [
    drainTarget(`A backlog told card by card, ${store}, slowest of the channels`, cards),
    drainTarget(`A flood told in digests, ${store}, slowest of the channels`, flood),
  ]);
}

function drainTarget(what: string, report: DrainReport): Target {
  const { slowest, refused } = report;
  const share = slowest / permittedPerSecond;
  return {
    what,
    limit: `at least ${percent(leastShare)} of the permitted pace, no 429`,
    measured: `${percent(share)}, ${refused} answered 429`,
    met: share >= leastShare && refused === 0 && report.missing === 0,
  };
}
