import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Watch, Watches } from './news-contract.ts';
import type { Schema } from './schema.ts';

/** {@link Watches} in the table `watches`. */
export function createWatches({ guarded, acrossOrganizations }: Database): Watches {
  return {
    async set(watch) {
      const row = {
        place: watch.place,
        account: watch.account,
        rule: watch.rule,
        set_by: watch.setBy,
        set_at: watch.setAt,
      };
      await guarded
        .insertInto('watches')
        .values({
          organization: watch.organization,
          conversation: watch.conversation,
          subject: watch.subject,
          ...row,
        })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'conversation', 'subject']).doUpdateSet(row),
        )
        .execute();
    },
    async remove({ organization, conversation, subject }) {
      const removal = guarded
        .deleteFrom('watches')
        .where('organization', '=', organization)
        .where('conversation', '=', conversation);
      const { numDeletedRows } = await (subject === undefined
        ? removal
        : removal.where('subject', '=', subject)
      ).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async of({ organization, conversation }) {
      const rows = await guarded
        .selectFrom('watches')
        .selectAll()
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .orderBy('set_at')
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
    async conversationsOf({ account }) {
      // Of every organization: an account's orders are told to all that watch them.
      const rows = await acrossOrganizations
        .selectFrom('watches')
        .selectAll()
        .where('account', '=', account)
        .orderBy('organization')
        .orderBy('conversation')
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
  };
}

export function watchOf(row: Selectable<Schema['watches']>): Watch {
  return {
    organization: row.organization,
    conversation: row.conversation,
    place: row.place,
    account: row.account,
    subject: row.subject,
    rule: row.rule,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}
