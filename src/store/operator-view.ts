import type { Clock } from '../runtime/clock.ts';
import { admissionOf, grantOf } from './access.ts';
import { createAuditView } from './audit-view.ts';
import type { OperatorView } from './contract/operator.ts';
import type { TransactingDatabase } from './database.ts';
import { cardOf, deliveryOf, parkedOf } from './deliveries.ts';
import { createMessagesView } from './messages-view.ts';
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
    ...createMessagesView(database),
    ...createAuditView(database),

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
  };
}
