import { intakeTargets } from '../intake/report.ts';
import { newsTargets } from '../news/report.ts';
import { productTargets } from '../products/report.ts';
import type { Measured } from './measure.ts';
import { startUpNames } from './start-up.ts';
import { median, type Summary } from './summary.ts';

/** What the bot sets out to reach, and what was measured. */
export interface Target {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  readonly met: boolean;
}

/** The targets that the parts that were run can tell something about. */
export function checkTargets(measured: Measured, summaries: readonly Summary[]): readonly Target[] {
  return [
    ...throughput(summaries),
    ...acknowledgement(summaries),
    ...starts(measured),
    ...intakeTargets(measured.intake),
    ...newsTargets(measured.drains, measured.scales),
    ...productTargets(measured.products),
  ];
}

function throughput(summaries: readonly Summary[]): Target[] {
  return (['slack', 'discord'] as const).flatMap((platform) => {
    const here = summaries.filter(({ contender }) => contender.platform === platform);
    const ours = here.find(({ contender }) => contender.part === 'ours');
    const peers = here.filter(({ contender }) => contender.part === 'peer');
    if (!ours || peers.length === 0) return [];
    const best = Math.max(...peers.map(({ values }) => values.perSecond));
    const ratio = ours.values.perSecond / best;
    const what = `Throughput over ${platform === 'slack' ? 'Slack' : 'Discord'}, against the better peer`;
    return [{ what, limit: 'at least 1.5 times', measured: `${ratio.toFixed(2)} times`, met: ratio >= 1.5 }];
  });
}

function acknowledgement(summaries: readonly Summary[]): Target[] {
  return summaries
    .filter(({ contender }) => contender.part === 'ours')
    .map(({ contender, values }) => {
      const what = `Acknowledged at 300/s, p99, ${contender.platform === 'slack' ? 'Slack' : 'Discord'}`;
      const ms = values.acknowledged99;
      return { what, limit: 'below 50 ms', measured: `${ms.toFixed(1)} ms`, met: ms < 50 };
    });
}

function starts({ starts: all }: Measured): Target[] {
  const limits = [
    { name: startUpNames.local, ready: 600, idle: 100 },
    { name: startUpNames.both, ready: 1000, idle: 150 },
    { name: startUpNames.sockets, ready: 1000, idle: 150 },
  ];
  return limits.flatMap(({ name, ready, idle }) => {
    const found = all.find((each) => each.name === name);
    if (!found) return [];
    const startMs = median(found.starts.map((start) => start.startMs));
    const idleMiB = median(found.starts.map((start) => start.idleMiB));
    return [
      {
        what: `Start to ready, ${name}`,
        limit: `under ${ready} ms`,
        measured: `${startMs.toFixed(0)} ms`,
        met: startMs < ready,
      },
      {
        what: `Memory idle, ${name}`,
        limit: `below ${idle} MiB`,
        measured: `${idleMiB.toFixed(0)} MiB`,
        met: idleMiB < idle,
      },
    ];
  });
}
