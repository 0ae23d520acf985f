import { intakeTargets } from '../intake/report.ts';
import { killTargets } from '../kills/report.ts';
import { drainTargets, scaleTargets } from '../news/report.ts';
import { crowdTargets, searchTargets } from '../products/report.ts';
import type { Measured } from './measure.ts';
import { firstStartNames, type StartsMeasured, startUpNames } from './start-up.ts';
import { type Figure, median, type Summary } from './summary.ts';

/** What the bot sets out to reach, and what was measured. */
export interface Target {
  readonly what: string;
  /** What v0.1.0 had, in a run of its own; nothing for what was not looked at then. */
  readonly before?: string;
  readonly limit: string;
  readonly measured: string;
  readonly met: boolean;
}

/** A ratio to what was measured beside it in the same run: at least, or at most, so many times. */
export function ratioTarget(
  ratio: number,
  target: { readonly what: string; readonly before?: string } & (
    | { readonly least: number }
    | { readonly most: number }
  ),
): Target {
  const { what, before } = target;
  const limit = 'least' in target ? `≥ ${target.least}` : `≤ ${target.most}`;
  const met = 'least' in target ? ratio >= target.least : ratio <= target.most;
  return { what, ...(before !== undefined && { before }), limit, measured: ratio.toFixed(2), met };
}

/** How far ahead of its peers the bot sets out to be, as far as the parts that were run can tell. */
export function checkTargets(measured: Measured, summaries: readonly Summary[]): readonly Target[] {
  return [
    ...commandTargets(summaries),
    ...startTargets(measured.starts),
    ...intakeTargets(measured.intake),
    ...scaleTargets(measured.scales),
    ...crowdTargets(measured.products),
  ];
}

/** What the bot keeps to besides. */
export function checkLimits(measured: Measured): readonly Target[] {
  return [
    ...drainTargets(measured.drains),
    ...killTargets(measured.kills),
    ...searchTargets(measured.products),
  ];
}

const seller = '`/seller` over';

function commandTargets(summaries: readonly Summary[]): Target[] {
  const find = (platform: string, name: string | RegExp) =>
    summaries.find(
      ({ contender }) =>
        contender.platform === platform &&
        (typeof name === 'string' ? contender.name === name : name.test(contender.name)),
    );
  const slack = find('slack', 'shoptalk');
  const bolt = find('slack', '@slack/bolt');
  const chat = find('slack', /^chat /);
  const inAcknowledgement = find('slack', /acknowledgement/);
  const discord = find('discord', 'shoptalk');
  const discordChat = find('discord', /^chat /);
  const ratio = (ours: Summary, peer: Summary, figure: Figure) => ours.values[figure] / peer.values[figure];
  const targets: Target[] = [];
  if (slack && bolt && chat) {
    const better = bolt.values.perSecond > chat.values.perSecond ? bolt : chat;
    targets.push(
      ratioTarget(ratio(slack, better, 'perSecond'), {
        what: `${seller} Slack HTTP, commands/s against the better of plain Bolt and Chat SDK`,
        before: '1.07',
        least: 1.5,
      }),
    );
  }
  if (slack && inAcknowledgement) {
    targets.push(
      ratioTarget(ratio(slack, inAcknowledgement, 'perSecond'), {
        what: 'against Bolt with the card in the acknowledgement',
        before: '0.85',
        least: 1.15,
      }),
    );
  }
  if (discord && discordChat) {
    targets.push(
      ratioTarget(ratio(discord, discordChat, 'perSecond'), {
        what: `${seller} Discord HTTP, commands/s against the Chat SDK`,
        before: '1.17',
        least: 1.5,
      }),
    );
  }
  if (slack && bolt) {
    targets.push(
      ratioTarget(ratio(slack, bolt, 'mainBusy'), {
        what: 'main-thread CPU a command at full rate, against Bolt',
        before: '0.95',
        most: 0.65,
      }),
      ratioTarget(ratio(slack, bolt, 'cpuSteady'), {
        what: 'CPU of the process a command at 300/s, against Bolt',
        before: '1.10',
        most: 0.8,
      }),
      ratioTarget(ratio(slack, bolt, 'finished99'), {
        what: 'p99 of the card shown at 300/s, against Bolt',
        before: '0.7',
        most: 0.6,
      }),
    );
  }
  return targets;
}

function startTargets({ first, later }: Measured['starts']): Target[] {
  const value = (all: readonly StartsMeasured[], name: string, of: 'startMs' | 'cpuMs' | 'idleMiB') =>
    median((all.find((each) => each.name === name)?.starts ?? []).map((start) => start[of]));
  const { both, peer } = startUpNames;
  const cpuOfFirst = (name: string) =>
    value(first, name, 'cpuMs') / value(first, firstStartNames.before, 'cpuMs');
  return [
    ratioTarget(value(later, both, 'startMs') / value(later, peer, 'startMs'), {
      what: 'start to ready, Slack and Discord, with a bundle, against the Chat SDK',
      before: '1.15',
      most: 0.55,
    }),
    ratioTarget(cpuOfFirst(firstStartNames.clone), {
      what: "a clone's first start, CPU against v0.1.0 (npm ci makes the bundle)",
      before: '1',
      most: 0.7,
    }),
    ratioTarget(cpuOfFirst(firstStartNames.clone), {
      what: "a clone's first start with a bundle, CPU against v0.1.0",
      before: '1',
      most: 0.35,
    }),
    ratioTarget(value(later, both, 'idleMiB') / value(later, peer, 'idleMiB'), {
      what: 'idle memory, Slack and Discord, with a bundle, against the Chat SDK',
      before: '0.94',
      most: 0.8,
    }),
  ].filter(({ measured }) => measured !== 'NaN');
}
