#!/usr/bin/env bash
# In pg-mem, insert ... on conflict do nothing returning id gives back the row that was there, where PostgreSQL gives none.
#
# Whether a row comes back is how one statement tells the first message of an order from its repeats. In pg-mem each is the first.
# It also keeps bigint as a JavaScript number, so that an id of 19 digits is another one, and numeric(12,2) with all its decimals.
# PGlite is PostgreSQL itself, compiled for a process without a server; it says here what PostgreSQL does.
# Who meets it: a bot whose tests run on pg-mem. A test that it buys once sees it buy twice, or the code is bent until it is green.
# A bot should: run such tests on PostgreSQL or on PGlite, whose types are set to strings where pg gives strings.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact pg-mem@3.0.14 @electric-sql/pglite@0.4.6 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { newDb } from 'pg-mem';

const { Client } = newDb().adapters.createPg();
const mem = new Client();
await mem.connect();
const text = (rows) => JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
for (const [name, database] of [['pg-mem', mem], ['PostgreSQL (PGlite)', new PGlite()]]) {
  await database.query('create table orders (id bigint primary key, key text unique, total numeric(12, 2))');
  const insert = `insert into orders values ($1, 'order-1', $2) on conflict (key) do nothing returning id`;
  for (const [nth, id] of [['first', '3141592653589793239'], ['again', '5']])
    console.log(`${name}, ${nth}: ${text((await database.query(insert, [id, '12.345'])).rows)}`);
  console.log(`${name}, stored: ${text((await database.query('select id, total from orders')).rows)}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pg-mem or PGlite answers in another way.' >&2; exit 1; }
pg-mem, first: [{"id":3141592653589793300}]
pg-mem, again: [{"id":3141592653589793300}]
pg-mem, stored: [{"id":3141592653589793300,"total":12.345}]
PostgreSQL (PGlite), first: [{"id":"3141592653589793239"}]
PostgreSQL (PGlite), again: []
PostgreSQL (PGlite), stored: [{"id":"3141592653589793239","total":"12.35"}]
STATED
