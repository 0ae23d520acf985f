import type { TerminalEnds } from '../adapters/terminal/platform.ts';
import type { ChatAdapter, Readiness } from './chat/adapter.ts';
import { pictureHosts } from './domain/sellers/hosts.ts';
import { shortLinkFollower } from './domain/sellers/short-link.ts';
import { createAdminGuard } from './http/admin-guard.ts';
import { tokenLength } from './http/bearer.ts';
import { healthRoutes } from './http/health.ts';
import { isLoopbackHost } from './http/loopback.ts';
import type { Route } from './http/route.ts';
import { createHttpServer } from './http/server.ts';
import { localized } from './languages/index.ts';
import { createLinkOpener } from './links/link-opener.ts';
import { pictureFetcher } from './pictures/read-picture.ts';
import type { Clock } from './runtime/clock.ts';
import { createClockWatch } from './runtime/clock-watch.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import type { SettingInForce } from './settings/in-force.ts';
import type { Settings } from './settings/read-settings.ts';
import { openAccessRules } from './wiring/access-rules.ts';
import { openAccount } from './wiring/account.ts';
import { startBackgroundWork } from './wiring/background-work.ts';
import { openBotStore } from './wiring/bot-store.ts';
import { createCommands } from './wiring/commands.ts';
import { openConsole } from './wiring/console.ts';
import { openDispatch } from './wiring/dispatch.ts';
import { openMeasures } from './wiring/measures.ts';
import { openOrderNews } from './wiring/order-news.ts';
import { drivenOnPage, tryingOut } from './wiring/partner.ts';
import { openPlatforms, previews } from './wiring/platforms.ts';
import { openRequestService } from './wiring/requests.ts';
import { openSellerLinks } from './wiring/seller-links.ts';
import { createServices } from './wiring/services.ts';

/** What the bot runs on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** By which the operator proves to be one; made by chance where they are left out. */
  readonly tokens?: OperatorTokens;
  /** Told of each secret that comes up while the bot starts, for the log to hide. */
  hide?(secret: string): void;
  readonly version: string;
  /** Where each setting came from, for the operator to see. */
  readonly inForce?: readonly SettingInForce[];
  /** Standard input and output, where a person or a pipe is at the other end. */
  readonly terminal?: TerminalEnds;
}

/** What the operator proves by to be one, new at each start unless a setting gives it. Never logged. */
export interface OperatorTokens {
  /** For `Authorization: Bearer`, wherever a request may come from another machine. */
  readonly admin: string;
  /** Of the local page. */
  readonly page: string;
}

export interface Bot {
  /** Of the HTTP server. */
  readonly url: string;
  /** The last migration of its store. */
  readonly schema: string;
  readonly tokens: OperatorTokens;
  /** All that it serves. */
  readonly routes: readonly Route[];
  /** Resolves when the terminal's input has ended; never without a terminal. */
  readonly finished: Promise<void>;
  /** Resolves with why once the bot can do nothing more, so that it is to be stopped and the process to end as failed. */
  readonly broken: Promise<Error>;
  /** Takes nothing new, answers what is under way, closes everything. At most 10 s. */
  stop(): Promise<void>;
}

/** What stop leaves to the commands under way, and then to the answers on their way out. */
const answerAtStopMs = 7000;
const sendAtStopMs = 2000;

/** The tokens of one start. */
export function makeTokens({ http }: Settings, random: Random): OperatorTokens {
  return { admin: http.adminToken ?? random.token(tokenLength), page: random.token(tokenLength) };
}

/** Starts every part that `settings` ask for, and resolves once all of them are connected. */
export async function startBot(settings: Settings, surroundings: Surroundings): Promise<Bot> {
  const { random, log } = surroundings;
  const clockWatch = createClockWatch(surroundings.clock);
  const { clock } = clockWatch;
  const tokens = surroundings.tokens ?? makeTokens(settings, random);
  const hide = (secret: string) => surroundings.hide?.(secret);
  const closing = new AsyncDisposableStack();
  try {
    clockWatch.start();
    closing.defer(async () => clockWatch.stop());
    const adapters: ChatAdapter[] = [];
    const lastFrames = () => adapters.map(({ platform, readiness }) => ({ platform, ...readiness() }));
    const measures = await openMeasures({
      endpoint: settings.tracesEndpoint,
      version: surroundings.version,
      clock,
      lastFrames,
    });
    const { metrics, traces, history } = measures;
    closing.defer(() => traces.close());
    const botStore = await openBotStore({
      settings,
      version: surroundings.version,
      broken: metrics.audit.broken,
      clock,
      clockWatch,
      random,
      log,
    });
    // At the end it comes after everything that is still written down.
    closing.defer(() => botStore.close());
    const { store, schema } = botStore;
    metrics.build({ version: surroundings.version, schema, node: process.versions.node });
    metrics.audit.watch(() => store.audit.lengths());
    const { partner, identity, books, xport, restored } = await openAccount(closing, {
      settings,
      store,
      hide,
      measure: measures.partnerCall,
      machineClock: surroundings.clock,
      clock,
      random,
      log,
    });
    const health = async (): Promise<readonly { name: string; readiness: Readiness }[]> => [
      { name: 'store', readiness: await store.ready() },
      ...adapters.map((adapter) => ({ name: adapter.platform, readiness: adapter.readiness() })),
    ];
    const open = isLoopbackHost(settings.http.host);
    const guard = createAdminGuard({ token: tokens.admin, open, clock, log });
    const routes: Route[] = [...healthRoutes(health, guard), guard.protect(metrics.route)];
    const { sandbox, placePicture } = partner;
    const platforms = await openPlatforms(
      settings,
      { clock, random, log, exclusive: store.exclusive },
      {
        page: {
          token: tokens.page,
          previews,
          store,
          sandbox: sandbox && drivenOnPage(sandbox, random),
          pictureHosts,
          ownPictures: sandbox?.pictures.own,
        },
        terminal: surroundings.terminal,
        terminalWords: localized((words) => words.terminal),
      },
    );
    adapters.push(...platforms.adapters);
    routes.push(...platforms.routes);

    const rules = openAccessRules({
      store,
      access: settings.access,
      paymentAboveFen: settings.requests.paymentAboveFen,
      invented: platforms.invented,
      adapters,
      clock,
      log,
    });
    routes.push(...(sandbox?.pictures.routes ?? []));
    const { notifications, ports } = openOrderNews({
      settings,
      account: partner.account,
      identity,
      books,
      restored,
      sandbox: sandbox && tryingOut(sandbox.orders, random),
      placePicture,
      store,
      xport,
      adapters,
      metrics,
      traces,
      clock,
      random,
      log,
    });
    routes.push(...notifications.routes);
    const operatorConsole = openConsole({
      settings,
      inForce: surroundings.inForce,
      guard,
      store,
      identity,
      sandbox: sandbox !== undefined,
      adapters,
      health,
      brokenChains: botStore.brokenChains,
      clockJump: botStore.clockJump,
      history,
      version: surroundings.version,
      clock,
      random,
      log,
    });
    routes.push(...operatorConsole.routes);
    const links = createLinkOpener({ clock });
    closing.defer(() => links.close());
    const guarded =
      settings.sellers.guard && openSellerLinks({ guard: settings.sellers.guard, store, clock, random, log });
    if (guarded !== undefined) hide(await store.links.key());
    routes.push(...(guarded?.routes ?? []));
    const requestService = openRequestService({
      store,
      approversOf: rules.approversOf,
      isReadByOthers: rules.isReadByOthers,
      clock,
      random,
      ...settings.requests,
    });
    const services = createServices({
      store,
      books,
      xport,
      fetchPicture: pictureFetcher(links),
      followShortLink: shortLinkFollower(links),
      sandbox: sandbox !== undefined,
      placePicture,
      clock,
      clockWatch,
      clockJump: botStore.clockJump,
      random,
      log,
      defaultLanguage: settings.defaultLanguage,
      commandsPerMinute: settings.commandsPerMinute,
      linksPerMinute: settings.sellers.linksPerMinute,
      linksPerDay: settings.sellers.linksPerDay,
      linksPerAccountDay: settings.sellers.linksPerAccountDay,
      ...(guarded !== undefined && { guarded }),
      rules,
      directOf: async (platform, { workspace, person }) =>
        (await adapters.find((adapter) => adapter.platform === platform)?.outlet.direct?.(workspace, person))
          ?.conversation,
      version: surroundings.version,
      schema,
      health,
      requestService,
      sellerApprovedMs: settings.requests.sellerApprovedMs,
      news: ports,
      account: identity,
    });
    const { core, commands, close } = openDispatch(services, createCommands(services), {
      within: traces.within,
      measure: measures.command,
    });

    const server = createHttpServer({ routes, log, clock });
    closing.defer(() => server.close({ withinMs: sendAtStopMs }));
    const url = await server.listen(settings.http);
    closing.defer(async () => {
      const stopped = await Promise.allSettled([
        close(answerAtStopMs),
        ...adapters.map((adapter) => adapter.stop()),
      ]);
      const fault = stopped.find((each) => each.status === 'rejected');
      if (fault !== undefined) throw fault.reason;
    });
    await Promise.all(adapters.map((adapter) => adapter.start(core)));
    operatorConsole.start();
    closing.defer(async () => history.stop());
    await startBackgroundWork(closing, {
      settings,
      services,
      commands,
      adapters,
      identity,
      notifications,
      botStore,
      clockWatch,
      measure: measures.said,
    });
    sandbox?.pushTo(callbackUrl(url, settings));
    return {
      url,
      schema,
      tokens,
      routes,
      finished: platforms.finished,
      broken: store.ended,
      stop: () => closing.disposeAsync(),
    };
  } catch (error) {
    await closing
      .disposeAsync()
      .catch((fault: unknown) => log.warn({ err: fault }, 'not all could be closed'));
    throw error;
  }
}

/** Where this bot takes pushed messages, as a client on this machine reaches it. */
function callbackUrl(url: string, { xport: { callback } }: Settings): string {
  const path = callback.by.kind === 'token' ? `/${callback.by.token}` : '';
  return `${url}/xport/messages${path}`;
}
