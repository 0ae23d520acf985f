import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { lazily } from '../../src/runtime/lazily.ts';
import type { Log } from '../../src/runtime/log.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { storeThreadEntry } from '../../src/wiring/store-thread-entry.ts';
import { silentLog } from '../fakes/silent-log.ts';
import type { StoreBed } from './contract.ts';

/** A bed whose database is a SQLite file in a folder of its own. */
export interface SqliteBed extends StoreBed {
  readonly file: string;
}

/** A file with today's schema and nothing in it. To copy it takes a twentieth of the time that the migrations do. */
const migrated = lazily(async () => {
  const bed = await makeEmptySqliteBed();
  try {
    await (await bed.open(systemClock)).close();
    return await readFile(bed.file);
  } finally {
    await bed.dispose();
  }
});

/** Without a thread, so that all that happens in a test's turn of the event loop is over with it. */
export async function makeSqliteBed(): Promise<SqliteBed> {
  return filled(await makeBed({}));
}

/** As the bot opens it: a thread does the units. */
export async function makeSqliteThreadBed(): Promise<SqliteBed> {
  return filled(await makeBed({ thread: storeThreadEntry }));
}

/** For a test that is about making the schema, or the file. */
export function makeEmptySqliteBed(): Promise<SqliteBed> {
  return makeBed({});
}

/** A store of its own, which is gone once it is closed. */
export async function openOwnStore(clock: Clock, log: Log = silentLog): Promise<Store> {
  const bed = await makeSqliteBed();
  const store = await openStore({ url: `sqlite:${bed.file}`, clock, random: systemRandom, log });
  return {
    ...store,
    async close() {
      await store.close();
      await bed.dispose();
    },
  };
}

async function filled(bed: SqliteBed): Promise<SqliteBed> {
  await writeFile(bed.file, await migrated());
  return bed;
}

async function makeBed(given: { readonly thread?: URL }): Promise<SqliteBed> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const file = join(folder, 'test.db');
  return {
    file,
    open: (clock: Clock) =>
      openStore({ url: `sqlite:${file}`, ...given, clock, random: systemRandom, log: silentLog }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
