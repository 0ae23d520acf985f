import type { ChartBlock } from '../../src/chat/card.ts';
import { shortNumber } from '../../src/pictures/chart-numbers.ts';
import { harmless } from './harmless.ts';
import type { Ink } from './ink.ts';
import { limits } from './limits.ts';
import { widthOf } from './width.ts';
import { padEnd } from './wrap.ts';

/** A block and its seven narrower parts, by eighths. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/** The bars of `chart` from left to right within `width` columns, one a line: label, bar, value. */
export function drawChart(chart: ChartBlock, width: number, ink: Ink): readonly string[] {
  const rows = chart.bars.map(({ label, value }) => {
    const text = harmless(label).replaceAll('\n', ' ');
    return { label: { text, width: widthOf(text) }, value, shown: shortNumber(value) };
  });
  const labels = Math.max(0, ...rows.map(({ label }) => label.width));
  const values = Math.max(0, ...rows.map(({ shown }) => shown.length));
  const room = Math.max(1, Math.min(limits.widestBar, width - labels - values - 3));
  const most = Math.max(0, ...rows.map(({ value }) => value));
  return rows.map(({ label, value, shown }) => {
    const bar = most === 0 ? '' : barOf((value / most) * room);
    return `${padEnd(label, labels)}  ${bar === '' ? '' : `${ink('code', bar)} `}${shown}`;
  });
}

/** Something is never drawn as nothing. */
function barOf(columns: number): string {
  const parts = columns === 0 ? 0 : Math.max(1, Math.round(columns * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}
