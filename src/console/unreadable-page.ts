import { z } from 'zod';
import type { ConsoleWords } from '../languages/en/console.ts';
import type { KeptMessage, OperatorView } from '../store/contract/operator.ts';
import { readPushedMessage } from '../xport/messages.ts';
import { type Html, html } from './html.ts';
import {
  changeForm,
  codeOf,
  facts,
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
import { shapesOf, type ValueShape } from './message-shape.ts';
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

const messageKey = z.object({ account: z.string(), id: z.int() });
const pageKey = messageKey.pick({ id: true }).extend({ receivedAt: z.int() });

/** `/console/unreadable`: messages that could not be read, by their shape; what is in one is shown on one more click. */
export function createUnreadablePage({
  operator,
  operatorLog,
  wake,
}: {
  readonly operator: Pick<OperatorView, 'unreadable' | 'message' | 'readAgain' | 'dismiss'>;
  readonly operatorLog: OperatorLog;
  /** A message waits to be read. */
  wake(): void;
}) {
  const path = pathOfPage('unreadable');

  const show: ShowPage = async (visit) => {
    const { words, query } = visit;
    const rows = await operator.unreadable({ limit: rowsOnPage + 1, after: keyIn(query, 'after', pageKey) });
    const all = changeForm(visit, `${root}/read-all`, html`<button>${words.unreadable.retryAll}</button>`);
    const body = html`${doneNotice(visit)}<p>${words.unreadable.about}</p>${rows.length > 0 && all}${tableOf(
      words.unreadable.title,
      [
        { title: words.unreadable.received, cell: ({ receivedAt }) => timeOf(receivedAt) },
        { title: words.unreadable.why, cell: (row) => whyOf(row, words) },
        { title: words.unreadable.length, cell: (row) => lengthOf(row, words) },
        { title: words.unreadable.fields, cell: (row) => shapeList(row, words) },
        { title: words.toDo, cell: (row) => mendForms(visit, row) },
      ],
      rows.slice(0, rowsOnPage),
      words,
      { isAll: true },
    )}${pager(visit, path, { rows, keyOf: ({ id, receivedAt }) => printKey({ id, receivedAt }) })}`;
    return { title: words.unreadable.title, body };
  };

  /** Written down before it is shown: what is not written down is not shown. */
  const look: MakeChange = async (visit, form) => {
    const { words, trace } = visit;
    const which = wantedKey(form, 'which', messageKey);
    const found = await operator.message(which);
    if (found?.unreadable !== true || found.body === undefined) throw new ConsoleRefusal('gone');
    await operatorLog.note(trace, 'console look', factsOf(found));
    const body = html`${facts([
      [words.unreadable.received, timeOf(found.receivedAt)],
      [words.unreadable.length, lengthOf(found, words)],
      [words.audit.trace, codeOf(found.trace)],
    ])}<pre tabindex="0">${found.body}</pre>${mendForms(visit, found, 'looked at')}`;
    return { title: words.unreadable.raw, body };
  };

  const again = (which: Parameters<OperatorView['readAgain']>[0]) => async () => {
    const many = await operator.readAgain(which);
    if (many > 0) wake();
    return many;
  };

  const retry: MakeChange = async ({ trace }, form) => {
    const which = wantedKey(form, 'which', messageKey);
    const found = await operator.message(which);
    if (found?.unreadable !== true) throw new ConsoleRefusal('gone');
    const what = { command: 'console retry', facts: factsOf(found) };
    const many = await operatorLog.run(trace, what, again(which));
    if (many === 0) throw new ConsoleRefusal('gone');
    return { to: href(path, { again: String(many) }) };
  };

  const everyOne = oneAtATime((trace: string) => {
    const what = { command: 'console retry', facts: { which: 'all unreadable' } };
    return operatorLog.run(trace, what, again('all'));
  });

  const retryAll: MakeChange = async ({ trace }) => {
    return { to: href(path, { again: String(await everyOne(trace)) }) };
  };

  const dismiss: MakeChange = async ({ trace }, form) => {
    const which = wantedKey(form, 'which', messageKey);
    const words = reasonIn(form);
    const found = await operator.message(which);
    if (found?.unreadable !== true) throw new ConsoleRefusal('gone');
    const what = { command: 'console discard', facts: factsOf(found), words };
    if (!(await operatorLog.run(trace, what, () => operator.dismiss(which))))
      throw new ConsoleRefusal('gone');
    return { to: href(path, { discarded: 'yes' }) };
  };

  return {
    show,
    changes: {
      look: { at: 'unreadable', make: look },
      read: { at: 'unreadable', make: retry },
      'read-all': { at: 'unreadable', make: retryAll },
      dismiss: { at: 'unreadable', make: dismiss },
    },
  } as const;
}

function doneNotice({ words, query }: Visit): Html | undefined {
  const again = query.get('again');
  if (again !== null && /^\d{1,9}$/.test(again)) return notice(words.unreadable.again(Number(again)));
  return query.has('discarded') ? notice(words.unreadable.discarded) : undefined;
}

/** Why it can't be read; of what can be, that it could not be joined to its order, or not by the version of then. */
function whyOf({ body, trace }: KeptMessage, { unreadable: words, audit }: ConsoleWords): Html {
  const read = body === undefined ? undefined : readPushedMessage(body);
  const why =
    read === undefined ? '–' : 'malformed' in read ? words.malformed[read.malformed] : words.notJoined;
  return html`${why}<p class="faint">${audit.trace} ${codeOf(trace)}</p>`;
}

/** Which message it was, in the audit log. */
function factsOf({ account, digest }: KeptMessage) {
  return { account, digest };
}

function lengthOf({ body }: KeptMessage, { unreadable: words }: ConsoleWords): string {
  return body === undefined ? words.emptied : words.bytes(Buffer.byteLength(body));
}

function shapeList({ body }: KeptMessage, { unreadable: words }: ConsoleWords): Html {
  if (body === undefined) return html`${words.emptied}`;
  const found = shapesOf(body);
  if (found === undefined) return html`${words.notJson}`;
  const items = found.shapes.map(
    (shape) => html`<li>${shape.path !== '' && codeOf(shape.path)} ${kindOf(shape, words)}</li>`,
  );
  const left = found.left > 0 && html`<li>${words.more(found.left)}</li>`;
  const folded = items.slice(shapesInSight);
  const rest =
    folded.length > 0 &&
    html`<details><summary>${words.more(folded.length + found.left)}</summary><ul class="shapes">${folded}${left}</ul></details>`;
  return html`<ul class="shapes">${items.slice(0, shapesInSight)}</ul>${rest}`;
}

/** As many as leave the next message in sight. */
const shapesInSight = 12;

function kindOf({ kind, size }: ValueShape, words: ConsoleWords['unreadable']): string {
  const said = words.kinds[kind];
  return typeof said === 'string' ? said : said(size);
}

function mendForms(visit: Visit, { account, id, body }: KeptMessage, seen?: 'looked at'): Html {
  const { unreadable: words, parked } = visit.words;
  const which = html`<input type="hidden" name="which" value="${printKey({ account, id })}">`;
  return html`${body !== undefined && changeForm(visit, `${root}/read`, which, html`<button>${words.retry}</button>`)}${body !== undefined && seen === undefined && changeForm(visit, `${root}/look`, which, html`<button>${words.look}</button><p class="faint">${words.lookAdvice}</p>`)}<details><summary>${words.discard}</summary>${changeForm(visit, `${root}/dismiss`, which, field(parked.reason, 'reason', { required: true }), html`<button class="bad">${parked.confirm}</button>`)}</details>`;
}
