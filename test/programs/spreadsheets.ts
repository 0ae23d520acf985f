import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { csvOf } from '../../src/cards/csv.ts';
import type { CardTable, Cell } from '../../src/cards/table.ts';
import { zonedTimes } from '../../src/cards/times.ts';
import { xlsxOf } from '../../src/cards/xlsx.ts';
import { temporaryFolder } from '../harness/process.ts';
import { execute, expectThat, type Part } from './part.ts';

const orderId = '3305075341149134260';
const guild = '123456789012345678';
const formula = '=HYPERLINK("http://evil.example","x")';
const at = Date.parse('2026-05-20T23:30:05+08:00');
const chinese = '压缩机 · 红色';

const table: CardTable = {
  columns: ['Order', 'Server', 'Words', 'Amount', 'Items', 'Placed'].map((name) => ({
    name,
    isTime: name === 'Placed',
  })),
  rows: [
    [
      { id: orderId },
      { id: guild },
      formula,
      { fen: 10 },
      chinese,
      { at, text: '2026-05-20T23:30:05+08:00' },
    ],
    [{ id: '007' }, { id: guild }, '-1+1', { fen: 20 }, '', { at, text: '2026-05-20T23:30:05+08:00' }],
  ] satisfies Cell[][],
};

async function writeTables(folder: string): Promise<{ readonly workbook: string; readonly csv: string }> {
  const { content } = await xlsxOf(table, {
    sheet: '订单',
    times: zonedTimes('Asia/Shanghai', 0),
    mostBytes: 1e6,
  });
  const [workbook, csv] = [join(folder, 'orders.xlsx'), join(folder, 'orders.csv')];
  await writeFile(workbook, content);
  await writeFile(
    csv,
    csvOf(
      table.columns.map(({ name }) => name),
      table.rows,
      1e6,
    ).content,
  );
  return { workbook, csv };
}

/** A cell as the spreadsheet's own file format has it. */
interface Seen {
  readonly kind: 'text' | 'number' | 'date';
  readonly value: string;
  readonly isFormula: boolean;
}

function expectTable(cells: readonly Seen[], where: string): readonly string[] {
  const has = (kind: Seen['kind'], value: string) =>
    cells.some((cell) => cell.kind === kind && cell.value === value);
  const amounts = cells.filter(({ kind }) => kind === 'number').map(({ value }) => Number(value));
  return [
    expectThat(
      has('text', orderId) && has('text', guild) && has('text', '007'),
      `${where}: ids are text with all digits`,
    ),
    expectThat(
      cells.some(({ kind, value }) => kind === 'date' && value.startsWith('2026-05-20T23:30:05')),
      `${where}: times are dates`,
    ),
    expectThat(has('text', 'Placed (Asia/Shanghai)'), `${where}: their zone stands in the header`),
    expectThat(
      Math.abs(amounts.reduce((sum, each) => sum + each, 0) - 0.3) < 1e-9,
      `${where}: amounts are numbers that sum`,
    ),
    expectThat(
      has('text', formula) && has('text', '-1+1') && cells.every(({ isFormula }) => !isFormula),
      `${where}: nothing runs`,
    ),
    expectThat(has('text', chinese), `${where}: Chinese is right`),
  ];
}

const plain = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** The cells of a flat OpenDocument sheet. */
function cellsOfFlat(xml: string): readonly Seen[] {
  return [...xml.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
    ([, attributes = '', inside = '']): readonly Seen[] => {
      const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
      const type = of('office:value-type');
      if (type === undefined) return [];
      const lines = [...inside.matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gs)].map(([, line = '']) =>
        line.replaceAll(/<[^>]*>/g, ''),
      );
      const words = plain(lines.join('\n'));
      const isFormula = attributes.includes('table:formula');
      if (type === 'date')
        return [{ kind: 'date' as const, value: of('office:date-value') ?? '', isFormula }];
      if (type === 'string') return [{ kind: 'text' as const, value: words, isFormula }];
      return [{ kind: 'number' as const, value: of('office:value') ?? '', isFormula }];
    },
  );
}

/** The cells of Gnumeric's own format (its types: 40 number, 60 text). */
function cellsOfGnumeric(xml: string): readonly Seen[] {
  return [...xml.matchAll(/<gnm:Cell([^>]*)>([^<]*)<\/gnm:Cell>/g)].map(
    ([, attributes = '', inside = '']) => {
      const type = /ValueType="(\d+)"/.exec(attributes)?.[1];
      const value = plain(inside);
      const isFormula = type === undefined;
      if (type === '60') return { kind: 'text', value, isFormula };
      const format = /ValueFormat="([^"]*)"/.exec(attributes)?.[1] ?? '';
      return /yy/.test(format) || Number(value) > 40_000
        ? {
            kind: 'date',
            value: new Date(Math.round((Number(value) - 25_569) * 86_400) * 1000).toISOString(),
            isFormula,
          }
        : { kind: 'number', value, isFormula };
    },
  );
}

export const libreOffice: Part = {
  name: 'LibreOffice',
  needs: [{ program: 'soffice', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    const { workbook, csv } = await writeTables(folder.path);
    const facts: string[] = [];
    for (const language of ['en-US', 'de-DE', 'zh-CN']) {
      const profile = join(folder.path, language);
      await setLanguage(profile, language);
      const convert = async (file: string, ...options: readonly string[]) => {
        const out = join(folder.path, `${language}-out`);
        await execute('soffice', [
          '--headless',
          `-env:UserInstallation=file://${profile}`,
          ...options,
          '--convert-to',
          'fods',
          '--outdir',
          out,
          file,
        ]);
        return cellsOfFlat(await readFile(join(out, 'orders.fods'), 'utf8'));
      };
      facts.push(...expectTable(await convert(workbook), `XLSX, ${language}`));
      // 44: commas; 34: quotes; 76: UTF-8; from row 1.
      const cells = await convert(csv, '--infilter=CSV:44,34,76,1');
      const words = cells.map(({ value }) => value);
      facts.push(
        expectThat(
          [orderId, guild].every((id) => words.some((each) => each.endsWith(id))) &&
            cells.every(({ isFormula }) => !isFormula),
          `CSV, ${language}: commas split it, ids are whole, nothing runs`,
        ),
      );
    }
    return facts;
  },
};

/** LibreOffice reads its language of numbers from its own settings. */
async function setLanguage(profile: string, language: string): Promise<void> {
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(
    join(profile, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${language}</value></prop></item>
</oor:items>
`,
  );
}

export const gnumeric: Part = {
  name: 'Gnumeric',
  needs: [{ program: 'ssconvert', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    const { workbook, csv } = await writeTables(folder.path);
    const cellsOf = async (file: string) => {
      const out = join(folder.path, 'out.gnumeric');
      await execute('ssconvert', [file, out], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      return cellsOfGnumeric(gunzipSync(await readFile(out)).toString('utf8'));
    };
    const cells = await cellsOf(csv);
    return [
      ...expectTable(await cellsOf(workbook), 'XLSX'),
      expectThat(
        [orderId, guild].every((id) => cells.some(({ value }) => value.endsWith(id))) &&
          cells.every(({ isFormula }) => !isFormula),
        'CSV: ids are whole, nothing runs',
      ),
    ];
  },
};
