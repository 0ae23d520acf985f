import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** How the sweep finds codes that are past their time, and requests that were settled long ago. */
export const ends: Migration = {
  name: '0009-ends',
  async up(schema) {
    await schema.createIndex('join_codes_by_expires_at').on('join_codes').column('expires_at').execute();
    await schema.createIndex('join_codes_by_organization').on('join_codes').column('organization').execute();
    await schema
      .createIndex('organization_places_by_organization')
      .on('organization_places')
      .column('organization')
      .execute();
    await schema
      .createIndex('requests_settled')
      .on('requests')
      .columns(['changed_at', 'id'])
      .where(sql.ref('open'), '=', sql.lit(0))
      .execute();
  },
};
