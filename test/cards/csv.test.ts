import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditCsv } from '../../src/cards/audit-csv.ts';
import { csvOf } from '../../src/cards/csv.ts';
import type { Cell } from '../../src/cards/table.ts';
import type { AuditRecord } from '../../src/domain/audit/entry.ts';
import { foreignString } from '../arbitraries/card.ts';
import { runs } from '../harness/runs.ts';
import { workMs } from '../harness/work.ts';

type Reader = (csv: string, separator: string) => readonly (readonly string[])[];

/** Reads as RFC 4180 says, one character after the other, and splits at any separator: quotes hold a cell together. */
const readByRfc: Reader = (csv, separator) => {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  const text = csv.replace(/^\uFEFF/, '');
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && character === '"') quoted = false;
    else if (quoted) cell += character;
    else if (character === '"' && cell === '') quoted = true;
    else if (character === separator) endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || (rows.at(-1)?.length ?? 0) > 0) endCell();
  else rows.pop();
  return rows;
};

/** Reads by one pattern a cell: quoted whole, or up to the next separator. What follows a closed quote belongs to the cell. */
const readByPattern: Reader = (csv, separator) => {
  const end = separator === '|' || separator === '\t' ? `\\${separator}` : separator;
  const cell = new RegExp(`(?:"((?:[^"]|"")*)")?([^${end}\\r\\n]*)(${end}|\\r\\n|\\r|\\n|$)`, 'gy');
  const rows: string[][] = [[]];
  const text = csv.replace(/^\uFEFF/, '');
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found === null) throw new Error(`not CSV at ${at}`);
    const [, quoted = '', rest = '', ended = ''] = found;
    rows.at(-1)?.push(quoted.replaceAll('""', '"') + rest);
    if (ended !== separator) rows.push([]);
  }
  rows.pop();
  return rows;
};

/** Reads as a program that knows no quotes. */
const readBySplitting: Reader = (csv, separator) =>
  csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(separator));

const readers = { readByRfc, readByPattern, readBySplitting };
const separators = [',', ';', '\t', '|'] as const;

/** A line end that an open quote took into a cell is none of the table's own. */
const runsAsFormula = (cell: string) => /^[\s\p{Cf}"]*[=+\-@＝＋－＠]|^[\t\r](?!\n)/u.test(cell);

function expectHarmless(csv: string): void {
  for (const [name, read] of Object.entries(readers)) {
    for (const separator of separators) {
      const running = read(csv, separator).flatMap((row) => row.filter(runsAsFormula));
      expect(running, `${name} at ${JSON.stringify(separator)}`).toEqual([]);
    }
  }
}

/** A spreadsheet's own way with a cell: text is what is no number, and a number has fifteen digits. */
function opened(cell: string): string {
  const plain = cell.trim();
  return /^\d+(\.\d+)?$/.test(plain) ? String(Number(plain)) : cell;
}

const bits = [',', ';', '\t', '|', '\r', '\n', '"', "'", ' ', '\u200B', '\u00A0'];
const begun = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '=HYPERLINK("x")', '3305075341149134260'];
const nasty = fc.oneof(
  foreignString(60),
  fc
    .array(fc.oneof(fc.constantFrom(...bits, ...begun), foreignString(6)), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const cells: fc.Arbitrary<Cell> = fc.oneof(
  nasty,
  fc.stringMatching(/^[0-9]{1,19}$/).map((id) => ({ id })),
  nasty.map((id) => ({ id })),
  fc.array(fc.stringMatching(/^[0-9]{1,19}$/), { maxLength: 3 }).map((ids) => ({ ids })),
  fc.integer({ min: -1e12, max: 1e12 }).map((fen) => ({ fen })),
  fc.constant(undefined),
);
const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.tuple(
      fc.array(nasty, { minLength: width, maxLength: width }),
      fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 12 }),
    ),
  );

/** A text without what the table may change of it: apostrophes, control characters, line ends. */
const bare = (text: string) =>
  text
    .toWellFormed()
    .replaceAll("'", '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ');
const meant = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return bare(cell);
  if ('id' in cell) return bare(cell.id);
  if ('ids' in cell) return cell.ids.join('; ');
  if ('at' in cell) return cell.text;
  if ('count' in cell) return String(cell.count);
  const amount = (Math.abs(cell.fen) / 100).toFixed(2);
  return cell.fen < 0 ? `(${amount})` : amount;
};

describe('csvOf', () => {
  it('gives back every row, whatever is in it', () => {
    fc.assert(
      fc.property(tables, ([header, rows]) => {
        const { content, rows: count } = csvOf(header, rows, 10_000_000);
        expect(count).toBe(rows.length);
        expect(content.startsWith('\uFEFF"')).toBe(true);
        for (const read of [readByRfc, readByPattern]) {
          expect(read(content, ',').map((row) => row.map(bare))).toEqual(
            [header, ...rows].map((row) => row.map(meant)),
          );
        }
      }),
    );
  });

  it('has no cell that a spreadsheet would run, at whatever it splits', () => {
    fc.assert(
      fc.property(tables, ([header, rows]) => {
        expectHarmless(csvOf(header, rows, 10_000_000).content);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    [' =1+1', " '=1+1"],
    ['\u200B=1+1', "\u200B'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['@x', "'@x"],
    ['-1', "'-1"],
    ['a;=1+1', "a;'=1+1"],
    ['a,"=1+1"', `a,"'=1+1"`],
    ['a|\n\n=1+1|-2', "a|\n\n'=1+1|'-2"],
    ['a\t=1+1', 'a =1+1'],
    ['a;\t=1+1', "a; '=1+1"],
    ['\r=1', "\n'=1"],
    ['3305075341149134260', "'3305075341149134260"],
    ['a; 3305075341149134260 ;', "a; '3305075341149134260 ;"],
    ['a; 3305075341149134260 b', 'a; 3305075341149134260 b'],
    ['a = b - c', 'a = b - c'],
    ['{"order":"42","fen":"-1"}', '{"order":"42","fen":"-1"}'],
  ])('makes of %j the text %j', (text, expected) => {
    expect(readByRfc(csvOf(['a'], [[text]], 1000).content, ',')[1]).toEqual([expected]);
  });

  it('keeps every digit of an id, at whatever it is split, and two of an amount', () => {
    const id = '3305075341149134260';
    const row: readonly Cell[] = [{ id }, { id: '007' }, { ids: [id, '95180753037512345'] }, { ids: [] }];
    const { content } = csvOf(['a', 'b', 'c', 'd'], [row], 1000);
    expect(readByRfc(content, ',')[1]).toEqual([`'${id}`, "'007", `'${id}; '95180753037512345`, '']);
    for (const read of Object.values(readers)) {
      for (const separator of separators) {
        const seen = read(content, separator).flat().map(opened).join(' ');
        for (const whole of [id, "'007", '95180753037512345']) expect(seen).toContain(whole);
      }
    }
    const amounts = csvOf(['a'], [[{ fen: 5 }], [{ fen: 123_456_789 }], [{ fen: -1250 }]], 1000);
    expect(readByRfc(amounts.content, ',').flat().slice(1)).toEqual(['0.05', '1234567.89', '(12.50)']);
    expect(() => csvOf(['a'], [[{ fen: 0.5 }]], 1000)).toThrow(RangeError);
  });

  it('takes no longer than the text is long', () => {
    for (const part of ['\n', '"', ' ', ';', '1', '; 1', '\u200B']) {
      const text = part.repeat(16_000);
      const work = workMs(() => csvOf(['a'], [[text]], 10_000_000));
      expect(work, JSON.stringify(part)).toBeLessThan(200);
    }
  });

  it('leaves out whole rows where they do not fit', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`行 ${at}`]);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 2000 }), (most) => {
        const { content, rows: count } = csvOf(['x'], rows, most);
        expect(Buffer.byteLength(content)).toBeLessThanOrEqual(most);
        expect(
          readByRfc(content, ',')
            .slice(1)
            .map(([cell]) => cell),
        ).toEqual(rows.slice(0, count).flat());
      }),
    );
  });
});

describe('auditCsv', () => {
  const sealed = (value: string | undefined) => ({
    mark: value === undefined ? null : 'm',
    value: value ?? null,
    salt: value === undefined ? null : 's',
  });
  const record = (change: Partial<AuditRecord> = {}): AuditRecord => ({
    organization: 'x:T1',
    seq: 1,
    at: 0,
    workspace: '123456789012345678',
    conversation: 'x:C1',
    command: 'order pay',
    outcome: 'done',
    trace: '12345E67',
    facts: '{}',
    personal: { person: sealed('x:U1'), about: sealed(undefined), words: sealed(undefined) },
    before: '0'.repeat(64),
    hash: 'a'.repeat(64),
    ...change,
  });

  it('keeps what is all digits whole, and tells erased from absent', () => {
    const erased = { ...sealed('x'), value: null, salt: null };
    const personal = { person: erased, about: sealed(undefined), words: sealed('理由') };
    const { content, rows } = auditCsv([record({ personal })], 10_000);
    expect(rows).toBe(1);
    const [header = [], row = []] = readByRfc(content, ',');
    expect(Object.fromEntries(header.map((name, at) => [name, row[at]]))).toEqual({
      seq: '1',
      time: '1970-01-01T00:00:00.000Z',
      place: "'123456789012345678",
      conversation: 'x:C1',
      person: '(erased)',
      command: 'order pay',
      outcome: 'done',
      about: '',
      words: '理由',
      facts: '{}',
      request: "'12345E67",
      hash: `'${'a'.repeat(64)}`,
      before: `'${'0'.repeat(64)}`,
    });
  });

  it('has no cell that a spreadsheet would run, at whatever it splits', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (words, facts, workspace) => {
        const personal = { ...record().personal, words: sealed(words) };
        expectHarmless(auditCsv([record({ personal, facts, workspace })], 1_000_000).content);
      }),
    );
  });
});
