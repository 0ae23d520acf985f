import type { ConsoleWords } from '../languages/en/console.ts';
import { allWords } from '../languages/index.ts';
import { grouped } from '../runtime/grouped.ts';
import { type Language, languages } from '../runtime/language.ts';
import { type Content, type Html, html } from './html.ts';
import type { ConsolePage, Visit } from './visit.ts';

/** Below it every page lies. */
export const root = '/console';

/** The pages of the menu, in its order. */
export const menu = [
  'health',
  'parked',
  'unreadable',
  'orders',
  'watches',
  'requests',
  'workspaces',
  'people',
  'audit',
  'settings',
] as const satisfies readonly (keyof ConsoleWords['pages'])[];
export type MenuName = (typeof menu)[number];

export function pathOfPage(name: MenuName): string {
  return name === 'health' ? root : `${root}/${name}`;
}

interface Frame {
  readonly language: Language;
  readonly words: ConsoleWords;
  /** Whose page it is in the menu; absent: there is no menu, since no one is signed in. */
  readonly at?: MenuName | undefined;
  readonly formToken?: string;
  /** Where another language leads: the page's own path and query. */
  readonly here: string;
}

/** A whole document around a page. */
export function documentOf({ title, body }: ConsolePage, frame: Frame): Html {
  const { language, words, formToken } = frame;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${words.title}</title>
<link rel="stylesheet" href="${root}/style.css">
<link rel="icon" href="data:,">
<script type="module" src="${root}/live.js"></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="name">${words.title}</p>
${formToken !== undefined && menuOf(frame)}
<div class="aside">
<nav aria-label="${words.language}">${languages.map((each) => languageLink(each, frame))}</nav>
${formToken !== undefined && signOut(words, formToken)}
</div>
</header>
<main id="content" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

function menuOf({ words, at }: Frame): Html {
  const links = menu.map((name) =>
    name === at
      ? html`<li><a href="${pathOfPage(name)}" aria-current="page">${words.pages[name]}</a></li>`
      : html`<li><a href="${pathOfPage(name)}">${words.pages[name]}</a></li>`,
  );
  return html`<nav class="menu" aria-label="${words.menu}"><ul>${links}</ul></nav>`;
}

function languageLink(each: Language, { language, here }: Frame): Html {
  const name = allWords[each].language.ownName;
  if (each === language) return html`<span lang="${each}" aria-current="true">${name}</span> `;
  const url = new URL(here, 'http://console');
  url.searchParams.set('language', each);
  return html`<a lang="${each}" hreflang="${each}" href="${url.pathname}${url.search}">${name}</a> `;
}

function signOut(words: ConsoleWords, formToken: string): Html {
  return html`<form method="post" action="${root}/sign-out">${proof(formToken)}<button class="plain">${words.signIn.signOut}</button></form>`;
}

/** What a form holds so that no other site can send it. */
function proof(formToken: string): Html {
  return html`<input type="hidden" name="proof" value="${formToken}">`;
}

/** A form that changes something. */
export function changeForm(
  visit: Pick<Visit, 'formToken'>,
  action: string,
  ...content: readonly Content[]
): Html {
  return html`<form method="post" action="${action}">${proof(visit.formToken)}${content}</form>`;
}

/** Something that is said above a page, once it came of what was done. */
export function notice(text: string, tone: 'good' | 'bad' = 'good'): Html {
  return html`<p class="notice ${tone}" role="status">${text}</p>`;
}

/** A column's title, and what stands in it for a row. */
export interface Column<Row> {
  readonly title: string;
  cell(row: Row): Content;
}

/** A table with a caption; on a narrow screen each row is a list of its titles and values. */
export function tableOf<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  words: ConsoleWords,
  /** The caption is the page's own title, and need not be seen twice. */
  { isAll = false }: { readonly isAll?: boolean } = {},
): Html {
  const heading = !isAll && html`<h2>${caption}</h2>`;
  if (rows.length === 0) return html`${heading}<p class="faint">${words.none}</p>`;
  const head = columns.map(({ title }) => html`<th scope="col">${title}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr>${columns.map(({ title, cell }) => html`<td><span class="title">${title}</span><div>${cell(row)}</div></td>`)}</tr>`,
  );
  return html`${heading}<table><caption class="hidden">${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Rows of a page. One more is asked for than is shown, so that it is known whether there is another page. */
export const rowsOnPage = 50;

/** Leads behind the last row shown, and back to the first. */
export function pager<Row>(
  visit: Visit,
  path: string,
  {
    rows,
    keyOf,
    kept = {},
    name = 'after',
    list,
  }: {
    readonly rows: readonly Row[];
    readonly keyOf: (last: Row) => string;
    /** The key's own in the address, where a page has several lists. */
    readonly name?: string;
    /** What the list is called, where a page has several: a screen reader tells them apart by it. */
    readonly list?: string;
    /** What of the query the next page has as well. */
    readonly kept?: Readonly<Record<string, string | undefined>>;
  },
): Html {
  const { words, query } = visit;
  const last = rows.length > rowsOnPage ? rows[rowsOnPage - 1] : undefined;
  const link = (after: string | undefined, label: string) =>
    html`<a class="button" href="${href(path, { ...kept, [name]: after })}">${label}</a> `;
  if (last === undefined && !query.has(name)) return html``;
  const label = list === undefined ? words.more : `${list}: ${words.more}`;
  return html`<nav class="pager" aria-label="${label}">${query.has(name) && link(undefined, words.first)}${last !== undefined && link(keyOf(last), words.more)}</nav>`;
}

/** An address with those of `query` that are given. */
export function href(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return params.size === 0 ? path : `${path}?${params}`;
}

const furthest = 8.64e15;

/** A point in time, in UTC: the operator's log has the same. */
export function timeOf(ms: number | undefined): Html {
  if (ms === undefined || !(Math.abs(ms) <= furthest)) return html`–`;
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** How long ago something was. */
export function ago(at: number, { now, words }: Pick<Visit, 'now' | 'words'>): string {
  return words.ago(words.duration(Math.max(0, now - at)));
}

/** An id, a name or words from outside: it stands apart from what is around it, whatever is in it. */
export function codeOf(text: string): Html {
  return html`<code><bdi>${breakable(text)}</bdi></code>`;
}

/** `text` whose ids are not broken where there is room for them, but before them: `discord:` then `1039485720394857203`. */
export function breakable(text: string): Html {
  const pieces = text.split(/(?<=[:/ ])/);
  return html`${pieces.map((piece, at) => html`${at > 0 && html`<wbr>`}${wholeId.test(piece) ? html`<span class="whole">${piece}</span>` : piece}`)}`;
}

/** As long as the narrowest screen has room for. */
const wholeId = /^[\w.-]{10,22}$/;

/** Pairs of a title and a value. */
export function facts(pairs: readonly (readonly [string, Content] | undefined)[]): Html {
  const shown = pairs.filter((pair) => pair !== undefined);
  return html`<dl>${shown.map(([title, value]) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A field of a form with its label above it. */
export function field(
  label: string,
  name: string,
  {
    value,
    type = 'text',
    required = false,
  }: {
    readonly value?: string | undefined;
    readonly type?: 'text' | 'password' | 'datetime-local';
    readonly required?: boolean;
  } = {},
): Html {
  const input = html`<input name="${name}" type="${type}" value="${value ?? ''}" autocomplete="off"${required && html` required`}>`;
  return html`<label>${label}${input}</label>`;
}

export function count(number: number): string {
  return grouped(number);
}
