import type { Migration } from '../migrate.ts';

/** Who may do what, for which of the partner's users calls are made, and codes that join places. */
export const grants: Migration = {
  name: '0006-grants',
  async up(schema) {
    await schema
      .createTable('grants')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('granted_by', 'text', (column) => column.notNull())
      .addColumn('granted_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('grants_primary', ['organization', 'scope', 'subject'])
      .execute();

    await schema
      .createTable('account_choices')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('set_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('account_choices_primary', ['organization', 'subject'])
      .execute();

    await schema
      .createTable('order_users')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('order_users_primary', ['organization', 'order_id'])
      .execute();

    await schema
      .createTable('join_codes')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('join_codes_primary', ['digest'])
      .execute();
  },
};
