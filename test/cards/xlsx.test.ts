import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/cards/table.ts';
import { zonedTimes } from '../../src/cards/times.ts';
import { xlsxOf } from '../../src/cards/xlsx.ts';
import { foreignString } from '../arbitraries/card.ts';
import { runs } from '../harness/runs.ts';
import { readWorkbook } from '../harness/table-file.ts';

const times = zonedTimes('Asia/Shanghai', 0);

async function written(cells: readonly Cell[], name = 'x') {
  const table = { columns: [{ name, isTime: true }], rows: cells.map((cell) => [cell]) };
  const { content } = await xlsxOf(table, { sheet: 'a/b', times, mostBytes: 1_000_000 });
  return readWorkbook(content);
}

describe('xlsxOf', () => {
  it('gives back every text, and runs none', async () => {
    const nasty = fc.oneof(
      foreignString(60),
      fc.constantFrom(
        '=1+1',
        '+1',
        '-1',
        '@x',
        '_x000D_',
        '_x0041_',
        '__x0041_',
        'a\ud800',
        'a\u{10fffe}b',
        '理由',
        ' a ',
        'a\nb',
        '&<>"',
        '3305075341149134260',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 12 }), async (texts) => {
        const { rows } = await written(texts);
        const meant = texts.map((text) =>
          text
            .toWellFormed()
            .replaceAll(/\r\n?/g, '\n')
            .replaceAll(/[^\P{Cc}\n]|\uFFFD|\p{Noncharacter_Code_Point}/gu, ' '),
        );
        expect(rows.slice(1).map(([cell]) => cell?.v ?? '')).toEqual(meant);
        expect(
          rows.flat().every((cell) => cell === undefined || (cell.f === undefined && cell.t === 's')),
        ).toBe(true);
      }),
      { numRuns: runs(50) },
    );
  });

  it('keeps points in time as days of the clocks there, which the column’s name names', async () => {
    const summer = { at: Date.parse('2026-07-01T00:00:00Z'), text: 'x' };
    const { rows } = await written([
      summer,
      { at: Number.NaN, text: 'never' },
      { at: 8.64e15, text: 'late' },
      undefined,
    ]);
    expect(rows.map(([cell]) => cell?.v)).toEqual([
      'x (Asia/Shanghai)',
      expect.closeTo(46_204 + 8 / 24, 7),
      'never',
      'late',
      undefined,
    ]);
  });

  it('takes amounts in whole fen alone', async () => {
    const { rows } = await written([{ fen: -5 }, { fen: 123_456_789 }]);
    expect(rows.slice(1).map(([cell]) => cell?.v)).toEqual([-0.05, 1_234_567.89]);
    await expect(written([{ fen: 0.5 }])).rejects.toThrow(RangeError);
  });

  it('keeps the first row in sight, and makes columns as wide as what is in them', async () => {
    const { book, sheetXml } = await written(['理'.repeat(20), 'a'.repeat(500)]);
    expect(book.SheetNames).toEqual(['a b']);
    expect(sheetXml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    const narrow = await written(['a']);
    const widthOf = ({ Sheets }: typeof book) => Sheets['a b']?.['!cols']?.[0]?.width;
    expect(widthOf(book)).toBeGreaterThan(50);
    expect(widthOf(narrow.book)).toBeLessThan(30);
  });

  it('leaves out rows where they do not fit', async () => {
    const table = {
      columns: [{ name: 'x' }],
      rows: Array.from({ length: 500 }, (_, at) => [`${at}${Math.sin(at)}`]),
    };
    const { content, rows } = await xlsxOf(table, { sheet: 'x', times, mostBytes: 8_000 });
    expect(content.length).toBeLessThanOrEqual(8_000);
    expect(rows).toBeGreaterThan(0);
    expect(readWorkbook(content).rows).toHaveLength(rows + 1);
  });
});
