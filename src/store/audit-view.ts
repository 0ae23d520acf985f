import { recordOf } from './audit-rows.ts';
import type { OperatorView } from './contract/operator.ts';
import type { TransactingDatabase } from './database.ts';
import { before } from './row-keys.ts';

/** What of {@link OperatorView} is read of the audit log, of all organizations. */
export function createAuditView({
  unscoped,
}: Pick<TransactingDatabase, 'unscoped'>): Pick<OperatorView, 'auditOf' | 'audit' | 'auditOfOrder'> {
  return {
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
