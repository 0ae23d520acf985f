import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, csvOf } from '../../src/cards/csv.ts';
import { foreignString } from '../arbitraries/card.ts';

/** Reads RFC 4180 as a spreadsheet does. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  for (let at = 1; at < csv.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const found = cell.exec(csv);
    if (found === null) throw new Error(`not CSV at ${at}: ${csv.slice(at, at + 40)}`);
    row.push((found[1] ?? '').replaceAll('""', '"'));
    if (found[2] === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(row).toEqual([]);
  return rows;
}

/** What a person reads in a cell. */
function meant(cell: string): string {
  return /^="([\w-]*)"$/.exec(cell)?.[1] ?? cell.replace(/^'(?=[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u, '');
}

const shown = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell.slice(0, 2000).toWellFormed();
  return 'id' in cell ? cell.id : (cell.fen / 100).toFixed(2);
};

const nasty = fc.oneof(
  foreignString(60),
  fc
    .tuple(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '\u200B=', '"', ','),
      foreignString(20),
    )
    .map((parts) => parts.join('')),
);

const cells: fc.Arbitrary<Cell> = fc.oneof(
  // An apostrophe of one's own before a sign could not be told from ours.
  nasty.filter((text) => !text.startsWith("'") && !/^="[\w-]*"$/.test(text)),
  fc.stringMatching(/^[0-9]{1,19}$/).map((id) => ({ id })),
  fc.integer({ min: 0, max: 1e12 }).map((fen) => ({ fen })),
  fc.constant(undefined),
);

const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.tuple(
      fc.array(foreignString(10), { minLength: width, maxLength: width }),
      fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 12 }),
    ),
  );

describe('csvOf', () => {
  it('gives back every row, whatever is in it', () => {
    fc.assert(
      fc.property(tables, ([header, rows]) => {
        const { content, rows: count } = csvOf(header, rows, 10_000_000);
        expect(count).toBe(rows.length);
        expect(content.startsWith('\uFEFF"')).toBe(true);
        const read = parse(content);
        expect(read.slice(1).map((row) => row.map(meant))).toEqual(rows.map((row) => row.map(shown)));
        expect(read).toHaveLength(rows.length + 1);
      }),
    );
  });

  it('has no cell that a spreadsheet would run, but for ids', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 8 }), (row) => {
        const [, read = []] = parse(csvOf(row, [row], 10_000_000).content);
        for (const cell of read) expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      }),
    );
  });

  it('keeps every digit of an id, and two of an amount', () => {
    const row: readonly Cell[] = [
      { id: '3305075341149134260' },
      { id: '007' },
      { fen: 5 },
      { fen: 123_456_789 },
    ];
    expect(parse(csvOf(['a', 'b', 'c', 'd'], [row], 1000).content)[1]).toEqual([
      '="3305075341149134260"',
      '="007"',
      '0.05',
      '1234567.89',
    ]);
    expect(parse(csvOf(['a'], [[{ id: '=1+1' }]], 1000).content)[1]).toEqual(["'=1+1"]);
    expect(() => csvOf(['a'], [[{ fen: 0.5 }]], 1000)).toThrow(RangeError);
  });

  it('leaves out whole rows where they do not fit', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`行 ${at}`]);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 2000 }), (most) => {
        const { content, rows: count } = csvOf(['x'], rows, most);
        expect(Buffer.byteLength(content)).toBeLessThanOrEqual(most);
        expect(
          parse(content)
            .slice(1)
            .map(([cell]) => cell),
        ).toEqual(rows.slice(0, count).flat());
      }),
    );
  });
});
