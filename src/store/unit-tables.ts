import { createAppending } from './audit.ts';
import type { UnitTables } from './contract/units.ts';
import type { TransactingDatabase } from './database.ts';
import { createMessageKeeping } from './inbox.ts';
import { createOrderTransactions } from './order-transaction.ts';

/** {@link UnitTables} in those of `database`. */
export function createUnitTables({
  database,
  elapsed,
}: {
  readonly database: TransactingDatabase;
  readonly elapsed: UnitTables['elapsed'];
}): UnitTables {
  return {
    keepMessages: createMessageKeeping(database),
    appendEntries: createAppending(database),
    transact: createOrderTransactions(database),
    elapsed,
  };
}
