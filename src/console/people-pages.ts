import { z } from 'zod';
import { requestOf } from '../domain/requests/request.ts';
import type { Admissions, StoredAdmission } from '../store/contract/access.ts';
import type { OperatorView } from '../store/contract/operator.ts';
import { html } from './html.ts';
import { codeOf, href, pager, pathOfPage, rowsOnPage, tableOf, timeOf } from './layout.ts';
import { keyIn, printKey, type ShowPage } from './visit.ts';

/*
 * Who has to do with the bot, and what they asked for: watches, requests, workspaces, roles. Nothing here changes anything: that
 * is done in chat, by those who may.
 */

const watchKey = z.object({ organization: z.string(), conversation: z.string(), subject: z.string() });

/** `/console/watches`: who is told of what. */
export function createWatchesPage({
  operator,
  account,
}: {
  readonly operator: Pick<OperatorView, 'watches'>;
  account(): string | undefined;
}): ShowPage {
  return async (visit) => {
    const { words, query } = visit;
    const rows = await operator.watches({ limit: rowsOnPage + 1, after: keyIn(query, 'after', watchKey) });
    const present = account();
    const body = html`${tableOf(
      words.watches.title,
      [
        { title: words.watches.conversation, cell: ({ conversation }) => codeOf(conversation) },
        { title: words.watches.organization, cell: ({ organization }) => codeOf(organization) },
        { title: words.watches.subject, cell: ({ subject }) => codeOf(subject) },
        { title: words.watches.setBy, cell: ({ setBy }) => codeOf(setBy) },
        { title: words.watches.setAt, cell: ({ setAt }) => timeOf(setAt) },
        {
          title: words.watches.account,
          cell: (watch) => (watch.account === present ? codeOf(watch.account) : words.watches.elsewhere),
        },
      ],
      rows.slice(0, rowsOnPage),
      words,
      { isAll: true },
    )}${pager(visit, pathOfPage('watches'), {
      rows,
      keyOf: ({ organization, conversation, subject }) => printKey({ organization, conversation, subject }),
    })}`;
    return { title: words.watches.title, body };
  };
}

const requestKey = z.object({ createdAt: z.int(), id: z.string() });

/** `/console/requests`: what waits for a second person, and what became of the rest. */
export function createRequestsPage({
  operator,
}: {
  readonly operator: Pick<OperatorView, 'requests'>;
}): ShowPage {
  return async (visit) => {
    const { words, query } = visit;
    const open = query.get('open') === 'yes';
    const found = await operator.requests({
      limit: rowsOnPage + 1,
      after: keyIn(query, 'after', requestKey),
      ...(open && { open }),
    });
    const rows = found.slice(0, rowsOnPage).map((stored) => ({ stored, request: requestOf(stored) }));
    const said = words.requests;
    const path = pathOfPage('requests');
    const choice = open
      ? html`<a class="button" href="${path}">${said.all}</a>`
      : html`<a class="button" href="${href(path, { open: 'yes' })}">${said.openOnly}</a>`;
    const body = html`<p>${choice}</p>${tableOf(
      said.title,
      [
        { title: said.asked, cell: ({ stored }) => timeOf(stored.createdAt) },
        {
          title: said.what,
          cell: ({ stored, request }) =>
            html`${request === undefined ? stored.kind : said.kinds[request.subject.kind]} ${codeOf(stored.subject)}`,
        },
        { title: said.asker, cell: ({ stored }) => codeOf(stored.asker) },
        {
          title: said.state,
          cell: ({ stored, request }) =>
            request === undefined ? stored.status : said.states[request.status.is],
        },
        {
          title: said.decidedBy,
          cell: ({ request }) =>
            request !== undefined && 'by' in request.status ? codeOf(request.status.by) : '–',
        },
        { title: said.until, cell: ({ request }) => timeOf(request?.expiresAt) },
      ],
      rows,
      words,
      { isAll: true },
    )}${pager(visit, path, {
      rows: found,
      keyOf: ({ createdAt, id }) => printKey({ createdAt, id }),
      kept: { open: open ? 'yes' : undefined },
    })}`;
    return { title: said.title, body };
  };
}

/** As many workspaces that were tried as the store keeps of them. */
const mostKnocked = 100;

/** `/console/workspaces`: where the bot works, and where it was tried. */
export function createWorkspacesPage({
  admissions,
  operator,
  named,
  homes,
}: {
  readonly admissions: Pick<Admissions, 'knocked'>;
  readonly operator: Pick<OperatorView, 'admitted' | 'joined'>;
  /** By the settings, as `platform:id`. */
  readonly named: readonly string[];
  /** The workspaces that are the bot's own by its tokens. */
  homes(): readonly string[];
}): ShowPage {
  return async (visit) => {
    const { words, query } = visit;
    const limit = rowsOnPage + 1;
    const from = {
      admitted: keyIn(query, 'admitted', z.string()),
      joined: keyIn(query, 'joined', z.string()),
    };
    const [admitted, knocked, joined] = await Promise.all([
      operator.admitted({ limit, after: from.admitted }),
      admissions.knocked({ limit: mostKnocked }),
      operator.joined({ limit, after: from.joined }),
    ]);
    const said = words.workspaces;
    const path = pathOfPage('workspaces');
    const bySettings = [
      ...homes().map((workspace) => ({ workspace, by: said.home, since: undefined })),
      ...named.map((workspace) => ({ workspace, by: said.bySettings, since: undefined })),
    ];
    const rows = [
      ...(from.admitted === undefined ? bySettings : []),
      ...admitted.slice(0, rowsOnPage).map(({ workspace, changedBy, changedAt }) => ({
        workspace,
        by: changedBy === undefined ? said.byMigration : codeOf(changedBy),
        since: changedAt,
      })),
    ];
    const body = html`${tableOf(
      said.admitted,
      [
        { title: said.workspace, cell: ({ workspace }) => codeOf(workspace) },
        { title: said.by, cell: ({ by }) => by },
        { title: said.since, cell: ({ since }) => timeOf(since) },
      ],
      rows,
      words,
    )}${pager(visit, path, {
      rows: admitted,
      name: 'admitted',
      list: said.title,
      keyOf: ({ workspace }) => printKey(workspace),
      kept: { joined: query.get('joined') ?? undefined },
    })}${tableOf<StoredAdmission>(
      said.knocked,
      [
        { title: said.workspace, cell: ({ workspace }) => codeOf(workspace) },
        { title: words.requests.state, cell: ({ state }) => said.state[state] },
        { title: said.tried, cell: ({ knockedAt }) => timeOf(knockedAt) },
      ],
      knocked,
      words,
    )}<p class="faint">${said.knockedAdvice}</p>${tableOf(
      said.joined,
      [
        { title: said.workspace, cell: ({ workspace }) => codeOf(workspace) },
        { title: said.organization, cell: ({ organization }) => codeOf(organization) },
      ],
      joined.slice(0, rowsOnPage),
      words,
    )}${pager(visit, path, {
      rows: joined,
      name: 'joined',
      list: said.joined,
      keyOf: ({ workspace }) => printKey(workspace),
      kept: { admitted: query.get('admitted') ?? undefined },
    })}`;
    return { title: said.title, body };
  };
}

const grantKey = z.object({ organization: z.string(), scope: z.string(), subject: z.string() });

/** `/console/people`: who may do what. */
export function createPeoplePage({
  operator,
  admins,
  defaultRole,
}: {
  readonly operator: Pick<OperatorView, 'grants'>;
  /** By the settings, as `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: string;
}): ShowPage {
  return async (visit) => {
    const { words, all, query } = visit;
    const said = words.people;
    const names = new Map<string, string>(Object.entries(all.core.roles));
    const named = (role: string) => names.get(role) ?? role;
    const rows = await operator.grants({ limit: rowsOnPage + 1, after: keyIn(query, 'after', grantKey) });
    const body = html`<h2>${said.admins}</h2><ul>${admins.map((each) => html`<li>${codeOf(each)}</li>`)}</ul><p>${said.everyone(named(defaultRole))}</p>${tableOf(
      said.grants,
      [
        { title: said.organization, cell: ({ organization }) => codeOf(organization) },
        {
          title: said.scope,
          cell: ({ scope }) => (scope === 'everywhere' ? said.everywhere : codeOf(scope)),
        },
        { title: said.whom, cell: ({ subject }) => codeOf(subject) },
        { title: said.name, cell: ({ name }) => html`<bdi>${name}</bdi>` },
        { title: said.role, cell: ({ role }) => named(role) },
        { title: said.by, cell: ({ grantedBy }) => codeOf(grantedBy) },
        { title: said.at, cell: ({ grantedAt }) => timeOf(grantedAt) },
      ],
      rows.slice(0, rowsOnPage),
      words,
    )}${pager(visit, pathOfPage('people'), {
      rows,
      keyOf: ({ organization, scope, subject }) => printKey({ organization, scope, subject }),
    })}`;
    return { title: said.title, body };
  };
}
