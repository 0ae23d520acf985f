import type { Cell, TableFile } from './table.ts';

/** What Excel needs to see before it reads a file as UTF-8. */
const byteOrderMark = '\uFEFF';

/** Where a spreadsheet may begin a new cell, whichever of them it splits at and whether or not it heeds quotes. */
const boundaries: ReadonlySet<string> = new Set([',', ';', '|', '\n']);

/** What a spreadsheet takes for the beginning of a formula; full-width signs too. */
const signs: ReadonlySet<string> = new Set(['=', '+', '-', '@', '＝', '＋', '－', '＠']);

/** What it may skip before that. */
const skipped = /[\s\p{Cf}"]/u;

/** More digits than a spreadsheet's number has, and nothing else in the cell. */
const longNumber = /\d{16,}(?=[^\S\n]*(?:[,;|\n]|$))/y;

/** The longest text of a cell before what is put into it. Excel takes 32,767. */
const longestText = 16_000;

/**
 * A table as CSV (RFC 4180: every cell quoted, lines end in CR LF) that a spreadsheet opens without asking.
 *
 * Nothing in it runs as a formula, whether the spreadsheet splits at commas, semicolons, tabs or bars, for the settings of
 * its country decide that: wherever a cell could begin, inside of a text as well, an apostrophe stands before a sign that
 * begins a formula. Tabs and other control characters are blanks. An id begins with an apostrophe, so that no spreadsheet
 * makes a rounded number of it. Money has two digits and no sign of the currency; a negative amount stands in parentheses,
 * as spreadsheets themselves write it. Rows that do not fit into `mostBytes` are left out: `rows` says how many are there.
 *
 * @throws RangeError for an amount that is no whole number of fen.
 */
export function csvOf(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  mostBytes: number,
): TableFile<string> {
  const lines = [byteOrderMark + lineOf(header)];
  let bytes = Buffer.byteLength(lines.join());
  for (const row of rows) {
    const line = lineOf(row);
    bytes += Buffer.byteLength(line);
    if (bytes > mostBytes) break;
    lines.push(line);
  }
  return { content: lines.join(''), rows: lines.length - 1 };
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map((cell) => `"${textOf(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return harmless(cell);
  if ('fen' in cell) return yuan(cell.fen);
  if ('at' in cell) return cell.text;
  if ('count' in cell) return String(cell.count);
  const ids = 'id' in cell ? [cell.id] : cell.ids;
  return harmless(ids.map((id) => (id === '' ? '' : `'${id}`)).join('; '));
}

function harmless(text: string): string {
  const clean = text
    .slice(0, longestText)
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ');
  let result = '';
  let begins = true;
  let at = 0;
  for (const character of clean) {
    if (boundaries.has(character)) begins = true;
    else if (begins && !skipped.test(character)) {
      longNumber.lastIndex = at;
      if (signs.has(character) || longNumber.test(clean)) result += "'";
      begins = false;
    }
    result += character;
    at += character.length;
  }
  return result;
}

function yuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money must be a whole number of fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return fen < 0 ? `(${amount})` : amount;
}
