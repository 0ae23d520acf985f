import type { Clock } from '../runtime/clock.ts';
import { admissionOf, grantOf } from './access.ts';
import { recordOf } from './audit-rows.ts';
import type { KeptMessage, OperatorView } from './contract/operator.ts';
import type { TransactingDatabase } from './database.ts';
import { cardOf, deliveryOf, parkedOf } from './deliveries.ts';
import { operatorFigures } from './operator-figures.ts';
import { watchOf } from './orders.ts';
import { createParkedView } from './parked-deliveries.ts';
import { storedRequestOf } from './requests.ts';
import { before, behind } from './row-keys.ts';

/**
 * {@link OperatorView} past the guard: an operator looks at every organization, and mends what belongs to any of them. Each list
 * is read by an index in its own order, so that a page costs the same however much there is.
 */
export function createOperatorView({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): OperatorView {
  const { unscoped } = database;

  return {
    figures: (of) => operatorFigures(unscoped, { ...of, clock }),

    ...createParkedView({ database, clock }),

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

    async cardsOf({ subjectKind, subjectId }) {
      const rows = await unscoped
        .selectFrom('cards')
        .selectAll()
        .where('subject_kind', '=', subjectKind)
        .where('subject_id', '=', subjectId)
        .orderBy('organization')
        .orderBy('conversation')
        .execute();
      return rows.map((row) => ({
        ...cardOf(row),
        organization: row.organization,
        conversation: row.conversation,
      }));
    },

    async deliveriesOf({ subjectKind, subjectId }) {
      const rows = await unscoped
        .selectFrom('outbox')
        .selectAll()
        .where('subject_kind', '=', subjectKind)
        .where('subject_id', '=', subjectId)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => (row.parked_at === null ? deliveryOf(row) : parkedOf(row)));
    },

    async watches({ limit, after }) {
      const all = unscoped.selectFrom('watches').selectAll();
      const key = ['organization', 'conversation', 'subject'] as const;
      const rows = await (after === undefined
        ? all
        : all.where(behind(key, [after.organization, after.conversation, after.subject]))
      )
        .orderBy('organization')
        .orderBy('conversation')
        .orderBy('subject')
        .limit(limit)
        .execute();
      return rows.map(watchOf);
    },

    async requests({ limit, after, open }) {
      let query = unscoped.selectFrom('requests').selectAll();
      // As it stands in the index: PostgreSQL can't tell that a parameter is the same.
      if (open === true) query = query.where(({ eb, lit }) => eb('open', '=', lit(1)));
      if (after !== undefined) query = query.where(before(['created_at', 'id'], [after.createdAt, after.id]));
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(storedRequestOf);
    },

    async grants({ limit, after }) {
      const all = unscoped.selectFrom('grants').selectAll();
      const key = ['organization', 'scope', 'subject'] as const;
      const rows = await (after === undefined
        ? all
        : all.where(behind(key, [after.organization, after.scope, after.subject]))
      )
        .orderBy('organization')
        .orderBy('scope')
        .orderBy('subject')
        .limit(limit)
        .execute();
      return rows.map(grantOf);
    },

    async admitted({ limit, after }) {
      const all = unscoped.selectFrom('admissions').selectAll().where('state', '=', 'admitted');
      const rows = await (after === undefined ? all : all.where('workspace', '>', after))
        .orderBy('workspace')
        .limit(limit)
        .execute();
      return rows.map(admissionOf);
    },

    async joined({ limit, after }) {
      const all = unscoped.selectFrom('joined_workspaces').selectAll();
      return (after === undefined ? all : all.where('workspace', '>', after))
        .orderBy('workspace')
        .limit(limit)
        .execute();
    },

    async auditOf({ organization, person, command, limit, after }) {
      const chain = () => {
        const all = unscoped.selectFrom('audit').selectAll().where('organization', '=', organization);
        const ofCommand = command === undefined ? all : all.where('command', '=', command);
        const older = after === undefined ? ofCommand : ofCommand.where('seq', '<', after);
        return older.orderBy('seq', 'desc').limit(limit);
      };
      if (person === undefined) return (await chain().execute()).map(recordOf);
      // Each by itself, since only then an index gives the last ones without going through the rest.
      const [did, done] = await Promise.all([
        chain().where('person', '=', person).execute(),
        chain().where('about', '=', person).execute(),
      ]);
      const found = new Map([...did, ...done].map((row) => [row.seq, row]));
      return [...found.values()]
        .sort((one, other) => other.seq - one.seq)
        .slice(0, limit)
        .map(recordOf);
    },

    async audit({ limit, after }) {
      const all = unscoped.selectFrom('audit').selectAll();
      const key = ['at', 'organization', 'seq'] as const;
      const rows = await (after === undefined
        ? all
        : all.where(before(key, [after.at, after.organization, after.seq]))
      )
        .orderBy('at', 'desc')
        .orderBy('organization', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(recordOf);
    },

    async auditOfOrder({ orderId, limit, after }) {
      const all = unscoped
        .selectFrom('audit_orders as about')
        .innerJoin('audit', (join) =>
          join.onRef('audit.organization', '=', 'about.organization').onRef('audit.seq', '=', 'about.seq'),
        )
        .selectAll('audit')
        .where('about.order_id', '=', orderId);
      const key = ['about.at', 'about.organization', 'about.seq'] as const;
      const rows = await (after === undefined
        ? all
        : all.where(before(key, [after.at, after.organization, after.seq]))
      )
        .orderBy('about.at', 'desc')
        .orderBy('about.organization', 'desc')
        .orderBy('about.seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(recordOf);
    },
  };
}

/** How many messages are read once more by one statement, so that none keeps the database for long. */
const atOnce = 500;

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
