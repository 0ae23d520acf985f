import type { Migration } from '../migrate.ts';

/**
 * What was sorted each time it was asked for: the requests of an organization, and what a person was answered. What people
 * were answered is swept by its time, for which the whole table was read.
 */
export const indexesInOrder: Migration = {
  name: '0028-indexes-in-order',
  async up(schema) {
    await schema
      .createIndex('requests_in_order')
      .on('requests')
      .columns(['organization', 'created_at desc', 'id'])
      .execute();
    await schema
      .createIndex('exchanges_in_order')
      .on('exchanges')
      .columns(['organization', 'person', 'at', 'id'])
      .execute();
    await schema.createIndex('exchanges_by_at').on('exchanges').column('at').execute();
  },
};
