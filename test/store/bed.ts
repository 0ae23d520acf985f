import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openStore } from '../../src/store/open.ts';
import { storeThreadEntry } from '../../src/wiring/store-thread-entry.ts';
import { silentLog } from '../fakes/silent-log.ts';
import type { StoreBed } from './contract.ts';

/** A bed whose database is a SQLite file in a folder of its own. */
export interface SqliteBed extends StoreBed {
  readonly file: string;
}

/** Without a thread, so that all that happens in a test's turn of the event loop is over with it. */
export function makeSqliteBed(): Promise<SqliteBed> {
  return makeBed({});
}

/** As the bot opens it: a thread does the units. */
export function makeSqliteThreadBed(): Promise<SqliteBed> {
  return makeBed({ thread: storeThreadEntry });
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
