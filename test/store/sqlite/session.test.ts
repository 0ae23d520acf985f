import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/store/error.ts';
import { createSession, type SqliteSession } from '../../../src/store/sqlite/session.ts';
import type { Statement } from '../../../src/store/sqlite/statements.ts';
import { createWriteTurns, type WriteTurns } from '../../../src/store/sqlite/write-turns.ts';

/** Bytes that one page takes in the write-ahead log, https://www.sqlite.org/fileformat.html#the_write_ahead_log. */
const frameBytes = 24 + 4_096;

function insert(name: string | null): Statement {
  return { sql: 'insert into people (name) values (?)', parameters: [name] };
}

const count: Statement = { sql: 'select count(*) as n from people', parameters: [] };

describe('the session over one SQLite connection', () => {
  let folder: string;
  let file: string;
  let database: DatabaseSync;
  let session: SqliteSession;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'session-'));
    file = join(folder, 'test.db');
    database = new DatabaseSync(file);
    database.exec('pragma journal_mode = wal');
    database.exec('create table people (name text not null unique)');
    session = createSession(database, file);
  });

  afterEach(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function people(): Promise<unknown> {
    return (await session.read(count)).rows[0]?.['n'];
  }

  function logBytes(): number {
    return statSync(`${file}-wal`).size;
  }

  it('commits the writes of one turn together', async () => {
    const before = logBytes();
    const names = Array.from({ length: 40 }, (_, index) => `person ${index}`);
    const results = await Promise.all(names.map((name) => session.write(insert(name))));
    expect(results.map(({ changes }) => changes)).toEqual(names.map(() => 1n));
    expect(await people()).toBe(40);
    // Forty commits would have logged each changed page forty times.
    expect(logBytes() - before).toBeLessThan(10 * frameBytes);
  });

  it('resolves a write only when another connection can see it', async () => {
    const other = new DatabaseSync(file);
    const seen = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await session.write(insert(name));
        return other.prepare('select count(*) as n from people').get()?.['n'];
      }),
    );
    other.close();
    expect(seen).toEqual([3, 3, 3]);
  });

  it('refuses one write of a group without undoing the others', async () => {
    const results = await Promise.allSettled([
      session.write(insert('a')),
      session.write(insert('a')),
      session.write(insert(null)),
      session.write(insert('b')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await people()).toBe(2);
  });

  it('undoes the whole group, and says so to each, when the disk is full', async () => {
    const { page_count: pages } = database.prepare('pragma page_count').get() ?? {};
    database.exec(`pragma max_page_count = ${pages}`);
    const results = await Promise.allSettled(
      ['a', 'b'.repeat(20_000), 'c'].map((name) => session.write(insert(name))),
    );
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', fault: 'full' } });
    }
    expect(await people()).toBe(0);

    database.exec('pragma max_page_count = 1000000');
    await Promise.all(['a', 'b'].map((name) => session.write(insert(name))));
    expect(await people()).toBe(2);
  });

  it('fails with what to do when another process keeps the lock, and works again afterwards', async () => {
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const results = await Promise.allSettled([session.write(insert('a')), session.write(insert('b'))]);
    for (const result of results) expect(result).toMatchObject({ reason: { fault: 'busy' } });
    await expect(session.write(insert('c'))).rejects.toMatchObject({ fault: 'busy' });
    await expect(session.begin()).rejects.toMatchObject({ fault: 'busy' });
    other.exec('rollback');
    other.close();
    await session.write(insert('d'));
    expect(await people()).toBe(1);
  });

  it('keeps what others write out of a transaction, whichever way it ends', async () => {
    const waiting = session.write(insert('before'));
    await session.begin();
    await waiting;
    session.within(insert('inside'));
    const outside = session.write(insert('outside'));
    const second = session.begin().then(() => {
      session.within(insert('second'));
      return session.commit();
    });
    await new Promise((resolve) => setImmediate(resolve));
    session.rollback();
    await Promise.all([outside, second]);
    const { rows } = await session.read({ sql: 'select name from people order by name', parameters: [] });
    expect(rows.map(({ name }) => name)).toEqual(['before', 'outside', 'second']);
  });

  it('keeps what a transaction has not committed from those who read', async () => {
    await session.begin();
    session.within(insert('inside'));
    const reading = people();
    await new Promise((resolve) => setImmediate(resolve));
    session.rollback();
    expect(await reading).toBe(0);
  });

  it('works on when a group could not be committed', async () => {
    database.exec(
      'create table pets (owner text references people (name) deferrable initially deferred not null)',
    );
    const pet: Statement = { sql: "insert into pets (owner) values ('nobody')", parameters: [] };
    const results = await Promise.allSettled([session.write(insert('a')), session.write(pet)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await Promise.all(['b', 'c'].map((name) => session.write(insert(name))));
    expect(await people()).toBe(2);
  });

  it('gives one transaction after another to those who wait for it', async () => {
    const order: string[] = [];
    const turns = ['a', 'b', 'c'].map(async (name) => {
      await session.begin();
      order.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      session.within(insert(name));
      order.push(`${name} out`);
      await session.commit();
    });
    await Promise.all(turns);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  /** A transaction that writes `name` and then, unless it `fails`, commits. */
  async function transaction(name: string | null, fails = false): Promise<void> {
    await session.begin();
    try {
      session.within(insert(name));
      if (fails) throw new RangeError('undo');
    } catch (thrown) {
      session.rollback();
      throw thrown;
    }
    await session.commit();
  }

  it('commits transactions that wait for each other together, and tells each only afterwards', async () => {
    const before = logBytes();
    const other = new DatabaseSync(file);
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await transaction(`person ${index}`);
        return other.prepare('select count(*) as n from people').get()?.['n'];
      }),
    );
    other.close();
    expect(new Set(seen)).toEqual(new Set([40]));
    expect(logBytes() - before).toBeLessThan(10 * frameBytes);
  });

  it('lets those who read wait for a few dozen transactions at most, however many wait', async () => {
    const all = Array.from({ length: 200 }, (_, index) => transaction(`person ${index}`));
    await Promise.resolve();
    const reading = people();
    await Promise.all(all);
    expect(await reading).toBeLessThan(200);
    expect(await people()).toBe(200);
  });

  it('undoes one transaction of those that commit together without undoing the others', async () => {
    const results = await Promise.allSettled([
      transaction('a', true),
      transaction('b'),
      transaction('b'),
      transaction(null),
      transaction('c', true),
      transaction('d'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    const { rows } = await session.read({ sql: 'select name from people order by name', parameters: [] });
    expect(rows.map(({ name }) => name)).toEqual(['b', 'd']);
  });

  it('undoes all transactions that were to commit together when the disk is full, and goes on after', async () => {
    const { page_count: pages } = database.prepare('pragma page_count').get() ?? {};
    database.exec(`pragma max_page_count = ${pages}`);
    const results = await Promise.allSettled(
      ['a', 'b', 'x'.repeat(100_000), 'c'].map((name) => transaction(name)),
    );
    expect(results.slice(0, 3)).toEqual(
      Array.from({ length: 3 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({ fault: 'full' }),
      })),
    );
    expect(results[3]).toMatchObject({ status: 'fulfilled' });
    database.exec('pragma max_page_count = 1000');
    await transaction('d');
    expect(await people()).toBe(2);
  });

  it('commits the writes that wait when it is closed, and refuses what comes later', async () => {
    const writes = Promise.all([session.write(insert('a')), session.write(insert('b'))]);
    await Promise.resolve();
    await session.close();
    await writes;
    await expect(session.read(count)).rejects.toMatchObject({ fault: 'closed' });
    await expect(session.write(insert('c'))).rejects.toMatchObject({ fault: 'closed' });
    await expect(session.begin()).rejects.toMatchObject({ fault: 'closed' });
    const again = new DatabaseSync(file);
    expect(again.prepare('select count(*) as n from people').get()?.['n']).toBe(2);
    again.close();
  });

  it.each([undefined, true, Number.NaN, {}, new Date(0)])('takes %s for no value', async (value) => {
    await expect(session.write({ ...insert('a'), parameters: [value] })).rejects.toThrow(
      'no value of the store',
    );
    expect(await people()).toBe(0);
  });

  it('keeps preparing statements when there are more than it keeps', async () => {
    for (let index = 0; index < 300; index += 1) {
      const { rows } = await session.read({ sql: `select ${index} as n`, parameters: [] });
      expect(rows[0]?.['n']).toBe(index);
    }
    expect((await session.read({ sql: 'select 0 as n', parameters: [] })).rows[0]?.['n']).toBe(0);
  });

  describe('beside another connection', () => {
    let disk: PromiseWithResolvers<void>;
    let turns: WriteTurns;
    const syncs: string[] = [];

    beforeEach(async () => {
      await session.close();
      disk = Promise.withResolvers();
      turns = createWriteTurns();
      database = new DatabaseSync(file);
      session = createSession(database, file, () => ({ turns, lasting: () => disk.promise }));
      syncs.length = 0;
    });

    afterEach(() => disk.resolve());

    /** Resolves once `people` are committed. */
    async function committed(people: number): Promise<void> {
      const other = new DatabaseSync(file);
      const seen = other.prepare('select count(*) as n from people');
      while (seen.get()?.['n'] !== people) await new Promise((resolve) => setImmediate(resolve));
      other.close();
    }

    const writes = () => [
      session.write(insert('a')).then(() => syncs.push('a')),
      transaction('b').then(() => syncs.push('b')),
    ];

    it('says that something is written only once it is on the disk', async () => {
      const written = writes();
      await committed(2);
      expect(syncs).toEqual([]);
      disk.resolve();
      await Promise.all(written);
      expect(syncs.sort()).toEqual(['a', 'b']);
    });

    it('says of nothing that it is written where the disk fails', async () => {
      const written = Promise.allSettled(writes());
      await committed(2);
      disk.reject(new StoreError('ended', 'the disk'));
      for (const each of await written) expect(each).toMatchObject({ reason: { fault: 'ended' } });
      disk = Promise.withResolvers();
    });

    it('writes only when it is its turn', async () => {
      disk.resolve();
      const giveBack = await turns.together();
      const written = Promise.all(writes());
      await new Promise((resolve) => setImmediate(resolve));
      expect(await people()).toBe(0);
      giveBack();
      await written;
      expect(await people()).toBe(2);
      (await turns.together())();
    });
  });
});
