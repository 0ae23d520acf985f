import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { startRefusingPostgres } from '../../fakes/refusing-postgres.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { askAt, describeOnPostgres, makeEmptyPostgresBed, type PostgresBed, withDatabase } from './bed.ts';

describeOnPostgres('opening the store on PostgreSQL', () => {
  let bed: PostgresBed;
  let opened: Store[];

  beforeEach(async () => {
    bed = await makeEmptyPostgresBed();
    opened = [];
  });

  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await bed.dispose();
  });

  async function open(url = bed.url, log = silentLog): Promise<Store> {
    const store = await openStore({ url, connections: 2, clock: systemClock, random: systemRandom, log });
    opened.push(store);
    return store;
  }

  function changed(parts: Partial<URL>): string {
    return Object.assign(new URL(bed.url), parts).href;
  }

  it('brings a new database up to date once when several start together, and others find it so', async () => {
    await Promise.all([open(), open(), open(), open()]);
    const names = await bed.ask('select name from migrations');
    expect(names.length).toBeGreaterThan(0);
    // Those before are still open: what kept the others waiting was let go.
    await open();
    expect(await bed.ask('select name from migrations')).toEqual(names);
  });

  it('says what it is kept in', async () => {
    const store = await open();
    expect(await store.describe()).toEqual({
      name: expect.stringMatching(/^PostgreSQL \d+\.\d+$/),
      concerns: [],
    });
  });

  it('warns when a commit does not mean that something is on the disk', async () => {
    const database = new URL(bed.url).pathname.slice(1);
    await bed.ask(`alter database ${database} set synchronous_commit = off`);
    const log = createCollectedLog();
    const store = await open(bed.url, log);
    expect(log.lines).toContainEqual(expect.stringMatching(/"warn".*synchronous_commit is off/));
    expect((await store.describe()).concerns).toHaveLength(1);
  });

  it('takes what its URL says of time-outs and its name', async () => {
    await open(changed({ search: 'application_name=second bot' }));
    const names = await bed.ask(
      'select application_name as name from pg_stat_activity where datname = current_database()',
    );
    expect(names).toContainEqual({ name: 'second bot' });
    expect(names).not.toContainEqual({ name: 'shoptalk' });
  });

  it('says that a newer version made the database', async () => {
    await open();
    await bed.ask("insert into migrations (name, applied_at) values ('9999-newer', 1)");
    await expect(open()).rejects.toMatchObject({
      fault: 'too-new',
      message: expect.stringContaining('9999-newer'),
    });
  });

  it.each(['SQL_ASCII', 'LATIN1'])('refuses a database in %s before a table is made', async (encoding) => {
    const name = `${new URL(bed.url).pathname.slice(1)}_other`;
    await bed.ask(`create database ${name} encoding '${encoding}' locale 'C' template template0`);
    await expect(open(withDatabase(name))).rejects.toMatchObject({
      fault: 'setting',
      message: expect.stringContaining('UTF8'),
    });
    expect(
      await askAt(withDatabase(name), "select tablename from pg_tables where schemaname = 'public'"),
    ).toEqual([]);
    await bed.ask(`drop database ${name} with (force)`);
  });

  it('sets time-outs after it has connected, and takes those of its URL', async () => {
    const store = await open(changed({ search: 'statement_timeout=4321' }));
    await bed.ask(
      'create function slow() returns trigger language plpgsql as $$ begin raise exception using errcode = $e$XX000$e$, constraint = current_setting($n$statement_timeout$n$) || $s$ $s$ || current_setting($n$idle_in_transaction_session_timeout$n$); end $$',
    );
    await bed.ask('create trigger slow before insert on claims for each row execute function slow()');
    await expect(store.claims.begin({ organization: 'x:1', key: 'k', holdMs: 1 })).rejects.toThrow(
      '4321ms 30s',
    );
  });

  it('refuses a database that takes no writes by its settings, and says which', async () => {
    const database = new URL(bed.url).pathname.slice(1);
    await bed.ask(`alter database ${database} set default_transaction_read_only = on`);
    await expect(open()).rejects.toMatchObject({
      fault: 'cannot-open',
      message: expect.stringContaining('default_transaction_read_only'),
    });
  });

  it('refuses a standby', async () => {
    const database = new URL(bed.url).pathname.slice(1);
    // A function of the same name stands before the server's own.
    await bed.ask('create schema standing_by');
    await bed.ask(
      'create function standing_by.pg_is_in_recovery() returns boolean language sql as $$ select true $$',
    );
    await bed.ask(`alter database ${database} set search_path = standing_by, pg_catalog`);
    await expect(open()).rejects.toMatchObject({
      fault: 'cannot-open',
      message: expect.stringMatching(/standby.*primary/),
    });
  });

  it('says which role may not make tables', async () => {
    const role = new URL(bed.url).pathname.slice(1);
    await bed.ask(`create role ${role} login password 'hunter2'`);
    await bed.ask('revoke create on schema public from public');
    try {
      const refusal = open(changed({ username: role, password: 'hunter2' }));
      await expect(refusal).rejects.toMatchObject({
        fault: 'cannot-open',
        message: expect.stringContaining('grant'),
      });
    } finally {
      await bed.ask(`drop owned by ${role}`);
      await bed.ask(`drop role ${role}`);
    }
  });

  const unreadable = 'postgres://user:password@host:port/database';

  it.each([
    ['a port where nobody listens', { port: '1' }, 'unreachable', 'host and port'],
    ['an unknown host', { hostname: 'nobody.invalid' }, 'unreachable', 'host'],
    ['an unknown database', { pathname: '/nowhere' }, 'cannot-open', 'create it'],
    ['an unknown user', { username: 'nobody' }, 'cannot-open', 'user'],
    ['a server without a certificate to trust', { search: 'sslmode=verify-full' }, 'cannot-open', 'sslmode'],
    ['a certificate that is not there', { search: 'sslrootcert=/nowhere/ca.pem' }, 'setting', unreadable],
  ])('says what to do about %s, without the password', async (_what, parts, fault, advice) => {
    const refusal = open(changed({ password: 'hunter2', ...parts }));
    await expect(refusal).rejects.toMatchObject({ name: 'StoreError', fault });
    await expect(refusal).rejects.toThrow(advice);
    await expect(refusal).rejects.not.toThrow('hunter2');
  });

  it.each(['postgres://bot:hunter2@[/bot', 'postgresql://bot:hun%ter2@host:port/bot'])(
    'refuses %s, which is no URL',
    async (url) => {
      await expect(open(url)).rejects.toMatchObject({
        fault: 'setting',
        message: expect.stringContaining(unreadable),
      });
      await expect(open(url)).rejects.not.toThrow('hunter2');
    },
  );

  it.each([
    ['28P01', 'cannot-open', 'password'],
    ['28000', 'cannot-open', 'pg_hba.conf'],
    ['53300', 'busy', 'max_connections'],
    ['57P03', 'unreachable', 'starting up'],
    ['53100', 'full', 'disk'],
    ['XX000', 'failed', 'XX000'],
  ])(
    'says what a refusal with %s means, and nothing of the server’s own words',
    async (code, fault, advice) => {
      const server = await startRefusingPostgres(code);
      const refusal = open(`postgres://bot:hunter2@127.0.0.1:${server.port}/bot`);
      await expect(refusal).rejects.toMatchObject({ name: 'StoreError', fault });
      await expect(refusal).rejects.toThrow(advice);
      await expect(refusal).rejects.not.toThrow('hunter2');
      await server.close();
    },
  );
});
