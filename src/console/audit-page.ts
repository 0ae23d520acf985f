import type { z } from 'zod';
import type { AuditRecord } from '../domain/audit/entry.ts';
import type { AuditTrail } from '../store/contract/audit.ts';
import type { OperatorView } from '../store/contract/operator.ts';
import { type Html, html } from './html.ts';
import { field, notice, pager, pathOfPage, rowsOnPage, tableOf } from './layout.ts';
import { printRecordKey, recordColumns, recordKey } from './record-columns.ts';
import { ConsoleRefusal, fieldIn, keyIn, type ShowPage, type Visit } from './visit.ts';

/** What is looked for. `since`: ms since 1970 UTC. */
interface Filter {
  readonly organization?: string | undefined;
  readonly person?: string | undefined;
  readonly command?: string | undefined;
  readonly since?: number | undefined;
}

/** As many chains as stand in a list to choose from; another is typed. */
const mostChains = 500;

/** `/console/audit`: what was done, of every organization or of one, with filters. */
export function createAuditPage({
  audit,
  operator,
}: {
  readonly audit: Pick<AuditTrail, 'lengths'>;
  readonly operator: Pick<OperatorView, 'audit' | 'auditOf'>;
}): ShowPage {
  return async (visit) => {
    const { words, query } = visit;
    const filter = filterIn(query);
    const after = keyIn(query, 'after', recordKey);
    const chains = (await audit.lengths(mostChains)).map(({ organization }) => organization);
    const { organization, person, command, since } = filter;
    const needsChain = organization === undefined && (person !== undefined || command !== undefined);
    const found = needsChain ? [] : await rowsOf(filter, after);
    const body = html`${filterForm(visit, filter, chains)}${needsChain && notice(words.audit.chooseOrganization, 'bad')}${tableOf(
      words.audit.title,
      recordColumns(visit),
      found.slice(0, rowsOnPage),
      words,
      { isAll: true },
    )}${pager(visit, pathOfPage('audit'), {
      rows: found,
      keyOf: printRecordKey,
      kept: { organization, person, command, since: since === undefined ? undefined : typedTime(since) },
    })}`;
    return { title: words.audit.title, body };
  };

  async function rowsOf(
    { organization, since, ...filter }: Filter,
    after: z.output<typeof recordKey> | undefined,
  ): Promise<readonly AuditRecord[]> {
    const limit = rowsOnPage + 1;
    const rows = await (organization === undefined
      ? operator.audit({ limit, after })
      : operator.auditOf({ ...filter, organization, limit, after: after?.seq }));
    // The last come first: what is left out is what follows them.
    return since === undefined ? rows : rows.filter(({ at }) => at >= since);
  }
}

function filterIn(query: URLSearchParams): Filter {
  const since = fieldIn(query, 'since');
  const at = since === undefined ? undefined : Date.parse(`${since}Z`);
  if (at !== undefined && Number.isNaN(at)) throw new ConsoleRefusal('malformed');
  return {
    organization: fieldIn(query, 'organization'),
    person: fieldIn(query, 'person'),
    command: fieldIn(query, 'command'),
    since: at,
  };
}

/** As a field for a day and a time takes it. */
function typedTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

function filterForm({ words }: Visit, filter: Filter, chains: readonly string[]): Html {
  const { audit: said } = words;
  const options = chains.map((each) => html`<option value="${each}"></option>`);
  const chosen = filter.organization ?? '';
  return html`<form class="filter" method="get" action="${pathOfPage('audit')}"><label>${said.organization}<input name="organization" list="chains" value="${chosen}" placeholder="${said.all}" autocomplete="off"></label><datalist id="chains">${options}</datalist>${field(said.person, 'person', { value: filter.person })}${field(said.command, 'command', { value: filter.command })}${field(said.since, 'since', { type: 'datetime-local', value: filter.since === undefined ? undefined : typedTime(filter.since) })}<button>${words.show}</button></form>`;
}
