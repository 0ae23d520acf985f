import type { AuditRecord, Sealed } from '../domain/audit/entry.ts';
import { csvOf } from './csv.ts';
import type { CardTable, Cell, TableFile } from './table.ts';
import { zonedTimes } from './times.ts';
import { xlsxOf } from './xlsx.ts';

const columns = [
  'seq',
  'time',
  'place',
  'conversation',
  'person',
  'command',
  'outcome',
  'about',
  'words',
  'facts',
  'request',
  'hash',
  'before',
] as const;

/**
 * Records as CSV that a spreadsheet opens as it is (`csvOf`), as many of them as fit into `mostBytes`. Times are ISO 8601,
 * UTC. An erased value is `(erased)`. What may be all digits without being a number is an id.
 */
export function auditCsv(records: readonly AuditRecord[], mostBytes: number): TableFile<string> {
  return csvOf(columns, records.map(rowOf), mostBytes);
}

/** The same as a workbook (`xlsxOf`), with times in UTC. */
export function auditWorkbook(
  records: readonly AuditRecord[],
  mostBytes: number,
): Promise<TableFile<Buffer>> {
  const table: CardTable = {
    columns: columns.map((name) => ({ name, isTime: name === 'time' })),
    rows: records.map(rowOf),
  };
  return xlsxOf(table, { sheet: 'audit', times: zonedTimes('UTC', 0), mostBytes });
}

function rowOf(record: AuditRecord): readonly Cell[] {
  const { person, about, words } = record.personal;
  const row: Record<(typeof columns)[number], Cell> = {
    seq: { count: record.seq },
    time: { at: record.at, text: isoTime(record.at) },
    place: { id: record.workspace },
    conversation: record.conversation,
    person: shown(person),
    command: record.command,
    outcome: record.outcome,
    about: shown(about),
    words: shown(words),
    facts: record.facts,
    request: { id: record.trace },
    hash: { id: record.hash },
    before: { id: record.before },
  };
  return columns.map((column) => row[column]);
}

function shown({ mark, value }: Sealed): Cell {
  return value ?? (mark === null ? undefined : '(erased)');
}

/** The furthest that a date can lie from 1970, ms. */
const furthest = 8.64e15;

/** A time that no date can be is shown as the number that it is. */
function isoTime(at: number): string {
  return Math.abs(at) <= furthest ? new Date(at).toISOString() : String(at);
}
