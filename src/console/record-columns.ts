import { z } from 'zod';
import type { AuditRecord, Sealed } from '../domain/audit/entry.ts';
import type { ConsoleWords } from '../languages/en/console.ts';
import { type Html, html } from './html.ts';
import { breakable, type Column, codeOf, timeOf } from './layout.ts';
import { printKey, type Visit } from './visit.ts';

/** Where a page of records goes on. */
export const recordKey = z.object({ at: z.int(), organization: z.string(), seq: z.int() });

export function printRecordKey({ at, organization, seq }: AuditRecord): string {
  return printKey({ at, organization, seq });
}

/** How records of the audit log stand in a table, on every page that shows some. */
export function recordColumns({ words, all }: Visit): readonly Column<AuditRecord>[] {
  return [
    { title: words.audit.when, cell: ({ at }) => timeOf(at) },
    { title: words.audit.record, cell: (row) => html`${codeOf(row.organization)} #${row.seq}` },
    { title: words.audit.what, cell: (row) => html`<strong>${row.command}</strong>` },
    { title: words.audit.outcome, cell: ({ outcome }) => all.audit.outcomes[outcome] ?? outcome },
    { title: words.audit.who, cell: (row) => whoOf(row, words) },
    {
      title: words.audit.where,
      cell: (row) => (row.conversation === 'direct' ? words.audit.direct : codeOf(row.conversation)),
    },
    { title: words.audit.facts, cell: (row) => factsOf(row, words) },
  ];
}

function whoOf({ personal: { person, about } }: AuditRecord, { audit: words }: ConsoleWords): Html {
  const shown = ({ mark, value }: Sealed) =>
    mark === null ? undefined : value === null ? words.erased : codeOf(value);
  const on = shown(about);
  return html`${shown(person) ?? '–'}${on !== undefined && html` → ${on}`}`;
}

const named = z.record(z.string(), z.string());

function factsOf(
  { facts, trace, personal: { words: said } }: AuditRecord,
  { audit: words }: ConsoleWords,
): Html {
  const pairs = Object.entries(readFacts(facts)).map(
    ([name, value]) => html`<li><span class="faint">${name}</span> <bdi>${breakable(value)}</bdi></li>`,
  );
  const wrote = said.mark === null ? undefined : (said.value ?? words.erased);
  return html`<ul class="shapes">${pairs}${wrote !== undefined && html`<li>“<bdi>${wrote}</bdi>”</li>`}<li class="faint">${words.trace} ${trace}</li></ul>`;
}

/** What this version can't read is shown as it is kept. */
function readFacts(text: string): Readonly<Record<string, string>> {
  try {
    return named.safeParse(JSON.parse(text)).data ?? { facts: text };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { facts: text };
    throw thrown;
  }
}
