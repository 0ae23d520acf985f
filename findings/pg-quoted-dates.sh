#!/usr/bin/env bash
# pg writes a Temporal.PlainDate into a text column with quotes, "2026-11-30", and without a word of it.
#
# A parameter that is an object, and no Date, Buffer or array, goes out as JSON. PostgreSQL reads through the quotes for a date and
# a timestamptz, so that the same code works there, and refuses an interval. postgres.js refuses all three with a TypeError about
# valueOf.
# Who meets it: stores on Node 26 that keep a day, a time or a URL as text. Asked for by its text, the row is not found.
# A bot should: turn each value into text before it is bound (String(date)), and let no object pass.
# It needs PostgreSQL: TEST_DATABASE_URL, else a server on 127.0.0.1:5432 with the role postgres and the database test.
set -euo pipefail
sed -n '2s/^# //p' "$0"
export TEST_DATABASE_URL=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact pg@8.23.1 postgres@3.4.9 node@26.10.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import pg from 'pg';
import postgres from 'postgres';

const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
const sql = postgres(process.env.TEST_DATABASE_URL, { max: 1 });
await client.connect();
const ways = {
  pg: async (text, value) => (await client.query(text, [value])).rows[0].kept,
  postgres: async (text, value) => (await sql.unsafe(text, [value]))[0].kept,
};
for (const [type, value] of [
  ['text', Temporal.PlainDate.from('2026-11-30')],
  ['text', Temporal.Instant.from('2026-11-30T16:00:00Z')],
  ['text', new URL('https://detail.1688.com/offer/1.html')],
  ['date', Temporal.PlainDate.from('2026-11-30')],
  ['interval', Temporal.Duration.from('P15D')],
])
  for (const [name, keep] of Object.entries(ways)) {
    const kept = await keep(`select ($1::${type})::text as kept`, value).catch((error) => `${error.name}: ${error.message}`);
    console.log(`${name}, ${type}, ${value}: ${kept}`);
  }
await client.end();
await sql.end();
JS
node_modules/.bin/node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the packages write such values in another way.' >&2; exit 1; }
pg, text, 2026-11-30: "2026-11-30"
postgres, text, 2026-11-30: TypeError: Do not use Temporal.PlainDate.prototype.valueOf; use Temporal.PlainDate.prototype.compare for comparison.
pg, text, 2026-11-30T16:00:00Z: "2026-11-30T16:00:00Z"
postgres, text, 2026-11-30T16:00:00Z: TypeError: Do not use Temporal.Instant.prototype.valueOf; use Temporal.Instant.prototype.compare for comparison.
pg, text, https://detail.1688.com/offer/1.html: "https://detail.1688.com/offer/1.html"
postgres, text, https://detail.1688.com/offer/1.html: https://detail.1688.com/offer/1.html
pg, date, 2026-11-30: 2026-11-30
postgres, date, 2026-11-30: TypeError: Do not use Temporal.PlainDate.prototype.valueOf; use Temporal.PlainDate.prototype.compare for comparison.
pg, interval, P15D: error: invalid input syntax for type interval: ""P15D""
postgres, interval, P15D: TypeError: Do not use Temporal.Duration.prototype.valueOf; use Temporal.Duration.prototype.compare for comparison.
STATED
