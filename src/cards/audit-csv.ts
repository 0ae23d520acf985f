import type { AuditRecord } from '../audit/entry.ts';
import { withoutFormula } from './csv.ts';

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
 * Records as CSV (RFC 4180) with a byte order mark, so that spreadsheets read its Chinese. What a spreadsheet would take
 * for a formula begins with an apostrophe. Times are ISO 8601, UTC. An erased value is `(erased)`.
 */
export function auditCsv(records: readonly AuditRecord[]): string {
  const lines = [columns.join(), ...records.map((record) => rowOf(record).map(cell).join())];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function rowOf(record: AuditRecord): readonly string[] {
  const { person, about, words } = record.personal;
  const shown = ({ mark, value }: { mark: string | null; value: string | null }) =>
    value ?? (mark === null ? '' : '(erased)');
  const row: Record<(typeof columns)[number], string> = {
    seq: String(record.seq),
    time: isoTime(record.at),
    place: record.place,
    conversation: record.conversation,
    person: shown(person),
    command: record.command,
    outcome: record.outcome,
    about: shown(about),
    words: shown(words),
    facts: record.facts,
    request: record.trace,
    hash: record.hash,
    before: record.before,
  };
  return columns.map((column) => row[column]);
}

function cell(value: string): string {
  const harmless = withoutFormula(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The furthest that a date can lie from 1970, ms. */
const furthest = 8.64e15;

/** A time that no date can be is shown as the number that it is. */
function isoTime(at: number): string {
  return Math.abs(at) <= furthest ? new Date(at).toISOString() : String(at);
}
