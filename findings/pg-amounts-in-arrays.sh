#!/usr/bin/env bash
# pg gives an amount of numeric(16,2) as the text 12.50, and array_agg of the same amounts as numbers, with cents missing in a large one.
#
# Each type has a reader of its own: numeric is handed on as text, numeric[] is read with parseFloat. A bigint is text in either. So
# '99999999999999.99' becomes 99999999999999.98, and 12.50 and '12.50' are not the same.
# Who meets it: bots that gather the amounts of an order's parts in one row, and compare them with the total or add them up.
# A bot should: gather text (array_agg(amount::text)) or whole fen as bigint, or set a reader for the type 1231.
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
import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
await client.connect();
await client.query('create temporary table parts (id bigint, amount numeric(16, 2))');
await client.query("insert into parts values (3141592653589793239, 12.50), (3141592653589793240, 99999999999999.99)");
for (const what of ['id', 'amount', 'array_agg(id)', 'array_agg(amount)', 'array_agg(amount::text)', 'sum(amount)']) {
  const { rows } = await client.query({ text: `select ${what} from parts`, rowMode: 'array' });
  console.log(`${what}: ${JSON.stringify(rows.flat())}`);
}
await client.end();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pg gives such arrays in another way.' >&2; exit 1; }
id: ["3141592653589793239","3141592653589793240"]
amount: ["12.50","99999999999999.99"]
array_agg(id): [["3141592653589793239","3141592653589793240"]]
array_agg(amount): [[12.5,99999999999999.98]]
array_agg(amount::text): [["12.50","99999999999999.99"]]
sum(amount): ["100000000000012.49"]
STATED
