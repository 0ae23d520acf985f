import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openStore } from '../../src/store/open.ts';
import { silentLog } from '../fakes/silent-log.ts';
import type { StoreBed } from './contract.ts';

/** A bed whose database is a SQLite file in a folder of its own. */
export interface SqliteBed extends StoreBed {
  readonly file: string;
}

export async function makeSqliteBed(): Promise<SqliteBed> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const file = join(folder, 'test.db');
  return {
    file,
    open: (clock: Clock) => openStore({ url: `sqlite:${file}`, clock, random: systemRandom, log: silentLog }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where PostgreSQL is tested: a database in which schemas may be made. */
export const postgresServer = process.env['TEST_DATABASE_URL'];

export interface PostgresBed extends StoreBed {
  /** Leads to the bed's own tables. */
  readonly url: string;
  /** Runs one statement, such as one that ends connections. */
  ask(sql: string): Promise<pg.QueryResult>;
}

/** A bed whose tables are in a schema of its own; its connections bear the schema's name. */
export async function makePostgresBed(): Promise<PostgresBed & { readonly schema: string }> {
  const schema = `shoptalk_${systemRandom.token(12).toLowerCase()}`;
  const ask = async (sql: string) => {
    const client = new pg.Client({ connectionString: postgresServer });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await ask(`create schema ${schema}`);
  const url = new URL(postgresServer ?? '');
  url.searchParams.set('options', `-c search_path=${schema}`);
  url.searchParams.set('application_name', schema);
  return {
    schema,
    url: url.href,
    ask,
    open: (clock: Clock) => openStore({ url: url.href, clock, random: systemRandom, log: silentLog }),
    dispose: async () => {
      await ask(`drop schema ${schema} cascade`);
    },
  };
}
