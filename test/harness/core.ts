import { createAccountBooks } from '../../src/account-books.ts';
import type { Desk } from '../../src/approvals/desk.ts';
import type { Core } from '../../src/chat/adapter.ts';
import type { DispatchParts } from '../../src/chat/dispatch.ts';
import { type CoreParts, createCore } from '../../src/core.ts';
import { tryingOut } from '../../src/partner.ts';
import type { FetchPicture } from '../../src/pictures/read-picture.ts';
import { type HandOver, openDesk } from '../../src/request-desk.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/account.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { FollowShortLink } from '../../src/sellers/short-link.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type Account, openXport, type Xport } from '../../src/xport/client.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { secret } from '../protection/logs/kept-lines.ts';
import { createTestNews, type TestNews } from './news.ts';

export interface TestCore {
  readonly core: Core;
  readonly desk: Desk;
  readonly handOver: HandOver;
  readonly store: Store;
  readonly clock: Clock;
  /** Each invocation that ended, as the metrics are told. */
  readonly ended: Parameters<DispatchParts['measure']>[0][];
  readonly xport: Xport;
  /** The partner, unless it is another upstream. */
  readonly sandbox: Sandbox | undefined;
  /** What stands in for the notifications. */
  readonly news: TestNews;
  close(): Promise<void>;
}

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
    /** What links of others lead to; nowhere unless it is said. */
    fetchPicture?: FetchPicture;
    /** What short links lead to; no site answers unless it is said. */
    followShortLink?: FollowShortLink;
    log?: Log;
    linksPerMinute?: number;
    /** Without it links go out as they are. */
    guarded?: CoreParts['guarded'];
    /** Everybody is a buyer unless told otherwise. */
    access?: CoreParts['access'];
    requests?: { remindMs?: number; expireMs?: number; paymentAboveFen?: number };
    commandsPerMinute?: { person: number; workspace: number };
    groupsOf?: CoreParts['groupsOf'];
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
  const xport = openXport({
    account,
    baseUrl: sandbox?.url ?? options.upstream ?? '',
    ...signing,
    ...surroundings,
  });
  const store = options.store ?? (await openStore({ url: 'sqlite::memory:', ...surroundings }));
  const ended: TestCore['ended'] = [];
  const books = createAccountBooks(store, 'partner:test');
  const news = createTestNews(
    { store, users: books.users },
    clock,
    sandbox && tryingOut(sandbox.orders, systemRandom),
  );
  const desk = openDesk({
    store,
    ...surroundings,
    remindMs: options.requests?.remindMs ?? 4 * hourMs,
    expireMs: options.requests?.expireMs ?? 72 * hourMs,
  });
  const { core, close, handOver } = createCore({
    store,
    books,
    xport,
    fetchPicture: options.fetchPicture ?? (async () => ({ fault: 'unreachable' })),
    followShortLink: options.followShortLink ?? (async () => ({ fault: 'silent' })),
    sandbox: sandbox !== undefined,
    ...surroundings,
    defaultLanguage: 'en',
    linksPerMinute: options.linksPerMinute ?? 10_000,
    linksPerDay: 100_000,
    ...(options.guarded !== undefined && { guarded: options.guarded }),
    ...(options.groupsOf !== undefined && { groupsOf: options.groupsOf }),
    access: options.access ?? { admins: [], defaultRole: 'buyer' },
    commandsPerMinute: options.commandsPerMinute ?? { person: 100_000, workspace: 1_000_000 },
    version: '0.0.0',
    requests: {
      desk,
      sellerApprovedMs: 30 * 24 * hourMs,
      ...(options.requests?.paymentAboveFen !== undefined && {
        paymentAboveFen: options.requests.paymentAboveFen,
      }),
    },
    health: async () => [{ name: 'store', readiness: { ok: true } }],
    measure: (each) => ended.push(each),
    news: news.ports,
  });
  return {
    core,
    desk,
    handOver,
    store,
    clock,
    ended,
    news,
    xport,
    sandbox,
    async close() {
      await close(0);
      await xport.close();
      await sandbox?.close();
      if (options.store === undefined) await store.close();
    },
  };
}
