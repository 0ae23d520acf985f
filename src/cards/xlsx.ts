import type { Row } from 'write-excel-file/node';
import { dayMs } from '../runtime/durations.ts';
import type { CardTable, Cell, TableFile } from './table.ts';
import type { ZonedTimes } from './times.ts';

/** Excel's own limit is 32,767. */
const longestText = 16_000;

/** Days from the first day of a spreadsheet's calendar to 1970-01-01, and the first day that it has no more, 10000-01-01. */
const daysBefore1970 = 25_569;
const daysAtMost = 2_958_466;

/** In characters of the usual font. */
const width = { least: 8, most: 60 } as const;

const formats = { text: '@', money: '#,##0.00', count: '0', time: 'yyyy-mm-dd hh:mm:ss' } as const;

/**
 * A table as an Office Open XML workbook (ECMA-376) of one sheet, whose first row stays in sight. Points in time are dates as
 * `times` reads them, whose zone the column's name names, since a workbook's dates have none; amounts are numbers in yuan. All
 * else is text, ids with all their digits: nothing in it is a formula, whatever it begins with. Rows that do not fit into
 * `mostBytes` are left out.
 *
 * @throws RangeError for an amount that is no whole number of fen.
 */
export async function xlsxOf(
  { columns, rows }: CardTable,
  {
    sheet,
    times,
    mostBytes,
  }: {
    readonly sheet: string;
    readonly times: Pick<ZonedTimes, 'zone' | 'wall'>;
    readonly mostBytes: number;
  },
): Promise<TableFile<Buffer>> {
  // Loaded when somebody takes a table along.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const header: Row = columns.map(({ name, isTime }) => ({
    ...words(isTime === true ? `${name} (${times.zone})` : name),
    fontWeight: 'bold',
  }));
  const made = rows.map((row) => row.map((cell) => cellOf(cell, times)));
  const widths = columns.map((_, at) => ({ width: widthOf([header, ...made].map((row) => row[at])) }));
  for (let count = made.length; ; count = Math.floor(count / 2)) {
    const content = await writeExcelFile([header, ...made.slice(0, count)], {
      sheet: sheetName(sheet),
      columns: widths,
      stickyRowsCount: 1,
    }).toBuffer();
    if (content.length <= mostBytes || count === 0) return { content, rows: count };
  }
}

function cellOf(cell: Cell, times: Pick<ZonedTimes, 'wall'>): Row[number] {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'string') return words(cell);
  if ('fen' in cell) {
    if (!Number.isSafeInteger(cell.fen)) throw new RangeError('money must be a whole number of fen');
    return { type: Number, value: cell.fen / 100, format: formats.money };
  }
  if ('count' in cell) return { type: Number, value: cell.count, format: formats.count };
  if ('at' in cell) {
    const day = times.wall(cell.at) / dayMs + daysBefore1970;
    return day >= 1 && day < daysAtMost
      ? { type: Number, value: day, format: formats.time }
      : words(cell.text);
  }
  return words('id' in cell ? cell.id : cell.ids.join('; '));
}

function words(text: string): Exclude<Row[number], null | undefined> & { readonly value: string } {
  return { type: String, value: plain(text), format: formats.text };
}

/** Without what XML, or the library, can't hold, and so that nothing in it is read as an escape of the format's own (`_x000D_`). */
function plain(text: string): string {
  return text
    .slice(0, longestText)
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]|\uFFFD|\p{Noncharacter_Code_Point}/gu, ' ')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function widthOf(cells: readonly Row[number][]): number {
  const longest = Math.max(...cells.map(lengthOf));
  return Math.min(width.most, Math.max(width.least, longest + 2));
}

/** A Chinese character is as wide as two others. */
function lengthOf(cell: Row[number]): number {
  if (typeof cell !== 'object' || cell === null || !('value' in cell)) return 0;
  const { value, format } = cell;
  if (typeof value === 'number')
    return format === formats.time ? formats.time.length : value.toFixed(2).length + 3;
  const lines = String(value ?? '').split('\n');
  return Math.max(
    ...lines.map((line) => [...line].reduce((sum, each) => sum + (each > '\u2E7F' ? 2 : 1), 0)),
  );
}

/** What the format takes for a sheet's name: 31 characters, and none of some signs. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*:[\]]/g, ' ').slice(0, 31);
}
