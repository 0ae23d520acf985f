import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Messages about requests that were given up: since when, and why. */
export const givenUpMessages: Migration = {
  name: '0008-given-up-messages',
  async up(schema, database) {
    await schema.alterTable('request_messages').addColumn('parked_at', 'bigint').execute();
    await schema.alterTable('request_messages').addColumn('reason', 'text').execute();
    // What was given up before was never due again though it does not show what it should.
    await sql`
      update request_messages set parked_at = created_at, reason = 'given up' where due_at is null and shown < wanted
    `.execute(database);
    await schema
      .createIndex('request_messages_parked')
      .on('request_messages')
      .columns(['organization', 'parked_at', 'created_at'])
      .where(sql.ref('parked_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('request_messages_by_parked_at')
      .on('request_messages')
      .column('parked_at')
      .where(sql.ref('parked_at'), 'is not', null)
      .execute();
  },
};
