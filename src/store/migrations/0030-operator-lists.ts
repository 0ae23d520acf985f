import { type QueryExecutorProvider, sql } from 'kysely';
import { ordersNamed } from '../../domain/audit/orders-named.ts';
import { jsonIn } from '../../runtime/json.ts';
import type { Migration } from '../migrate.ts';

/**
 * Which records of the audit log are about which order, which no hash covers, since it follows from their facts; and an index
 * in the order in which the workspaces that are let in are listed.
 */
export const operatorLists: Migration = {
  name: '0030-operator-lists',
  async up(schema, database) {
    await schema
      .createTable('audit_orders')
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_orders_primary', ['order_id', 'at', 'organization', 'seq'])
      .execute();
    await schema
      .createIndex('audit_orders_by_record')
      .on('audit_orders')
      .columns(['organization', 'seq'])
      .execute();
    await schema.createIndex('admissions_in_order').on('admissions').columns(['state', 'place']).execute();
    await note(database);
  },
};

interface Kept {
  readonly organization: string;
  readonly seq: number;
  readonly at: number;
  readonly facts: string;
}

const pageOf = 500;

async function note(database: QueryExecutorProvider): Promise<void> {
  for (let last: Pick<Kept, 'organization' | 'seq'> | undefined = { organization: '', seq: 0 }; ; ) {
    const { rows }: { readonly rows: readonly Kept[] } = await sql<Kept>`
      select organization, seq, at, facts from audit where (organization, seq) > (${last.organization}, ${last.seq})
      order by organization, seq limit ${sql.lit(pageOf)}
    `.execute(database);
    last = rows.at(-1);
    if (last === undefined) return;
    const values = rows.flatMap(({ organization, seq, at, facts }) =>
      ordersNamed(jsonIn(facts)).map((id) => sql`(${id}, ${at}, ${organization}, ${seq})`),
    );
    if (values.length === 0) continue;
    await sql`insert into audit_orders (order_id, at, organization, seq) values ${sql.join(values)}`.execute(
      database,
    );
  }
}
