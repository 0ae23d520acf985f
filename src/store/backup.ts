import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { operatorChain } from '../domain/audit/entry.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Copy, Restored } from './contract/copies.ts';
import type { Store } from './contract/store.ts';
import { noteCopy, unfinishedTable } from './copies.ts';
import { createDatabase, type Database, tableNames } from './database.ts';
import { StoreError } from './error.ts';
import { openStoreAt } from './open.ts';
import { openEngine, type StorePlace, storePlace } from './open-engine.ts';
import { copySqlite, filesOf } from './sqlite/copy.ts';

/** What a copy is made, or a store is restored, with. */
export interface CopyInput {
  /** `DATABASE_URL`. */
  readonly url: string;
  readonly file: string;
  /** Of this build. */
  readonly version: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const idLength = 16;

/**
 * 256 KiB at a time, and the disk and a core are the bot's two thirds of the time. More rest makes a copy longer, and with it what
 * is to be brought in at its end; with less, messages are acknowledged later (test/bench/README.md).
 */
const unhurried = { pages: 64, rest: 2 };

/**
 * Copies the store at `url`, which may be in use, to the new file `file`, as it was at one moment. What the bot serves goes on
 * meanwhile; a file of SQLite is copied by pieces, and this process does nothing else. The schema is left as it is.
 * @throws StoreError `setting`, `cannot-open`, `not-a-database`, `full`, `unreachable`
 */
export async function copyStore({ url, file, ...given }: CopyInput): Promise<Copy> {
  const place = storePlace(url);
  if (place.kind === 'sqlite' && !existsSync(place.path)) {
    throw new StoreError(
      'cannot-open',
      `${place.path} is not there: nothing can be copied. Check DATABASE_URL.`,
    );
  }
  const copy = { id: given.random.token(idLength), madeAt: given.clock.now(), version: given.version };
  await within(place, given, async (database) => {
    const tables = await tableNames(database);
    if (!tables.has('migrations')) throw notOurs(place.kind === 'sqlite' ? place.path : 'The database');
    // A store that an older build made has no such table: what is copied of it is as old as the file.
    if (tables.has('copies')) await noteCopy(database, copy);
  });
  if (place.kind === 'sqlite') {
    await copySqlite(place.path, file, { ...unhurried, elapsed: () => given.clock.elapsed() });
  } else {
    const { dumpPostgres } = await import('./postgres/copy.ts');
    await dumpPostgres(place.url, file);
  }
  return copy;
}

/**
 * Makes the store at `url`, where there must be none, of the copy `file`: whole, or not at all. What waited is looked for
 * before it is said, since it may have been said after the copy was made; who held anything then holds it no more. The restore is a record of the audit log.
 * @throws StoreError `setting` where there is a store already or no copy; `not-a-database` where the copy is cut or none;
 * `too-new` where a newer build made it; nothing is changed then
 */
export async function restoreStore({ url, file, ...given }: CopyInput): Promise<Restored> {
  const place = storePlace(url);
  if (!existsSync(file)) throw new StoreError('setting', `${file} is not there: name the copy to restore.`);
  if (!statSync(file).isFile()) {
    throw new StoreError('setting', `${file} is no file: name the copy to restore. Nothing was changed.`);
  }
  return place.kind === 'sqlite' ? restoreFile(place.path, file, given) : restoreServer(place, file, given);
}

type Given = Omit<CopyInput, 'url' | 'file'>;

async function restoreFile(path: string, file: string, given: Given): Promise<Restored> {
  if (path === ':memory:') throw new StoreError('setting', 'DATABASE_URL: name a file to restore into.');
  const taken = [...filesOf(path), `${path}.anchors`].find((each) => existsSync(each));
  if (taken !== undefined) {
    throw new StoreError(
      'setting',
      `${taken} is there already: move it away with what belongs to it, or name another place. Nothing was changed.`,
    );
  }
  const beside = `${path}.restoring`;
  const clean = () => {
    for (const each of [...filesOf(beside), `${beside}.anchors`]) rmSync(each, { force: true });
  };
  clean();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const { mtimeMs } = statSync(file);
    await copySqlite(file, beside).catch((thrown: unknown) => {
      throw thrown instanceof StoreError && thrown.fault === 'not-a-database'
        ? notWhole(file, thrown)
        : thrown;
    });
    await within({ kind: 'sqlite', path: beside }, given, async (database) => {
      if (!(await tableNames(database)).has('migrations')) throw notOurs(file);
    });
    const restored = await finish({ kind: 'sqlite', path: beside }, mtimeMs, given);
    for (const each of ['-wal', '-shm']) rmSync(beside + each, { force: true });
    renameSync(`${beside}.anchors`, `${path}.anchors`);
    renameSync(beside, path);
    return restored;
  } finally {
    clean();
  }
}

function notWhole(file: string, cause: StoreError): StoreError {
  return new StoreError(
    'not-a-database',
    `${file} is no copy of shoptalk’s, or was cut or damaged on its way: take another copy. Nothing was changed.`,
    { cause },
  );
}

async function restoreServer(
  place: Extract<StorePlace, { readonly kind: 'postgres' }>,
  file: string,
  given: Given,
): Promise<Restored> {
  const { emptyAgain, loadPostgres } = await import('./postgres/copy.ts');
  const { writtenAt } = await loadPostgres(place.url, file);
  try {
    await within(place, given, async (database) => {
      if (!(await tableNames(database)).has('migrations')) throw notOurs(file);
    });
    const restored = await finish(place, writtenAt, given);
    await within(place, given, async ({ unscoped }) => {
      await sql`drop table ${sql.table(unfinishedTable)}`.execute(unscoped);
    });
    return restored;
  } catch (thrown) {
    await emptyAgain(place.url);
    throw thrown;
  }
}

/** Does `work` on the database at `place`, whatever its schema is. */
async function within<T>(
  place: StorePlace,
  given: Given,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(place, { connections: 1, ...given });
  try {
    return await work(createDatabase(engine));
  } finally {
    await engine.close();
  }
}

async function finish(place: StorePlace, writtenAt: number, given: Given): Promise<Restored> {
  const { random, version } = given;
  const store: Store = await openStoreAt(place, { ...given, copyBefore: false, whileRestored: true });
  try {
    const restored = await store.copies.settleRestored({ writtenAt: Math.floor(writtenAt), version });
    await store.audit.append({
      organization: operatorChain,
      workspace: operatorChain,
      conversation: operatorChain,
      command: 'restore',
      outcome: 'done',
      trace: random.token(idLength),
      facts: { copy: restored.copy.id, madeAt: String(restored.copy.madeAt), version },
    });
    await store.anchors.renew();
    return restored;
  } finally {
    await store.close();
  }
}

function notOurs(what: string): StoreError {
  return new StoreError('not-a-database', `${what} holds nothing of shoptalk: name another.`);
}
