import { z } from 'zod';
import type { Action, Card, TableBlock, TableCell } from '../chat/card.ts';
import { type Inline, joinTexts, sentenceWith, shorten, type Text } from '../chat/text.ts';
import type { AuditRecord, Sealed } from '../domain/audit/entry.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { AuditWords } from '../languages/en/audit.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import { outsideWords } from './outside-words.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** Who reads it, and where: `platform:id`. */
interface AuditReader {
  readonly person: string;
  readonly conversation: string;
}

interface Reading {
  readonly times: ZonedTimes;
  readonly words: AuditWords;
  readonly reader: AuditReader;
}

const facts = z.record(z.string(), z.string());
const longestLine = 240;

/**
 * A page of the audit log, a row each. People of the reader's platform are mentioned: the card is the reader's alone, so that it
 * pings no person.
 */
export function auditCard({
  records,
  page,
  now,
  zone,
  words,
  reader,
  since,
  actions,
}: {
  readonly records: readonly AuditRecord[];
  readonly page: number;
  readonly now: number;
  readonly zone: string | undefined;
  readonly words: AuditWords;
  readonly reader: AuditReader;
  /** From which day or time on, where that was asked. */
  readonly since?: string;
  readonly actions: readonly Action[];
}): Card {
  const times = zonedTimes(zone, now);
  const title = page > 1 ? `${words.title} · ${words.onPage(page)}` : words.title;
  return {
    tone: 'plain',
    title,
    body:
      records.length === 0
        ? [{ kind: 'text', text: [words.none] }]
        : [tableOf(records, { times, words, reader })],
    actions,
    ...(since !== undefined && { footnote: [since] }),
  };
}

function tableOf(records: readonly AuditRecord[], reading: Reading): TableBlock {
  const { words } = reading;
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
    rows: records.map((record) => rowOf(record, reading)),
  };
}

function rowOf(record: AuditRecord, reading: Reading): readonly TableCell[] {
  const { times, words, reader } = reading;
  const { about, words: said, person } = record.personal;
  const outcome = words.outcomes[record.outcome] ?? record.outcome;
  const short = (part: string): Text => (part === '' ? [] : [shorten(part, longestLine)]);
  const more = [
    short(factsOf(record.facts, words)),
    about.mark === null ? [] : sentenceWith(words.on, personIn(about, reading)),
    said.mark === null ? [] : short(said.value === null ? words.erased : `“${outsideWords(said.value)}”`),
  ].filter((part) => part.length > 0);
  return [
    { text: [`#${record.seq}`], value: record.seq },
    { text: [times.point(record.at)], value: record.at },
    { text: [{ bold: record.command }, ` ${outcome}`] },
    { text: [personIn(person, reading)] },
    { text: [whereOf(record, words, reader)] },
    { text: joinTexts(more, ' · ') },
    { text: [{ code: record.trace }] },
  ];
}

function personIn({ mark, value }: Sealed, { words, reader }: Reading): Inline {
  if (value === null) return mark === null ? words.nobody : words.erased;
  const { platform, id } = splitScopedId(value);
  return platform === splitScopedId(reader.person).platform
    ? { mention: { person: id, name: id } }
    : { code: value };
}

function whereOf({ conversation }: AuditRecord, words: AuditWords, reader: AuditReader): string {
  if (conversation === 'direct') return words.direct;
  return conversation === reader.conversation ? words.here : conversation;
}

/** `order 42, confirmed ¥12.50`. What this version can't read is shown as it is kept. */
function factsOf(text: string, words: AuditWords): string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return text;
  }
  const read = facts.safeParse(given);
  if (!read.success) return text;
  const said = Object.entries(read.data).map(([name, value]) => {
    const isMoney = /fen$/i.test(name) && /^\d{1,15}$/.test(value);
    if (!isMoney) return words.fact(name, outsideWords(value));
    const label = name.slice(0, -'fen'.length);
    return words.fact(label === '' ? 'total' : label, formatFen(Number(value)));
  });
  return words.facts(said);
}
