import { z } from 'zod';
import type { AuditRecord, Sealed } from '../audit/entry.ts';
import type { Action, Card } from '../chat/card.ts';
import { shorten, type Text } from '../chat/text.ts';
import type { AuditWords } from '../languages/en/audit.ts';
import { formatFen } from '../orders/money.ts';
import { outsideWords } from './outside-words.ts';
import { zonedTimes } from './times.ts';

const facts = z.record(z.string(), z.string());
const longestLine = 240;

/** A page of the audit log, a line each. People are shown by their ids, so that the card pings no person. */
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
    body:
      records.length === 0
        ? [{ kind: 'text', text: [words.none] }]
        : [{ kind: 'list', items: records.map((record) => lineOf(record, times.at(record.at), words)) }],
    actions,
    footnote: [[...(since === undefined ? [] : [since]), words.zone(times.zone)].join(' · ')],
  };
}

function lineOf(record: AuditRecord, at: string, words: AuditWords): Text {
  const { person, about, words: said } = record.personal;
  const where = record.conversation === 'direct' ? words.direct : record.conversation;
  const outcome = words.outcomes[record.outcome] ?? record.outcome;
  const more = [
    factsOf(record.facts),
    ...(about.mark === null ? [] : [words.on(about.value ?? words.erased)]),
    ...(said.mark === null ? [] : [said.value === null ? words.erased : `“${outsideWords(said.value)}”`]),
  ].filter((part) => part !== '');
  return [
    `#${record.seq} ${at} `,
    { bold: record.command },
    ` ${outcome} · `,
    { code: whoOf(person, words) },
    ` · ${where}`,
    ...more.map((part) => ` · ${shorten(part, longestLine)}`),
    ' · ',
    { code: record.trace },
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
