import { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery, Dialect } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createDatabase, createTransactingDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/list.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { createTables, type Tables } from '../../../src/store/tables.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { makeSqliteBed, type SqliteBed } from '../bed.ts';
import { account, delivery, message, order, watch } from '../news/rows.ts';

const plan = z.array(z.object({ detail: z.string() }));

/**
 * A step that goes through a whole table or index, not one through rows of the query's own; or that sorts. Joined places are
 * few, and read all.
 */
const costly = /^SCAN (?!ready\b|organization_places\b|CONSTANT|\d+ CONSTANT|\d+-ROW VALUES)|USE TEMP B-TREE/;

/** What is sorted is what is given, all of it. */
const sorted = /order by "organization", "conversation", "subject"$/;

describe('what order news asks of SQLite', () => {
  let bed: SqliteBed;
  let tables: Tables;
  let sweeping: () => Promise<unknown>;
  let close: () => Promise<void>;
  const clock = createFakeClock(10_000);
  const asked = new Set<string>();

  beforeEach(async () => {
    bed = await makeSqliteBed();
    const engine = openSqlite(bed.file);
    const dialect = recorded(engine.dialect, (query) => asked.add(query.sql));
    const database = createTransactingDatabase({
      database: createDatabase({ ...engine, dialect }),
      clock,
      random: systemRandom,
    });
    await migrate({ database: database.unscoped, migrations, clock, log: silentLog });
    tables = createTables({
      database,
      anchorBook: undefined,
      auditKeptMs: 1_000,
      clock,
      random: systemRandom,
      log: silentLog,
    });
    sweeping = () => tables.sweep();
    close = () => engine.close();
    asked.clear();
  });

  afterEach(async () => {
    await close();
    await bed.dispose();
  });

  /** The plan of everything that was asked since, by its SQL. */
  function plans(): readonly { readonly sql: string; readonly steps: readonly string[] }[] {
    const database = new DatabaseSync(bed.file, { readOnly: true });
    try {
      return [...asked]
        .filter((sql) => /^(select|insert|update|delete|with) /.test(sql))
        .map((sql) => ({
          sql,
          steps: plan.parse(database.prepare(`explain query plan ${sql}`).all()).map(({ detail }) => detail),
        }));
    } finally {
      database.close();
    }
  }

  it('is found through an index, each time', async () => {
    const { inbox, orders, watches, queues, turns } = tables;
    await inbox.keep(message('a'));
    await watches.set(watch());
    await orders.transact(async (transaction) => {
      await transaction.takeMessages({ account, limit: 10 });
      await transaction.settleMessages({ account, digests: ['a', 'b'], as: 'done' });
      await transaction.orders({ account, orderIds: ['1', '2'] });
      await transaction.saveOrders({ account, orders: [order('1', { askAt: 1, checkAt: 1 }), order('2')] });
      await transaction.watches({ account, subjects: ['all', 'order:1'] });
      await transaction.addDeliveries(['1', '2', '3'].map((orderId) => delivery(orderId)));
    });
    await orders.get({ account, orderId: '1' });
    await orders.list({ account, limit: 5 });
    await orders.list({ account, limit: 5, before: 9, phases: ['shipped', 'done'] });
    await orders.list({ account, limit: 5, before: 9, beforeOrderId: '1' });
    await orders.list({ account, limit: 5, since: 3, before: 9 });
    for (const what of ['ask', 'check'] as const)
      await orders.claimDue({ account, what, limit: 5, again: 9 });
    await watches.of({ organization: 'x:T1', conversation: 'x:C1' });
    await watches.conversationsOf({ account });
    await watches.remove({ organization: 'x:T1', conversation: 'x:C1', subject: 'all' });
    await watches.remove({ organization: 'x:T1', conversation: 'x:C1' });

    const [queue] = await queues.claim({ limit: 5, holdMs: 1_000 });
    if (queue === undefined) throw new Error('the queue was not due');
    const [first, second, third] = await queues.due(queue, 10);
    if (first === undefined || second === undefined || third === undefined) throw new Error('not all due');
    await queues.renew(queue, 1_000);
    await queues.cards(queue, ['1', '2']);
    expect(await queues.begin(queue, [first, second], 'key')).toBe(true);
    const card = { orderId: '1', message: 'm', postedAt: 1, version: 1 };
    await queues.settle(queue, [first], { cards: [card], nextSendAt: 1 });
    await queues.postpone(queue, [second], { nextSendAt: 99_000, counts: true, unclear: false });
    await queues.park(queue, [third], 'reason');
    await queues.release(queue, 1);
    await queues.nextDueAt();
    await queues.parked({ organization: 'x:T1', limit: 5 });
    await queues.retry({ organization: 'x:T1' });
    await turns.take({ organization: account, name: 'n', holder: 'h', holdMs: 1 });
    await turns.end({ organization: account, name: 'n', holder: 'h', note: '' });
    await turns.note({ organization: account, name: 'n' });
    await sweeping();

    const found = plans();
    expect(found.length).toBeGreaterThan(35);
    expect(
      found.filter(({ sql, steps }) => !sorted.test(sql) && steps.some((step) => costly.test(step))),
    ).toEqual([]);
  });

  it('is found through the index that was made for it', async () => {
    const { orders, queues } = tables;
    const indexOf = async (ask: () => Promise<unknown>) => {
      asked.clear();
      await ask();
      return plans().flatMap(({ steps }) =>
        steps.flatMap((step) => /USING INDEX (\w+)/.exec(step)?.[1] ?? []),
      );
    };
    await orders.transact((transaction) => transaction.addDeliveries([delivery('1')]));
    const [queue] = await queues.claim({ limit: 1, holdMs: 1_000 });
    if (queue === undefined) throw new Error('the queue was not due');
    const take = () => orders.transact((transaction) => transaction.takeMessages({ account, limit: 1 }));
    expect(await indexOf(take)).toEqual(['inbox_waiting']);
    expect(await indexOf(() => queues.due(queue, 1))).toEqual(['deliveries_waiting']);
    expect(await indexOf(() => orders.list({ account, limit: 1 }))).toEqual(['orders_by_created_at']);
    expect(await indexOf(() => orders.list({ account, phases: ['done'], before: 9, limit: 1 }))).toEqual([
      'orders_by_phase',
    ]);
    const claimDue = (what: 'ask' | 'check') => orders.claimDue({ account, what, limit: 1, again: 9 });
    expect(await indexOf(() => claimDue('ask'))).toEqual(['orders_by_ask_at']);
    expect(await indexOf(() => claimDue('check'))).toEqual(['orders_by_check_at']);
    expect(await indexOf(() => tables.requests.parked({ organization: 'x:T1', limit: 1 }))).toEqual([
      'request_messages_parked',
    ]);
    expect(await indexOf(() => tables.requests.retry({ organization: 'x:T1', at: 1 }))).toEqual([
      'request_messages_parked',
    ]);
  });

  it('is an index read whole for the counts of metrics alone, and never a table', async () => {
    await tables.queues.counts();
    await tables.orders.counts({ account, since: 0 });
    await tables.inbox.state({ account });
    await tables.requests.counts({ now: 0 });
    for (const { sql, steps } of plans()) {
      for (const step of steps) expect({ sql, step }).toMatchObject({ step: expect.stringMatching(/INDEX/) });
    }
  });
});

/** `dialect`, which tells `told` each query before it is run. */
function recorded(dialect: Dialect, told: (query: CompiledQuery) => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = dialect.createDriver();
      const acquireConnection: typeof driver.acquireConnection = async () => {
        const connection = await driver.acquireConnection();
        const { executeQuery } = connection;
        return Object.assign(connection, {
          executeQuery(query: CompiledQuery) {
            told(query);
            return executeQuery.call(connection, query);
          },
        });
      };
      return { ...driver, acquireConnection };
    },
  };
}
