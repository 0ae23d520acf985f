import type { MessagePort } from 'node:worker_threads';
import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { Unit, UnitTables } from '../contract/units.ts';
import { createDatabase, createTransactingDatabase } from '../database.ts';
import { StoreError } from '../error.ts';
import { createUnitTables } from '../unit-tables.ts';
import { keepCheckpoints } from './checkpoints.ts';
import { connectSqlite } from './connection.ts';
import { sqliteDialect, sqliteDirect } from './driver.ts';
import { createSession } from './session.ts';
import { type ThreadAnswer, threadOrder, threadStart } from './thread-messages.ts';

/** A unit whose input came from another thread. */
type ServedUnit = (tables: UnitTables, input: unknown) => Promise<unknown>;

export function served<In, Out>(unit: Unit<In, Out>): readonly [string, ServedUnit] {
  return [unit.name, (tables, input) => unit.run(tables, unit.input(input))];
}

/**
 * The thread's side: does `units` for those who ask over `port`, on a connection of its own, until it is told to close. What
 * is asked at once shares a commit.
 */
export function serveUnits({
  port,
  start,
  units,
  clock,
  processorMs,
  random,
}: {
  readonly port: MessagePort;
  /** What the thread was started with. */
  readonly start: unknown;
  readonly units: readonly (readonly [string, ServedUnit])[];
  readonly clock: Clock;
  /** By which work measures itself: how long the thread waits for a core says nothing of what it does. */
  readonly processorMs: () => number;
  readonly random: Random;
}): void {
  const { file } = threadStart.parse(start);
  const connection = connectSqlite(file);
  const session = createSession(connection, file);
  const dialect = sqliteDialect(session);
  const database = createTransactingDatabase({
    database: createDatabase({ dialect, direct: sqliteDirect(session), locks: 'database' }),
    clock,
    random,
  });
  const tables = createUnitTables({ database, elapsed: processorMs });
  const byName = new Map(units);
  const checkpoints = keepCheckpoints({
    connection,
    clock,
    tell: (checkpoint) => port.postMessage({ checkpoint } satisfies ThreadAnswer),
  });

  async function answer(id: number, name: string, input: unknown): Promise<ThreadAnswer> {
    try {
      const unit = byName.get(name);
      if (unit === undefined) throw new Error(`no unit ${name}`);
      return { id, outcome: await unit(tables, input) };
    } catch (thrown) {
      if (thrown instanceof StoreError) return { id, fault: thrown.fault, message: thrown.message };
      const why = thrown instanceof Error ? thrown.name : 'unknown fault';
      return { id, fault: 'failed', message: `The store’s thread failed: ${why}` };
    }
  }

  function send(id: number, message: ThreadAnswer): void {
    try {
      port.postMessage(message);
    } catch {
      const why = 'The store’s thread failed: its outcome is no data';
      port.postMessage({ id, fault: 'failed', message: why } satisfies ThreadAnswer);
    }
  }

  port.on('message', async (message) => {
    const order = threadOrder.parse(message);
    if ('close' in order) {
      checkpoints.stop();
      await session.close();
      port.close();
      return;
    }
    send(order.id, await answer(order.id, order.unit, order.input));
    checkpoints.look();
  });
  port.postMessage({ serves: true } satisfies ThreadAnswer);
}
