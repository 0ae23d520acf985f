import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { unfinishedTable } from '../copies.ts';
import { StoreError } from '../error.ts';
import { postgresError } from './error.ts';

/**
 * Copies the database at `url`, which may be in use, to the new file `to`, as it was at one moment, by `pg_dump`. `to`
 * appears only once it is whole.
 * @throws StoreError `setting` where `to` is there already or `pg_dump` is not on the path; `failed` with the last line that
 * `pg_dump` wrote
 */
export async function dumpPostgres(url: string, to: string): Promise<void> {
  if (existsSync(to)) {
    throw new StoreError('setting', `${to} is there already: name a new file, nothing was written over.`);
  }
  const partial = `${to}.partial`;
  try {
    await run('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges', `--file=${partial}`]);
    renameSync(partial, to);
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Fills the empty database at `url` from `file`, which {@link dumpPostgres} made: all of it, or nothing. The table
 * {@link unfinishedTable} stands in it afterwards; whoever finishes the restore drops it.
 * @throws StoreError `setting` where the database is not empty, `file` is not there or `pg_restore` is not on the path;
 * `not-a-database` where `file` is cut or no such copy
 */
export async function loadPostgres(url: string, file: string): Promise<{ readonly writtenAt: number }> {
  if (!existsSync(file)) throw new StoreError('setting', `${file} is not there: name the copy to restore.`);
  await run('pg_restore', undefined, ['--list', file]);
  await asking(url, async (client) => {
    const { rows } = await client.query(
      `select 1 from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v') limit 1`,
    );
    if (rows.length > 0) {
      throw new StoreError(
        'setting',
        'The database that DATABASE_URL names has tables: name an empty one. Nothing was changed.',
      );
    }
    await client.query(`create table ${unfinishedTable} (begun_at timestamptz not null default now())`);
  });
  try {
    await run('pg_restore', url, [
      '--no-owner',
      '--no-privileges',
      '--single-transaction',
      '--exit-on-error',
      file,
    ]);
  } catch (thrown) {
    await asking(url, (client) => client.query(`drop table if exists ${unfinishedTable}`));
    throw thrown;
  }
  return { writtenAt: statSync(file).mtimeMs };
}

/** Whether {@link dumpPostgres} finds its program. */
export function hasPgDump(): Promise<boolean> {
  return isOnPath('pg_dump');
}

function isOnPath(program: string): Promise<boolean> {
  const child = spawn(program, ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (status) => resolve(status === 0));
  });
}

/** Takes away what {@link loadPostgres} brought into a database that was empty. */
export function emptyAgain(url: string): Promise<void> {
  return asking(url, async (client) => {
    const { rows } = await client.query(
      `select quote_ident(relname) as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    );
    const names = z.array(z.object({ name: z.string() })).parse(rows);
    if (names.length > 0)
      await client.query(`drop table ${names.map(({ name }) => name).join(', ')} cascade`);
  });
}

async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (thrown) {
    throw thrown instanceof StoreError ? thrown : postgresError(thrown);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Runs a program of PostgreSQL's on the database at `url`, whose password no list of processes shows. */
async function run(
  program: 'pg_dump' | 'pg_restore',
  url: string | undefined,
  given: readonly string[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shoptalk-'));
  try {
    const shown = url === undefined ? [] : [`--dbname=${withPasswordFile(url, join(folder, 'password'))}`];
    const child = spawn(program, [...given, ...shown], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    }).catch((thrown: unknown) => {
      throw new StoreError(
        'setting',
        `${program} is not on the path: install PostgreSQL’s client programs (Debian: postgresql-client), not older than ` +
          'the server.',
        { cause: thrown },
      );
    });
    if (status === 0) return;
    const [line = `status ${status}`] = said.split('\n').filter((each) => each.trim() !== '');
    if (program !== 'pg_restore') throw new StoreError('failed', `${line.trim()}: nothing was changed.`);
    throw new StoreError(
      'not-a-database',
      `${given.at(-1)} can’t be restored (${line.trim()}): take another copy, that npm run backup made of a PostgreSQL database. Nothing was changed.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `url` with its password in a file that only this user may read. */
function withPasswordFile(url: string, file: string): string {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password).replaceAll(/[\\:]/g, '\\$&');
  parsed.password = '';
  writeFileSync(file, `*:*:*:*:${password}\n`, { mode: 0o600 });
  if (password !== '') parsed.searchParams.set('passfile', file);
  if (!parsed.searchParams.has('connect_timeout')) parsed.searchParams.set('connect_timeout', '10');
  return parsed.href;
}
