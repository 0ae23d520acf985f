import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../../src/bot.ts';
import { mergeFact } from '../../src/domain/orders/merge.ts';
import { keptParcel } from '../../src/domain/orders/parcels.ts';
import { blankState, printState } from '../../src/domain/orders/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { settingsInForce } from '../../src/settings/in-force.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { secret } from '../protection/logs/kept-lines.ts';

export const adminToken = secret('admin-token-of-the-console');

/** The account of the sandbox, whose orders these are. */
export const account = 'sandbox';
export const organization = 'page:local';

export function orderId(number: number): string {
  return `33050753411491${String(number).padStart(5, '0')}`;
}

/** What could not be read: its values must be shown on no page but the raw one. */
export const unreadableBody = JSON.stringify({
  wrong: 'a-value-nobody-asked-for',
  count: 12_345,
  deep: JSON.stringify({ list: [1, 2, 3] }),
});

/** A real bot with a console, the local page and the sandbox, on a store in which something is to be seen, and what `alsoFill` adds. */
export async function openConsoleBot(
  environment: Readonly<Record<string, string>> = {},
  alsoFill: (store: Store) => Promise<void> = async () => {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  const url = `sqlite:${join(folder, 'bot.db')}`;
  const openAgain = () => openStore({ url, clock: systemClock, random: systemRandom, log: silentLog });
  const store = await openAgain();
  await fill(store);
  await alsoFill(store);
  await store.close();
  const given = {
    DATABASE_URL: url,
    PORT: '0',
    LOCAL_CHAT: 'on',
    ADMIN_TOKEN: adminToken,
    ADMINS: 'slack:U0BOSS',
    ...environment,
  };
  const read = readSettings(platforms, given);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const log = createCollectedLog();
  const bot = await startBot(read.settings, {
    clock: systemClock,
    random: systemRandom,
    log,
    version: '0.0.0',
    inForce: settingsInForce(platforms, given, 'ADMINS=slack:U0BOSS\n'),
  });
  secret(bot.tokens.page);
  return {
    bot,
    log,
    openAgain,
    async close() {
      await bot.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An order of which the partner's API has told all that it does. */
function shippedState(id: string, now: number) {
  return mergeFact(undefined, {
    from: 'answer',
    orderId: id,
    market: '1688',
    askedAt: now,
    status: 'waitbuyerreceive',
    times: { created: now - 3_600_000, paid: now - 3_000_000, shipped: now - 2_000_000 },
    amounts: { total: '64.61', shipping: '8.00', prices: ['56.61'] },
    seller: { name: '义乌市灯具厂' },
    items: [{ offerId: '951807530375', title: '<b>台灯</b>', quantity: 1 }],
    parcels: [keptParcel({ mailNo: 'YT7565691026776', carrier: 'YTO', state: 'moving', at: now })],
  }).state;
}

async function fill(store: Store): Promise<void> {
  const now = Date.now();
  await store.orders.transact(async (transaction) => {
    await transaction.saveOrders({
      account,
      orders: Array.from({ length: 60 }, (_, at) => ({
        orderId: orderId(at),
        state: printState(at === 3 ? shippedState(orderId(at), now) : blankState(orderId(at), '1688')),
        version: 1,
        phase: 'unknown',
        createdAt: now - at * 60_000,
        changedAt: now,
      })),
    });
    await transaction.addDeliveries(
      [1, 2].map((number) => ({
        organization,
        conversation: 'page:page',
        workspace: 'local',
        account,
        subjectKind: 'order',
        subjectId: orderId(number),
        part: '',
        version: 1,
        content: JSON.stringify({ news: [{ kind: 'paid' }], mentions: [], daily: false }),
        dueAt: now,
        createdAt: now,
        trace: `t${number}`,
      })),
    );
  });
  const [queue] = await store.queues.claim({ limit: 1, holdMs: 60_000 });
  if (queue === undefined) throw new Error('nothing is due');
  const due = await store.queues.due(queue, 10);
  await store.queues.park(queue, due, 'the conversation <is> "gone"');
  await store.queues.release(queue, now);
  const message = {
    account,
    digest: 'digest-of-it',
    body: unreadableBody,
    trace: 'trace-of-it',
    receivedAt: now,
  };
  await store.inbox.keep(message);
  await store.orders.transact(async (transaction) => {
    const ids = (await transaction.takeMessages({ account, limit: 1 })).map(({ id }) => id);
    await transaction.settleMessages({ account, ids, as: 'unreadable' });
    await transaction.noteMessages({ account, about: ids.map((id) => ({ id, orderId: orderId(3) })) });
  });
  await store.watches.set({
    organization,
    conversation: 'page:page',
    workspace: 'local',
    account,
    subject: 'all',
    rule: '{}',
    setBy: 'page:operator',
    setAt: now,
  });
  await store.admissions.knock({ workspace: 'slack:T0KNOCKED', at: now, keep: 10 });
  await store.grants.set({
    organization,
    scope: 'everywhere',
    subject: 'person slack:U0BUYER',
    role: 'buyer',
    name: '<script>alert(1)</script>',
    grantedBy: 'page:operator',
    grantedAt: now,
  });
  await store.requests.open(
    {
      organization,
      id: 'request-1',
      kind: 'payment',
      subject: `order:${orderId(1)}`,
      asker: 'page:operator',
      open: true,
      status: 'open',
      state: '{}',
      version: 1,
      createdAt: now,
      changedAt: now,
    },
    [],
  );
  // More than a page shows of one order, and one of another.
  await Promise.all(
    Array.from({ length: 56 }, (_, at) =>
      store.audit.append({
        organization,
        workspace: 'local',
        conversation: 'direct',
        command: 'order cancel',
        outcome: 'refused',
        trace: `cancel-${at}`,
        facts: { order: orderId(at === 0 ? 3 : 4) },
        person: 'page:operator',
      }),
    ),
  );
  for (const command of ['order pay', 'watch']) {
    await store.audit.append({
      organization,
      workspace: 'local',
      conversation: 'direct',
      command,
      outcome: 'done',
      trace: 'trace-1',
      facts: { order: orderId(1) },
      person: 'page:operator',
    });
  }
}
