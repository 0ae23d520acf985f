import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { keepCheckpoints } from '../../../src/store/sqlite/checkpoints.ts';
import { connectSqlite } from '../../../src/store/sqlite/connection.ts';
import { storeThreadEntry } from '../../../src/wiring/store-thread-entry.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const entry = {
  organization: 'x:T1',
  workspace: 'T1',
  conversation: 'x:C1',
  command: 'order pay',
  outcome: 'done',
  trace: 't',
} as const;

/** A small file system at `path`, where this user may mount one. */
function mounted(path: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'mount-'));
  const can = mounted(path, 'size=64k');
  if (can) execFileSync('umount', [path]);
  rmSync(path, { recursive: true });
  return can;
}

const mounts = canMount();
if (!mounts) {
  process.stdout.write(
    'SQLite on a small or read-only file system: skipped, since this user may not mount one.\n',
  );
}

describe('a SQLite file that can’t be written', () => {
  let folder: string;
  let clock: FakeClock;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unwritable-'));
    clock = createFakeClock();
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (file = join(folder, 'bot.db'), thread?: URL): Promise<Store> =>
    openStore({
      url: `sqlite:${file}`,
      ...(thread && { thread }),
      clock,
      random: systemRandom,
      log: silentLog,
    });

  it('is not ready while another process keeps it locked, and then is again', async () => {
    const store = await open();
    const other = new DatabaseSync(join(folder, 'bot.db'));
    other.exec('begin immediate');
    expect(await store.ready()).toEqual({ ok: false, detail: expect.stringContaining('locked') });
    await expect(store.writeAndRead()).rejects.toMatchObject({ fault: 'busy' });
    other.exec('rollback');
    other.close();
    clock.advance(5_000);
    expect(await store.ready()).toEqual({ ok: true });
    await store.close();
  });

  describe.skipIf(!mounts)('on a file system of its own', () => {
    async function withDisk(work: (disk: string) => Promise<void>, size = '4m'): Promise<void> {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      mounted(disk, `size=${size}`);
      try {
        await work(disk);
      } finally {
        execFileSync('umount', [disk]);
      }
    }

    function fill(disk: string): void {
      try {
        for (let at = 0; ; at += 1) writeFileSync(join(disk, `filler-${at}`), Buffer.alloc(4096));
      } catch {
        // It is full.
      }
    }

    function clear(disk: string): void {
      for (const name of readdirSync(disk).filter((each) => each.startsWith('filler-')))
        rmSync(join(disk, name));
    }

    it('is not ready while the disk is full, starts no more, and is ready once there is room', () =>
      withDisk(async (disk) => {
        const store = await open(join(disk, 'bot.db'));
        expect(await store.ready()).toEqual({ ok: true });
        fill(disk);
        clock.advance(5_000);
        expect(await store.ready()).toEqual({ ok: false, detail: expect.stringContaining('No room') });
        await expect(open(join(disk, 'bot.db'))).rejects.toMatchObject({ fault: 'full' });
        clear(disk);
        clock.advance(5_000);
        expect(await store.ready()).toEqual({ ok: true });
        await store.close();
      }));

    it('keeps just what it says is kept through its thread, and goes on once there is room', () =>
      withDisk(async (disk) => {
        const store = await open(join(disk, 'bot.db'), storeThreadEntry);
        const keep = (digest: string) =>
          store.inbox.keep({ account: 'a', digest, body: 'x'.repeat(20_000), trace: 't', receivedAt: 1 });
        const note = () => store.audit.append({ ...entry, facts: { long: 'x'.repeat(200_000) } });
        expect(await keep('before')).toBe('new');
        expect(await note()).toBe(1);
        fill(disk);
        const digests = Array.from({ length: 20 }, (_, at) => `during-${at}`);
        const kept = await Promise.allSettled([...digests.map(keep), note()]);
        expect(kept.filter(({ status }) => status === 'fulfilled')).toEqual([]);
        for (const each of kept) expect(each).toMatchObject({ reason: { fault: 'full' } });
        await expect(note()).rejects.toThrow('free some space');
        clear(disk);
        expect(await Promise.all(['before', ...digests].map(keep))).toEqual([
          'repeat',
          ...digests.map(() => 'new'),
        ]);
        expect(await note()).toBe(2);
        expect(await store.audit.verify({ organization: entry.organization })).toEqual({ good: 2 });
        expect(await Promise.race([store.ended, 'goes on'])).toBe('goes on');
        await store.close();
      }));

    it('keeps its log where the disk has no room to bring it in, and brings it in once there is', () =>
      withDisk(async (disk) => {
        const file = join(disk, 'bot.db');
        const connection = connectSqlite(file);
        const told: string[] = [];
        const checkpoints = keepCheckpoints({ connection, clock, tell: (each) => told.push(each) });
        connection.exec('create table t (x)');
        connection.prepare('insert into t values (?)').run(Buffer.alloc(5 * 1024 * 1024));
        fill(disk);
        checkpoints.look();
        clock.advance(5_000);
        expect([told, statSync(file).size < 1024 * 1024]).toEqual([['begun', 'over'], true]);
        clear(disk);
        checkpoints.look();
        clock.advance(5_000);
        expect(statSync(file).size).toBeGreaterThan(5 * 1024 * 1024);
        connection.close();
      }, '12m'));

    it('is refused at the start where it may only be read', () =>
      withDisk(async (disk) => {
        await (await open(join(disk, 'bot.db'))).close();
        execFileSync('mount', ['-o', 'remount,ro', disk]);
        await expect(open(join(disk, 'bot.db'))).rejects.toMatchObject({
          fault: 'cannot-open',
          message: expect.stringContaining('may be written'),
        });
      }));
  });
});
