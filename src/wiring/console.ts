import type { ChatAdapter } from '../chat/adapter.ts';
import { createAuditPage } from '../console/audit-page.ts';
import { consoleRoutes } from '../console/console.ts';
import { createDoor } from '../console/door.ts';
import { createHealthPage, type Health } from '../console/health-page.ts';
import type { History, PartState, Reading } from '../console/history.ts';
import { createOperatorLog } from '../console/operator-log.ts';
import { createOrdersPage } from '../console/orders-page.ts';
import { createParkedPage } from '../console/parked-page.ts';
import {
  createPeoplePage,
  createRequestsPage,
  createWatchesPage,
  createWorkspacesPage,
} from '../console/people-pages.ts';
import { createSettingsPage } from '../console/settings-page.ts';
import { createUnreadablePage } from '../console/unreadable-page.ts';
import { homesOf } from '../domain/access/people.ts';
import { orderOf } from '../domain/orders/merge.ts';
import { withGoods } from '../domain/orders/ordered-goods.ts';
import { readState } from '../domain/orders/state.ts';
import type { AdminGuard } from '../http/admin-guard.ts';
import type { PartReadiness } from '../http/health.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ClockJump } from '../runtime/clock-watch.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { SettingInForce } from '../settings/in-force.ts';
import type { Settings } from '../settings/read-settings.ts';
import { databaseName } from '../settings/secrets.ts';
import type { StoredOrder } from '../store/contract/orders.ts';
import type { Store } from '../store/contract/store.ts';
import { StoreError } from '../store/error.ts';
import type { AccountIdentity } from './account-identity.ts';

/** Whoever sees so many needs no more digits, and to count all of them takes longer the more there are. */
const mostCounted = 1_000;

/** The operator's console over one bot, and the end of its streams. */
export function openConsole({
  settings,
  inForce,
  guard,
  store,
  identity,
  sandbox,
  adapters,
  health,
  brokenChains,
  clockJump,
  history,
  version,
  clock,
  random,
  log,
}: {
  readonly settings: Settings;
  /** Where each setting came from; absent where the start did not look. */
  readonly inForce: readonly SettingInForce[] | undefined;
  readonly guard: AdminGuard;
  readonly store: Store;
  readonly identity: Pick<AccountIdentity, 'known'>;
  readonly sandbox: boolean;
  readonly adapters: readonly ChatAdapter[];
  health(): Promise<readonly PartReadiness[]>;
  /** How many chains of the audit log were not as anchored when that was last looked for. */
  brokenChains(): number;
  clockJump(): ClockJump | undefined;
  readonly history: History;
  readonly version: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): { readonly routes: readonly Route[]; start(): void } {
  const { access, http } = settings;
  const startedAt = clock.elapsed();
  const { operator } = store;
  const operatorLog = createOperatorLog(store.audit);
  const account = () => identity.known()?.id;

  const figures = () => operator.figures({ account: account(), atMost: mostCounted });

  async function connected(): Promise<readonly PartState[]> {
    return (await health()).map(partOf);
  }

  async function read(): Promise<Health> {
    const [parts, stored] = await Promise.all([connected(), readStored().catch(orDown)]);
    return {
      connected: parts,
      partner: { sandbox, account: identity.known()?.name },
      stored,
      brokenChains: brokenChains(),
      clockJump: clockJump(),
      build: {
        version,
        upMs: clock.elapsed() - startedAt,
        database: databaseName(settings.databaseUrl),
      },
    };
  }

  async function readStored(): Promise<Health['stored']> {
    const [{ inbox, deliveries }, last, restored, schema] = await Promise.all([
      figures(),
      store.copies.last(),
      store.copies.restored(),
      store.copies.schema(),
    ]);
    return {
      inbox,
      deliveries,
      copies: { lastAt: last?.madeAt, hourly: settings.hourlyCopies !== undefined },
      schema,
      restoredAt: restored?.restoredAt,
    };
  }

  async function reading(): Promise<Reading> {
    const { inbox, deliveries } = await figures();
    // Not the store's own part: to ask that every few seconds would write every few seconds.
    const parts = adapters.map((adapter) =>
      partOf({ name: adapter.platform, readiness: adapter.readiness() }),
    );
    const lagMs = inbox.oldestWaitingAt === undefined ? 0 : Math.max(0, clock.now() - inbox.oldestWaitingAt);
    return { parts, lagMs, due: deliveries.due.count };
  }

  const healthPage = createHealthPage({ read, history });
  const parked = createParkedPage({ operator, operatorLog, wake: () => store.signals.wake('outbox') });
  const unreadable = createUnreadablePage({ operator, operatorLog, wake: () => store.signals.wake('inbox') });
  const door =
    http.adminToken === undefined
      ? undefined
      : createDoor({ token: http.adminToken, guard, publicUrl: http.publicUrl, clock, random, log });
  const routes = consoleRoutes({
    door,
    operatorLog,
    defaultLanguage: settings.defaultLanguage,
    now: clock.now,
    random,
    log,
    live: (visit, goesOn, signal) => healthPage.live(visit, { now: clock.now, goesOn, signal }),
    pages: {
      health: healthPage.show,
      parked: parked.show,
      unreadable: unreadable.show,
      orders: createOrdersPage({ orders: store.orders, operator, account, orderOf: readOrder }),
      watches: createWatchesPage({ operator, account }),
      requests: createRequestsPage({ operator }),
      workspaces: createWorkspacesPage({
        admissions: store.admissions,
        operator,
        named: access.workspaces,
        homes: () => homesOf(adapters),
      }),
      people: createPeoplePage({
        operator,
        admins: [...access.operators, ...access.admins],
        defaultRole: access.defaultRole,
      }),
      audit: createAuditPage({ audit: store.audit, operator }),
      settings: createSettingsPage(inForce),
    },
    changes: { ...parked.changes, ...unreadable.changes },
  });
  return {
    routes,
    // Nothing is read for a console that is off.
    start() {
      if (door !== undefined) history.start(reading);
    },
  };
}

function partOf({ name, readiness: { ok, detail } }: PartReadiness): PartState {
  return { name, state: ok ? 'good' : 'bad', detail };
}

/** A store that does not answer leaves the rest to be seen. */
function orDown(thrown: unknown): undefined {
  if (!(thrown instanceof StoreError)) throw thrown;
}

/** What this version can't read of an order is left to the row. */
function readOrder({ state, goods }: StoredOrder) {
  try {
    return withGoods(orderOf(readState(state)), goods);
  } catch {
    return undefined;
  }
}
