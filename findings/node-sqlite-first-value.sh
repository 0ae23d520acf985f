#!/usr/bin/env bash
# node:sqlite drops a first value that is an object, such as a Date, and writes each value after it one column too far left.
#
# run(), get() and all() take their first argument for named parameters when it is an object. A Date, a Map or {} names none,
# which is no error, and a parameter that is given nothing is NULL. In second place the same Date is a TypeError.
# Who meets it: a bot that writes an order with its time in the first column. The row is there, with the wrong values.
# A bot should: check each value before it is bound, and let none pass but strings, numbers, bigints, bytes and null.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact node@26.10.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(':memory:');
database.exec('create table orders (placed_at, id, note)');
const insert = database.prepare('insert into orders values (?, ?, ?)');
const placedAt = new Date(0);
for (const values of [[placedAt, 'A-1', 'urgent'], ['A-1', placedAt, 'urgent']]) {
  try {
    const { changes } = insert.run(...values);
    console.log(`run(${JSON.stringify(values).slice(1, -1)}): ${changes} row`);
  } catch (error) {
    console.log(`run(${JSON.stringify(values).slice(1, -1)}): ${error.name}`);
  }
}
console.log(`the table: ${JSON.stringify(database.prepare('select * from orders').all())}`);
JS
node_modules/.bin/node --no-warnings try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: node:sqlite takes a first value that is an object in another way.' >&2; exit 1; }
run("1970-01-01T00:00:00.000Z","A-1","urgent"): 1 row
run("A-1","1970-01-01T00:00:00.000Z","urgent"): TypeError
the table: [{"placed_at":"A-1","id":"urgent","note":null}]
STATED
