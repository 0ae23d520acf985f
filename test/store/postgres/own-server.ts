import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of a test's own, which it may stop and start. */
export interface OwnServer {
  /** Of an empty database on it. */
  readonly url: string;
  start(): void;
  /** As a crash or a pulled plug does: no session is told. */
  stopAtOnce(): void;
  dispose(): void;
}

/** Debian keeps these programs off the path. */
const [folder] = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;

/** Whether this machine has what makes such a server: `initdb` and `pg_ctl`, and for root a user `postgres`. */
export function canMakeServer(): boolean {
  if (folder === undefined || !existsSync(join(folder, 'initdb'))) return false;
  return !isRoot || spawnSync('id', ['-u', 'postgres']).status === 0;
}

export async function makeOwnServer(): Promise<OwnServer> {
  const place = mkdtempSync(join(tmpdir(), 'own-postgres-'));
  if (isRoot) chownSync(place, idOf('-u'), idOf('-g'));
  const data = join(place, 'data');
  const port = await freePort();
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const options = `-p ${port} -k ${place} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB`;
  const server: OwnServer = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => run('pg_ctl', '-D', data, '-o', options, '-l', join(place, 'log'), '-w', 'start'),
    stopAtOnce: () => run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop'),
    dispose() {
      if (existsSync(join(data, 'postmaster.pid'))) server.stopAtOnce();
      rmSync(place, { recursive: true, force: true });
    },
  };
  server.start();
  return server;
}

function run(program: string, ...given: readonly string[]): void {
  const path = join(folder ?? '', program);
  const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', path] : [path];
  execFileSync(command ?? path, [...rest, ...given], { stdio: 'ignore', cwd: tmpdir() });
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
