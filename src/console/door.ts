import type { AdminGuard } from '../http/admin-guard.ts';
import { isFromThisMachine } from '../http/loopback.ts';
import { createRefusalLog } from '../http/refusals.ts';
import type { HttpRequest } from '../http/route.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { createSessions, type NoSession, type OperatorSession, sessionMs } from './session.ts';

/** Who may come in, and by which cookie. */
export interface Door {
  /** The session of a request's cookie. A forged one is counted for the log. */
  sessionOf(request: HttpRequest): OperatorSession | NoSession;
  /** What came of a token that a person typed; with it the cookie of a new session. */
  signIn(
    given: string,
    request: HttpRequest,
  ):
    | { readonly cookie: string; readonly session: OperatorSession }
    | 'wrong'
    | { readonly retryAfterMs: number };
  /** Ends a session, and gives what takes its cookie away. */
  signOut(session: OperatorSession, request: HttpRequest): string;
  isProven(session: OperatorSession, form: URLSearchParams): boolean;
  /** Whether a request that changes something was made by a page of the console itself. */
  isOwn(request: HttpRequest): boolean;
}

const path = '/console';

/** {@link Door} for the bearer of `token`, behind the same limits as every other door that takes it. */
export function createDoor({
  token,
  guard,
  publicUrl,
  clock,
  random,
  log,
}: {
  readonly token: string;
  readonly guard: Pick<AdminGuard, 'tries'>;
  readonly publicUrl?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Door {
  const sessions = createSessions({ token, clock, random });
  const refusals = createRefusalLog({ clock, log });
  const outside = publicUrl === undefined ? undefined : new URL(publicUrl);

  /**
   * How the cookie is called and kept. An operator on the machine itself comes over http, past the proxy: not every browser
   * would keep a cookie of https from there.
   */
  function cookieOf(request: HttpRequest): { readonly name: string; readonly kept: string } {
    const secure = outside?.protocol === 'https:' && !isFromThisMachine(request);
    const kept = 'HttpOnly; SameSite=Strict';
    return secure
      ? { name: '__Host-shoptalk-console', kept: `Path=/; Secure; ${kept}` }
      : { name: 'shoptalk-console', kept: `Path=${path}; ${kept}` };
  }

  function isOwn({ headers }: HttpRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    const { origin, host } = headers;
    if (origin === undefined) return site === 'same-origin';
    if (!URL.canParse(origin)) return false;
    const from = new URL(origin).host.toLowerCase();
    return from === host?.toLowerCase() || from === outside?.host;
  }

  return {
    sessionOf(request) {
      const found = sessions.read(cookieIn(request, cookieOf(request).name));
      if (found === 'forged')
        refusals.count(path, 'a cookie that the console did not make, or made under another ADMIN_TOKEN');
      return found;
    },
    signIn(given, request) {
      const verdict = guard.tries(given, request, path);
      if (verdict !== 'admitted') return verdict;
      const { session, value } = sessions.open();
      const { name, kept } = cookieOf(request);
      return { session, cookie: `${name}=${value}; Max-Age=${sessionMs / 1000}; ${kept}` };
    },
    signOut(session, request) {
      sessions.end(session);
      const { name, kept } = cookieOf(request);
      return `${name}=; Max-Age=0; ${kept}`;
    },
    isProven: (session, form) => sessions.isFormToken(session, form.get('proof') ?? ''),
    isOwn(request) {
      const own = isOwn(request);
      if (!own) refusals.count(path, 'asked for by another site');
      return own;
    },
  };
}

/** The value of a request's cookie. */
export function cookieIn({ headers }: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const pairs = (headers['cookie'] ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
