import { z } from 'zod';
import { messageKinds } from '../domain/requests/message-plan.ts';
import type { ConsoleWords } from '../languages/en/console.ts';
import type { Words } from '../languages/index.ts';
import type { ParkedDelivery } from '../store/contract/deliveries.ts';
import type { DeliveryKey, OperatorView } from '../store/contract/operator.ts';
import { type Html, html } from './html.ts';
import {
  breakable,
  changeForm,
  codeOf,
  field,
  href,
  notice,
  pager,
  pathOfPage,
  root,
  rowsOnPage,
  tableOf,
  timeOf,
} from './layout.ts';
import { type OperatorLog, oneAtATime } from './operator-log.ts';
import {
  ConsoleRefusal,
  keyIn,
  type MakeChange,
  printKey,
  reasonIn,
  type ShowPage,
  type Visit,
  wantedKey,
} from './visit.ts';

const deliveryKey = z.object({
  organization: z.string(),
  conversation: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  part: z.string(),
  version: z.int(),
});
const pageKey = deliveryKey.extend({ parkedAt: z.int() });

interface ParkedDeps {
  readonly operator: Pick<OperatorView, 'parked' | 'retry' | 'discard'>;
  readonly operatorLog: OperatorLog;
  /** Something is due again. */
  wake(): void;
}

/** `/console/parked`: what could not be said and why; retried one by one or all at once, or discarded with a reason. */
export function createParkedPage({ operator, operatorLog, wake }: ParkedDeps) {
  const path = pathOfPage('parked');

  const show: ShowPage = async (visit) => {
    const { words, query } = visit;
    const rows = await operator.parked({ limit: rowsOnPage + 1, after: keyIn(query, 'after', pageKey) });
    const shown = rows.slice(0, rowsOnPage);
    const all = changeForm(visit, `${root}/retry-all`, html`<button>${words.parked.retryAll}</button>`);
    const body = html`${doneNotice(visit)}<p>${words.parked.about}</p>${shown.length > 0 && all}${tableOf(
      words.parked.title,
      [
        { title: words.parked.what, cell: (row) => subjectLink(row, visit.all) },
        { title: words.parked.where, cell: ({ conversation }) => codeOf(conversation) },
        { title: words.parked.when, cell: ({ parkedAt }) => timeOf(parkedAt) },
        { title: words.parked.why, cell: (row) => whyOf(row, words) },
        { title: words.toDo, cell: (row) => mendForms(visit, row) },
      ],
      shown,
      words,
      { isAll: true },
    )}${pager(visit, path, { rows, keyOf: (last) => printKey({ ...keyOf(last), parkedAt: last.parkedAt }) })}`;
    return { title: words.parked.title, body };
  };

  const retry: MakeChange = async ({ trace }, form) => {
    const which = wantedKey(form, 'which', deliveryKey);
    const facts = factsOf(which);
    const retried = await operatorLog.run(trace, { command: 'console retry', facts }, () =>
      operator.retry(which),
    );
    if (retried === 0) throw new ConsoleRefusal('gone');
    wake();
    return { to: href(path, { retried: String(retried) }) };
  };

  const everyOne = oneAtATime((trace: string) => {
    const what = { command: 'console retry', facts: { which: 'all' } };
    // Where it fails half-way, what was retried before is due all the same.
    return operatorLog.run(trace, what, () => operator.retry('all').finally(wake));
  });

  const retryAll: MakeChange = async ({ trace }) => {
    return { to: href(path, { retried: String(await everyOne(trace)) }) };
  };

  const discard: MakeChange = async ({ trace }, form) => {
    const which = wantedKey(form, 'which', deliveryKey);
    const what = { command: 'console discard', facts: factsOf(which), words: reasonIn(form) };
    if (!(await operatorLog.run(trace, what, () => operator.discard(which))))
      throw new ConsoleRefusal('gone');
    return { to: href(path, { discarded: 'yes' }) };
  };

  return {
    show,
    changes: {
      retry: { at: 'parked', make: retry },
      'retry-all': { at: 'parked', make: retryAll },
      discard: { at: 'parked', make: discard },
    },
  } as const;
}

function doneNotice({ words, query }: Visit): Html | undefined {
  const retried = query.get('retried');
  if (retried !== null && /^\d{1,9}$/.test(retried)) return notice(words.parked.retried(Number(retried)));
  return query.has('discarded') ? notice(words.parked.discarded) : undefined;
}

/** What a delivery is about, in a few words. */
export function subjectLink(
  { subjectKind, subjectId, part }: Pick<DeliveryKey, 'subjectKind' | 'subjectId' | 'part'>,
  { watch, console: { parked: words } }: Words,
): Html {
  switch (subjectKind) {
    case 'order':
      return html`<a href="${pathOfPage('orders')}/${encodeURIComponent(subjectId)}">${breakable(words.order(subjectId))}</a>`;
    case 'request': {
      const kind = messageKinds.find((each) => each === part);
      return html`${kind === undefined ? words.other(subjectKind, part) : watch.parkedRequest[kind]}`;
    }
    case 'summary':
      return html`${words.summary(subjectId)}`;
    default:
      return html`${words.other(subjectKind, subjectId)}`;
  }
}

function whyOf({ reason, attempts, attempt }: ParkedDelivery, { parked: words }: ConsoleWords): Html {
  return html`<bdi>${reason}</bdi><p class="faint">${words.attempts(attempts)}${attempt !== undefined && html` · ${words.unclear}`}</p>`;
}

function mendForms(visit: Visit, row: ParkedDelivery): Html {
  const { parked: words } = visit.words;
  const which = html`<input type="hidden" name="which" value="${printKey(keyOf(row))}">`;
  return html`${changeForm(visit, `${root}/retry`, which, html`<button>${words.retry}</button>`)}<details><summary>${words.discard}</summary>${changeForm(visit, `${root}/discard`, which, field(words.reason, 'reason', { required: true }), html`<button class="bad">${words.confirm}</button>`)}</details>`;
}

function keyOf({
  organization,
  conversation,
  subjectKind,
  subjectId,
  part,
  version,
}: DeliveryKey): DeliveryKey {
  return { organization, conversation, subjectKind, subjectId, part, version };
}

function factsOf({ organization, conversation, subjectKind, subjectId, part }: DeliveryKey) {
  return { organization, conversation, kind: subjectKind, id: subjectId, ...(part !== '' && { part }) };
}
