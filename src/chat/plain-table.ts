import type { TableBlock } from './card.ts';
import { cleanLine, type Inline, plainText } from './text.ts';
import { columnsOf } from './text-columns.ts';

const gap = '  ';

/** A table as lines of words. */
export interface PlainTable {
  /** Where a column has a label. */
  readonly head?: string;
  readonly rows: readonly string[];
}

/**
 * `table` in columns that align where a Chinese character takes two, numbers to the right. `undefined` where it is wider than
 * `width` columns, or a cell holds a link or a mention, which a line of words can't show.
 */
export function plainTable<Run>({ columns, rows }: TableBlock<Run>, width: number): PlainTable | undefined {
  if (!rows.flat().every(({ text }) => text.every(isWords))) return undefined;
  const labels = columns.map(({ label }) => cleanLine(label));
  const cells = rows.map((row) => row.map(({ text }) => cleanLine(plainText(text))));
  const isHeaded = labels.some((words) => words !== '');
  const all = isHeaded ? [labels, ...cells] : cells;
  const widths = columns.map((_, at) => Math.max(...all.map((row) => columnsOf(row[at] ?? ''))));
  if (widths.reduce((sum, each) => sum + each + gap.length, -gap.length) > width) return undefined;
  const lineOf = (row: readonly string[]) =>
    columns
      .map(({ kind }, at) => {
        const words = row[at] ?? '';
        const blank = ' '.repeat((widths[at] ?? 0) - columnsOf(words));
        return kind === 'amount' || kind === 'quantity' ? blank + words : words + blank;
      })
      .join(gap)
      .trimEnd();
  return { ...(isHeaded && { head: lineOf(labels) }), rows: cells.map(lineOf) };
}

/** A point in time is words to a line that can't show each reader's own. */
function isWords(inline: Inline): boolean {
  return typeof inline === 'string' || !('link' in inline || 'mention' in inline);
}
