import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pause } from '../../../src/runtime/clock.ts';
import type { FaultEffect, Faults } from './faults.ts';
import { type RequestBody, readBody } from './http-body.ts';
import type { RateLimits } from './rate-limits.ts';
import { RestError, refusals } from './rest-error.ts';
import type { FakeRoute, RouteAnswer } from './route.ts';
import { routes } from './routes.ts';
import type { World } from './world.ts';

const prefix = '/api/v10';

/** One request that reached the REST API. */
export interface LoggedRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
  /** As rate limits name it; `undefined` where there is none. */
  readonly route: string | undefined;
  readonly authorized: boolean;
  readonly json: unknown;
  readonly filenames: readonly string[];
  status: number;
  /** It was one too many for its bucket, which the answers before had told of. */
  provoked: boolean;
}

interface Answer extends RouteAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly provoked?: boolean;
}

/** The REST API as a request listener. */
export function restListener(deps: {
  world: World;
  faults: Faults;
  rateLimits: RateLimits;
  log: LoggedRequest[];
  gatewayUrl: () => string;
}): RequestListener {
  const { world, faults, rateLimits, log } = deps;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : '';
    const body = await readBody(request).catch((error: unknown) => refusalOf(error));
    const authorized = request.headers.authorization === `Bot ${world.identity.token}`;
    const given = body instanceof RestError ? { json: undefined, files: [] } : body;
    const filenames = given.files.map((file) => file.filename);
    const entry: LoggedRequest = {
      method,
      path,
      route: find(method, path)?.route.name,
      authorized,
      json: given.json,
      filenames,
      status: 0,
      provoked: false,
    };
    log.push(entry);

    const fault = faults.take(method, path);
    if (fault?.kind === 'held') await (typeof fault.until === 'function' ? fault.until() : fault.until);
    if (fault?.kind === 'slow' && fault.when === 'before') await pause(world.clock, fault.ms);
    if (fault?.kind === 'cut' && fault.when === 'before') {
      request.socket.destroy();
      return;
    }
    const answer =
      fault?.kind === 'answer'
        ? faulty(fault)
        : body instanceof RestError
          ? refused(body)
          : answerTo(request, url, method, path, authorized, body);
    if (fault?.kind === 'slow' && fault.when === 'after') await pause(world.clock, fault.ms);
    if (fault?.kind === 'cut') {
      request.socket.destroy();
      return;
    }
    entry.status = answer.status;
    entry.provoked = answer.provoked === true;
    send(response, answer);
  }

  function answerTo(
    request: IncomingMessage,
    url: URL,
    method: string,
    path: string,
    authorized: boolean,
    body: RequestBody,
  ): Answer {
    try {
      if (!/^DiscordBot \(/.test(request.headers['user-agent'] ?? '')) {
        return refused(new RestError(403, 40333, 'internal network error'));
      }
      const found = find(method, path);
      if (found === undefined) throw refusals.notFound();
      const { route, at } = found;
      if (route.auth && !authorized) throw refusals.unauthorized();
      const limits = rateLimits.count(route.name, majorOf(route, at));
      if (!limits.allowed) return limited(limits.retryAfterS, limits.headers);
      const answer = route.answer({
        world,
        gatewayUrl: deps.gatewayUrl(),
        at,
        query: url.searchParams,
        body,
      });
      return { ...answer, headers: limits.headers };
    } catch (error) {
      return refused(refusalOf(error));
    }
  }

  return (request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  };
}

function find(method: string, path: string): { route: FakeRoute; at: string[] } | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) return { route, at: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}

/** Buckets are split by channel, by guild, and by webhook with its token. */
function majorOf(route: FakeRoute, at: readonly string[]): string {
  if (/ \/(channels|guilds)\//.test(route.name)) return at[0] ?? '';
  return / \/webhooks\//.test(route.name) ? at.slice(0, 2).join('/') : '';
}

function limited(retryAfterS: number, headers: Readonly<Record<string, string>>): Answer {
  const body = { message: 'You are being rate limited.', retry_after: retryAfterS, global: false };
  return { status: 429, body, headers, provoked: true };
}

function faulty(effect: Extract<FaultEffect, { kind: 'answer' }>): Answer {
  return { status: effect.status, body: effect.body, ...(effect.headers && { headers: effect.headers }) };
}

function refusalOf(error: unknown): RestError {
  return error instanceof RestError ? error : new RestError(500, 0, `the fake failed: ${String(error)}`);
}

function refused(error: RestError): Answer {
  if (error.status !== 429) return { status: error.status, body: error.body() };
  const body = { ...error.body(), retry_after: 300, global: false };
  return { status: 429, body, headers: { 'retry-after': '300', 'x-ratelimit-scope': 'user' } };
}

function send(response: ServerResponse, answer: Answer): void {
  const isText = typeof answer.body === 'string';
  const text = answer.body === undefined ? '' : isText ? String(answer.body) : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...(text !== '' && { 'content-type': isText ? 'text/html' : 'application/json' }),
    ...answer.headers,
  });
  response.end(text);
}
