import { encode } from 'uqr';
import type { ChartBlock } from '../../src/chat/card.ts';
import { columnsOf } from '../../src/chat/text-columns.ts';
import { shortNumber } from '../../src/pictures/chart-numbers.ts';
import { terminalLimits } from './limits.ts';
import { harmless, type Ink, padEnd } from './text-lines.ts';

/** A block and its seven narrower parts, by eighths. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/** The bars of `chart` from left to right within `width` columns, one a line: label, bar, value. */
export function drawChart(chart: ChartBlock, width: number, ink: Ink): readonly string[] {
  const rows = chart.bars.map(({ label, value }) => {
    const text = harmless(label).replaceAll('\n', ' ');
    return { label: { text, width: columnsOf(text) }, value, shown: shortNumber(value) };
  });
  const labels = Math.max(0, ...rows.map(({ label }) => label.width));
  const values = Math.max(0, ...rows.map(({ shown }) => shown.length));
  const room = Math.max(1, Math.min(terminalLimits.widestBar, width - labels - values - 3));
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

/** Light modules around the code, without which a phone does not find it. The standard's four, halved. */
const border = 2;

/** The ground that text stands on: many a phone finds no code whose dark modules are the light ones. */
export type Ground = 'dark' | 'light';

/**
 * A QR code of `link` in half blocks, two rows of modules to a line, or how many columns it would take where
 * `width` has fewer. On a dark ground light modules are drawn, on a light one dark modules; `ink` with colours makes the
 * first fit any.
 */
export function drawQr(
  link: string,
  { width, ink, ground }: { readonly width: number; readonly ink: Ink; readonly ground: Ground },
): readonly string[] | { needs: number } {
  const { data, size } = encode(link, { ecc: 'L', border });
  if (size > width) return { needs: size };
  const isDrawn = (row: number, column: number) =>
    row < size && (data[row]?.[column] === true) === (ground === 'light');
  return Array.from({ length: Math.ceil(size / 2) }, (_, line) => {
    const blocks = Array.from({ length: size }, (_, column) =>
      halves(isDrawn(2 * line, column), isDrawn(2 * line + 1, column)),
    );
    return ink('qr', blocks.join(''));
  });
}

function halves(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
