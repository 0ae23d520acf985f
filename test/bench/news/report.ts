import type { Target } from '../harness/targets.ts';
import type { DrainMeasured } from './drain.ts';
import type { DrainReport } from './drain-order.ts';
import { permittedPerSecond } from './paced-slack.ts';
import type { ScaleMeasured } from './scale.ts';
import type { ScaleCell } from './scale-order.ts';

type Rows = readonly (readonly string[])[];

/** Of the pace that the platform permits. */
const leastShare = 0.98;

/** A cost that is this many times the least one still counts as flat: what one run differs from the next by. */
const flatTimes = 1.25;

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
    ['', 'orders kept', 'conversations that watch', 'CPU for one message, ms', 'time for one message, ms'],
    ...measured.flatMap(({ store, cells }) =>
      cells.map((cell) => [
        store,
        cell.kept.toLocaleString('en'),
        cell.conversations.toLocaleString('en'),
        cell.cpuMs.toFixed(3),
        cell.wallMs.toFixed(3),
      ]),
    ),
  ];
}

/** Nearly the permitted pace without a 429, and a cost that stays flat. */
export function newsTargets(
  drains: readonly DrainMeasured[],
  scales: readonly ScaleMeasured[],
): readonly Target[] {
  return [
    ...drains.flatMap(({ store, cards, flood }) => [
      drainTarget(`A backlog told card by card, ${store}, slowest of the channels`, cards),
      drainTarget(`A flood told in digests, ${store}, slowest of the channels`, flood),
    ]),
    ...scales.flatMap(({ store, cells }) => [
      flatTarget(`CPU for one message, ${store}`, cells, ({ cpuMs }) => cpuMs),
      flatTarget(`Time for one message, ${store}`, cells, ({ wallMs }) => wallMs),
    ]),
  ];
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

/** The dearest of all against the fewest orders and conversations. */
function flatTarget(what: string, cells: readonly ScaleCell[], of: (cell: ScaleCell) => number): Target {
  const [fewest] = cells;
  const ratio = fewest === undefined ? Number.NaN : Math.max(...cells.map(of)) / of(fewest);
  return {
    what: `${what}, the dearest against the fewest orders and conversations`,
    limit: `at most ${flatTimes} times`,
    measured: `${ratio.toFixed(2)} times`,
    met: ratio <= flatTimes && cells.every(({ messages, deliveries }) => messages === deliveries),
  };
}
