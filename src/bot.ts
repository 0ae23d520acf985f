import type { Readable } from 'node:stream';
import { pageAdapter } from '../adapters/page/adapter.ts';
import type { ExchangeBook } from '../adapters/page/exchanges.ts';
import { pageName, pageWhereabouts } from '../adapters/page/inbound.ts';
import { inventedPeople, type PagePerson } from '../adapters/page/people.ts';
import { terminalAdapter } from '../adapters/terminal/adapter.ts';
import type { TerminalOutput } from '../adapters/terminal/screen.ts';
import { createRequestClock } from './approvals/request-clock.ts';
import type { ChatAdapter, Readiness } from './chat/adapter.ts';
import { createHistory } from './console/history.ts';
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
import { createClockRepair } from './runtime/clock-repair.ts';
import { createClockWatch } from './runtime/clock-watch.ts';
import { hourMs } from './runtime/durations.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { scopedId } from './runtime/scoped-id.ts';
import { within } from './runtime/time-limit.ts';
import { pictureHosts } from './sellers/hosts.ts';
import { shortLinkFollower } from './sellers/short-link.ts';
import type { SettingInForce } from './settings/in-force.ts';
import type { Settings } from './settings/read-settings.ts';
import type { Store } from './store/contract/store.ts';
import { openStore } from './store/open.ts';
import { type Invented, openAccessRules, warnOfWorkspaces } from './wiring/access-rules.ts';
import { createAccountBooks } from './wiring/account-books.ts';
import { openAccountStanding } from './wiring/account-standing.ts';
import { anchorAudit } from './wiring/audit-anchors.ts';
import { createCommands } from './wiring/commands.ts';
import { metricsToldTo, openConsole } from './wiring/console.ts';
import { openDispatch } from './wiring/dispatch.ts';
import { copyBeside, keepHourlyCopies } from './wiring/hourly-copies.ts';
import { openOrderNews } from './wiring/order-news.ts';
import { openStoredOutbox } from './wiring/outbox.ts';
import { drivenOnPage, openPartner, tryingOut } from './wiring/partner.ts';
import { previews } from './wiring/platforms.ts';
import { openRequestService, requestKind } from './wiring/requests.ts';
import { openSellerLinks } from './wiring/seller-links.ts';
import { createServices } from './wiring/services.ts';
import { keepTellingSilent } from './wiring/silent-watches.ts';
import { storeThreadEntry } from './wiring/store-thread-entry.ts';
import { openTraces } from './wiring/traces.ts';
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
  /** Where each setting came from, for the operator to see. */
  readonly inForce?: readonly SettingInForce[];
  /** Standard input and output, where a person or a pipe is at the other end. */
  readonly terminal?: {
    readonly input: Readable;
    readonly output: TerminalOutput;
    readonly interactive: boolean;
    readonly locale: string | undefined;
    /** The time zone of this machine, by its IANA name. */
    readonly zone: string | undefined;
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
  /** The last migration of its store. */
  readonly schema: string;
  readonly tokens: OperatorTokens;
  /** Whether the local page is served. */
  readonly servesPage: boolean;
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
const anchorAtStopMs = 1000;
const sweepEveryMs = hourMs;

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
  const undo: (() => Promise<void>)[] = [];
  try {
    clockWatch.start();
    undo.unshift(async () => clockWatch.stop());
    const adapters: ChatAdapter[] = [];
    const lastFrames = () => adapters.map(({ platform, readiness }) => ({ platform, ...readiness() }));
    const history = createHistory({ clock });
    const metrics = metricsToldTo(history, createMetrics({ clock, lastFrames }));
    const traces = await openTraces({
      endpoint: settings.tracesEndpoint,
      version: surroundings.version,
      clock,
    });
    undo.unshift(() => traces.close());
    const store = await openStore({
      url: settings.databaseUrl,
      auditKeptMs: settings.auditKeptMs,
      version: surroundings.version,
      thread: storeThreadEntry,
      clock,
      random,
      log,
    });
    undo.unshift(() => store.close());
    const schema = (await store.copies.schema())?.migration ?? '';
    metrics.build({ version: surroundings.version, schema, node: process.versions.node });
    const clockRepair = createClockRepair({
      times: store.times,
      clock,
      clockWatch,
      log,
      wake: () => store.signals.wake('outbox'),
    });
    await clockRepair.start();
    undo.unshift(() => clockRepair.stop());
    metrics.audit.watch(() => store.audit.lengths());
    let brokenChains = 0;
    const broken = (chains: number) => {
      brokenChains = chains;
      metrics.audit.broken(chains);
    };
    const anchor = () => anchorAudit({ store, log, broken });
    // At the end it comes after everything that is still written down; a store that does not answer is not waited for.
    undo.unshift(() => within(clock, anchorAtStopMs, anchor()));
    const partner = await openPartner(settings, surroundings, { keepsSandbox: true });
    undo.unshift(() => partner.close());
    hide(partner.account.accessSecret);
    hide(partner.account.accessKey);
    const standing = await openAccountStanding({
      store,
      account: partner.account,
      sandbox: partner.sandbox !== undefined,
      settings: settings.xport,
      clock,
      random,
      log,
    });
    undo.unshift(async () => standing.close());
    const restored = await store.copies.restored();
    const books = createAccountBooks(store, standing.id, partner.account.userId, restored?.restoredAt);
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
      measure(call) {
        metrics.upstream(call);
        const { path, ...ended } = call;
        traces.ended({
          name: 'partner call',
          traces: traces.underWay(),
          first: false,
          facts: { path },
          ...ended,
        });
      },
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
    const invented = settings.localChat && partner.sandbox !== undefined ? inventedPeople : [];
    if (settings.localChat) {
      const page = pageAdapter({
        clock,
        random,
        log,
        token: tokens.page,
        previews,
        exchanges: keptOnPage(store),
        people: invented,
        sandbox: partner.sandbox && drivenOnPage(partner.sandbox, random),
        pictureHosts,
        ownPictures: partner.sandbox?.pictures.own,
      });
      adapters.push(page);
      routes.push(...page.routes);
    }
    const terminal = openTerminal(settings, surroundings);
    if (terminal !== undefined) adapters.push(terminal);

    const { paymentAboveFen } = settings.requests;
    const rules = openAccessRules({
      store,
      access: settings.access,
      paymentAboveFen,
      invented: inventedOnPage(invented),
      adapters,
      clock,
      log,
    });
    const { sandbox, placePicture } = partner;
    routes.push(...(sandbox?.pictures.routes ?? []));
    const { notifications, ports } = openOrderNews({
      settings,
      account: partner.account,
      standing,
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
      standing,
      sandbox: sandbox !== undefined,
      adapters,
      health,
      brokenChains: () => brokenChains,
      clockJump: clockRepair.last,
      history,
      version: surroundings.version,
      clock,
      random,
      log,
    });
    routes.push(...operatorConsole.routes);
    const links = createLinkOpener({ clock });
    undo.unshift(() => links.close());
    const guarded =
      settings.sellers.guard && openSellerLinks({ guard: settings.sellers.guard, store, clock, random, log });
    if (guarded !== undefined) hide(await store.links.key());
    routes.push(...(guarded?.routes ?? []));
    const requestService = openRequestService({
      store,
      approversOf: rules.approversOf,
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
      clockJump: clockRepair.last,
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
      account: standing,
    });
    const { core, commands, close } = openDispatch(services, createCommands(services), {
      within: traces.within,
      measure(ended) {
        metrics.command(ended);
        const { command, outcome, ms, trace, platform = '' } = ended;
        if (trace === undefined) return;
        const facts = { command, platform };
        traces.ended({ name: 'command', traces: [trace], first: true, ms, outcome, facts });
      },
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
    operatorConsole.start();
    undo.unshift(async () => history.stop());
    await warnOfWorkspaces(rules, adapters, log);
    notifications.start();
    undo.unshift(() => notifications.stop());
    const silent = keepTellingSilent({
      store,
      standing,
      announce: ports.announce,
      isServed: rules.standing.isServed,
      defaultLanguage: settings.defaultLanguage,
      random,
      log,
    });
    undo.unshift(() => silent.stop());
    const { handOver } = services;
    const requests = requestKind({
      store,
      service: requestService,
      handOver,
      commands,
      clock,
      log,
    });
    const outbox = openStoredOutbox({
      store,
      adapters,
      placePicture,
      // A person waits for what is said of a request.
      kinds: [requests, notifications.kind],
      isServed: rules.standing.isServed,
      clockWatch,
      defaultLanguage: settings.defaultLanguage,
      holdMs: settings.orders.holdMs,
      doubtfulMs: settings.orders.doubtfulMs,
      measure({ platform, outcome, said }) {
        metrics.notifications.send({ platform, outcome });
        if (said === undefined) return;
        const { about, ...work } = said;
        traces.ended({ name: 'message said', first: false, outcome, facts: { platform, about }, ...work });
      },
      clock,
      random,
      log,
    });
    outbox.start();
    undo.unshift(() => outbox.stop());
    const requestClock = createRequestClock({ service: requestService, clock, random, log });
    requestClock.start();
    undo.unshift(() => requestClock.stop());
    sandbox?.pushTo(callbackUrl(url, settings));
    undo.unshift(keepSweeping(clock, log, () => store.sweep(), anchor));
    if (settings.hourlyCopies !== undefined) {
      undo.unshift(keepHourlyCopies({ ...settings.hourlyCopies, copy: copyBeside, clock, log }));
    }
    return {
      url,
      schema,
      tokens,
      servesPage: settings.localChat,
      routes,
      finished: terminal?.finished ?? new Promise(() => {}),
      broken: store.ended,
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
  const person = { id: 'operator', locale: terminal.locale, zone: terminal.zone };
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

/** The conversation of the local page, of each person who is there. */
function keptOnPage(store: Pick<Store, 'organizations' | 'exchanges'>): ExchangeBook {
  const whose = async (person: string) => ({
    organization: await store.organizations.of({ workspace: pageWorkspace }),
    person: scopedId(pageName, person),
  });
  return {
    keep: async ({ person, ...exchange }) => store.exchanges.keep({ ...(await whose(person)), ...exchange }),
    since: async ({ person, since }) => store.exchanges.since({ ...(await whose(person)), since }),
  };
}

const pageWorkspace = scopedId(pageName, pageWhereabouts.workspace);

function inventedOnPage(people: readonly PagePerson[]): Invented {
  return {
    workspace: pageWorkspace,
    people: people.map(({ id, role }) => ({ whom: scopedId(pageName, id), role })),
  };
}
