import type { AuditRecord, Sealed } from '../audit/entry.ts';
import { type Cell, csvOf } from './csv.ts';

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
export function auditCsv(
  records: readonly AuditRecord[],
  mostBytes: number,
): { readonly content: string; readonly rows: number } {
  return csvOf(columns, records.map(rowOf), mostBytes);
}

function rowOf(record: AuditRecord): readonly Cell[] {
  const { person, about, words } = record.personal;
  const row: Record<(typeof columns)[number], Cell> = {
    seq: String(record.seq),
    time: isoTime(record.at),
    place: { id: record.place },
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
