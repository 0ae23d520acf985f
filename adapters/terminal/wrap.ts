import { harmless } from './harmless.ts';
import type { Ink, Look } from './ink.ts';
import { charactersOf, widthOf, widthOfCharacter } from './width.ts';

/** A stretch of text and its look. */
export interface Span {
  readonly text: string;
  readonly look?: Look;
}

/** A line that is laid out, its width in columns known before colours are put in. */
export interface Line {
  readonly text: string;
  readonly width: number;
}

interface Cell {
  readonly character: string;
  readonly width: number;
  readonly look: Look;
}

/** Marks that a line must not begin with. */
const closing = /^[,.;:!?)\]}，。、；：？！）】」』》”’…％]/u;

/**
 * `spans` as lines of at most `width` columns: broken at spaces and between Chinese characters, in the midst
 * of a word only where the word is longer than a line. Line feeds break too. What the text holds is made
 * harmless first, so the escape sequences of `ink` are the only ones in the result.
 */
export function wrap(spans: readonly Span[], width: number, ink: Ink): readonly Line[] {
  const lines: Line[] = [];
  let row: Cell[] = [];
  let used = 0;
  /** How many cells of the row may stand alone when the next does not fit. */
  let breakAt = 0;
  const flush = (count: number) => {
    lines.push(paint(trimmed(row.slice(0, count)), ink));
    row = row.slice(count);
    used = row.reduce((sum, cell) => sum + cell.width, 0);
    breakAt = 0;
  };
  for (const cell of cellsOf(spans)) {
    if (cell.character === '\n') {
      flush(row.length);
      continue;
    }
    if (mayBreakBefore(cell, row.at(-1))) breakAt = row.length;
    if (used + cell.width > width && row.length > 0) {
      const blank = cell.character === ' ';
      flush(breakAt > 0 && !blank ? breakAt : row.length);
      if (blank) continue;
      if (used + cell.width > width && row.length > 0) flush(row.length);
    }
    row.push(cell);
    used += cell.width;
  }
  flush(row.length);
  return lines;
}

/** `text` filled up with spaces to `width` columns; as it is where it is wider. */
export function padEnd(line: Line, width: number): string {
  return line.text + ' '.repeat(Math.max(0, width - line.width));
}

/** Text on one line, whole, however long: for links and what is there to be copied. */
export function unbroken(text: string, look: Look, ink: Ink): readonly Line[] {
  return harmless(text)
    .split('\n')
    .map((part) => ({ text: ink(look, part), width: widthOf(part) }));
}

function cellsOf(spans: readonly Span[]): readonly Cell[] {
  return spans.flatMap(({ text, look = 'plain' }) =>
    charactersOf(harmless(text)).map((character) => ({
      character,
      width: character === '\n' ? 0 : widthOfCharacter(character),
      look,
    })),
  );
}

function mayBreakBefore(cell: Cell, previous: Cell | undefined): boolean {
  if (previous === undefined || cell.character === ' ') return false;
  if (previous.character === ' ') return true;
  return (previous.width === 2 || cell.width === 2) && !closing.test(cell.character);
}

function trimmed(row: readonly Cell[]): readonly Cell[] {
  const end = row.findLastIndex((cell) => cell.character !== ' ') + 1;
  return row.slice(0, end);
}

function paint(row: readonly Cell[], ink: Ink): Line {
  let text = '';
  let run = '';
  row.forEach((cell, at) => {
    run += cell.character;
    if (row[at + 1]?.look === cell.look) return;
    text += ink(cell.look, run);
    run = '';
  });
  return { text, width: row.reduce((sum, cell) => sum + cell.width, 0) };
}
