import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { setNewest } from '../../runtime/bounded-map.ts';
import { bindable } from '../bindable.ts';

/** One statement, compiled. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What one statement gave: rows, or how many rows it changed. */
export interface StatementResult {
  readonly rows: Record<string, SQLOutputValue>[];
  readonly changes: bigint | undefined;
}

/** Runs statements on one database, each prepared once. */
interface Statements {
  /** @throws what `node:sqlite` throws; TypeError for a parameter that SQLite has no type for. */
  run(sql: string, parameters: readonly unknown[]): StatementResult;
}

interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** How many prepared statements are kept; the store's own queries are a few dozen. */
const keptStatements = 256;

/** A {@link Statements} that keeps the statements it has prepared, the longest kept going first. */
export function createStatements(database: DatabaseSync): Statements {
  const prepared = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const made = { statement, givesRows: statement.columns().length > 0 };
    setNewest(prepared, sql, made, keptStatements);
    return made;
  }

  return {
    run(sql, parameters) {
      const { statement, givesRows } = prepare(sql);
      const bound = parameters.map(bindable);
      if (givesRows) return { rows: statement.all(...bound), changes: undefined };
      return { rows: [], changes: BigInt(statement.run(...bound).changes) };
    },
  };
}
