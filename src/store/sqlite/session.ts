import type { DatabaseSync } from 'node:sqlite';
import { turn } from '../../runtime/clock.ts';
import { StoreError } from '../error.ts';
import { sqliteError } from './error.ts';
import { createStatements, type Statement, type StatementResult } from './statements.ts';
import { createTransactions, lockTries } from './transactions.ts';
import type { Beside } from './write-turns.ts';

/**
 * Shares the one connection of a SQLite file between all callers in this process.
 *
 * Reads run at once. Writes that arrive in the same turn of the event loop share one commit, and so one
 * fsync; each resolves only after that commit. A transaction has the connection to itself until it ends; those that wait
 * for each other share a commit as well.
 */
export interface SqliteSession {
  read(statement: Statement): Promise<StatementResult>;
  write(statement: Statement): Promise<StatementResult>;
  /** Takes the write lock, waiting for this process's transaction and then for other processes. */
  begin(): Promise<void>;
  /** A statement of the transaction that was begun. */
  within(statement: Statement): StatementResult;
  /**
   * Ends the transaction that was begun and resolves once it is committed; what it did is undone when it rejects. Where
   * it throws at once, `rollback` must follow.
   */
  commit(): Promise<void>;
  /** Ends the transaction that was begun and undoes what it did. */
  rollback(): void;
  /** Commits the writes that wait and closes the connection; waits for a transaction under way. */
  close(): Promise<void>;
}

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (reason: StoreError) => void;
}

/** A {@link SqliteSession} on `database`. `file` names it in errors. `beside` may be there from some moment on. */
export function createSession(
  database: DatabaseSync,
  file: string,
  beside: () => Beside | undefined = () => undefined,
): SqliteSession {
  const statements = createStatements(database);
  let waiting: Waiting[] = [];
  const transactions = createTransactions({
    run,
    isOpen: () => database.isOpen && database.isTransaction,
    beside,
  });
  let closed = false;

  function run({ sql, parameters }: Statement): StatementResult {
    if (closed) throw new StoreError('closed', 'The store is closed.');
    try {
      return statements.run(sql, parameters);
    } catch (thrown) {
      throw sqliteError(thrown, file);
    }
  }

  function attempt(statement: Statement): Attempt {
    try {
      return { result: run(statement) };
    } catch (thrown) {
      return { reason: sqliteError(thrown, file) };
    }
  }

  /** Commits what waits by then, as soon as no other process has the write lock. */
  async function flush(): Promise<void> {
    for (let left = lockTries; waiting.length > 0; left -= 1) {
      while (transactions.underWay !== undefined) await transactions.underWay;
      const other = beside();
      const giveBack = other === undefined ? undefined : await other.turns.alone();
      const group = waiting;
      waiting = [];
      const isOver = commitGroup(group, left > 1);
      giveBack?.();
      if (isOver) return;
      waiting = [...group, ...waiting];
      await turn();
    }
  }

  /** Settles all of `group`, unless another process has the write lock and it may be tried `again`. */
  function commitGroup(group: readonly Waiting[], again: boolean): boolean {
    const [only] = group;
    if (only === undefined) return true;
    if (group.length > 1) return commitTogether(group, again);
    const tried = attempt(only.statement);
    if (again && 'reason' in tried && tried.reason.fault === 'busy') return false;
    settleAll(group, [tried]);
    return true;
  }

  /** Tells all of `group` what came of them, once that is on the disk. */
  function settleAll(group: readonly Waiting[], tried: readonly Attempt[]): void {
    const settleNow = () => {
      for (const [index, waiter] of group.entries()) settle(waiter, tried[index]);
    };
    const other = beside();
    if (other === undefined) settleNow();
    else other.lasting().then(settleNow, (thrown: unknown) => rejectAll(group, thrown));
  }

  function rejectAll(group: readonly Waiting[], thrown: unknown): void {
    const reason = sqliteError(thrown, file);
    for (const waiter of group) waiter.reject(reason);
  }

  function commitTogether(group: readonly Waiting[], again: boolean): boolean {
    const tried: Attempt[] = [];
    const begun = attempt(beginImmediate);
    if (again && 'reason' in begun && begun.reason.fault === 'busy') return false;
    try {
      if ('reason' in begun) throw begun.reason;
      for (const { statement } of group) {
        const outcome = attempt(statement);
        // A refused statement (a constraint) undoes only itself, and the others of the group still commit.
        // A graver fault (disk full, I/O) has undone all of them.
        if ('reason' in outcome && !database.isTransaction) throw outcome.reason;
        tried.push(outcome);
      }
      run(commit);
    } catch (thrown) {
      if (database.isOpen && database.isTransaction) attempt(rollback);
      rejectAll(group, thrown);
      return true;
    }
    settleAll(group, tried);
    return true;
  }

  return {
    async read(statement) {
      while (transactions.underWay !== undefined) await transactions.underWay;
      return run(statement);
    },
    async write(statement) {
      while (transactions.underWay !== undefined) await transactions.underWay;
      return new Promise((resolve, reject) => {
        waiting.push({ statement, resolve, reject });
        if (waiting.length === 1) setImmediate(() => void flush());
      });
    },
    async begin() {
      await flush();
      await transactions.begin();
    },
    within: (statement) => transactions.within(() => run(statement)),
    commit: () => transactions.commit(),
    rollback: () => transactions.rollback(),
    async close() {
      while (transactions.underWay !== undefined || waiting.length > 0) {
        await transactions.underWay;
        await flush();
      }
      if (closed) return;
      closed = true;
      // Those who wait for the disk are told before the log is gone.
      await beside()
        ?.lasting()
        .catch(() => undefined);
      database.close();
    },
  };
}

const beginImmediate: Statement = { sql: 'begin immediate', parameters: [] };

const commit: Statement = { sql: 'commit', parameters: [] };

const rollback: Statement = { sql: 'rollback', parameters: [] };

type Attempt = { readonly result: StatementResult } | { readonly reason: StoreError };

function settle({ resolve, reject }: Waiting, tried: Attempt | undefined): void {
  if (tried === undefined) reject(new StoreError('failed', 'The write was not tried.'));
  else if ('result' in tried) resolve(tried.result);
  else reject(tried.reason);
}
