import type { KeptMessage, OperatorView } from './contract/operator.ts';
import type { TransactingDatabase } from './database.ts';
import { before, behind } from './row-keys.ts';

/** How many messages are read once more by one statement, so that none keeps the database for long. */
const atOnce = 500;

/** What of {@link OperatorView} is done with pushed messages, of all accounts. */
export function createMessagesView({
  unscoped,
}: Pick<TransactingDatabase, 'unscoped'>): Pick<
  OperatorView,
  'unreadable' | 'message' | 'readAgain' | 'dismiss' | 'messagesOf'
> {
  return {
    async unreadable({ limit, after }) {
      const all = unscoped.selectFrom('inbox').selectAll().where('unreadable', 'is not', null);
      const key = ['received_at', 'id'] as const;
      const rows = await (after === undefined ? all : all.where(before(key, [after.receivedAt, after.id])))
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(messageOf);
    },

    async message({ account, id }) {
      const row = await unscoped
        .selectFrom('inbox')
        .selectAll()
        .where('organization', '=', account)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && messageOf(row);
    },

    async readAgain(which) {
      const again = () =>
        unscoped
          .updateTable('inbox')
          .set({ settled_at: null, unreadable: null })
          .where('unreadable', 'is not', null)
          .where('body', 'is not', null);
      if (which !== 'all') {
        const one = again().where('organization', '=', which.account).where('id', '=', which.id);
        return Number((await one.executeTakeFirst()).numUpdatedRows);
      }
      let many = 0;
      // Each once: what can't be read this time either stands behind the page that it was on.
      for (let last = { received_at: 0, id: 0 }; ; ) {
        const rows = await unscoped
          .selectFrom('inbox')
          .select(['received_at', 'id'])
          .where('unreadable', 'is not', null)
          .where(behind(['received_at', 'id'], [last.received_at, last.id]))
          .orderBy('received_at')
          .orderBy('id')
          .limit(atOnce)
          .execute();
        const end = rows.at(-1);
        if (end === undefined) return many;
        last = end;
        const ids = rows.map(({ id }) => id);
        many += Number((await again().where('id', 'in', ids).executeTakeFirst()).numUpdatedRows);
      }
    },

    async dismiss({ account, id }) {
      const { numUpdatedRows } = await unscoped
        .updateTable('inbox')
        .set({ unreadable: null })
        .where('organization', '=', account)
        .where('id', '=', id)
        .where('unreadable', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async messagesOf({ account, orderId, limit, after }) {
      const all = unscoped
        .selectFrom('order_messages')
        .innerJoin('inbox', 'inbox.id', 'order_messages.message')
        .selectAll('inbox')
        .where('order_messages.organization', '=', account)
        .where('order_messages.order_id', '=', orderId);
      const rows = await (after === undefined ? all : all.where('order_messages.message', '<', after.id))
        .orderBy('order_messages.message', 'desc')
        .limit(limit)
        .execute();
      return rows.map(messageOf);
    },
  };
}

function messageOf(row: {
  readonly organization: string;
  readonly id: number;
  readonly digest: string;
  readonly body: string | null;
  readonly trace: string;
  readonly received_at: number;
  readonly unreadable: number | null;
}): KeptMessage {
  return {
    account: row.organization,
    id: row.id,
    digest: row.digest,
    ...(row.body !== null && { body: row.body }),
    trace: row.trace,
    receivedAt: row.received_at,
    unreadable: row.unreadable !== null,
  };
}
