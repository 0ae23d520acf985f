import type { DatabaseSync } from 'node:sqlite';
import type { Cancel, Clock } from '../../runtime/clock.ts';

/** Pages that wait in the write-ahead log before they are brought into the database. */
const manyPages = 1000;

/** Pages of the log after which it is cut short, as soon as no reader needs it: 64 MiB. */
const mostPages = 16_000;

/** So long after the last unit of work the log is looked at: whoever waits for a unit goes first. */
const restMs = 5;

/**
 * Brings the write-ahead log into the database, by the connection of a thread whose caller waits for no checkpoint. `tell` is
 * called before and after one, in which the thread does nothing else: after a copy the log may be as large as the database.
 */
export function keepCheckpoints({
  connection,
  clock,
  tell,
}: {
  readonly connection: DatabaseSync;
  readonly clock: Clock;
  tell(checkpoint: 'begun' | 'over'): void;
}): {
  /** To be called after each unit. */
  look(): void;
  stop(): void;
} {
  connection.exec('pragma wal_autocheckpoint = 0');
  const noop = connection.prepare('pragma wal_checkpoint(noop)');
  const passive = connection.prepare('pragma wal_checkpoint(passive)');
  const truncate = connection.prepare('pragma wal_checkpoint(truncate)');
  let cancel: Cancel | undefined;

  function run(): void {
    cancel = undefined;
    if (!connection.isOpen) return;
    if (connection.isTransaction) {
      look();
      return;
    }
    const { log, checkpointed } = pagesOf(noop.get());
    if (log - checkpointed < manyPages) return;
    tell('begun');
    try {
      const after = pagesOf(passive.get());
      if (after.log >= mostPages && after.log === after.checkpointed) truncate.get();
    } catch {
      // No room for the database to grow, say. The log keeps all of it, and the next unit has it tried again.
    } finally {
      tell('over');
    }
  }

  function look(): void {
    cancel ??= clock.after(restMs, run);
  }

  return { look, stop: () => cancel?.() };
}

function pagesOf(row: Record<string, unknown> | undefined): {
  readonly log: number;
  readonly checkpointed: number;
} {
  return { log: Number(row?.['log'] ?? 0), checkpointed: Number(row?.['checkpointed'] ?? 0) };
}
