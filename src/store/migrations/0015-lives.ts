import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Turns and claims know the life of the process that has them, and an attempt since when its process is known to be over. */
export const lives: Migration = {
  name: '0015-lives',
  async up(schema) {
    await schema.alterTable('turns').addColumn('life', 'text').execute();
    await schema.alterTable('claims').addColumn('life', 'text').execute();
    await schema
      .createIndex('claims_by_life')
      .on('claims')
      .column('life')
      .where(sql.ref('life'), 'is not', null)
      .execute();
    await schema
      .createIndex('queues_by_lease_process')
      .on('queues')
      .column('lease_process')
      .where(sql.ref('lease_process'), 'is not', null)
      .execute();
    await schema.alterTable('outbox').addColumn('attempt_over_at', 'bigint').execute();
    await schema
      .createIndex('outbox_by_attempt_process')
      .on('outbox')
      .column('attempt_process')
      .where(sql.ref('attempt_process'), 'is not', null)
      .execute();
  },
};
