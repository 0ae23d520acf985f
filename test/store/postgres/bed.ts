import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import type { StoreBed } from '../contract.ts';
import { spareDatabases } from './spare-databases.ts';

/** A server on which databases may be made and dropped, such as `postgres://postgres@127.0.0.1:5432/test`. */
const server = process.env['TEST_DATABASE_URL'];

/** Names the database with today's schema that one run of the tests makes; unset where nobody made one. */
export const migratedVariable = 'TEST_DATABASE_MIGRATED';

/** So few that suites which run at once stay far below what a server allows. */
const connections = 3;

/** A `describe` for what needs PostgreSQL: skipped where `TEST_DATABASE_URL` is not set. */
export function describeOnPostgres(name: string, define: () => void): void {
  describe.skipIf(server === undefined)(name, define);
}

export function hasPostgres(): boolean {
  return server !== undefined;
}

/** A bed whose database is one of its own on the server. */
export interface PostgresBed extends StoreBed {
  readonly url: string;
  /** Where the server listens. */
  readonly server: { readonly host: string; readonly port: number };
  /** `url` opens it by another way, such as through a door. */
  open(clock: Clock, options?: { readonly log?: Log; readonly url?: string }): Promise<Store>;
  /** Asks the database on a connection of its own. */
  ask(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Ends every connection to the database, as a restart of the server does; how many there were. */
  cutConnections(): Promise<number>;
}

const template = process.env[migratedVariable];

/** Where a run of the tests has made today's schema once. */
const spare =
  template === undefined ? undefined : spareDatabases({ template, askServer, urlOf: withDatabase });

/** With today's schema in it, where a run of the tests has made that once, and no rows. */
export async function makePostgresBed(): Promise<PostgresBed> {
  if (spare === undefined) return makeEmptyPostgresBed();
  const name = await spare.take();
  return bedOn(name, () => spare.giveBack(name));
}

/** With nothing in it, for what is about the schema itself. */
export async function makeEmptyPostgresBed(): Promise<PostgresBed> {
  const name = `bed_${randomBytes(8).toString('hex')}`;
  await askServer(`create database ${name} encoding 'UTF8' template template0`);
  return bedOn(name, async () => {
    await askServer(`drop database ${name} with (force)`);
  });
}

function bedOn(name: string, dispose: () => Promise<void>): PostgresBed {
  const url = withDatabase(name);
  const ask = (sql: string, parameters: readonly unknown[] = []) => askAt(url, sql, parameters);
  return {
    url,
    ask,
    server: { host: new URL(url).hostname, port: Number(new URL(url).port || 5432) },
    open: (clock, options) =>
      openStore({ url, connections, clock, random: systemRandom, log: silentLog, ...options }),
    async cutConnections() {
      const cut = await askServer(
        'select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = $1',
        [name],
      );
      return cut.length;
    },
    dispose,
  };
}

/** The server's address with another database in it. */
export function withDatabase(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** `url` with the port of something on this machine that stands before the server. */
export function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return through.href;
}

function serverUrl(): string {
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set');
  return server;
}

const rowsOf = z.array(z.record(z.string(), z.unknown()));

/** Asks the server itself, such as for a database. */
export async function askServer(sql: string, parameters: readonly unknown[] = []) {
  return askAt(serverUrl(), sql, parameters);
}

/** Asks the database at `url` on a connection of its own. */
export async function askAt(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // It may be cut as well; then its query says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(sql, [...parameters]);
    return rowsOf.parse(rows);
  } finally {
    await client.end();
  }
}
