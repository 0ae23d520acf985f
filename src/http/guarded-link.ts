import { createHash } from 'node:crypto';
import { type Localized, languages } from '../runtime/language.ts';
import type { HttpRequest, HttpResponse, Route } from './route.ts';

/** The words of the pages, in one language. */
export interface LinkPageWords {
  readonly title: string;
  readonly advice: string;
  readonly open: string;
  readonly expired: string;
  readonly expiredAdvice: string;
  readonly unknown: string;
  readonly unknownAdvice: string;
  readonly tooOften: string;
  readonly tooOftenAdvice: string;
  readonly down: string;
  readonly downAdvice: string;
}

/** What the route opens links with. */
export interface LinkDoor {
  look(token: string): Promise<'good' | 'expired' | 'unknown'>;
  /** Rejects when it could not be counted or written down; then nothing is opened. */
  open(
    token: string,
  ): Promise<
    | { readonly state: 'open'; readonly link: string }
    | { readonly state: 'expired' | 'unknown' | 'too often' }
  >;
}

const prefix = '/l/';

/** A form's few bytes. */
const bodyLimit = 1024;

/**
 * `/l/<token>`: a link of the bot's own. A GET, also one by a client that previews, prefetches or checks links, gives a
 * page with a button and nothing else; only the button's POST opens it and is redirected to the seller.
 */
export function guardedLinkRoutes({
  door,
  words,
  hosts,
  log,
}: {
  readonly door: LinkDoor;
  readonly words: Localized<LinkPageWords>;
  /** Where links may lead: these hosts and those below them. A browser holds a form to that, through redirects too. */
  readonly hosts: readonly string[];
  /** Is told what went wrong, and no token. */
  log(error: unknown): void;
}): readonly Route[] {
  const headers = headersFor(hosts);
  const page = (status: number, title: keyof LinkPageWords, advice: keyof LinkPageWords, button = false) =>
    // One after the other on a page; each says in which language it is.
    pageOf(status, languages, words, { title, advice, button }, headers);
  const closed = {
    expired: () => page(410, 'expired', 'expiredAdvice'),
    unknown: () => page(404, 'unknown', 'unknownAdvice'),
    'too often': () => page(429, 'tooOften', 'tooOftenAdvice'),
  };

  async function ask({ path }: HttpRequest): Promise<HttpResponse> {
    const found = await door.look(path.slice(prefix.length));
    return found === 'good' ? page(200, 'title', 'advice', true) : closed[found]();
  }

  async function open(request: HttpRequest): Promise<HttpResponse> {
    // Another site may not press the button.
    const from = request.headers['sec-fetch-site'];
    if (from !== undefined && from !== 'same-origin' && from !== 'none') return ask(request);
    const opened = await door.open(request.path.slice(prefix.length));
    if (opened.state !== 'open') return closed[opened.state]();
    return { status: 303, headers: { ...headers, location: opened.link } };
  }

  const orDown = (answer: Route['handle']) => async (request: HttpRequest) => {
    try {
      return await answer(request);
    } catch (error) {
      log(error);
      return page(503, 'down', 'downAdvice');
    }
  };
  return [
    { method: 'GET', path: `${prefix}*`, bodyLimit: 0, handle: orDown(ask) },
    { method: 'POST', path: `${prefix}*`, bodyLimit, handle: orDown(open) },
  ];
}

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem;color:#1d1c1d;' +
  'background:#fff}h1{font-size:1.3rem}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.4rem;' +
  'background:#b34700;color:#fff}@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#1a1d21}}';

function headersFor(hosts: readonly string[]): Readonly<Record<string, string>> {
  const styleHash = createHash('sha256').update(style).digest('base64');
  const targets = hosts.flatMap((host) => [`https://${host}`, `https://*.${host}`]);
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      `form-action 'self' ${targets.join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

/** Our own words only; nothing from outside stands on it. */
function pageOf<L extends string>(
  status: number,
  all: readonly L[],
  words: { readonly [Each in L]: LinkPageWords },
  { title, advice, button }: { title: keyof LinkPageWords; advice: keyof LinkPageWords; button: boolean },
  headers: Readonly<Record<string, string>>,
): HttpResponse {
  const parts = all.map(
    (language) =>
      `<section lang="${language}"><h1>${words[language][title]}</h1><p>${words[language][advice]}</p></section>`,
  );
  const label = all.map((language) => words[language].open).join(' · ');
  // Without an action it goes to where the page came from, whatever stands before the path outside.
  const form = button ? `<form method="post"><button>${label}</button></form>` : '';
  const heading = all.map((language) => words[language][title]).join(' · ');
  const body =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${heading}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<style>${style}</style></head><body><main>${parts.join('')}${form}</main></body></html>\n`;
  return { status, headers, body };
}
