import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { copyStore, restoreStore } from '../../src/store/backup.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createDatabase } from '../../src/store/database.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import type { StoreBed } from './contract.ts';
import { add, delivery } from './news/rows.ts';

/** A workspace for a store, and what is known of it. */
export interface CopyBed extends StoreBed {
  readonly url: string;
  openEngine(): Engine;
}

const organization = 'x:T1';

/** What a copy and a restore do on every database. */
export function copiesContract(name: string, makeBed: () => Promise<CopyBed>): void {
  describe(`copies of the store on ${name}`, () => {
    const clock = createFakeClock();
    const given = { version: '0.2.0', clock, random: systemRandom, log: silentLog };
    let folder: string;
    let file: string;
    let from: CopyBed;
    let into: CopyBed;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'copies-'));
      file = join(folder, 'a.copy');
      [from, into] = await Promise.all([makeBed(), makeBed()]);
    });
    afterEach(async () => {
      await Promise.all([from.dispose(), into.dispose(), rm(folder, { recursive: true, force: true })]);
    });

    it.each<{ readonly by: string; retry(store: Store): Promise<number> }>([
      { by: 'a person in chat', retry: ({ queues }) => queues.retry({ organization }) },
      { by: 'the operator', retry: ({ operator }) => operator.retry('all') },
    ])(
      'hold what was stored until then, and become a store that says so, whose doubts $by ends',
      async ({ retry }) => {
        const store = await from.open(clock);
        await store.claims.finish({ organization, key: 'order-create:1', outcome: 'placed' });
        await store.claims.begin({ organization, key: 'order-create:2', holdMs: 600_000 });
        await store.turns.take({ organization, name: 'sweep', holder: 'a', holdMs: 600_000 });
        await add(store, delivery('o1'));
        const copy = await copyStore({ url: from.url, file, ...given });
        await store.claims.finish({ organization, key: 'order-create:3', outcome: 'too late' });
        expect(await store.copies.last()).toEqual(copy);
        await store.close();

        clock.advance(60_000);
        const restored = await restoreStore({ url: into.url, file, ...given });
        expect(restored).toMatchObject({
          copy: { ...copy, restoredAt: clock.now() },
          underWay: 1,
          waiting: 1,
        });
        const other = await into.open(clock);
        const begin = (key: string) => other.claims.begin({ organization, key, holdMs: 1000 });
        expect(await begin('order-create:1')).toEqual({ state: 'done', outcome: 'placed' });
        expect(await begin('order-create:2')).toMatchObject({ state: 'new' });
        expect(await begin('order-create:3')).toMatchObject({ state: 'new' });
        expect(await other.turns.take({ organization, name: 'sweep', holder: 'b', holdMs: 1 })).toBe(true);
        expect(await other.copies.restored()).toEqual(restored.copy);
        expect(await other.copies.restores()).toBe(1);
        // It may have been said since: it is looked for before it is said, until a person decides.
        expect(await other.queues.counts()).toMatchObject({ due: 1, later: 0, unclear: 0, parked: 0 });
        const copied = async () => {
          const [queue] = await other.queues.claim({ limit: 1, holdMs: 1000 });
          if (queue === undefined) throw new Error('nothing is due');
          const [due] = await other.queues.due(queue, 1);
          return { queue, ids: due === undefined ? [] : [due], copiedAt: due?.copiedAt };
        };
        const { queue, ids, copiedAt } = await copied();
        expect(copiedAt).toBe(copy.madeAt);
        await other.queues.park(queue, ids, 'not found');
        await other.queues.release(queue, clock.now());
        await retry(other);
        expect((await copied()).copiedAt).toBeUndefined();
        const [record] = await other.audit.list({ organization: operatorChain, limit: 5 });
        expect(record).toMatchObject({ command: 'restore', outcome: 'done' });
        const { breaks, anchors } = await other.anchors.compare();
        expect({ breaks, anchors }).toEqual({ breaks: [], anchors: 1 });
        await other.close();
      },
    );

    it('are never written over, nor restored into a store that is there', async () => {
      const store = await from.open(clock);
      await store.close();
      await writeFile(file, 'mine');
      await expect(copyStore({ url: from.url, file, ...given })).rejects.toMatchObject({ fault: 'setting' });
      expect(await readFile(file, 'utf8')).toBe('mine');
      expect(await readdir(folder)).toEqual(['a.copy']);

      const whole = join(folder, 'b.copy');
      await copyStore({ url: from.url, file: whole, ...given });
      await expect(restoreStore({ url: from.url, file: whole, ...given })).rejects.toMatchObject({
        fault: 'setting',
        message: expect.stringContaining('Nothing was changed'),
      });
      const after = await from.open(clock);
      expect(await after.copies.restores()).toBe(0);
      await after.close();
    });

    it('that are cut, no copy or not there change nothing', async () => {
      const store = await from.open(clock);
      await store.close();
      await copyStore({ url: from.url, file, ...given });
      const cut = join(folder, 'cut.copy');
      await writeFile(cut, await readFile(file));
      await truncate(cut, Math.floor((await readFile(file)).length * 0.6));
      const letter = join(folder, 'letter.txt');
      await writeFile(letter, 'Dear engineer,\n'.repeat(50));
      for (const bad of [cut, letter]) {
        const refused = await restoreStore({ url: into.url, file: bad, ...given }).catch(
          (error: unknown) => error,
        );
        expect(refused).toMatchObject({ fault: 'not-a-database' });
        expect(String(refused)).toContain(bad);
        expect(String(refused)).toMatch(/another copy.*Nothing was changed/);
      }
      await expect(restoreStore({ url: into.url, file: folder, ...given })).rejects.toMatchObject({
        fault: 'setting',
        message: expect.stringContaining('is no file'),
      });
      await expect(
        restoreStore({ url: into.url, file: join(folder, 'none'), ...given }),
      ).rejects.toMatchObject({ fault: 'setting' });
      // The workspace is still empty, so that the whole copy goes in.
      expect((await restoreStore({ url: into.url, file, ...given })).orders).toBe(0);
    });

    it('of a newer build are refused with both versions, and leave the place empty', async () => {
      await migrateTo(from, [...migrations, newer], '9.1.0');
      await copyStore({ url: from.url, file, ...given });
      const refused = await restoreStore({ url: into.url, file, ...given }).catch((error: unknown) => error);
      expect(refused).toMatchObject({ fault: 'too-new' });
      expect(String(refused)).toMatch(/9\.1\.0.*9999-later.*0\.2\.0/);
      const fresh = await into.open(clock);
      expect(await fresh.copies.restores()).toBe(0);
      await fresh.close();
    });

    it('of an older build are brought up to date as they are restored', async () => {
      const older = migrations.filter((step) => step.name < '0019');
      await migrateTo(from, older, '0.1.0');
      await copyStore({ url: from.url, file, ...given });
      const { copy } = await restoreStore({ url: into.url, file, ...given });
      expect(copy.id).toMatch(/^file-/);
      const store = await into.open(clock);
      expect(await store.copies.schema()).toMatchObject({
        migration: migrations.at(-1)?.name,
        version: '0.2.0',
      });
      await store.close();
    });

    async function migrateTo(bed: CopyBed, steps: typeof migrations, version: string): Promise<void> {
      const engine = bed.openEngine();
      await migrate({ database: createDatabase(engine), migrations: steps, version, clock, log: silentLog });
      await engine.close();
    }
  });
}

const newer = { name: '9999-later', up: () => Promise.resolve() };
