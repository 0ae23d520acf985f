import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../error.ts';
import { storeErrorOf } from './error.ts';
import { createStatements, type StatementResult } from './statements.ts';

/** One statement, compiled. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Shares the one connection of a SQLite file between everyone in this process who has something to ask.
 *
 * Reads run at once. Writes that arrive in the same turn of the event loop share one commit, and so one
 * fsync; each resolves only after that commit. A transaction has the connection to itself until it ends.
 */
export interface Session {
  read(statement: Statement): Promise<StatementResult>;
  write(statement: Statement): Promise<StatementResult>;
  /** Takes the write lock, waiting for this process's transaction and then for other processes. */
  begin(): Promise<void>;
  /** A statement of the transaction that was begun. */
  within(statement: Statement): StatementResult;
  /** Ends the transaction that was begun; when it throws, `rollback` must follow. */
  commit(): void;
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

/**
 * How often a write is tried that another process is in the way of. Each try waits for the connection's own busy
 * time-out, which stops this process; in between, everything else gets its turn.
 */
const busyTries = 100;

/** A {@link Session} on `database`. `file` names it in errors. */
export function createSession(database: DatabaseSync, file: string): Session {
  const statements = createStatements(database);
  let waiting: Waiting[] = [];
  let transaction: PromiseWithResolvers<void> | undefined;
  let flushing: Promise<void> | undefined;
  let closed = false;

  function run({ sql, parameters }: Statement): StatementResult {
    if (closed) throw new StoreError('closed', 'The store is closed.');
    try {
      return statements.run(sql, parameters);
    } catch (thrown) {
      throw storeErrorOf(thrown, file);
    }
  }

  function attempt(statement: Statement): Attempt {
    try {
      return { result: run(statement) };
    } catch (thrown) {
      return { reason: storeErrorOf(thrown, file) };
    }
  }

  /** Commits all that waits. Only one runs at a time; it lets transactions pass and other processes end theirs. */
  function flush(): Promise<void> {
    flushing ??= flushAll().finally(() => {
      flushing = undefined;
    });
    return flushing;
  }

  async function flushAll(): Promise<void> {
    for (let left = busyTries; waiting.length > 0; ) {
      while (transaction !== undefined) await transaction.promise;
      const group = waiting;
      waiting = [];
      const busy = group.length > 1 ? commitTogether(group) : commitAlone(group);
      if (busy === undefined) left = busyTries;
      else if (left > 1) {
        left -= 1;
        waiting = [...group, ...waiting];
        await nextTurn();
      } else {
        for (const waiter of group) waiter.reject(busy);
      }
    }
  }

  /** Settles the group, but where another process is in the way: then nothing happened, and it gives the reason. */
  function commitAlone(group: readonly Waiting[]): StoreError | undefined {
    for (const waiter of group) {
      const tried = attempt(waiter.statement);
      if ('reason' in tried && tried.reason.fault === 'busy') return tried.reason;
      settle(waiter, tried);
    }
    return undefined;
  }

  /** As {@link commitAlone}, for several in one commit. */
  function commitTogether(group: readonly Waiting[]): StoreError | undefined {
    const tried: Attempt[] = [];
    try {
      run(beginImmediate);
      for (const { statement } of group) {
        const outcome = attempt(statement);
        // A refused statement (a constraint) undoes only itself, and the others of the group still commit.
        // A graver fault (disk full, I/O) has undone all of them.
        if ('reason' in outcome && !database.isTransaction) throw outcome.reason;
        tried.push(outcome);
      }
      run(commit);
    } catch (thrown) {
      const reason = storeErrorOf(thrown, file);
      if (database.isOpen && database.isTransaction) attempt(rollback);
      if (reason.fault === 'busy') return reason;
      for (const waiter of group) waiter.reject(reason);
      return undefined;
    }
    for (const [index, waiter] of group.entries()) settle(waiter, tried[index]);
    return undefined;
  }

  return {
    async read(statement) {
      while (transaction !== undefined) await transaction.promise;
      return run(statement);
    },
    async write(statement) {
      while (transaction !== undefined) await transaction.promise;
      return new Promise((resolve, reject) => {
        waiting.push({ statement, resolve, reject });
        if (waiting.length === 1) setImmediate(() => void flush());
      });
    },
    async begin() {
      for (let left = busyTries; transaction !== undefined || waiting.length > 0 || !tryBegin(left); ) {
        if (transaction !== undefined) await transaction.promise;
        else if (waiting.length > 0) await flush();
        else {
          left -= 1;
          await nextTurn();
        }
      }
    },
    within: run,
    commit() {
      run(commit);
      leave();
    },
    rollback() {
      try {
        if (database.isTransaction) run(rollback);
      } finally {
        leave();
      }
    },
    async close() {
      while (transaction !== undefined || waiting.length > 0) await (transaction?.promise ?? flush());
      if (closed) return;
      closed = true;
      database.close();
    },
  };

  /** Whether the transaction is begun; false while another process is in the way and tries are `left`. */
  function tryBegin(left: number): boolean {
    const begun = attempt(beginImmediate);
    if ('result' in begun) {
      transaction = Promise.withResolvers();
      return true;
    }
    if (begun.reason.fault !== 'busy' || left <= 1) throw begun.reason;
    return false;
  }

  function leave(): void {
    transaction?.resolve();
    transaction = undefined;
  }
}

const beginImmediate: Statement = { sql: 'begin immediate', parameters: [] };
const commit: Statement = { sql: 'commit', parameters: [] };
const rollback: Statement = { sql: 'rollback', parameters: [] };

/** Lets everything else that is ready have its turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

type Attempt = { readonly result: StatementResult } | { readonly reason: StoreError };

function settle({ resolve, reject }: Waiting, tried: Attempt | undefined): void {
  if (tried === undefined) reject(new StoreError('failed', 'The write was not tried.'));
  else if ('result' in tried) resolve(tried.result);
  else reject(tried.reason);
}
