import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { allWords } from '../languages/index.ts';
import { type Language, languageOf, languages } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { StoreError } from '../store/error.ts';
import { assetOf } from './assets.ts';
import { cookieIn, type Door } from './door.ts';
import { html, printHtml } from './html.ts';
import { documentOf, field, type MenuName, menu, notice, pathOfPage, root } from './layout.ts';
import type { OperatorLog } from './operator-log.ts';
import type { OperatorSession } from './session.ts';
import {
  type Changed,
  type ConsolePage,
  ConsoleRefusal,
  type MakeChange,
  type ShowPage,
  type Visit,
} from './visit.ts';

/** Every page of the console, and every change by the last part of its path. */
interface ConsoleParts {
  readonly pages: Readonly<Record<MenuName, ShowPage>>;
  readonly changes: Readonly<Record<string, { readonly at: MenuName; readonly make: MakeChange }>>;
  /** The live part of the health page, again and again, as long as `signal` does not abort. */
  live(
    visit: Omit<Visit, 'rest' | 'query' | 'trace'>,
    goesOn: () => boolean,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

export interface ConsoleDeps extends ConsoleParts {
  /** Absent: no ADMIN_TOKEN is set, and the console is off. */
  readonly door: Door | undefined;
  readonly operatorLog: OperatorLog;
  readonly defaultLanguage: Language;
  now(): number;
  readonly random: Random;
  readonly log: Log;
}

/** A form's fields and a reason. */
const bodyLimit = 16 * 1024;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // The origin alone must come along with a form, by which it is known for the console's own.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
} as const;

const languageCookie = 'shoptalk-language';

/** The routes of the operator's console. */
export function consoleRoutes(deps: ConsoleDeps): readonly Route[] {
  const { door, operatorLog, now, random, log } = deps;

  /** What is said on a page to one who is not signed in, or whose page could not be made. */
  function said(
    request: HttpRequest,
    page: ConsolePage,
    at?: MenuName,
    session?: OperatorSession,
  ): HttpResponse {
    const language = languageIn(request, deps.defaultLanguage);
    const frame = {
      language,
      words: allWords[language].console,
      here: hereOf(request),
      ...(at !== undefined && { at }),
      ...(session !== undefined && { formToken: session.formToken }),
    };
    const chosen = request.query.get('language');
    return {
      status: page.status ?? 200,
      headers: {
        ...headers,
        ...(chosen === language && {
          'set-cookie': `${languageCookie}=${language}; Path=${root}; Max-Age=31536000; SameSite=Lax`,
        }),
      },
      body: printHtml(documentOf(page, frame)),
    };
  }

  function signInPage(request: HttpRequest, status: number, why?: string): HttpResponse {
    const words = allWords[languageIn(request, deps.defaultLanguage)].console.signIn;
    return said(request, {
      status,
      title: words.title,
      body: html`${why !== undefined && notice(why, 'bad')}<form method="post" action="${root}/sign-in">${field(words.token, 'token', { type: 'password', required: true })}<p class="faint">${words.advice}</p><button>${words.button}</button></form>`,
    });
  }

  function off(request: HttpRequest): HttpResponse {
    const { off: title, offAdvice } = allWords[languageIn(request, deps.defaultLanguage)].console.signIn;
    return said(request, { status: 404, title, body: html`<p>${offAdvice}</p>` });
  }

  function visitOf(request: HttpRequest, session: OperatorSession, rest: string): Visit {
    const language = languageIn(request, deps.defaultLanguage);
    const all = allWords[language];
    return {
      language,
      words: all.console,
      all,
      rest,
      query: request.query,
      formToken: session.formToken,
      now: now(),
      trace: random.token(12),
    };
  }

  /** What `make` gives, or a page that says why there is none. */
  async function madeOrSaid<Made>(visit: Visit, make: () => Promise<Made>): Promise<Made | ConsolePage> {
    const words = visit.words.refused;
    try {
      return await make();
    } catch (thrown) {
      if (thrown instanceof ConsoleRefusal) {
        const text = thrown.why === 'tooLong' ? words.tooLong(longest) : words[thrown.why];
        return refusal(visit, statusOf[thrown.why], text);
      }
      if (!(thrown instanceof StoreError)) throw thrown;
      log.warn({ err: thrown, trace: visit.trace }, 'a page of the console could not be made');
      return refusal(visit, 503, words.down);
    }
  }

  async function get(request: HttpRequest): Promise<HttpResponse> {
    if (door === undefined) return off(request);
    const asset = await assetOf(request.path);
    if (asset !== undefined)
      return { status: 200, headers: { ...headers, ...asset.headers }, body: asset.body };
    const session = door.sessionOf(request);
    if (typeof session === 'string') {
      const { over } = allWords[languageIn(request, deps.defaultLanguage)].console.signIn;
      return signInPage(request, 401, session === 'none' ? undefined : over);
    }
    if (request.path === `${root}/live`) return live(request, session);
    const [name, rest] = placeIn(request.path);
    const visit = visitOf(request, session, rest);
    if (name === undefined)
      return said(request, refusal(visit, 404, visit.words.refused.unknown), undefined, session);
    const page = await madeOrSaid(visit, () => deps.pages[name](visit));
    return said(request, page, name, session);
  }

  function live(request: HttpRequest, session: OperatorSession): HttpResponse {
    const goesOn = () => now() < session.until && typeof door?.sessionOf(request) === 'object';
    const { rest: _rest, query: _query, trace: _trace, ...visit } = visitOf(request, session, '');
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
      body: deps.live(visit, goesOn, request.signal),
    };
  }

  async function post(request: HttpRequest): Promise<HttpResponse> {
    if (door === undefined) return off(request);
    const words = allWords[languageIn(request, deps.defaultLanguage)].console;
    if (!door.isOwn(request)) {
      // The page of an address that only takes forms: the way out of it is a link.
      const body = html`${notice(words.refused.elsewhere, 'bad')}<p><a class="button" href="${root}">${words.title}</a></p>`;
      return said(request, { status: 403, title: words.refused.title, body });
    }
    const form = new URLSearchParams(request.body.toString('utf8'));
    if (request.path === `${root}/sign-in`) return signIn(door, request, form);
    const session = door.sessionOf(request);
    if (typeof session === 'string') return signInPage(request, 401, words.signIn.over);
    const change = Object.hasOwn(deps.changes, nameIn(request.path))
      ? deps.changes[nameIn(request.path)]
      : undefined;
    const visit = visitOf(request, session, '');
    if (!door.isProven(session, form)) {
      return said(request, refusal(visit, 403, words.refused.stale), change?.at, session);
    }
    if (request.path === `${root}/sign-out`) return leave(door.signOut(session, request));
    if (change === undefined) {
      return said(request, refusal(visit, 404, words.refused.unknown), undefined, session);
    }
    const made: Changed | ConsolePage = await madeOrSaid(visit, () => change.make(visit, form));
    return 'to' in made ? seeOther(made.to) : said(request, made, change.at, session);
  }

  async function signIn(open: Door, request: HttpRequest, form: URLSearchParams): Promise<HttpResponse> {
    const words = allWords[languageIn(request, deps.defaultLanguage)].console.signIn;
    const come = open.signIn(form.get('token') ?? '', request);
    if (come === 'wrong') return signInPage(request, 403, words.wrong);
    if ('retryAfterMs' in come) {
      const seconds = Math.ceil(come.retryAfterMs / 1000);
      const answer = signInPage(request, 429, words.tooOften(seconds));
      return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
    }
    // Not recorded, not signed in.
    const visit = visitOf(request, come.session, '');
    const done = await madeOrSaid(visit, () => operatorLog.note(visit.trace, 'console sign-in', {}));
    if (done !== undefined) return said(request, done);
    return { ...seeOther(root), headers: { ...seeOther(root).headers, 'set-cookie': come.cookie } };
  }

  return [
    { method: 'GET', path: root, bodyLimit: 0, handle: get },
    { method: 'GET', path: `${root}/*`, bodyLimit: 0, handle: get },
    { method: 'POST', path: `${root}/*`, bodyLimit, handle: post },
  ];
}

const longest = 200;

const statusOf = {
  tooLong: 400,
  malformed: 400,
  noReason: 400,
  unknown: 404,
  gone: 409,
} as const satisfies Record<ConsoleRefusal['why'], number>;

function refusal({ words }: Visit, status: number, text: string): ConsolePage {
  return { status, title: words.refused.title, body: notice(text, 'bad') };
}

function seeOther(to: string): HttpResponse {
  return { status: 303, headers: { ...headers, location: to } };
}

function leave(cookie: string): HttpResponse {
  const answer = seeOther(root);
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
}

/** Which page of the menu a path leads to, and what follows; the path is decoded. */
function placeIn(path: string): readonly [MenuName | undefined, string] {
  if (path === root || path === `${root}/`) return ['health', ''];
  const [, name, rest = ''] = /^\/console\/([a-z]+)(?:\/(.*))?$/s.exec(path) ?? [];
  return [menu.find((each) => each === name && pathOfPage(each) !== root), decoded(rest)];
}

function nameIn(path: string): string {
  return path.slice(root.length + 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function hereOf({ path, query }: HttpRequest): string {
  const known = /^\/console(?:\/[\w./%-]*)?$/.test(path) ? path : root;
  return query.size === 0 ? known : `${known}?${query}`;
}

/** What was chosen just now, or before; else the browser's, else the bot's. */
function languageIn(request: HttpRequest, otherwise: Language): Language {
  const chosen = [request.query.get('language'), cookieIn(request, languageCookie)];
  const known = chosen
    .map((tag) => languages.find((each) => each === tag))
    .find((each) => each !== undefined);
  const first = request.headers['accept-language']?.split(/[,;]/)[0]?.trim();
  return known ?? languageOf(first) ?? otherwise;
}
