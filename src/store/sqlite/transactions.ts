import { turn } from '../../runtime/clock.ts';
import { StoreError } from '../error.ts';
import type { Statement } from './statements.ts';
import type { Beside } from './write-turns.ts';

/** How many transactions share a commit at most, so that those who only read or write wait for no more than these. */
const together = 64;

/**
 * How often the write lock is asked for while another process has it; each time SQLite itself waits for as long as the
 * connection's `busy_timeout` says, and everything else in this process with it. In between come the others' turns.
 */
export const lockTries = 100;

/**
 * The transactions of one connection, one after the other. Those that wait when one ends join it, each as a savepoint:
 * they share one commit, and so one fsync, and each is told that it committed only after that. What one does is
 * undone alone when it fails; only a graver fault (disk full, I/O) or a commit that fails undoes those before it.
 */
interface Transactions {
  /** Resolves when those that are under way are over; `undefined` when there are none. */
  readonly underWay: Promise<void> | undefined;
  /** Resolves when it is this one's turn. */
  begin(): Promise<void>;
  /** A statement of the one whose turn it is. */
  within<T>(work: () => T): T;
  /** Rejects when what it did is undone; when it throws at once, `rollback` must follow. */
  commit(): Promise<void>;
  rollback(): void;
}

/** {@link Transactions} whose statements `run` runs. `isOpen`: whether SQLite has not ended the transaction by itself. */
export function createTransactions({
  run,
  isOpen,
  beside,
}: {
  readonly run: (statement: Statement) => unknown;
  readonly isOpen: () => boolean;
  readonly beside: () => Beside | undefined;
}): Transactions {
  let group: PromiseWithResolvers<void> | undefined;
  let opening = false;
  let giveBack = () => {};
  let done: PromiseWithResolvers<void>[] = [];
  const waiting: PromiseWithResolvers<'joined' | 'alone'>[] = [];
  /** Why SQLite has ended the group by itself. */
  let fatal: unknown;

  /** The next that waits has its turn, or the group is over. */
  function goOn(): void {
    const next = waiting.shift();
    if (next !== undefined && isOpen() && done.length < together) {
      next.resolve('joined');
      return;
    }
    if (next !== undefined) waiting.unshift(next);
    const [members, last] = [done, group];
    done = [];
    group = undefined;
    try {
      if (!isOpen()) throw fatal ?? new StoreError('failed', 'The database ended a transaction by itself.');
      run(members.length > 0 ? commit : rollback);
      resolveAll(members);
    } catch (thrown) {
      for (const member of members) member.reject(thrown);
      if (isOpen()) run(rollback);
    } finally {
      fatal = undefined;
      giveBack();
      last?.resolve();
      sendAway();
    }
  }

  /** Those that wait find out by themselves whether there is a group to join. */
  function sendAway(): void {
    for (const waiter of waiting.splice(0)) waiter.resolve('alone');
  }

  /** Tells those that committed so, once that is on the disk. */
  function resolveAll(members: readonly PromiseWithResolvers<void>[]): void {
    const other = beside();
    const resolve = () => {
      for (const member of members) member.resolve();
    };
    if (other === undefined || members.length === 0) resolve();
    else
      other.lasting().then(resolve, (thrown: unknown) => {
        for (const member of members) member.reject(thrown);
      });
  }

  /** Takes the write lock for a new group, unless another process keeps it. */
  async function open(): Promise<StoreError | undefined> {
    const other = beside();
    opening = true;
    try {
      if (other !== undefined) giveBack = await other.turns.alone();
      run(beginImmediate);
      group = Promise.withResolvers();
      return undefined;
    } catch (thrown) {
      giveBack();
      sendAway();
      if (thrown instanceof StoreError && thrown.fault === 'busy') return thrown;
      throw thrown;
    } finally {
      opening = false;
    }
  }

  return {
    get underWay() {
      return group?.promise;
    },
    async begin() {
      for (let left = lockTries; ; ) {
        if (group === undefined && !opening) {
          const busy = await open();
          if (busy === undefined) break;
          left -= 1;
          if (left === 0) throw busy;
          await turn();
        } else {
          const mine = Promise.withResolvers<'joined' | 'alone'>();
          waiting.push(mine);
          if ((await mine.promise) === 'joined') break;
        }
      }
      run(savepoint);
    },
    within(work) {
      try {
        return work();
      } catch (thrown) {
        if (!isOpen()) fatal = thrown;
        throw thrown;
      }
    },
    commit() {
      run(release);
      const mine = Promise.withResolvers<void>();
      done.push(mine);
      goOn();
      return mine.promise;
    },
    rollback() {
      try {
        if (isOpen()) {
          run(undo);
          run(release);
        }
      } finally {
        goOn();
      }
    },
  };
}

const plain = (sql: string): Statement => ({ sql, parameters: [] });
const beginImmediate = plain('begin immediate');
const savepoint = plain('savepoint work');
const release = plain('release work');
const undo = plain('rollback to work');
const commit = plain('commit');
const rollback = plain('rollback');
