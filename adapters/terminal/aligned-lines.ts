import type { Payload, TableBlock } from '../../src/chat/card.ts';
import { columnsOf } from '../../src/chat/text-columns.ts';
import { harmless, type Ink, padEnd, type Span, wrap } from './text-lines.ts';

type Columns = TableBlock<Payload>['columns'];
type Rows = readonly (readonly (readonly Span[])[])[];

const gap = '  ';

/** Columns below which a cell is more breaks than words. */
const narrowest = 14;

const blank = { text: '', width: 0 };

/**
 * `rows` in columns, numbers to the right. Where all together are wider than `width`, the words of the widest columns stand
 * on several lines; `undefined` where that would leave too little of them.
 */
export function alignedLines(
  columns: Columns,
  rows: Rows,
  { width, ink }: { readonly width: number; readonly ink: Ink },
): readonly string[] | undefined {
  const widths = columnWidths(columns, rows, width);
  return widths === undefined ? undefined : rows.flatMap((row) => rowLines(row, columns, widths, ink));
}

function rowLines(
  row: Rows[number],
  columns: Columns,
  widths: readonly number[],
  ink: Ink,
): readonly string[] {
  const cells = columns.map((_, at) => wrap(row[at] ?? [], Math.max(1, widths[at] ?? 0), ink));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ kind }, at) => {
        const [part, width] = [cells[at]?.[line] ?? blank, widths[at] ?? 0];
        const isNumber = kind === 'amount' || kind === 'quantity';
        return isNumber ? ' '.repeat(Math.max(0, width - part.width)) + part.text : padEnd(part, width);
      })
      .join(gap)
      .trimEnd(),
  );
}

/**
 * As wide as the widest cell of each, but for words, whose widest columns give way where all together are too wide: as far as
 * no id in them breaks, since nobody could copy it.
 */
function columnWidths(columns: Columns, rows: Rows, most: number): readonly number[] | undefined {
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? []))));
  const least = columns.map((_, at) => Math.max(narrowest, ...rows.map((row) => idWidthOf(row[at] ?? []))));
  const excess = () => widths.reduce((sum, each) => sum + each + gap.length, -gap.length) - most;
  for (let over = excess(); over > 0; over = excess()) {
    const words = widths.map((width, at) =>
      columns[at]?.kind === 'text' && width > (least[at] ?? 0) ? width : 0,
    );
    const widest = Math.max(...words);
    if (widest === 0) return undefined;
    const at = words.indexOf(widest);
    const next = Math.max(least[at] ?? 0, ...words.filter((width) => width < widest));
    widths[at] = Math.max(next, widest - over);
  }
  return widths;
}

/** Of the widest of its lines. */
function widthOf(spans: readonly Span[]): number {
  const words = harmless(spans.map(({ text }) => text).join(''));
  return Math.max(...words.split('\n').map(columnsOf));
}

/** Of the longest id among its words: one with a digit in it. */
function idWidthOf(spans: readonly Span[]): number {
  const words = harmless(spans.map(({ text }) => text).join('')).split(/\s+/);
  return Math.max(0, ...words.filter((word) => /^[\x21-\x7e]*\d[\x21-\x7e]*$/.test(word)).map(columnsOf));
}
