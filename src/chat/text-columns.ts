import { lazily } from '../runtime/lazily.ts';
import type { TableBlock } from './card.ts';
import { cleanLine, type Inline, plainText } from './text.ts';

/**
 * East Asian Wide and Fullwidth ranges of Unicode 17 (EastAsianWidth.txt). Characters of ambiguous width are
 * not among them: terminals draw them in one column.
 */
const wideRanges = [
  '\\u1100-\\u115F\\u2329\\u232A\\u2630-\\u2637\\u268A-\\u268F',
  '\\u2E80-\\u303E\\u3041-\\u3247\\u3250-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3\\uF900-\\uFAFF',
  '\\uFE10-\\uFE19\\uFE30-\\uFE6F\\uFF01-\\uFF60\\uFFE0-\\uFFE6',
  '\\u{16FE0}-\\u{18DFF}\\u{1AFF0}-\\u{1B2FF}\\u{1D300}-\\u{1D376}\\u{1F200}-\\u{1F2FF}\\u{20000}-\\u{3FFFD}',
].join('');

const wide = new RegExp(`[${wideRanges}]`, 'u');

/** An emoji by itself, or a sign that a variation selector asks to be drawn as one, as in a keycap. */
const picture = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** Marks that sit on another character, wide ones (U+3099 of が) too, and characters without a shape. */
const shapeless = /[\p{M}\p{Cf}\p{Zl}\p{Zp}\u1160-\u11FF\uD7B0-\uD7FB]/u;

/** Made when the first table is drawn: it reads Unicode's data, 9 ms of a start. */
const segmenter = lazily(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** The characters of `text` as a reader counts them: an accent or a joined emoji is part of its character. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** How many columns a terminal draws `character` (one of {@link charactersOf}) in. */
export function columnsOfCharacter(character: string): number {
  if (picture.test(character)) return 2;
  let columns = 0;
  for (const part of character) columns += shapeless.test(part) ? 0 : wide.test(part) ? 2 : 1;
  return columns;
}

/** How many columns a terminal draws `text` in. Without control characters: they are made harmless before. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + columnsOfCharacter(character), 0);
}

const gap = '  ';

/** A table as lines of words. */
interface PlainTable {
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
