import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createDatabase, transact } from '../../../src/store/database.ts';
import { StoreError } from '../../../src/store/error.ts';
import { openPostgres } from '../../../src/store/postgres/open.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { makeTcpDoor, type TcpDoor } from '../../fakes/tcp-door.ts';
import { eventually } from '../../harness/eventually.ts';
import { add, delivery } from '../news/rows.ts';
import { askAt, describeOnPostgres, makePostgresBed, type PostgresBed, throughPort } from './bed.ts';

const claim = { organization: 'x:1', key: 'k', holdMs: 1_000 };

describeOnPostgres('PostgreSQL in trouble', () => {
  let bed: PostgresBed;
  let door: TcpDoor;
  const clock = createFakeClock();
  const undo: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    bed = await makePostgresBed();
    door = await makeTcpDoor(bed.server);
  });

  afterEach(async () => {
    await Promise.all(undo.splice(0).map((step) => step()));
    await door.close();
    await bed.dispose();
  });

  async function open(url = throughPort(bed.url, door.port)): Promise<Store> {
    const store = await bed.open(clock, { url });
    undo.push(() => store.close());
    return store;
  }

  async function database() {
    const engine = openPostgres({
      url: bed.url,
      connections: 2,
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
    });
    undo.push(() => engine.close());
    return createDatabase(engine).unscoped;
  }

  /** Keeps everybody from `table`. `waiting` is the backend that waits for it, once there is one. */
  async function lockTable(table: string) {
    const lock = bed.ask(`begin; lock table ${table}; select pg_sleep(60)`).catch(() => undefined);
    const backend = async (granted: boolean) => {
      const [found] = await eventually(async () => {
        const pids = await bed.ask(
          `select pid from pg_locks where relation = '${table}'::regclass and granted = ${granted}`,
        );
        expect(pids).toHaveLength(1);
        return pids;
      });
      return found?.['pid'];
    };
    const own = await backend(true);
    return {
      waiting: () => backend(false),
      async unlock() {
        await bed.ask('select pg_terminate_backend($1)', [own]);
        await lock;
      },
    };
  }

  /** From now on a new claim fails, `times` times, as if the server had met this. */
  async function failClaims(sqlstate: string, times: number): Promise<void> {
    await bed.ask('create sequence failed');
    await bed.ask(`create function fail() returns trigger language plpgsql as $$ begin
      if nextval('failed') <= ${times} then raise exception 'row of 138 0000 0000' using errcode = '${sqlstate}'; end if;
      return new; end $$`);
    await bed.ask('create trigger fails before insert on claims for each row execute function fail()');
  }

  it('gives queues again whose claim was carried out, but whose answer was lost', async () => {
    const store = await open();
    await add(store, delivery('1', { dueAt: 0 }), delivery('2', { conversation: 'x:C2', dueAt: 0 }));
    const [one] = await store.queues.claim({ limit: 1, holdMs: 600_000 });
    door.loseNextAnswer();
    await expect(store.queues.claim({ limit: 9, holdMs: 600_000 })).rejects.toThrow(StoreError);
    const held = await bed.ask('select conversation from queues where lease_holder is not null');
    expect(held).toHaveLength(2);
    const [other, ...more] = await store.queues.claim({ limit: 9, holdMs: 600_000 });
    expect(more).toEqual([]);
    expect([one?.conversation, other?.conversation].sort()).toEqual(['x:C1', 'x:C2']);
  });

  it('goes on after every connection was cut while nobody used it', async () => {
    const store = await open();
    await Promise.all([1, 2, 3].map((key) => store.claims.begin({ ...claim, key: `${key}` })));
    expect(await bed.cutConnections()).toBeGreaterThan(0);
    await eventually(async () => expect(await store.ready()).toEqual({ ok: true }));
    expect(await store.claims.begin({ ...claim, key: '1' })).toMatchObject({ state: 'running' });
  });

  it('says that the connection broke under a question, and answers the next one', async () => {
    const store = await open();
    const { waiting, unlock } = await lockTable('claims');
    const begun = expect(store.claims.begin(claim)).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'unreachable',
      message: expect.stringContaining('broke'),
    });
    await bed.ask('select pg_terminate_backend($1)', [await waiting()]);
    await begun;
    await unlock();
    expect(await store.claims.begin(claim)).toMatchObject({ state: 'new' });
  });

  it('keeps a message although the connection broke under it', async () => {
    const store = await open();
    const { waiting, unlock } = await lockTable('inbox');
    const message = { account: 'partner:1', digest: 'd', body: '{}', trace: 't', receivedAt: 1 };
    const kept = store.inbox.keep(message);
    const first = await waiting();
    await bed.ask('select pg_terminate_backend($1)', [first]);
    await eventually(async () => expect(await waiting()).not.toBe(first));
    await unlock();
    expect(await kept).toBe('new');
  });

  it('is honest about being ready while the server is away, and recovers by itself', async () => {
    const store = await open();
    expect(await store.ready()).toEqual({ ok: true });
    await door.close();
    expect(await store.ready()).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/cannot be reached|broke/),
    });
    await expect(store.claims.begin(claim)).rejects.toMatchObject({ fault: 'unreachable' });
    await door.open();
    expect(await store.ready()).toEqual({ ok: true });
    expect(await store.claims.begin(claim)).toMatchObject({ state: 'new' });
  });

  it('is not ready while the database takes no writes, and then is again', async () => {
    const store = await open();
    expect(await store.ready()).toEqual({ ok: true });
    const name = new URL(bed.url).pathname.slice(1);
    await bed.ask(`alter database ${name} set default_transaction_read_only = on`);
    await bed.cutConnections();
    clock.advance(5_000);
    await eventually(async () => {
      clock.advance(5_000);
      expect(await store.ready()).toMatchObject({
        ok: false,
        detail: expect.stringContaining('takes no writes'),
      });
    });
    await expect(store.writeAndRead()).rejects.toThrow('takes no writes');
    // It stands for a moment, and is not asked again and again.
    await askAt(
      `${bed.url}?options=-c%20default_transaction_read_only%3Doff`,
      `alter database ${name} reset default_transaction_read_only`,
    );
    await bed.cutConnections();
    expect(await store.ready()).toMatchObject({ ok: false });
    await eventually(async () => {
      clock.advance(5_000);
      expect(await store.ready()).toEqual({ ok: true });
    });
  });

  it('does not wait for a server that says nothing: neither when asked whether it is ready, nor to close', async () => {
    const store = await open();
    await store.claims.begin(claim);
    door.freeze();
    const ready = store.ready();
    await eventually(() => expect(clock.pending).toBe(1));
    clock.advance(3_000);
    expect(await ready).toEqual({ ok: false, detail: 'The store does not answer.' });
    const closed = store.close();
    await eventually(() => expect(clock.pending).toBe(1));
    clock.advance(5_000);
    await closed;
  });

  it('does not use a connection again that a question got stuck on', async () => {
    const store = await open(`${throughPort(bed.url, door.port)}?query_timeout=1000`);
    await store.claims.begin(claim);
    door.freeze();
    await expect(store.claims.begin(claim)).rejects.toMatchObject({
      fault: 'unreachable',
      message: expect.stringContaining('no answer in time'),
    });
    door.thaw();
    expect(await store.claims.begin(claim)).toMatchObject({ state: 'running' });
  });

  it('says that the server’s disk is full', async () => {
    const store = await open();
    await failClaims('53100', 1);
    await expect(store.claims.begin(claim)).rejects.toMatchObject({ fault: 'full' });
    expect(await store.claims.begin(claim)).toMatchObject({ state: 'new' });
  });

  it('names what refused a row, and not the row', async () => {
    const store = await open();
    await failClaims('23514', 1);
    const refusal: unknown = await store.claims.begin(claim).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ fault: 'failed', message: expect.stringContaining('23514') });
    expect(inspect(refusal)).not.toContain('138');
  });

  it('refuses a number that JavaScript cannot hold', async () => {
    const store = await open();
    await store.claims.begin(claim);
    await bed.ask('update claims set since = 9007199254740993, held_until = 9007199254740993');
    await expect(store.claims.begin(claim)).rejects.toMatchObject({
      fault: 'failed',
      message: expect.stringContaining('2^53'),
    });
    await bed.ask('update claims set since = 9007199254740991');
    expect(await store.claims.begin(claim)).toEqual({ state: 'running', since: 9007199254740991 });
  });

  const row = { organization: 'x:1', key: 'k', since: 1, held_until: 1, keep_until: 1 };

  it('runs a transaction again that others were in the way of', async () => {
    await open();
    const db = await database();
    await failClaims('40001', 3);
    let runs = 0;
    const rows = await transact({
      database: db,
      clock: systemClock,
      random: systemRandom,
      async work(transaction) {
        runs += 1;
        await transaction.insertInto('claims').values(row).execute();
        return transaction.selectFrom('claims').selectAll().execute();
      },
    });
    expect({ runs, rows }).toEqual({ runs: 4, rows: [{ ...row, outcome: null, life: null }] });
  });

  it('gives up on a transaction that others are always in the way of', async () => {
    await open();
    const db = await database();
    await failClaims('40P01', 1_000);
    const work = vi.fn((transaction: typeof db) => transaction.insertInto('claims').values(row).execute());
    await expect(
      transact({ database: db, clock: systemClock, random: systemRandom, work }),
    ).rejects.toMatchObject({ fault: 'busy' });
    expect(work).toHaveBeenCalledTimes(5);
  });

  it('runs a transaction again whose connection broke between two statements', async () => {
    await open();
    const db = await database();
    let runs = 0;
    await transact({
      database: db,
      clock: systemClock,
      random: systemRandom,
      async work(transaction) {
        runs += 1;
        await transaction.insertInto('claims').values(row).execute();
        if (runs === 1) await bed.cutConnections();
        await transaction.updateTable('claims').set({ since: 2 }).execute();
      },
    });
    expect(runs).toBe(2);
    expect(await bed.ask('select since::int from claims')).toEqual([{ since: 2 }]);
  });

  it('does not count as kept what went on after a query that failed', async () => {
    await open();
    const db = await database();
    const work = vi.fn(async (transaction: typeof db) => {
      const insert = transaction.insertInto('claims').values(row);
      await insert.execute();
      await expect(insert.execute()).rejects.toThrow(StoreError);
    });
    await expect(
      transact({ database: db, clock: systemClock, random: systemRandom, work }),
    ).rejects.toMatchObject({ fault: 'failed' });
    expect(work).toHaveBeenCalledTimes(1);
    expect(await bed.ask('select * from claims')).toEqual([]);
  });

  it('undoes a transaction whose work fails, and does not run it again', async () => {
    await open();
    const db = await database();
    const work = vi.fn(async (transaction: typeof db) => {
      await transaction.insertInto('claims').values(row).execute();
      throw new TypeError('of its own');
    });
    await expect(transact({ database: db, clock: systemClock, random: systemRandom, work })).rejects.toThrow(
      'of its own',
    );
    expect(work).toHaveBeenCalledTimes(1);
    expect(await bed.ask('select * from claims')).toEqual([]);
  });
});
