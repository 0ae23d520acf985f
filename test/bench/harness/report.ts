import { readFileSync, writeFileSync } from 'node:fs';
import { intakeTable } from '../intake/report.ts';
import { drainTable, scaleTable } from '../news/report.ts';
import { crowdTable, searchTable } from '../products/report.ts';
import type { Measured } from './measure.ts';
import { type Figure, figures, median, type Summary, summarize } from './summary.ts';
import { checkTargets } from './targets.ts';

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
    `${machine.date}, Node ${machine.nodeVersion}, ${machine.cores} cores (${machine.architecture}); ` +
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
    ...startTable(measured),
    ...(measured.intake.length === 0 ? [] : ['### Pushed messages', table(intakeTable(measured.intake))]),
    ...newsTables(measured),
    ...productTables(measured),
    ...targetTable(measured, summaries),
  ].join('\n\n');
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

function faultText(faults: Readonly<Record<string, number>>): string {
  const texts = Object.entries(faults).map(([what, count]) => `${count} x ${what}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}

function startTable({ starts }: Measured): string[] {
  if (starts.length === 0) return [];
  return [
    '### Start-up',
    table([
      ['', 'start to ready, ms', 'the very first start, ms', 'memory idle, MiB'],
      ...starts.map(({ name, first, starts: later }) => [
        name,
        median(later.map(({ startMs }) => startMs)).toFixed(0),
        first.startMs.toFixed(0),
        median(later.map(({ idleMiB }) => idleMiB)).toFixed(0),
      ]),
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

function targetTable(measured: Measured, summaries: readonly Summary[]): string[] {
  const targets = checkTargets(measured, summaries);
  if (targets.length === 0) return [];
  return [
    '### Targets',
    table([
      ['', 'target', 'measured', 'met'],
      ...targets.map(({ what, limit, measured: value, met }) => [what, limit, value, met ? 'yes' : 'no']),
    ]),
  ];
}

function table([head, ...rows]: readonly (readonly string[])[]): string {
  if (!head) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
