import { spawn } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '../../src/runtime/clock.ts';
import { StoreError } from '../../src/store/error.ts';
import { temporaryFolder } from '../harness/process.ts';
import { hasPostgres, makePostgresBed, type PostgresBed, throughPort } from '../store/postgres/bed.ts';
import { eventually, expectThat, freePort, type Part } from './part.ts';

/** PgBouncer refuses to run as root. */
const nobody = 65_534;

async function through<T>(
  bed: PostgresBed,
  mode: 'session' | 'transaction' | 'statement',
  poolSize: number,
  work: (url: string) => Promise<T>,
): Promise<T> {
  await using folder = await temporaryFolder();
  const port = await freePort();
  const name = new URL(bed.url).pathname.slice(1);
  const user = new URL(bed.url).username;
  const file = join(folder.path, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
${name} = host=${bed.server.host} port=${bed.server.port} dbname=${name} user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
`,
  );
  await chmod(folder.path, 0o755);
  const asRoot = process.getuid?.() === 0;
  const bouncer = spawn('pgbouncer', [file], {
    stdio: 'ignore',
    ...(asRoot && { uid: nobody, gid: nobody }),
  });
  try {
    const url = throughPort(bed.url, port);
    await eventually(async () => {
      const socket = connect(port, '127.0.0.1');
      await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      socket.destroy();
    });
    return await work(url);
  } finally {
    bouncer.kill('SIGKILL');
    await new Promise((resolve) => bouncer.once('close', resolve));
  }
}

export const pgBouncer: Part = {
  name: 'PgBouncer',
  needs: [{ program: 'pgbouncer', version: ['--version'] }],
  missing: () => (hasPostgres() ? undefined : 'TEST_DATABASE_URL names no PostgreSQL server'),
  async run() {
    const bed = await makePostgresBed();
    const refusal = async (url: string) => {
      try {
        await (await bed.open(systemClock, { url })).close();
        return 'opened';
      } catch (thrown) {
        return thrown instanceof StoreError ? thrown.message : String(thrown);
      }
    };
    try {
      const facts: string[] = [];
      for (const mode of ['transaction', 'statement'] as const) {
        const said = await through(bed, mode, 20, refusal);
        facts.push(expectThat(said.includes('pool_mode = session'), `${mode} mode is refused: ${said}`));
        const tables = await bed.ask("select 1 from pg_tables where schemaname = 'public'");
        facts.push(expectThat(tables.length === 0, `${mode} mode: no table was made`));
      }
      const narrow = await through(bed, 'session', 1, refusal);
      facts.push(
        expectThat(narrow.includes('pool size'), `session mode with one connection is refused: ${narrow}`),
      );
      const odd = await through(bed, 'session', 20, (url) => refusal(`${url}?options=-c%20geqo%3Doff`));
      facts.push(
        expectThat(
          odd.includes('ignore_startup_parameters'),
          `a start-up parameter it does not take: ${odd}`,
        ),
      );
      facts.push(await through(bed, 'session', 20, inSession));
      return facts;
    } finally {
      await bed.dispose();
    }

    async function inSession(url: string): Promise<string> {
      const one = await bed.open(systemClock, { url });
      const other = await bed.open(systemClock, { url });
      const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const hold = one.exclusive.hold('gateway', { onHeld: first.resolve, onLost: () => undefined });
      await first.promise;
      let isSecond = false;
      const next = other.exclusive.hold('gateway', {
        onHeld() {
          isSecond = true;
          second.resolve();
        },
        onLost: () => undefined,
      });
      // Longer than a process waits before it looks again by itself.
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      const both = isSecond;
      await hold.release();
      await second.promise;
      await next.release();
      await Promise.all([one.close(), other.close()]);
      return expectThat(!both, 'session mode works: two processes hold a gateway one after the other');
    }
  },
};
