import { readFileSync, writeFileSync } from 'node:fs';
import { intakeTable } from '../intake/report.ts';
import { killTable } from '../kills/report.ts';
import { drainTable, scaleTable } from '../news/report.ts';
import { crowdTable, searchTable } from '../products/report.ts';
import type { Measured } from './measure.ts';
import { faultText } from './notes.ts';
import type { StartsMeasured } from './start-up.ts';
import { type Figure, figures, median, type Summary, summarize } from './summary.ts';
import { checkLimits, checkTargets, type Target } from './targets.ts';

/** The machine, as far as it explains the numbers. */
export interface Machine {
  readonly cores: number;
  readonly architecture: string;
  readonly nodeVersion: string;
  /** ISO date. */
  readonly date: string;
}

/** Everything that was measured, as Markdown. */
export function reportOf(measured: Measured, machine: Machine): string {
  const summaries = summarize(measured);
  const { plan } = measured;
  return [
    `${headOf(machine)}; ` +
      `medians of ${plan.rounds} ${plan.rounds === 1 ? 'round' : 'rounds'}. In parentheses: as a multiple of shoptalk's value.`,
    ...noise(measured),
    ...platformTable(
      'Slack, over HTTP',
      summaries.filter(({ contender }) => contender.platform === 'slack'),
    ),
    ...platformTable(
      'Discord, interactions over HTTP',
      summaries.filter(({ contender }) => contender.platform === 'discord'),
    ),
    ...startTables(measured),
    ...(measured.intake.length === 0 ? [] : ['### Pushed messages', table(intakeTable(measured.intake))]),
    ...newsTables(measured),
    ...(measured.kills.length === 0 ? [] : ['### News after a kill', table(killTable(measured.kills))]),
    ...productTables(measured),
    ...targetTable('Targets', checkTargets(measured, summaries)),
    ...targetTable('Further limits', checkLimits(measured)),
  ].join('\n\n');
}

/** Every round of everything that was measured, as Markdown, in the order in which they were run. */
export function roundsOf({ notes }: Measured, machine: Machine): string {
  const parts = [...new Set(notes.map(({ part }) => part))];
  return [
    '# Every round of the last run',
    `${headOf(machine)}; medians and targets are in [README.md](README.md). *Load* is the load average of the last minute, ` +
      "the benchmark's own processes included.",
    ...parts.flatMap((part) => {
      const here = notes.filter((note) => note.part === part);
      const titles = Object.keys(here[0]?.figures ?? {});
      return [
        `## ${part}`,
        table([
          ['round', '', ...titles, 'load'],
          ...here.map(({ round, name, load, figures: all }) => [
            String(round),
            name,
            ...titles.map((title) => all[title] ?? ''),
            load.toFixed(1),
          ]),
        ]),
      ];
    }),
    '',
  ].join('\n\n');
}

function headOf({ date, nodeVersion, cores, architecture }: Machine): string {
  return `${date}, Node ${nodeVersion}, ${cores} cores (${architecture})`;
}

/** Puts the report between the two markers of a Markdown file. */
export function writeReport(path: string, report: string): void {
  const text = readFileSync(path, 'utf8');
  const [before, rest] = splitOnce(text, '<!-- results:begin -->');
  const [, after] = splitOnce(rest, '<!-- results:end -->');
  writeFileSync(path, `${before}<!-- results:begin -->\n\n${report}\n\n<!-- results:end -->${after}`);
}

function splitOnce(text: string, marker: string): readonly [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`there is no ${marker} in the file for the results`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}

function noise({ rounds }: Measured): string[] {
  const all = rounds.flatMap((each) => each.rounds);
  if (all.length === 0) return [];
  const others = median(all.map(({ otherCores }) => otherCores));
  const harness = Math.max(...all.map(({ harnessCores }) => harnessCores));
  return [
    `While the load lasted, everything else on the machine took ${others.toFixed(2)} cores (median), and the ` +
      `busiest of the benchmark's own processes at most ${harness.toFixed(2)} of one.`,
  ];
}

function platformTable(title: string, summaries: readonly Summary[]): string[] {
  if (summaries.length === 0) return [];
  const ours = summaries.find(({ contender }) => contender.part === 'ours');
  const names = Object.keys(figures).filter((name): name is Figure => name in figures);
  return [
    `### ${title}`,
    table([
      ['', ...summaries.map(({ contender }) => contender.name)],
      ...names.map((name) => [figures[name].title, ...summaries.map((each) => cell(name, each, ours))]),
      ['wrong or missing answers', ...summaries.map(({ faults }) => faultText(faults))],
    ]),
  ];
}

function cell(figure: Figure, summary: Summary, ours: Summary | undefined): string {
  const value = summary.values[figure];
  const text = value.toFixed(figures[figure].digits);
  return !ours || summary === ours ? text : `${text} (${(value / ours.values[figure]).toFixed(2)})`;
}

function startTables({ starts: { first, later } }: Measured): string[] {
  return [
    ...(later.length === 0 ? [] : ['### Start-up', table(startTable(later))]),
    ...(first.length === 0
      ? []
      : ['### The very first start, Slack and Discord over HTTP', table(startTable(first))]),
  ];
}

function startTable(measured: readonly StartsMeasured[]): string[][] {
  const settled = measured.some(({ starts }) => starts.some(({ idleMiB }) => !Number.isNaN(idleMiB)));
  return [
    ['', 'start to ready, ms', 'CPU until ready, ms', ...(settled ? ['memory idle, MiB'] : [])],
    ...measured.map(({ name, starts }) => [
      name,
      median(starts.map(({ startMs }) => startMs)).toFixed(0),
      median(starts.map(({ cpuMs }) => cpuMs)).toFixed(0),
      ...(settled ? [median(starts.map(({ idleMiB }) => idleMiB)).toFixed(0)] : []),
    ]),
  ];
}

function newsTables({ drains, scales }: Measured): string[] {
  return [
    ...(drains.length === 0 ? [] : ['### A backlog of news', table(drainTable(drains))]),
    ...(scales.length === 0 ? [] : ['### Many orders and conversations', table(scaleTable(scales))]),
  ];
}

function productTables({ products }: Measured): string[] {
  if (products.searches.length === 0) return [];
  return [
    '### Searches',
    table(searchTable(products)),
    '### Many people who ask for offers at once',
    table(crowdTable(products)),
  ];
}

function targetTable(title: string, targets: readonly Target[]): string[] {
  if (targets.length === 0) return [];
  const compared = targets.some(({ before }) => before !== undefined);
  return [
    `### ${title}`,
    table([
      ['', ...(compared ? ['v0.1.0'] : []), 'target', 'measured', 'met'],
      ...targets.map(({ what, before, limit, measured, met }) => [
        what,
        ...(compared ? [before ?? ''] : []),
        limit,
        measured,
        met ? 'yes' : 'no',
      ]),
    ]),
  ];
}

function table([head, ...rows]: readonly (readonly string[])[]): string {
  if (!head) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
