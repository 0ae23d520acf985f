#!/usr/bin/env bash
# node:sqlite writes a whole number into a text column as 42.0, and Node 26 no longer finds a long one that Node 22 wrote.
#
# It binds each JavaScript number as a real, which a text column turns into words. Which words is up to the SQLite that Node
# brings: 3.51 makes 3.31795922031344e+15 of an id of 16 digits, 3.53 makes 3317959220313438.0 of it.
# Who meets it: a bot that keeps an order number or another service's id, a number in JSON, in a text column. Asked for by
# its digits the row is not found; after an upgrade of Node not even by the number that was written.
# A bot should: bind ids as strings (or bigints), and refuse a number where a column is text.
# Tried with node@22.23.3 and node@26.10.0.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for version in 22.23.3 26.10.0; do
  mkdir "$folder/$version"
  cd "$folder/$version"
  npm init -y >/dev/null
  npm pkg set allowScripts.node=true --json
  npm install --loglevel=error --no-fund --no-audit --save-exact "node@$version" >/dev/null
  npm ls --depth=0 | sed '1d; /extraneous/d'
done
cd "$folder"

cat >try.mjs <<'JS'
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync('orders.db');
const big = 3317959220313438;
if (process.argv[2] === 'write') {
  database.exec('create table orders (id text)');
  for (const id of [42, big]) database.prepare('insert into orders values (?)').run(id);
}
const found = (id) => database.prepare('select count(*) as n from orders where id = ?').get(id).n;
const ids = database.prepare('select id from orders').all().map(({ id }) => id);
console.log(`Node ${process.versions.node.split('.')[0]}: ${ids.join(' and ')}`);
console.log(`rows found by '42': ${found('42')}, by 42: ${found(42)}, by '${big}': ${found(String(big))}, by ${big}: ${found(big)}`);
JS
{
  22.23.3/node_modules/.bin/node --no-warnings try.mjs write
  26.10.0/node_modules/.bin/node --no-warnings try.mjs read
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: node:sqlite writes or finds these numbers in another way.' >&2; exit 1; }
Node 22: 42.0 and 3.31795922031344e+15
rows found by '42': 0, by 42: 1, by '3317959220313438': 0, by 3317959220313438: 1
Node 26: 42.0 and 3.31795922031344e+15
rows found by '42': 0, by 42: 1, by '3317959220313438': 0, by 3317959220313438: 0
STATED
