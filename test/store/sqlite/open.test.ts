import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';

describe('opening the store', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'open-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function open(url: string, log = silentLog): Promise<Store> {
    return openStore({ url, clock: createFakeClock(), random: systemRandom, log });
  }

  it('makes the file and its folder, which nobody else can read', async () => {
    const store = await open(`sqlite:${folder}/deep/down/bot.db`);
    for (const name of ['bot.db', 'bot.db-wal', 'bot.db-shm']) {
      expect(statSync(join(folder, 'deep/down', name)).mode & 0o077).toBe(0);
    }
    await store.close();
    expect(statSync(join(folder, 'deep/down/bot.db')).isFile()).toBe(true);
    expect(statSync(join(folder, 'deep/down')).mode & 0o077).toBe(0);
  });

  it('keeps a database in memory apart from any other', async () => {
    const [one, other] = [await open('sqlite::memory:'), await open('sqlite::memory:')];
    const claim = { organization: 'x:1', key: 'k', holdMs: 1 };
    expect(await one.claims.begin(claim)).toMatchObject({ state: 'new' });
    expect(await other.claims.begin(claim)).toMatchObject({ state: 'new' });
    await Promise.all([one.close(), other.close()]);
  });

  it('writes ahead, syncs every commit, and checks foreign keys', async () => {
    const engine = openSqlite({ path: join(folder, 'bot.db'), random: systemRandom, log: silentLog });
    const kysely = new Kysely<unknown>({ dialect: engine.dialect });
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(kysely)).rows[0];
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(await pragma('busy_timeout')).toEqual({ timeout: 20 });
    await engine.close();
  });

  it.each([
    ['postgres:bot:hunter2@db.example/bot', 'sqlite:PATH'],
    ['mysql://bot:hunter2@db.example/bot', 'sqlite:PATH'],
    ['sqlite:', 'sqlite:PATH'],
    ['', 'sqlite:PATH'],
    ['data/shoptalk.db', 'sqlite:PATH'],
    ['sqlite://data/shoptalk.db', 'slashes'],
  ])('refuses %s with what to do, and without its password', async (url, advice) => {
    const refusal = open(url);
    await expect(refusal).rejects.toMatchObject({ name: 'StoreError', fault: 'setting' });
    await expect(refusal).rejects.toThrow(advice);
    await expect(refusal).rejects.not.toThrow('hunter2');
  });

  it('says that a folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(open(`sqlite:${folder}/file/bot.db`)).rejects.toMatchObject({
      fault: 'cannot-open',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });

  it('says that the path is not a file', async () => {
    mkdirSync(join(folder, 'bot.db'));
    await expect(open(`sqlite:${folder}/bot.db`)).rejects.toMatchObject({ fault: 'cannot-open' });
  });

  it('says that a file is no database, and leaves it as it is', async () => {
    const file = join(folder, 'bot.db');
    writeFileSync(file, 'x'.repeat(5_000));
    await expect(open(`sqlite:${file}`)).rejects.toMatchObject({ fault: 'not-a-database' });
    expect(statSync(file).size).toBe(5_000);
  });

  it('says that another process keeps the file to itself', async () => {
    const file = join(folder, 'bot.db');
    const other = new DatabaseSync(file);
    other.exec('create table t (a)');
    other.exec('begin exclusive');
    await expect(open(`sqlite:${file}`)).rejects.toMatchObject({ fault: 'busy' });
    other.close();
    await (await open(`sqlite:${file}`)).close();
  });

  it('says that a newer version made the database', async () => {
    const file = join(folder, 'bot.db');
    await (await open(`sqlite:${file}`)).close();
    const database = new DatabaseSync(file);
    database.exec("insert into migrations (name, applied_at) values ('9999-newer', 1)");
    database.close();
    await expect(open(`sqlite:${file}`)).rejects.toMatchObject({
      fault: 'too-new',
      message: expect.stringContaining('9999-newer'),
    });
  });

  it('gives the organization that a place was joined to', async () => {
    const file = join(folder, 'bot.db');
    await (await open(`sqlite:${file}`)).close();
    const database = new DatabaseSync(file);
    database.exec("insert into joined_workspaces (workspace, organization) values ('x:1', 'together')");
    database.close();
    const store = await open(`sqlite:${file}`);
    expect(await store.organizations.of({ workspace: 'x:1' })).toBe('together');
    expect(await store.organizations.of({ workspace: 'x:2' })).toBe('x:2');
    await store.close();
  });

  it('leaves out settings that it cannot read, and says which', async () => {
    const file = join(folder, 'bot.db');
    await (await open(`sqlite:${file}`)).close();
    const database = new DatabaseSync(file);
    const insert = database.prepare(
      "insert into conversation_settings (organization, conversation, name, value) values ('x:1', ?, ?, ?)",
    );
    insert.run('C1', 'language', '"tlh"');
    insert.run('C1', 'fromTheFuture', '{"a":1}');
    insert.run('C2', 'language', '"zh-CN"');
    insert.run('C2', 'fromTheFuture', 'not JSON');
    insert.run('C3', 'language', 'not JSON');
    database.close();
    const warned: object[] = [];
    const store = await open(`sqlite:${file}`, { ...silentLog, warn: (fields) => warned.push(fields) });
    const settings = (conversation: string) =>
      store.conversations.settings({ organization: 'x:1', conversation });
    expect(await settings('C1')).toEqual({});
    expect(await settings('C2')).toEqual({ language: 'zh-CN' });
    expect(await settings('C3')).toEqual({});
    expect(warned).toEqual([{ organization: 'x:1', conversation: 'C1', names: ['language'] }]);

    await store.conversations.change({ organization: 'x:1', conversation: 'C1', change: { language: null } });
    expect(await settings('C1')).toEqual({});
    expect(warned).toHaveLength(1);
    await store.close();
  });
});
