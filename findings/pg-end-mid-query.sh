#!/usr/bin/env bash
# client.end() of pg resolves at once while a query is under way; the server keeps the session's locks until the query is over.
#
# With nothing under way pg says farewell and waits until the server has closed the connection: the locks are free by then. In the
# middle of a query it destroys the socket instead; PostgreSQL looks at its socket when the statement is done, and not before
# (client_connection_check_interval, 0 unless somebody sets it).
# Who meets it: a bot that holds an advisory lock so that only one of it works, and ends while it asks. The next one, started
# once end() has resolved, finds the lock taken; so does a test that ends one bot and starts another.
# A bot should: wait for its last query before it calls end(), or take the lock with a wait, pg_advisory_lock, and not a try.
# It needs PostgreSQL: TEST_DATABASE_URL, else a server on 127.0.0.1:5432 with the role postgres and the database test.
set -euo pipefail
sed -n '2s/^# //p' "$0"
export TEST_DATABASE_URL=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact pg@8.23.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const lock = 20261130;
const open = async () => {
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const next = await open();
const { server_version: version } = (await next.query('show server_version')).rows[0];
console.error(`PostgreSQL ${version}`);
for (const [name, seconds] of [['nothing under way', 0], ['a query of 2 s under way', 2]]) {
  const bot = await open();
  await bot.query('select pg_advisory_lock($1)', [lock]);
  const asked = seconds > 0 ? bot.query('select pg_sleep($1)', [seconds]).then(() => 'answered', (error) => error.message) : undefined;
  if (seconds > 0) await wait(200);
  const startedAt = Date.now();
  await bot.end();
  const atOnce = Date.now() - startedAt < 1_000;
  const { free } = (await next.query('select pg_try_advisory_lock($1) as free', [lock])).rows[0];
  if (!free) await next.query('select pg_advisory_lock($1)', [lock]);
  const late = Date.now() - startedAt > 1_000;
  await next.query('select pg_advisory_unlock($1)', [lock]);
  console.log(`${name}: ended at once ${atOnce}, lock free ${free}, free only after a second or more ${late}`);
  if (asked !== undefined) console.log(`the query: ${await asked}`);
}
await next.end();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pg ends a connection in the middle of a query in another way.' >&2; exit 1; }
nothing under way: ended at once true, lock free true, free only after a second or more false
a query of 2 s under way: ended at once true, lock free false, free only after a second or more true
the query: Connection terminated
STATED
