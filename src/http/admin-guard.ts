import { isIPv6 } from 'node:net';
import type { Clock } from '../runtime/clock.ts';
import { createTokenBuckets, takeAll } from '../runtime/limiter.ts';
import type { Log } from '../runtime/log.ts';
import { createBearerCheck, isSameSecret } from './bearer.ts';
import { isFromThisMachine } from './loopback.ts';
import { createRefusalLog, unproven } from './refusals.ts';
import type { HttpRequest, HttpResponse, Route } from './route.ts';

/** Keeps what only an operator may see from all others. */
export interface AdminGuard {
  /** Whether `request`, to the path of a route, may see it. Wrong tokens are counted, logged and slowed down. */
  admits(request: HttpRequest, route: string): boolean;
  /** Whether `given` is the token, for a door that takes it otherwise than in a header. Counted and slowed down alike. */
  tries(given: string, request: HttpRequest, route: string): TokenVerdict;
  /** `route` for the operator alone: all others are answered 401, or 429 after too many wrong tokens. */
  protect(route: Route): Route;
}

/** Wrong tokens a minute, so many at once, that are told no more than that they are wrong. */
const wrongPerMinute = { address: 10, all: 100 };
const mostAddresses = 10_000;

/** What a token opens: `retryAfterMs` where too many wrong ones came before it. */
type TokenVerdict = 'admitted' | 'wrong' | { readonly retryAfterMs: number };
type Verdict = TokenVerdict | 'missing';

/**
 * Admits by `Authorization: Bearer` and `token`. Where the server listens on a loopback host, requests of this machine
 * itself need none: `open` says that it does.
 *
 * The right token is always taken. Behind a proxy all clients have the proxy's address, so that a stranger who sends wrong ones
 * all the time would keep the operator out for good otherwise; and a token of 16 characters is not found by trying.
 */
export function createAdminGuard({
  token,
  open,
  clock,
  log,
}: {
  readonly token: string;
  readonly open: boolean;
  readonly clock: Clock;
  readonly log: Log;
}): AdminGuard {
  const check = createBearerCheck(token);
  const refusals = createRefusalLog({ clock, log });
  const byAddress = createTokenBuckets({ clock, perMinute: wrongPerMinute.address, limit: mostAddresses });
  const inAll = createTokenBuckets({ clock, perMinute: wrongPerMinute.all, limit: 1 });

  function judge(request: HttpRequest): Verdict {
    if (open && isFromThisMachine(request)) return 'admitted';
    if (request.headers['authorization'] === undefined) return 'missing';
    return check(request) === 'right' ? 'admitted' : wrongBy(request);
  }

  function wrongBy(request: HttpRequest): TokenVerdict {
    const address = networkOf(request.remoteAddress);
    const retryAfterMs = takeAll([
      [byAddress, address],
      [inAll, ''],
    ]);
    return retryAfterMs > 0 ? { retryAfterMs } : 'wrong';
  }

  function counted<Judged extends Verdict>(verdict: Judged, route: string): Judged {
    if (verdict === 'wrong') refusals.count(route, 'a wrong admin token');
    else if (typeof verdict === 'object') refusals.count(route, 'too many wrong admin tokens before');
    return verdict;
  }

  return {
    admits: (request, route) => counted(judge(request), route) === 'admitted',
    tries: (given, request, route) =>
      counted(isSameSecret(given, token) ? 'admitted' : wrongBy(request), route),
    protect: (route) => ({
      ...route,
      async handle(request) {
        const verdict = counted(judge(request), route.path);
        if (verdict === 'admitted') return route.handle(request);
        if (typeof verdict === 'object') return tooMany(verdict.retryAfterMs);
        if (verdict === 'missing') refusals.count(route.path, 'no admin token');
        return unauthorized;
      },
    }),
  };
}

const closed = { 'cache-control': 'no-store' } as const;
const unauthorized: HttpResponse = { ...unproven, headers: { ...closed, 'www-authenticate': 'Bearer' } };

function tooMany(retryAfterMs: number): HttpResponse {
  const headers = { ...closed, 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  return { status: 429, headers, body: 'too many requests\n' };
}

/** What one client has at its own choice counts as one: of IPv6 the first 64 bits. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
