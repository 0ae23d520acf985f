import { z } from 'zod';
import type { AuditRecord, Sealed } from '../audit/entry.ts';
import type { Action, Card, TableBlock, TableCell } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { AuditWords } from '../languages/en/audit.ts';
import { formatFen } from '../orders/money.ts';
import { outsideWords } from './outside-words.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

const facts = z.record(z.string(), z.string());
const longestLine = 240;

/** A page of the audit log, a row each. People are shown by their ids, so that the card pings no person. */
export function auditCard({
  records,
  page,
  now,
  zone,
  words,
  since,
  actions,
}: {
  readonly records: readonly AuditRecord[];
  readonly page: number;
  readonly now: number;
  readonly zone: string | undefined;
  readonly words: AuditWords;
  /** From which day or time on, where that was asked. */
  readonly since?: string;
  readonly actions: readonly Action[];
}): Card {
  const times = zonedTimes(zone, now);
  const title = page > 1 ? `${words.title} · ${words.onPage(page)}` : words.title;
  return {
    tone: 'plain',
    title,
    body: records.length === 0 ? [{ kind: 'text', text: [words.none] }] : [tableOf(records, times, words)],
    actions,
    ...(since !== undefined && { footnote: [since] }),
  };
}

function tableOf(records: readonly AuditRecord[], times: ZonedTimes, words: AuditWords): TableBlock {
  const { columns } = words;
  const text = (label: string) => ({ label, kind: 'text', evident: true }) as const;
  return {
    kind: 'table',
    caption: words.title,
    columns: [
      { label: '#', kind: 'quantity' },
      { label: columns.when, kind: 'time', evident: true },
      text(columns.what),
      text(columns.who),
      text(columns.where),
      text(columns.about),
      text(columns.trace),
    ],
    rows: records.map((record) => rowOf(record, times, words)),
  };
}

function rowOf(record: AuditRecord, times: ZonedTimes, words: AuditWords): readonly TableCell[] {
  const { about, words: said, person } = record.personal;
  const outcome = words.outcomes[record.outcome] ?? record.outcome;
  const more = [
    factsOf(record.facts),
    ...(about.mark === null ? [] : [words.on(about.value ?? words.erased)]),
    ...(said.mark === null ? [] : [said.value === null ? words.erased : `“${outsideWords(said.value)}”`]),
  ].filter((part) => part !== '');
  return [
    { text: [`#${record.seq}`], value: record.seq },
    { text: [times.point(record.at)], value: record.at },
    { text: [{ bold: record.command }, ` ${outcome}`] },
    { text: [{ code: whoOf(person, words) }] },
    { text: [record.conversation === 'direct' ? words.direct : record.conversation] },
    { text: [more.map((part) => shorten(part, longestLine)).join(' · ')] },
    { text: [{ code: record.trace }] },
  ];
}

function whoOf({ mark, value }: Sealed, words: AuditWords): string {
  return value ?? (mark === null ? words.nobody : words.erased);
}

/** `order 42, confirmed ¥12.50`. What this version can't read is shown as it is kept. */
function factsOf(text: string): string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return text;
  }
  const read = facts.safeParse(given);
  if (!read.success) return text;
  return Object.entries(read.data)
    .map(([name, value]) => {
      const isMoney = /fen$/i.test(name) && /^\d{1,15}$/.test(value);
      if (!isMoney) return `${name} ${outsideWords(value)}`;
      const label = name.slice(0, -'fen'.length);
      return `${label === '' ? 'total' : label} ${formatFen(Number(value))}`;
    })
    .join(', ');
}
