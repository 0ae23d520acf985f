import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { type AnchorBed, anchorsContract } from './anchors-contract.ts';
import { makeSqliteBed, type SqliteBed } from './bed.ts';

async function makeBed(): Promise<AnchorBed> {
  const bed = await makeSqliteBed();
  function within<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(bed.file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  }
  return {
    ...bed,
    alter: async (sql) => within((database) => database.exec(sql)),
    dump: async (table) =>
      within((database) => JSON.stringify(database.prepare(`select * from ${table}`).all())),
    dropAnchors: () => rm(`${bed.file}.anchors`),
    countAnchors: async () => (await readFile(`${bed.file}.anchors`, 'utf8')).trim().split('\n').length - 1,
  };
}

anchorsContract('SQLite', makeBed);

describe('the file of anchors', () => {
  let bed: SqliteBed;
  let store: Store;
  let file: string;

  beforeEach(async () => {
    bed = await makeSqliteBed();
    file = `${bed.file}.anchors`;
    store = await bed.open(createFakeClock());
    await append();
  });
  afterEach(async () => {
    await store.close();
    await bed.dispose();
  });

  const append = () =>
    store.audit.append({
      organization: 'x:T1',
      workspace: 'T1',
      conversation: 'x:C1',
      command: 'order pay',
      outcome: 'done',
      trace: 't',
      facts: {},
    });

  it('is this user’s alone, also where another user made the one before', async () => {
    await writeFile(`${file}.new`, 'left by a process that died', { mode: 0o666 });
    await store.anchors.renew();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(stat(`${file}.new`)).rejects.toMatchObject({ code: 'ENOENT' });
    const [heading, line] = (await readFile(file, 'utf8')).split('\n');
    expect(heading).toBe('{"audit anchors":1}');
    expect(JSON.parse(line ?? '')).toMatchObject({ organization: 'x:T1', seq: 1, cutSeq: 0 });
  });

  it.each([
    ['something else', () => 'a diary\n', 1],
    ['nothing', () => '', 1],
    ['a line that is none', (text: string) => `${text}{"organization":"x:T1","seq":-1}\n`, 3],
    ['half a line', (text: string) => text.slice(0, -20), 2],
  ])('with %s in it is named, and neither written over nor in the way', async (_, damage, line) => {
    await store.anchors.renew();
    const damaged = damage(await readFile(file, 'utf8'));
    await writeFile(file, damaged);
    await append();
    for (const report of [await store.anchors.renew(), await store.anchors.compare()]) {
      expect(report).toMatchObject({ heads: [{ seq: 2 }], breaks: [], where: file });
      expect(report.fault).toContain(`${file} is damaged in line ${line}`);
    }
    expect(await readFile(file, 'utf8')).toBe(damaged);
    await append();
    expect(await store.audit.verify({ organization: 'x:T1' })).toEqual({ good: 3 });
  });

  it('that can’t be read or put in its place is named, with what to do', async () => {
    await mkdir(file);
    const fault = expect.stringMatching(/can’t be read \(EISDIR\): let the bot’s user/);
    expect(await store.anchors.renew()).toMatchObject({ heads: [{ seq: 1 }], fault });
    await rm(file, { recursive: true });
    await mkdir(`${file}.new`);
    expect(await store.anchors.renew()).toMatchObject({
      heads: [{ seq: 1 }],
      fault: expect.stringMatching(/can’t be written \(EISDIR\): let the bot’s user/),
    });
  });

  it('is none for a database in memory', async () => {
    const clock = createFakeClock();
    const memory = await openStore({ url: 'sqlite::memory:', clock, random: systemRandom, log: silentLog });
    const report = await memory.anchors.renew();
    expect(report).toEqual({ heads: [], breaks: [], anchors: 0 });
    await memory.close();
  });
});
