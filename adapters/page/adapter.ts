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
import { atHome, cardForPage, type OwnPictures } from './cards.ts';
import { createKeptConversation, type ExchangeBook } from './exchanges.ts';
import {
  pageName,
  pageWhereabouts,
  readInvocation,
  readInvocationWithPicture,
  readTyping,
} from './inbound.ts';
import { pageLimits } from './limits.ts';
import { answerEvent, answerOnPage, completionsForPage } from './outbound.ts';
import { createMessages, pageOutlet } from './outlet.ts';
import { type PagePerson, peopleAtPage } from './people.ts';
import { createPreviews, type Preview } from './previews.ts';
import { type DrivenSandbox, driveSandbox, sandboxForPage } from './sandbox-panel.ts';
import type { PageExchanges, PageMenu } from './wire.ts';

interface PageDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What the page proves by that the operator opened it; made anew at each start. */
  readonly token: string;
  /** How other platforms draw a card; called when a person first looks. */
  previews(): Promise<readonly Preview[]>;
  /** Where the conversation is kept; without it, it is gone with the page. */
  readonly exchanges?: ExchangeBook | undefined;
  /** Invented ones to speak as, besides the operator: for the sandbox alone. */
  readonly people?: readonly PagePerson[];
  /** What the panel drives, where the partner is a sandbox. */
  readonly sandbox?: DrivenSandbox | undefined;
  /** Hosts that pictures of a kept card may come from. */
  readonly pictureHosts?: readonly string[];
  /** Pictures that the bot serves by itself, where there are any. */
  readonly ownPictures?: OwnPictures | undefined;
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
  const people = peopleAtPage(deps.people ?? []);
  const messages = createMessages(deps.random.token(10), deps.ownPictures);
  const inFlight = createInFlight();
  const exchanges = createKeptConversation({
    ...deps,
    people: people.ids,
    hosts: deps.pictureHosts ?? [],
    book: deps.exchanges,
  });
  let core: Core | undefined;

  type Handler = (request: HttpRequest, running: Core, speaker: string) => Promise<HttpResponse>;

  /** Answers between start and stop, and what `isMeant`. */
  const served =
    (
      path: string,
      isMeant: (request: HttpRequest) => boolean,
      answer: (request: HttpRequest, running: Core) => Promise<HttpResponse>,
    ) =>
    async (request: HttpRequest) => {
      if (!isMeant(request)) {
        refusals.count(path, 'asked for by another page, or under a name that is not this machine');
        return refused(403, 'not asked by the page on this machine');
      }
      return core === undefined ? refused(503, 'not running') : answer(request, core);
    };

  /** Answers the operator, as whomever they speak, on this page alone. */
  const answered = (path: string, answer: Handler) =>
    served(path, sameOrigin, async (request, running) => {
      const proof = check(request);
      if (proof === 'right') {
        const speaker = people.of(request.headers);
        return speaker === undefined
          ? refused(400, 'nobody of that name')
          : answer(request, running, speaker);
      }
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
    async (request: HttpRequest, running: Core, speaker: string): Promise<HttpResponse> => {
      const asked = read(request, speaker, deps.clock.now());
      if (asked === undefined) return refused(400, 'not a command');
      const { invocation, shown, from } = asked;
      const { lines, done } = answerOnPage(running, invocation, {
        keep: previews.keep,
        own: deps.ownPictures,
        people: people.offered,
        async answered(answer) {
          if (shown === undefined) return;
          const id = answer.replace ? (from ?? invocation.id) : invocation.id;
          await exchanges.keep({ person: speaker, id, shown }, answer);
        },
      });
      inFlight.follow(done);
      return streamed(lines);
    };

  const data: readonly Route[] = [
    get('/page/menu', async (_request, running) => {
      const commands = running.menu.map(({ name, summary, examples }) => ({ name, summary, examples }));
      const { notice } = running;
      return json({
        commands,
        previews: await previews.names(),
        people: people.offered,
        drivesSandbox: deps.sandbox !== undefined,
        ...(notice !== undefined && { notice }),
      } satisfies PageMenu);
    }),
    post('/page/suggestions', pageLimits.bodyBytes, async (request, running, speaker) => {
      const typing = readTyping(request, speaker);
      if (typing === undefined) return refused(400, 'not a line that is being typed');
      return json(await completionsForPage(running, typing));
    }),
    post('/page/invocations', pageLimits.bodyBytes, invoked(readInvocation)),
    post('/page/invocations/with-picture', pageLimits.pictureBodyBytes, invoked(readInvocationWithPicture)),
    get('/page/exchanges', async (_request, _running, speaker) => {
      const kept = await exchanges.seenBy(speaker);
      const events = kept.map(({ id, shown, answer }) => {
        const whole = { ...answer, replace: false };
        return { id, shown, answer: answerEvent(whole, previews.keep(whole)) };
      });
      return json({ exchanges: events } satisfies PageExchanges, deps.ownPictures);
    }),
    get('/page/news', async ({ query, signal }, _running, speaker) =>
      streamed(messages.follow((query.get('after') ?? '').slice(0, pageLimits.position), signal, speaker)),
    ),
    get('/page/previews/*', async ({ path }) => {
      const [name = '', key = ''] = path.split('/').slice(-2);
      const drawn = await previews.drawn(decoded(name), key);
      return drawn === undefined ? refused(404, 'no such answer any more') : json(drawn);
    }),
  ];

  const { sandbox } = deps;
  const driven: readonly Route[] =
    sandbox === undefined
      ? []
      : [
          get('/page/sandbox', async () => json(sandboxForPage(sandbox))),
          post('/page/sandbox', pageLimits.bodyBytes, async (request) => {
            const done = await driveSandbox(sandbox, request);
            return done === undefined
              ? refused(400, 'nothing of the panel')
              : json(sandboxForPage(sandbox, done));
          }),
        ];

  // Open: they hold nothing, and have to say that the token is missing, behind a proxy too, where the Origin is another.
  const files = assetRoutes().map((route) => ({
    ...route,
    handle: served(route.path, namesThisMachine, route.handle),
  }));

  return {
    platform: pageName,
    homes: () => [pageWhereabouts.workspace],
    groupsOf: async () => [],
    routes: [...files, ...data, ...driven],
    outlet: pageOutlet({
      ...deps,
      messages,
      people: people.ids,
      keep: previews.keep,
      exchanges,
      running: () => core !== undefined,
    }),
    async start(running) {
      // What it said before it was started anew can go on: it is changed, answered under and found again.
      for (const { key, conversation, person: _, ...told } of await exchanges.told()) {
        const { ref, at, changedAt, language, card, under, broadcast } = told;
        const shown = { language, card: cardForPage(card), key: previews.keep({ language, card }) };
        const when = {
          at,
          ...(changedAt !== undefined && { changedAt }),
          ...(under !== undefined && { under }),
        };
        messages.put({ key, conversation, message: { ref, broadcast, ...when, ...shown } });
      }
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

function json(value: unknown, own?: OwnPictures): HttpResponse {
  const headers = { ...dataHeaders, 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body: atHome(JSON.stringify(value), own) };
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
