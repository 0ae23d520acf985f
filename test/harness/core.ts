import type { Core } from '../../src/chat/adapter.ts';
import type { CommandFinder } from '../../src/chat/command.ts';
import type { DispatchDeps } from '../../src/chat/dispatch.ts';
import type { HandOver } from '../../src/commands/requests/hand-over.ts';
import type { DirectoryAdapter } from '../../src/domain/access/people.ts';
import type { RequestService } from '../../src/domain/requests/request-service.ts';
import type { FollowShortLink } from '../../src/domain/sellers/short-link.ts';
import type { FetchPicture } from '../../src/pictures/read-picture.ts';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { createClockWatch } from '../../src/runtime/clock-watch.ts';
import type { Log } from '../../src/runtime/log.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { PeopleSettings } from '../../src/settings/people.ts';
import type { Invented } from '../../src/settings/platform.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { type AccessRules, openAccessRules } from '../../src/wiring/access-rules.ts';
import { createAccountBooks } from '../../src/wiring/account-books.ts';
import { createCommands } from '../../src/wiring/commands.ts';
import { openDispatch } from '../../src/wiring/dispatch.ts';
import { tryingOut } from '../../src/wiring/partner.ts';
import { openRequestService } from '../../src/wiring/requests.ts';
import { createServices, type ServiceDeps } from '../../src/wiring/services.ts';
import { type Account, openXport, type Xport } from '../../src/xport/client.ts';
import { patientClock } from '../fakes/patient-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { secret } from '../protection/logs/kept-lines.ts';
import { openOwnStore } from '../store/bed.ts';
import { createTestNews, type TestNews } from './news.ts';

export interface TestCore {
  readonly core: Core;
  readonly requestService: RequestService;
  readonly handOver: HandOver;
  /** Every command. */
  readonly commands: CommandFinder;
  readonly rules: AccessRules;
  readonly store: Store;
  readonly clock: Clock;
  /** Each invocation that ended, as the metrics are told. */
  readonly ended: Parameters<DispatchDeps['measure']>[0][];
  readonly xport: Xport;
  /** The path of each call of the partner that has ended. */
  readonly calls: readonly string[];
  /** The partner, unless it is another upstream. */
  readonly sandbox: Sandbox | undefined;
  /** What stands in for the notifications. */
  readonly news: TestNews;
  close(): Promise<void>;
}

/** Where nothing else is said, a person in a direct message outside of any workspace shares the one that is let in. */
const sharedHomes: readonly DirectoryAdapter[] = ['test', 'slack', 'discord'].map((platform) => ({
  platform,
  homes: () => ['T1'],
  membershipsOf: async ({ among }) => among.map((workspace) => ({ workspace, groups: [] })),
}));

const hourMs = 60 * 60_000;
const template = '{access-key}{timestamp}{nonce-str}{access-secret}';

/**
 * The real core on a store in memory and the real sandbox over HTTP: all of the bot but its adapters. With
 * `upstream` it talks to that base URL instead.
 */
export async function openTestCore(
  options: {
    clock?: Clock;
    upstream?: string;
    /** Whom the upstream knows. */
    account?: Account;
    store?: Store;
    /** When the store was made of a copy; never, unless it is said. */
    restoredAt?: number;
    /** What links of others lead to; nowhere unless it is said. */
    fetchPicture?: FetchPicture;
    /** What short links lead to; no site answers unless it is said. */
    followShortLink?: FollowShortLink;
    log?: Log;
    linksPerMinute?: number;
    linksPerAccountDay?: number;
    /** Without it links go out as they are. */
    guarded?: ServiceDeps['guarded'];
    /** Everybody is a buyer unless told otherwise. */
    access?: Partial<PeopleSettings['access']>;
    /** What made-up people may do. */
    invented?: Invented;
    /** Whether workspaces have to be let in; without it all are. */
    admission?: 'kept';
    /** What platforms tell of people and workspaces; nothing, unless told otherwise. */
    adapters?: readonly DirectoryAdapter[];
    requests?: { remindMs?: number; expireMs?: number; paymentAboveFen?: number };
    commandsPerMinute?: { person: number; workspace: number };
    /** Without it no platform names anybody's direct messages. */
    directOf?: ServiceDeps['directOf'];
  } = {},
): Promise<TestCore> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const surroundings = { clock, random: systemRandom, log };
  const signing = { signatureTemplate: template, timestampUnit: 'seconds' as const };
  const account = options.account ?? createSandboxAccount(systemRandom);
  secret(account.accessSecret);
  secret(account.accessKey);
  const sandbox =
    options.upstream === undefined ? await openSandbox({ account, ...signing, ...surroundings }) : undefined;
  const calls: string[] = [];
  const xport = openXport({
    account,
    baseUrl: sandbox?.url ?? options.upstream ?? '',
    ...signing,
    ...surroundings,
    measure: ({ path }) => void calls.push(path),
  });
  const store = options.store ?? (await openOwnStore(clock, log));
  const ended: TestCore['ended'] = [];
  const books = createAccountBooks(store, () => 'partner:test', account.userId, options.restoredAt);
  const news = createTestNews(
    { store, users: books.users },
    clock,
    sandbox && tryingOut(sandbox.orders, systemRandom),
  );
  const requestService = openRequestService({
    store,
    approversOf: (asked) => rules.approversOf(asked),
    isReadByOthers: (asked) => rules.isReadByOthers(asked),
    ...surroundings,
    remindMs: options.requests?.remindMs ?? 4 * hourMs,
    expireMs: options.requests?.expireMs ?? 72 * hourMs,
  });
  const { of, ...admissions } = store.admissions;
  const rules = openAccessRules({
    store: {
      ...store,
      admissions: { ...admissions, of: options.admission === 'kept' ? of : async () => 'admitted' },
    },
    access: { admins: [], operators: [], workspaces: [], defaultRole: 'buyer', ...options.access },
    paymentAboveFen: options.requests?.paymentAboveFen,
    ...(options.invented !== undefined && { invented: [options.invented] }),
    adapters: options.adapters ?? sharedHomes,
    clock,
    log,
  });
  const clockWatch = createClockWatch(clock);
  const services = createServices({
    store,
    books,
    xport,
    fetchPicture: options.fetchPicture ?? (async () => ({ fault: 'unreachable' })),
    followShortLink: options.followShortLink ?? (async () => ({ fault: 'silent' })),
    sandbox: sandbox !== undefined,
    ...surroundings,
    clock: options.clock ?? patientClock,
    clockWatch,
    clockJump: clockWatch.last,
    defaultLanguage: 'en',
    linksPerMinute: options.linksPerMinute ?? 10_000,
    linksPerDay: 100_000,
    linksPerAccountDay: options.linksPerAccountDay ?? 100_000,
    ...(options.guarded !== undefined && { guarded: options.guarded }),
    rules,
    directOf: options.directOf ?? (async () => undefined),
    commandsPerMinute: options.commandsPerMinute ?? { person: 100_000, workspace: 1_000_000 },
    version: '0.0.0',
    schema: '0000-none',
    requestService,
    sellerApprovedMs: 30 * 24 * hourMs,
    health: async () => [{ name: 'store', readiness: { ok: true } }],
    news: news.ports,
    account: {
      known: () => ({ id: 'partner:test', name: 'test' }),
      others: async () => [],
      choose: async () => false,
    },
  });
  const { core, commands, close } = openDispatch(services, createCommands(services), {
    measure: (each) => ended.push(each),
  });
  return {
    core,
    requestService,
    handOver: services.handOver,
    commands,
    rules,
    store,
    clock,
    ended,
    news,
    xport,
    calls,
    sandbox,
    async close() {
      await close(0);
      await xport.close();
      await sandbox?.close();
      if (options.store === undefined) await store.close();
    },
  };
}
