#!/usr/bin/env bash
# Kysely's SqliteDialect over a node:sqlite database reads no rows, without an error, while its deletes work.
#
# It asks a statement's `reader`, which better-sqlite3 has and node:sqlite has not, and takes each for one that gives no rows;
# it binds parameters as one array, which node:sqlite takes for names. The types say so (TS2322), JavaScript and a cast don't.
# Who meets it: a bot that moves its store from better-sqlite3 to the SQLite that Node brings.
# A bot should: put a driver of its own between, which asks columns() for whether rows come and spreads the parameters.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact node@26.10.0 kysely@0.28.18 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';

const database = new DatabaseSync(':memory:');
database.exec("create table orders (id text); insert into orders values ('A-1'), ('A-2')");
const kysely = new Kysely({ dialect: new SqliteDialect({ database }) });
const rows = await kysely.selectFrom('orders').selectAll().execute();
console.log(`select: ${rows.length} of 2 rows`);
const failed = await kysely.insertInto('orders').values({ id: 'A-3' }).execute().catch((error) => error);
console.log(`insert with a parameter: ${failed.message}`);
const [{ numDeletedRows }] = await kysely.deleteFrom('orders').execute();
console.log(`delete: ${numDeletedRows} of 2 rows`);
JS
node_modules/.bin/node --no-warnings try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: Kysely and node:sqlite go together in another way.' >&2; exit 1; }
select: 0 of 2 rows
insert with a parameter: Unknown named parameter '0'
delete: 2 of 2 rows
STATED
