import { charactersOf, columnsOf, columnsOfCharacter } from '../../src/chat/text-columns.ts';

/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** Everything that moves a cursor, rings a bell or begins an escape sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is what this is for
const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;

/**
 * `text` as a terminal can show it without obeying it: control characters become their pictures (`␛`),
 * invisible ones go, a tab is a space. Line feeds stay and are the only control character that does.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(control, pictureOf);
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}

/** How a stretch of text looks, where the terminal has colours. */
type Look = 'bold' | 'dim' | 'code' | 'link' | 'good' | 'warning' | 'bad' | 'plain' | 'qr';

/** Colours text, or leaves it as it is. */
export type Ink = (look: Look, text: string) => string;

/** Select Graphic Rendition parameters: the sixteen colours that every theme defines. */
const codes: Readonly<Record<Look, string>> = {
  bold: '1',
  dim: '2',
  code: '36',
  link: '4;34',
  good: '1;32',
  warning: '1;33',
  bad: '1;31',
  plain: '',
  // White on black whatever the theme is, so that a phone can read it.
  qr: '97;40',
};

/** Writes the escape sequences of colours, which end where the text ends. */
export const colouredInk: Ink = (look, text) =>
  text === '' || codes[look] === '' ? text : `\u001B[${codes[look]}m${text}\u001B[0m`;

/** Leaves text as it is: for pipes, files, and people who set NO_COLOR. */
export const plainInk: Ink = (_look, text) => text;

/** A stretch of text and its look. */
export interface Span {
  readonly text: string;
  readonly look?: Look;
}

/** A line that is laid out, its width in columns known before colours are put in. */
export interface TextLine {
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
export function wrap(spans: readonly Span[], width: number, ink: Ink): readonly TextLine[] {
  const lines: TextLine[] = [];
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
export function padEnd(line: TextLine, width: number): string {
  return line.text + ' '.repeat(Math.max(0, width - line.width));
}

/** Text on one line, whole, however long: for links and what is there to be copied. */
export function unbroken(text: string, look: Look, ink: Ink): readonly TextLine[] {
  return harmless(text)
    .split('\n')
    .map((part) => ({ text: ink(look, part), width: columnsOf(part) }));
}

function cellsOf(spans: readonly Span[]): readonly Cell[] {
  return spans.flatMap(({ text, look = 'plain' }) =>
    charactersOf(harmless(text)).map((character) => ({
      character,
      width: character === '\n' ? 0 : columnsOfCharacter(character),
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

function paint(row: readonly Cell[], ink: Ink): TextLine {
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
