import type { Migration } from '../migrate.ts';

/** Which deliveries waited when the copy was made that the store was restored from: when that was. */
export const restoredDeliveries: Migration = {
  name: '0024-restored-deliveries',
  async up(schema) {
    await schema.alterTable('outbox').addColumn('copied_at', 'bigint').execute();
  },
};
