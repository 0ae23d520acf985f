#!/usr/bin/env bash
# An order's id that Kysely reads as '3141592653589793239' is 3141592653589793300 in the lines that jsonArrayFrom puts below it.
#
# pg gives a bigint and a numeric as text. jsonArrayFrom has PostgreSQL write the rows as JSON, in which both are numbers, and pg
# parses them with JSON.parse: the id loses its end, and 12.50 is 12.5. The types of the result say string, as for the columns.
# Who meets it: bots that read orders with their lines in one query. The line belongs to no order, and a sum joins text and numbers.
# A bot should: cast each such column to text within the helper, sql<string>`id::text`, or read the lines with a query of their own.
# It needs PostgreSQL: TEST_DATABASE_URL, else a server on 127.0.0.1:5432 with the role postgres and the database test.
set -euo pipefail
sed -n '2s/^# //p' "$0"
export TEST_DATABASE_URL=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  kysely@0.29.9 pg@8.23.1 typescript@5.9.3 @types/node@24.10.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >types.ts <<'TS'
import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';

type Tables = { orders: { id: string }; lines: { order_id: string; price: string } };
export const read = async (db: Kysely<Tables>): Promise<readonly { order_id: string; price: string }[]> =>
  (
    await db
      .selectFrom('orders')
      .select((query) => jsonArrayFrom(query.selectFrom('lines').selectAll().whereRef('order_id', '=', 'orders.id')).as('lines'))
      .executeTakeFirstOrThrow()
  ).lines;
TS
node_modules/.bin/tsc --noEmit --strict --skipLibCheck --module nodenext --target esnext types.ts && echo 'types: ids and prices of the lines are strings' | tee seen
cat >try.mjs <<'JS'
import { Kysely, PostgresDialect, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import pg from 'pg';

const db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env.TEST_DATABASE_URL, max: 1 }) }) });
await sql`create temporary table orders (id bigint primary key)`.execute(db);
await sql`create temporary table lines (order_id bigint, price numeric(12, 2))`.execute(db);
await sql`insert into orders values (3141592653589793239)`.execute(db);
await sql`insert into lines values (3141592653589793239, 12.50)`.execute(db);
console.log(`lines alone: ${JSON.stringify(await db.selectFrom('lines').selectAll().execute())}`);
const lines = (query) => query.selectFrom('lines').whereRef('order_id', '=', 'orders.id');
const [order] = await db.selectFrom('orders').select((query) => ['id', jsonArrayFrom(lines(query).selectAll()).as('lines')]).execute();
console.log(`an order with lines: ${JSON.stringify(order)}`);
const [cast] = await db
  .selectFrom('orders')
  .select((query) => jsonArrayFrom(lines(query).select([sql`order_id::text`.as('order_id'), sql`price::text`.as('price')])).as('lines'))
  .execute();
console.log(`lines cast to text: ${JSON.stringify(cast.lines)}`);
await db.destroy();
JS
node try.mjs | tee -a seen
diff seen - <<'STATED' || { echo 'Changed: the helper keeps ids and amounts as they are.' >&2; exit 1; }
types: ids and prices of the lines are strings
lines alone: [{"order_id":"3141592653589793239","price":"12.50"}]
an order with lines: {"id":"3141592653589793239","lines":[{"order_id":3141592653589793300,"price":12.5}]}
lines cast to text: [{"order_id":"3141592653589793239","price":"12.50"}]
STATED
