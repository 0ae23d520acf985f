import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import { sameOrigin } from '../../src/http/loopback.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { assetRoutes } from './assets.ts';
import { completionsForPage } from './completion.ts';
import { platform, readInvocation, readInvocationWithPicture, readTyping, whereabouts } from './inbound.ts';
import { limits } from './limits.ts';
import { createMessages } from './messages.ts';
import { answerOnPage } from './outbound.ts';
import { pageOutlet } from './outlet.ts';
import { dataHeaders, previewHeaders } from './policies.ts';
import { createPreviews, type Preview } from './previews.ts';
import type { PageMenu } from './wire.ts';

export interface PageParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How other platforms draw a card; called when somebody first looks. */
  previews(): Promise<readonly Preview[]>;
}

export interface PageAdapter extends ChatAdapter {
  readonly outlet: Outlet;
  /** For the bot's HTTP server, on a loopback address only. */
  readonly routes: readonly Route[];
}

/** The local chat page as a chat platform: the person at this machine, in a browser. */
export function pageAdapter(parts: PageParts): PageAdapter {
  const previews = createPreviews(parts);
  const messages = createMessages(parts.random.token(10));
  const underWay = new Set<Promise<void>>();
  let core: Core | undefined;

  /** Answers a request that this page sent, between start and stop. */
  const answered =
    (answer: (request: HttpRequest, running: Core) => Promise<HttpResponse>) =>
    async (request: HttpRequest) => {
      if (!sameOrigin(request)) return refused(403, 'not asked by the page on this machine');
      return core === undefined ? refused(503, 'not running') : answer(request, core);
    };

  const menu: Route = {
    method: 'GET',
    path: '/page/menu',
    bodyLimit: 0,
    handle: answered(async (_request, running) => {
      const commands = running.menu.map(({ name, summary, examples }) => ({ name, summary, examples }));
      return json({ commands, previews: await previews.names() } satisfies PageMenu);
    }),
  };

  const suggestions: Route = {
    method: 'POST',
    path: '/page/suggestions',
    bodyLimit: limits.bodyBytes,
    handle: answered(async (request, running) => {
      const typing = readTyping(request);
      if (typing === undefined) return refused(400, 'not a line that is being typed');
      return json(await completionsForPage(running, typing));
    }),
  };

  const invoked = (read: typeof readInvocation) =>
    answered(async (request, running) => {
      const invocation = read(request, parts.clock.now());
      if (invocation === undefined) return refused(400, 'not a command');
      const { lines, done } = answerOnPage(running, invocation, previews.keep);
      underWay.add(done);
      done.finally(() => underWay.delete(done));
      return streamed(lines);
    });

  const invocations: Route = {
    method: 'POST',
    path: '/page/invocations',
    bodyLimit: limits.bodyBytes,
    handle: invoked(readInvocation),
  };

  const pictured: Route = {
    method: 'POST',
    path: '/page/invocations/with-picture',
    bodyLimit: limits.pictureBodyBytes,
    handle: invoked(readInvocationWithPicture),
  };

  const news: Route = {
    method: 'GET',
    path: '/page/news',
    bodyLimit: 0,
    handle: answered(async ({ query, signal }) =>
      streamed(messages.follow((query.get('after') ?? '').slice(0, limits.position), signal)),
    ),
  };

  const preview: Route = {
    method: 'GET',
    path: '/page/previews/*',
    bodyLimit: 0,
    handle: answered(async ({ path }) => {
      const [name = '', key = ''] = path.split('/').slice(-2);
      const document = await previews.document(decoded(name), key);
      if (document === undefined) return refused(404, 'no such answer any more');
      return {
        status: 200,
        headers: { ...previewHeaders, 'content-type': 'text/html; charset=utf-8' },
        body: document,
      };
    }),
  };

  const files = assetRoutes().map((route) => ({ ...route, handle: answered(route.handle) }));

  return {
    platform,
    homes: () => [whereabouts.place],
    routes: [...files, menu, suggestions, invocations, pictured, news, preview],
    outlet: pageOutlet({ ...parts, messages, keep: previews.keep, running: () => core !== undefined }),
    async start(running) {
      core = running;
    },
    readiness: () => ({ ok: core !== undefined }),
    async stop() {
      core = undefined;
      messages.close();
      await Promise.all(underWay);
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
