import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';

/**
 * What of a database no test's rows are: which versions of which rows its catalogs hold, and what is set for it. A change of
 * the schema, a trigger, a setting or statistics makes it another.
 */
const shape = `select concat_ws(' ', ${[
  'pg_attribute',
  'pg_attrdef',
  'pg_index',
  'pg_constraint',
  'pg_trigger',
  'pg_proc',
  'pg_namespace',
  'pg_type',
]
  .map((catalog) => `(select count(*) || ':' || sum(xmin::text::bigint) from ${catalog})`)
  .join(', ')},
  (select md5(string_agg(concat(oid, relname, relkind, relacl, reloptions, relrowsecurity), ' ' order by oid))
    from pg_class where relnamespace = 'public'::regnamespace),
  (select count(*) from pg_statistic join pg_class on oid = starelid where relnamespace = 'public'::regnamespace),
  (select count(*) from pg_db_role_setting join pg_database on oid = setdatabase where datname = current_database()),
  (select md5(string_agg(concat(name, applied_at), ' ' order by name)) from migrations)
) as shape`;

/** Beyond this many pages of rows that are gone a query would take longer than on a new database. */
const mostPages = 32;

const tablesOf = z.array(z.object({ name: z.string(), pages: z.number(), sequence: z.string().nullable() }));
const shapeOf = z.tuple([z.object({ shape: z.string() })]);

/**
 * The databases of one process of the tests, all copies of `template`. Making a copy and dropping it takes the server some
 * 300 ms, emptying it 10: so one that a test is through with is emptied for the next, unless anything but rows is different.
 */
export interface SpareDatabases {
  /** The name of one with today's schema and no rows, for the caller alone. */
  take(): Promise<string>;
  /** Ends every connection to it; the name is the caller's no more. */
  giveBack(name: string): Promise<void>;
}

export function spareDatabases({
  template,
  askServer,
  urlOf,
}: {
  readonly template: string;
  askServer(sql: string): Promise<unknown>;
  urlOf(name: string): string;
}): SpareDatabases {
  const spare: string[] = [];
  /** What each database was like before its first test. */
  const shapes = new Map<string, string>();

  async function onDatabase<Answer>(
    name: string,
    ask: (client: pg.Client) => Promise<Answer>,
  ): Promise<Answer> {
    const client = new pg.Client({ connectionString: urlOf(name) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await ask(client);
    } finally {
      await client.end();
    }
  }

  const readShape = async (client: pg.Client) => shapeOf.parse((await client.query(shape)).rows)[0].shape;

  /** Whether it is as new again. */
  function empty(name: string): Promise<boolean> {
    return onDatabase(name, async (client) => {
      await endOthers(client);
      if ((await readShape(client)) !== shapes.get(name)) return false;
      const { rows } = await client.query(`select relname as name,
          (pg_relation_size(pg_class.oid) / current_setting('block_size')::int)::int as pages,
          (select pg_get_serial_sequence(relname, attname) from pg_attribute
            where attrelid = pg_class.oid and attidentity <> '') as sequence
        from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'`);
      const statements = tablesOf.parse(rows).flatMap((table) => [
        // A table without a page holds nothing.
        ...(table.pages === 0
          ? []
          : [`${table.pages > mostPages ? 'truncate' : 'delete from'} ${table.name}`]),
        ...(table.sequence === null ? [] : [`select setval('${table.sequence}', 1, false)`]),
      ]);
      await client.query(['begin', ...statements, 'commit'].join('; '));
      return true;
    });
  }

  return {
    async take() {
      const known = spare.pop();
      if (known !== undefined) return known;
      const name = `${template}_${randomBytes(8).toString('hex')}`;
      await askServer(`create database ${name} encoding 'UTF8' template ${template}`);
      shapes.set(name, await onDatabase(name, readShape));
      return name;
    },
    async giveBack(name) {
      if (await empty(name).catch(() => false)) {
        spare.push(name);
        return;
      }
      shapes.delete(name);
      await askServer(`drop database ${name} with (force)`);
    },
  };
}

/** Until they are gone: what ends a moment later would be seen by the next test. */
async function endOthers(client: pg.Client): Promise<void> {
  await client.query(`select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
}
