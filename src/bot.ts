import type { Readable } from 'node:stream';
import { pageAdapter } from '../adapters/page/adapter.ts';
import { terminalAdapter } from '../adapters/terminal/adapter.ts';
import type { TerminalOutput } from '../adapters/terminal/screen.ts';
import type { ChatAdapter, Readiness } from './chat/adapter.ts';
import { createAdminGuard } from './http/admin-guard.ts';
import { tokenLength } from './http/bearer.ts';
import { healthRoutes } from './http/health.ts';
import { isLoopbackHost } from './http/loopback.ts';
import { createMetrics } from './http/metrics.ts';
import type { Route } from './http/route.ts';
import { createHttpServer } from './http/server.ts';
import { createLinkOpener } from './links/link-opener.ts';
import { pictureFetcher } from './pictures/read-picture.ts';
import type { Clock } from './runtime/clock.ts';
import { hourMs } from './runtime/durations.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { within } from './runtime/time-limit.ts';
import { shortLinkFollower } from './sellers/short-link.ts';
import type { Settings } from './settings/read-settings.ts';
import { openStore } from './store/open.ts';
import { openAccessRules, warnOfPlaces } from './wiring/access-rules.ts';
import { createAccountBooks } from './wiring/account-books.ts';
import { anchorAudit } from './wiring/audit-anchors.ts';
import { createCommands } from './wiring/commands.ts';
import { openDispatch } from './wiring/dispatch.ts';
import { openOrderNews } from './wiring/order-news.ts';
import { openPartner, tryingOut } from './wiring/partner.ts';
import { previews } from './wiring/platforms.ts';
import { openRequestNotifier, openRequestService } from './wiring/requests.ts';
import { openSellerLinks } from './wiring/seller-links.ts';
import { createServices } from './wiring/services.ts';
import { openXport } from './xport/client.ts';

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
  /** Standard input and output, where a person or a pipe is at the other end. */
  readonly terminal?: {
    readonly input: Readable;
    readonly output: TerminalOutput;
    readonly interactive: boolean;
    readonly locale: string | undefined;
  };
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
  readonly tokens: OperatorTokens;
  /** Whether the local page is served. */
  readonly servesPage: boolean;
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
const anchorAtStopMs = 1000;
const sweepEveryMs = hourMs;

/** The tokens of one start. */
export function makeTokens({ http }: Settings, random: Random): OperatorTokens {
  return { admin: http.adminToken ?? random.token(tokenLength), page: random.token(tokenLength) };
}

/** Starts every part that `settings` ask for, and resolves once all of them are connected. */
export async function startBot(settings: Settings, surroundings: Surroundings): Promise<Bot> {
  const { clock, random, log } = surroundings;
  const tokens = surroundings.tokens ?? makeTokens(settings, random);
  const hide = (secret: string) => surroundings.hide?.(secret);
  const undo: (() => Promise<void>)[] = [];
  try {
    const adapters: ChatAdapter[] = [];
    const lastFrames = () => adapters.map(({ platform, readiness }) => ({ platform, ...readiness() }));
    const metrics = createMetrics({ clock, lastFrames });
    const store = await openStore({
      url: settings.databaseUrl,
      auditKeptMs: settings.auditKeptMs,
      clock,
      random,
      log,
    });
    undo.unshift(() => store.close());
    metrics.audit.watch(() => store.audit.lengths());
    const anchor = () => anchorAudit({ store, log, broken: metrics.audit.broken });
    // At the end it comes after everything that is still written down; a store that does not answer is not waited for.
    undo.unshift(() => within(clock, anchorAtStopMs, anchor()));
    const partner = await openPartner(settings, surroundings);
    undo.unshift(() => partner.close());
    hide(partner.account.accessSecret);
    hide(partner.account.accessKey);
    const books = createAccountBooks(store, partner.name);
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
    const guard = createAdminGuard({
      token: tokens.admin,
      open: isLoopbackHost(settings.http.host),
      clock,
      log,
    });
    const routes: Route[] = [...healthRoutes(health, guard), guard.protect(metrics.route)];
    const platforms = await Promise.all(
      settings.platforms.map((each) => each.open({ clock, random, log, exclusive: store.exclusive })),
    );
    adapters.push(...platforms.map(({ adapter }) => adapter));
    routes.push(...platforms.flatMap((platform) => platform.routes));
    if (settings.localChat) {
      const page = pageAdapter({ clock, random, log, token: tokens.page, previews });
      adapters.push(page);
      routes.push(...page.routes);
    }
    const terminal = openTerminal(settings, surroundings);
    if (terminal !== undefined) adapters.push(terminal);

    const { paymentAboveFen } = settings.requests;
    const rules = openAccessRules({ store, access: settings.access, paymentAboveFen, adapters, clock, log });
    const { sandbox } = partner;
    const { notifications, ports } = openOrderNews({
      settings,
      account: partner.account,
      books,
      sandbox: sandbox && tryingOut(sandbox.orders, random),
      store,
      xport,
      adapters,
      isServed: rules.standing.isServed,
      metrics,
      clock,
      random,
      log,
    });
    routes.push(...notifications.routes);
    const links = createLinkOpener({ clock });
    undo.unshift(() => links.close());
    const guarded =
      settings.sellers.guard && openSellerLinks({ guard: settings.sellers.guard, store, clock, random, log });
    if (guarded !== undefined) hide(await store.links.key());
    routes.push(...(guarded?.routes ?? []));
    const desk = openRequestService({ store, clock, random, ...settings.requests });
    const services = createServices({
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
      commandsPerMinute: settings.commandsPerMinute,
      linksPerMinute: settings.sellers.linksPerMinute,
      linksPerDay: settings.sellers.linksPerDay,
      linksPerAccountDay: settings.sellers.linksPerAccountDay,
      ...(guarded !== undefined && { guarded }),
      rules,
      directOf: async (platform, { place, person }) =>
        (await adapters.find((adapter) => adapter.platform === platform)?.outlet.direct?.(place, person))
          ?.conversation,
      version: surroundings.version,
      health,
      desk,
      sellerApprovedMs: settings.requests.sellerApprovedMs,
      news: ports,
    });
    const { core, commands, close } = openDispatch(services, createCommands(services), metrics.command);

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
    await warnOfPlaces(rules, adapters, log);
    notifications.start();
    undo.unshift(() => notifications.stop());
    const notifier = openRequestNotifier({
      store,
      desk,
      adapters,
      isServed: rules.standing.isServed,
      handOver: services.handOver,
      commands,
      sandbox: sandbox !== undefined,
      defaultLanguage: settings.defaultLanguage,
      clock,
      random,
      log,
    });
    notifier.start();
    undo.unshift(() => notifier.stop());
    sandbox?.pushTo(callbackUrl(url, settings));
    undo.unshift(keepSweeping(clock, log, () => store.sweep(), anchor));
    return {
      url,
      tokens,
      servesPage: settings.localChat,
      routes,
      finished: terminal?.finished ?? new Promise(() => {}),
      stop: () => inOrder(undo),
    };
  } catch (error) {
    await inOrder(undo).catch((fault: unknown) => log.warn({ err: fault }, 'not all could be closed'));
    throw error;
  }
}

/** Where this bot takes pushed messages, as a client on this machine reaches it. */
function callbackUrl(url: string, { xport: { callback } }: Settings): string {
  const path = callback.by.kind === 'token' ? `/${callback.by.token}` : '';
  return `${url}/xport/messages${path}`;
}

/** The terminal is for trying the bot out: it is off once a chat platform is configured. */
function openTerminal(settings: Settings, { terminal, clock, random, log }: Surroundings) {
  if (terminal === undefined || settings.platforms.length > 0) return undefined;
  const person = { id: 'operator', locale: terminal.locale };
  return terminalAdapter({ ...terminal, person, clock, random, log });
}

/** Each hour clears out what is past its time, and anchors what is left of the audit log; the function ends that. */
function keepSweeping(
  clock: Clock,
  log: Log,
  sweep: () => Promise<unknown>,
  anchor: () => Promise<void>,
): () => Promise<void> {
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  const later = () => {
    if (ended) return;
    cancel = clock.after(sweepEveryMs, () => {
      running = sweep()
        .catch((error: unknown) => log.warn({ err: error }, 'the store was not swept'))
        .then(anchor)
        .then(later);
    });
  };
  later();
  return () => {
    ended = true;
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
