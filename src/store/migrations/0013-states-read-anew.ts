import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Orders in a state that no version knew are looked over once more, by a version that knows more words. */
export const statesReadAnew: Migration = {
  name: '0013-states-read-anew',
  async up(_schema, database) {
    await sql`update orders set check_at = 0 where phase = 'unknown'`.execute(database);
  },
};
