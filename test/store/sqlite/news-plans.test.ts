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
import { createUnitTables } from '../../../src/store/unit-tables.ts';
import { runHere } from '../../../src/store/units.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { makeSqliteBed, type SqliteBed } from '../bed.ts';
import { account, cardsOf, delivery, message, order, settleDigests, standing, watch } from '../news/rows.ts';

const plan = z.array(z.object({ detail: z.string() }));

/**
 * A step that goes through a whole table or index, not one through rows of the query's own; or that sorts. Joined workspaces are
 * few, and read all.
 */
const costly =
  /^SCAN (?!ready\b|joined_workspaces\b|json_each\b|CONSTANT|\d+ CONSTANT|\d+-ROW VALUES)|USE TEMP B-TREE (?!FOR LAST TERM)/;

/** A step that goes through all that an organization has in a table; of audit heads it has one. */
const ofAll =
  /^SEARCH (?!audit_heads\b)\w+ USING (?:COVERING )?INDEX \w+ \((?:organization|account|state|open)=\?\)$/;

/** No more than so many rows are read of what is in the index's order. */
const bounded = /\blimit \?/;

const ofFewValues = new Set([
  'organization',
  'account',
  'open',
  'kind',
  'phase',
  'subject_kind',
  'part',
  'state',
]);

const indexed = z.array(z.object({ table: z.string(), index: z.string(), column: z.string().nullable() }));

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
    const engine = openSqlite({ path: bed.file, random: systemRandom, log: silentLog });
    const dialect = recorded(engine.dialect, (query) => asked.add(query.sql));
    const database = createTransactingDatabase({
      database: createDatabase({ dialect, locks: engine.locks }),
      clock,
      random: systemRandom,
    });
    await migrate({ database, migrations, version: '0.2.0', clock, log: silentLog });
    tables = createTables({
      database,
      runUnit: runHere(createUnitTables({ database, elapsed: () => clock.elapsed() })),
      anchorBook: undefined,
      locks: engine.lives,
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

  /** As `analyze` would count where each table has so many rows, nearly all of one organization. */
  function pretendRows(rows: number): void {
    const database = new DatabaseSync(bed.file);
    database.exec('analyze');
    const add = database.prepare('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)');
    database.exec('delete from sqlite_stat1');
    const indexes = indexed.parse(
      database
        .prepare(
          `select m.tbl_name as "table", m.name as "index", i.name as "column" from sqlite_master m
           join pragma_index_info(m.name) i where m.type = 'index' order by m.name, i.seqno`,
        )
        .all(),
    );
    for (const [index, columns] of Map.groupBy(indexes, (each) => each.index)) {
      const alike = columns.map(({ column }, at) => {
        if (columns.slice(0, at + 1).every((each) => ofFewValues.has(each.column ?? '')))
          return Math.floor(rows / (at + 1));
        return column === columns.at(-1)?.column ? 1 : 10;
      });
      add.run(columns[0]?.table ?? '', index, [rows, ...alike].join(' '));
    }
    database.close();
  }

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

  /** That each statement finds what it looks for and reads nothing else, whatever is known of the tables' size; of at least so many. */
  function expectIndexes(least: number): void {
    for (const rows of [undefined, 100_000]) {
      if (rows !== undefined) pretendRows(rows);
      const found = plans();
      expect(found.length).toBeGreaterThan(least);
      expect(
        found.filter(({ sql, steps }) => !sorted.test(sql) && steps.some((step) => costly.test(step))),
      ).toEqual([]);
      expect(
        found.filter(
          ({ sql, steps }) =>
            !sorted.test(sql) && !bounded.test(sql) && steps.some((step) => ofAll.test(step)),
        ),
      ).toEqual([]);
    }
  }

  it('is found through an index, each time', async () => {
    const { inbox, orders, watches, queues, turns } = tables;
    await inbox.keep(message('a'));
    await watches.set(watch());
    await orders.transact(async (transaction) => {
      await transaction.takeMessages({ account, limit: 10 });
      await settleDigests(transaction, { account, digests: ['a', 'b'], as: 'done' });
      await transaction.orders({ account, orderIds: ['1', '2'] });
      await transaction.saveOrders({ account, orders: [order('1', { askAt: 1, checkAt: 1 }), order('2')] });
      await transaction.watches({ account, subjects: ['all', 'order:1'] });
      await transaction.addDeliveries(['1', '2', '3'].map((orderId) => delivery(orderId)));
    });
    await orders.get({ account, orderId: '1' });
    await orders.keepGoods({ account, orderId: '1', goods: '{}' });
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
    await queues.doubts(queue);
    await queues.cards(queue, cardsOf('1', '2'));
    expect(await queues.begin(queue, [first, second], { key: 'key' })).toBe(true);
    const card = standing('1', { message: 'm', postedAt: 1 });
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

    expectIndexes(35);
  });

  it('is found through an index where people ask', async () => {
    const [organization, person, conversation] = ['x:T1', 'x:U1', 'x:C1'];
    const { grants, userChoices, claims, buttons, settings, conversations, people, exchanges } = tables;
    await grants.of({ organization, scopes: ['everywhere', conversation] });
    const grant = { organization, scope: 'everywhere', subject: person, role: 'buyer', name: 'A' } as const;
    await grants.set({ ...grant, grantedBy: person, grantedAt: 1 });
    await grants.remove({ organization, scope: 'everywhere', subject: person });
    await userChoices.of({ organization, subjects: [person, conversation] });
    await claims.begin({ organization, key: 'k', holdMs: 1 });
    await claims.finish({ organization, key: 'k', outcome: 'done' });
    await buttons.recall({
      organization,
      key: await buttons.keep({ organization, payload: 'p', forMs: 99_000 }),
    });
    await settings.set({ organization, name: 'n', value: 'v' });
    await settings.get({ organization, name: 'n' });
    await conversations.settings({ organization, conversation });
    await conversations.change({ organization, conversation, change: { unfurl: true } });
    await people.remembered({ organization, person });
    await people.remember({ organization, person, name: 'n', value: 'v' });
    await exchanges.keep({ organization, person, id: 'i', body: 'b', at: 1, most: 10 });
    const entry = { organization, workspace: 'T1', conversation, person, command: 'seller', trace: 't' };
    await tables.audit.append({ ...entry, outcome: 'done', facts: {} });
    await tables.audit.append({ ...entry, outcome: 'done', facts: {} });
    await tables.audit.list({ organization, limit: 5 });
    await tables.audit.list({ organization, before: 9, limit: 5 });
    await tables.orderUsers.note({ account, orderId: '1', userId: undefined });
    await tables.orderUsers.of({ account, orderId: '1' });
    const spent = { organization, person, account, on: { order: '1' } };
    await tables.spending.take({ ...spent, fen: 1, at: 1, since: 0, mostFen: 9 });
    await tables.spending.giveBack({ ...spent, at: 1 });
    await tables.requests.get({ organization, id: 'r' });
    await tables.requests.ofAsker({ id: 'r', asker: person });
    await tables.requests.list({ organization, kind: 'k', subject: 's', open: true, limit: 5 });
    await tables.requests.list({ organization, limit: 5 });
    await tables.requests.due({ now: 1, limit: 5 });
    expectIndexes(30);
  });

  it('is found through the index that was made for it', async () => {
    const { orders, queues } = tables;
    const indexOf = async (ask: () => Promise<unknown>) => {
      asked.clear();
      await ask();
      return plans().flatMap(({ steps }) =>
        steps.flatMap((step) => /USING (?:COVERING )?INDEX (\w+)/.exec(step)?.[1] ?? []),
      );
    };
    await orders.transact((transaction) => transaction.addDeliveries([delivery('1')]));
    const [queue] = await queues.claim({ limit: 1, holdMs: 1_000 });
    if (queue === undefined) throw new Error('the queue was not due');
    const take = () => orders.transact((transaction) => transaction.takeMessages({ account, limit: 1 }));
    expect(await indexOf(take)).toEqual(['inbox_waiting']);
    expect(await indexOf(() => queues.due(queue, 1))).toEqual(['outbox_waiting']);
    expect(await indexOf(() => orders.list({ account, limit: 1 }))).toEqual([
      'orders_by_created_at',
      'sqlite_autoindex_ordered_goods_1',
    ]);
    expect(await indexOf(() => orders.list({ account, phases: ['done'], before: 9, limit: 1 }))).toEqual([
      'orders_by_phase',
      'sqlite_autoindex_ordered_goods_1',
    ]);
    const claimDue = (what: 'ask' | 'check') => orders.claimDue({ account, what, limit: 1, again: 9 });
    expect(await indexOf(() => claimDue('ask'))).toEqual(['orders_by_ask_at']);
    expect(await indexOf(() => claimDue('check'))).toEqual(['orders_by_check_at']);
    expect(await indexOf(() => queues.parked({ organization: 'x:T1', limit: 1 }))).toEqual(['outbox_parked']);
    expect(await indexOf(() => queues.retry({ organization: 'x:T1' }))).toEqual(['outbox_parked']);
  });

  it('is a row of its own where a message is settled or swept, and not all of its account', async () => {
    const { inbox, orders } = tables;
    await inbox.keep(message('a'));
    await orders.transact(async (transaction) => {
      const [taken] = await transaction.takeMessages({ account, limit: 10 });
      if (taken === undefined) throw new Error('none waits');
      await transaction.settleMessages({ account, ids: [taken.id], as: 'done' });
      await transaction.settleMessages({ account, ids: [taken.id, 2, 3], as: 'unreadable' });
    });
    await inbox.keep(message('a'));
    await sweeping();
    const found = plans().filter(({ sql }) => sql.includes('"inbox"'));
    const settling = found.filter(({ sql }) => sql.startsWith('update') && !sql.includes('select'));
    expect(settling).toHaveLength(2);
    for (const { steps } of settling) expect(steps.join()).toContain('USING INTEGER PRIMARY KEY (rowid=?)');
    for (const { sql, steps } of found) {
      for (const step of steps)
        expect({ sql, step }).not.toMatchObject({ step: expect.stringMatching(/SCAN (?!json_each\b)/) });
    }
    const keys = found.flatMap(({ steps }) => steps.filter((step) => step.includes('inbox_keys')));
    for (const step of keys) expect(step).toMatch(/key=\? AND organization=\?/);
  });

  it('is an index read whole for the counts of metrics alone, and never a table', async () => {
    await tables.queues.counts();
    await tables.orders.counts({ account, since: 0 });
    await tables.inbox.state({ account });
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
