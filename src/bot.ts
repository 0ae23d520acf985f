import type { Readable } from 'node:stream';
import { pageAdapter } from '../adapters/page/adapter.ts';
import { terminalAdapter } from '../adapters/terminal/adapter.ts';
import type { TerminalOutput } from '../adapters/terminal/screen.ts';
import { createAccountBooks } from './account-books.ts';
import type { ChatAdapter, Readiness } from './chat/adapter.ts';
import { createCore } from './core.ts';
import { healthRoutes } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import type { Route } from './http/route.ts';
import { createHttpServer } from './http/server.ts';
import { createLinkOpener } from './links/link-opener.ts';
import { openOrderNews } from './order-news.ts';
import { openPartner, tryingOut } from './partner.ts';
import { pictureFetcher } from './pictures/read-picture.ts';
import { openPlatforms } from './platforms.ts';
import { previews } from './previews.ts';
import { openCourier, openDesk } from './request-desk.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { openSellerLinks } from './seller-links.ts';
import { shortLinkFollower } from './sellers/short-link.ts';
import type { Settings } from './settings.ts';
import { openStore } from './store/open.ts';
import { openXport } from './xport/client.ts';

/** What the bot runs on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly version: string;
  /** Standard input and output, where a person or a pipe is at the other end. */
  readonly terminal?: {
    readonly input: Readable;
    readonly output: TerminalOutput;
    readonly interactive: boolean;
    readonly locale: string | undefined;
  };
}

export interface Bot {
  /** Of the HTTP server. */
  readonly url: string;
  /** All that it serves. */
  readonly routes: readonly Route[];
  /** Resolves when the terminal's input has ended; never without a terminal. */
  readonly finished: Promise<void>;
  /** Takes nothing new, answers what is under way, closes everything. At most 10 s. */
  stop(): Promise<void>;
}

/** What stop leaves to the commands under way, and then to the answers on their way out. */
const answerAtStopMs = 7000;
const sendAtStopMs = 2000;
const sweepEveryMs = 60 * 60 * 1000;

/** Starts every part that `settings` ask for, and resolves once all of them are connected. */
export async function startBot(settings: Settings, surroundings: Surroundings): Promise<Bot> {
  const { clock, random, log } = surroundings;
  const undo: (() => Promise<void>)[] = [];
  try {
    const store = await openStore({
      url: settings.databaseUrl,
      auditKeptMs: settings.auditKeptMs,
      clock,
      random,
      log,
    });
    undo.unshift(() => store.close());
    const partner = await openPartner(settings, surroundings);
    undo.unshift(() => partner.close());
    const books = createAccountBooks(store, partner.name);
    const adapters: ChatAdapter[] = [];
    const lastFrames = () => adapters.map(({ platform, readiness }) => ({ platform, ...readiness() }));
    const metrics = createMetrics({ clock, lastFrames });
    const xport = openXport({
      account: partner.account,
      baseUrl: partner.baseUrl,
      signatureTemplate: settings.xport.signatureTemplate,
      querySignatureTemplate: settings.xport.querySignatureTemplate,
      timestampUnit: settings.xport.timestampUnit,
      linkKeptMs: settings.sellers.linkKeptMs,
      clock,
      random,
      log,
      measure: metrics.upstream,
    });
    undo.unshift(() => xport.close());
    const health = async (): Promise<readonly { name: string; readiness: Readiness }[]> => [
      { name: 'store', readiness: await store.ready() },
      ...adapters.map((adapter) => ({ name: adapter.platform, readiness: adapter.readiness() })),
    ];
    const routes: Route[] = [...healthRoutes(health), metrics.route];
    const platforms = await openPlatforms(settings, { clock, random, log, exclusive: store.exclusive });
    adapters.push(...platforms.map(({ adapter }) => adapter));
    routes.push(...platforms.flatMap((platform) => platform.routes));
    if (settings.localChat) {
      const page = pageAdapter({ clock, random, log, previews });
      adapters.push(page);
      routes.push(...page.routes);
    }
    const terminal = openTerminal(settings, surroundings);
    if (terminal !== undefined) adapters.push(terminal);

    const { sandbox } = partner;
    const { notifications, ports } = openOrderNews({
      settings,
      account: partner.account,
      books,
      sandbox: sandbox && tryingOut(sandbox.orders, random),
      store,
      xport,
      adapters,
      metrics,
      clock,
      random,
      log,
    });
    routes.push(...notifications.routes);
    const links = createLinkOpener({ clock });
    undo.unshift(() => links.close());
    const { guard } = settings.sellers;
    const guarded = guard && openSellerLinks({ guard, store, clock, random, log });
    routes.push(...(guarded?.routes ?? []));
    const desk = openDesk({ store, clock, random, ...settings.requests });
    const { core, close, handOver } = createCore({
      store,
      books,
      xport,
      fetchPicture: pictureFetcher(links),
      followShortLink: shortLinkFollower(links),
      sandbox: sandbox !== undefined,
      clock,
      random,
      log,
      defaultLanguage: settings.defaultLanguage,
      linksPerMinute: settings.sellers.linksPerMinute,
      linksPerDay: settings.sellers.linksPerDay,
      ...(guarded !== undefined && { guarded }),
      access: settings.access,
      commandsPerMinute: settings.commandsPerMinute,
      groupsOf: async (platform, asked) =>
        adapters.find((adapter) => adapter.platform === platform)?.groupsOf?.(asked),
      version: surroundings.version,
      health,
      requests: { desk, ...settings.requests },
      measure: metrics.command,
      news: ports,
    });

    const server = createHttpServer({ routes, log, clock });
    undo.unshift(() => server.close({ withinMs: sendAtStopMs }));
    const url = await server.listen(settings.http);
    undo.unshift(async () => {
      const stopped = await Promise.allSettled([
        close(answerAtStopMs),
        ...adapters.map((adapter) => adapter.stop()),
      ]);
      const fault = stopped.find((each) => each.status === 'rejected');
      if (fault !== undefined) throw fault.reason;
    });
    await Promise.all(adapters.map((adapter) => adapter.start(core)));
    notifications.start();
    undo.unshift(() => notifications.stop());
    const courier = openCourier({
      store,
      desk,
      adapters,
      handOver,
      sandbox: sandbox !== undefined,
      defaultLanguage: settings.defaultLanguage,
      clock,
      random,
      log,
    });
    courier.start();
    undo.unshift(() => courier.stop());
    sandbox?.pushTo(callbackUrl(url, settings));
    undo.unshift(keepSweeping(clock, log, () => store.sweep()));
    return {
      url,
      routes,
      finished: terminal?.finished ?? new Promise(() => {}),
      stop: () => inOrder(undo),
    };
  } catch (error) {
    await inOrder(undo).catch((fault: unknown) => log.warn({ err: fault }, 'not all could be closed'));
    throw error;
  }
}

/** Where this bot takes pushed messages, as somebody on this machine reaches it. */
function callbackUrl(url: string, { xport: { callback } }: Settings): string {
  const path = callback.by.kind === 'token' ? `/${callback.by.token}` : '';
  return `${url}/xport/messages${path}`;
}

/** The terminal is for trying the bot out: it is off once a chat platform is configured. */
function openTerminal(settings: Settings, { terminal, clock, random, log }: Surroundings) {
  const platforms = settings.slack !== undefined || settings.discord !== undefined;
  if (terminal === undefined || platforms) return undefined;
  const person = { id: 'operator', locale: terminal.locale };
  return terminalAdapter({ ...terminal, person, clock, random, log });
}

/** Clears out what is past its time, now and then; the function ends that. */
function keepSweeping(clock: Clock, log: Log, sweep: () => Promise<unknown>): () => Promise<void> {
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();
  const later = () => {
    cancel = clock.after(sweepEveryMs, () => {
      running = sweep().then(later, (error: unknown) => {
        log.warn({ err: error }, 'the store was not swept');
        later();
      });
    });
  };
  later();
  return () => {
    cancel();
    return running;
  };
}

/** Every step, one after the other, even where one fails; rejects in the end with what went wrong first. */
async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const step of steps) await step().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
