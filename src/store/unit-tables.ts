import type { Clock } from '../runtime/clock.ts';
import { createAppending } from './audit.ts';
import type { UnitTables } from './contract/units.ts';
import type { TransactingDatabase } from './database.ts';
import { createMessageKeeping } from './inbox.ts';
import { createOrderTransactions } from './order-transaction.ts';

/** {@link UnitTables} in those of `database`. */
export function createUnitTables({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'elapsed'>;
}): UnitTables {
  return {
    keepMessages: createMessageKeeping(database),
    appendEntries: createAppending(database),
    transact: createOrderTransactions(database),
    elapsed: () => clock.elapsed(),
  };
}
