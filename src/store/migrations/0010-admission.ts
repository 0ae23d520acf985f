import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Which places are let in. Those that an admin has set rules for come in, and those that were joined, since a code is an
 * admin's to make and an admin's to type. A place that only has watches stays outside.
 */
export const admissions: Migration = {
  name: '0010-admission',
  async up(schema, database) {
    await schema
      .createTable('admissions')
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('changed_by', 'text')
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('knocked_at', 'bigint')
      .addPrimaryKeyConstraint('admissions_primary', ['place'])
      .execute();
    await schema
      .createIndex('admissions_by_knocked_at')
      .on('admissions')
      .columns(['state', 'knocked_at'])
      .execute();
    // An organization is called as the place that it began with; a direct message (`x:dm:…`) is no place to be let in.
    await sql`
      insert into admissions (place, state, changed_at)
      select place, 'admitted', 0 from (
        select organization as place from grants
        union select organization from organization_settings
        union select organization from account_choices
        union select organization from organization_places
        union select place from organization_places
      ) as ruled
      where place not like '%:dm:%'
    `.execute(database);
  },
};
