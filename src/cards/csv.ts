/** One cell of a table. */
export type Cell =
  /** Words from anywhere. */
  | string
  /** A number that names something: a spreadsheet is to keep its digits, not to reckon with it. */
  | { readonly id: string }
  /** An amount of money, written in yuan. */
  | { readonly fen: number }
  | undefined;

/** What Excel needs to see before it reads a file as UTF-8. */
const byteOrderMark = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula, behind whatever it may skip; full-width signs too. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** The longest text of a cell; Excel takes 32,767. */
const longestText = 2000;

/**
 * A table as CSV (RFC 4180: every cell quoted, lines end in CR LF) that a spreadsheet opens without asking: no text in
 * it runs as a formula, and no id becomes a rounded number, for it stands there as `="123"`, which is its own text.
 * Money has two digits and no sign of the currency. Rows that do not fit into `mostBytes` are left out: `rows` says how
 * many of them are there.
 *
 * @throws RangeError for an amount that is no whole number of fen.
 */
export function csvOf(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  mostBytes: number,
): { readonly content: string; readonly rows: number } {
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
  return /^[0-9A-Za-z_-]{1,64}$/.test(cell.id) ? `="${cell.id}"` : harmless(cell.id);
}

function harmless(text: string): string {
  return withoutFormula(text.slice(0, longestText).toWellFormed());
}

/** `text` as a cell that runs as no formula: the apostrophe tells a spreadsheet that what follows is text. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function yuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money must be a whole number of fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
