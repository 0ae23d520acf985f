#!/usr/bin/env bash
# A transaction of Kysely on PostgreSQL counts as committed, and nothing of it is kept, when a query in it failed and was caught.
#
# After a query that fails PostgreSQL undoes the whole transaction, and answers commit with the word ROLLBACK, which is no error
# (postgresql.org/docs/current/sql-commit.html). pg gives that word as `command`, and Kysely's driver does not look at it. On
# SQLite the same code keeps all but the query that failed, so that tests on SQLite see nothing of it.
# Who meets it: a bot that tries an insert, catches that the row is there already, and goes on to write the order itself.
# A bot should: write `on conflict do nothing`, set a savepoint, or have a driver of its own that checks the answer to commit.
# It needs PostgreSQL: TEST_DATABASE_URL, else a server on 127.0.0.1:5432 with the role postgres and the database test.
set -euo pipefail
sed -n '2s/^# //p' "$0"
export TEST_DATABASE_URL=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact kysely@0.28.18 pg@8.23.1 sql.js@1.14.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import initSqlJs from 'sql.js';

const { Database } = await initSqlJs();
const memory = new Database();
/** What SqliteDialect asks of a database, in the shape that better-sqlite3 has. */
const sqlite = {
  close: () => memory.close(),
  prepare: (text) => ({
    reader: /^select/i.test(text),
    all(parameters) {
      const statement = memory.prepare(text);
      statement.bind(parameters);
      const rows = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.free();
      return rows;
    },
    run(parameters) {
      memory.run(text, parameters);
      return { changes: memory.getRowsModified(), lastInsertRowid: 0 };
    },
  }),
};
for (const [name, dialect] of [
  ['PostgreSQL', new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env.TEST_DATABASE_URL, max: 1 }) })],
  ['SQLite', new SqliteDialect({ database: sqlite })],
]) {
  const db = new Kysely({ dialect });
  await sql`create temporary table seen (id text primary key)`.execute(db);
  await sql`create temporary table orders (id text primary key)`.execute(db);
  await db.insertInto('seen').values({ id: 'message-1' }).execute();
  const told = await db.transaction().execute(async (transaction) => {
    await transaction.insertInto('orders').values({ id: 'order-1' }).execute();
    await transaction.insertInto('seen').values({ id: 'message-1' }).execute().catch(() => undefined);
    return 'ordered';
  }).catch((error) => `refused: ${error.message}`);
  const rows = await db.selectFrom('orders').selectAll().execute();
  console.log(`${name}: the transaction says ${told}, orders kept: ${rows.length}`);
  await db.destroy();
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: Kysely looks at the answer to commit.' >&2; exit 1; }
PostgreSQL: the transaction says ordered, orders kept: 0
SQLite: the transaction says ordered, orders kept: 1
STATED
