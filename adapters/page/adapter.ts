import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import { createBearerCheck } from '../../src/http/bearer.ts';
import { namesThisMachine, sameOrigin } from '../../src/http/loopback.ts';
import { createRefusalLog, unproven } from '../../src/http/refusals.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { assetRoutes, dataHeaders } from './assets.ts';
import {
  pageName,
  pageWhereabouts,
  readInvocation,
  readInvocationWithPicture,
  readTyping,
} from './inbound.ts';
import { pageLimits } from './limits.ts';
import { answerOnPage, completionsForPage } from './outbound.ts';
import { createMessages, pageOutlet } from './outlet.ts';
import { createPreviews, type Preview } from './previews.ts';
import type { PageMenu } from './wire.ts';

interface PageDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What the page proves by that the operator opened it; made anew at each start. */
  readonly token: string;
  /** How other platforms draw a card; called when a person first looks. */
  previews(): Promise<readonly Preview[]>;
}

export interface PageAdapter extends ChatAdapter {
  readonly outlet: Outlet;
  /** For the bot's HTTP server, on a loopback address only. */
  readonly routes: readonly Route[];
}

/**
 * The local chat page as a chat platform: the operator, in a browser on this machine. Everything but the page's own files
 * takes `token` as `Authorization: Bearer`, since other users of the machine and proxies on it reach the same port.
 */
export function pageAdapter(deps: PageDeps): PageAdapter {
  const check = createBearerCheck(deps.token);
  const refusals = createRefusalLog(deps);
  const previews = createPreviews(deps);
  const messages = createMessages(deps.random.token(10));
  const inFlight = createInFlight();
  let core: Core | undefined;

  type Handler = (request: HttpRequest, running: Core) => Promise<HttpResponse>;

  /** Answers between start and stop, and what `isMeant`. */
  const served =
    (path: string, isMeant: (request: HttpRequest) => boolean, answer: Handler) =>
    async (request: HttpRequest) => {
      if (!isMeant(request)) {
        refusals.count(path, 'asked for by another page, or under a name that is not this machine');
        return refused(403, 'not asked by the page on this machine');
      }
      return core === undefined ? refused(503, 'not running') : answer(request, core);
    };

  /** Answers the operator, on this page alone. */
  const answered = (path: string, answer: Handler) =>
    served(path, sameOrigin, async (request, running) => {
      const proof = check(request);
      if (proof === 'right') return answer(request, running);
      refusals.count(path, proof === 'missing' ? 'no token of the page' : 'a wrong token of the page');
      return unauthorized;
    });

  const get = (path: string, answer: Handler): Route => ({
    method: 'GET',
    path,
    bodyLimit: 0,
    handle: answered(path, answer),
  });
  const post = (path: string, bodyLimit: number, answer: Handler): Route => ({
    method: 'POST',
    path,
    bodyLimit,
    handle: answered(path, answer),
  });

  const invoked =
    (read: typeof readInvocation) =>
    async (request: HttpRequest, running: Core): Promise<HttpResponse> => {
      const invocation = read(request, deps.clock.now());
      if (invocation === undefined) return refused(400, 'not a command');
      const { lines, done } = answerOnPage(running, invocation, previews.keep);
      inFlight.follow(done);
      return streamed(lines);
    };

  const data: readonly Route[] = [
    get('/page/menu', async (_request, running) => {
      const commands = running.menu.map(({ name, summary, examples }) => ({ name, summary, examples }));
      return json({ commands, previews: await previews.names() } satisfies PageMenu);
    }),
    post('/page/suggestions', pageLimits.bodyBytes, async (request, running) => {
      const typing = readTyping(request);
      if (typing === undefined) return refused(400, 'not a line that is being typed');
      return json(await completionsForPage(running, typing));
    }),
    post('/page/invocations', pageLimits.bodyBytes, invoked(readInvocation)),
    post('/page/invocations/with-picture', pageLimits.pictureBodyBytes, invoked(readInvocationWithPicture)),
    get('/page/news', async ({ query, signal }) =>
      streamed(messages.follow((query.get('after') ?? '').slice(0, pageLimits.position), signal)),
    ),
    get('/page/previews/*', async ({ path }) => {
      const [name = '', key = ''] = path.split('/').slice(-2);
      const drawn = await previews.drawn(decoded(name), key);
      return drawn === undefined ? refused(404, 'no such answer any more') : json(drawn);
    }),
  ];

  // Open: they hold nothing, and have to say that the token is missing, behind a proxy too, where the Origin is another.
  const files = assetRoutes().map((route) => ({
    ...route,
    handle: served(route.path, namesThisMachine, route.handle),
  }));

  return {
    platform: pageName,
    homes: () => [pageWhereabouts.place],
    routes: [...files, ...data],
    outlet: pageOutlet({ ...deps, messages, keep: previews.keep, running: () => core !== undefined }),
    async start(running) {
      core = running;
    },
    readiness: () => ({ ok: core !== undefined }),
    async stop() {
      core = undefined;
      messages.close();
      await inFlight.settled();
    },
  };
}

function json(value: unknown): HttpResponse {
  const headers = { ...dataHeaders, 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body: JSON.stringify(value) };
}

function streamed(lines: AsyncIterable<string>): HttpResponse {
  const headers = { ...dataHeaders, 'content-type': 'application/x-ndjson; charset=utf-8' };
  return { status: 200, headers, body: lines };
}

const unauthorized: HttpResponse = {
  ...unproven,
  headers: { ...dataHeaders, 'www-authenticate': 'Bearer' },
};

function refused(status: number, why: string): HttpResponse {
  return { status, headers: dataHeaders, body: `${why}\n` };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
