import { sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Copies, Copy, Restored } from './contract/copies.ts';
import type { Database, TransactingDatabase } from './database.ts';

/** How many rows about copies are kept. */
const mostCopies = 1000;

/** {@link Copies} in the table `copies`. */
export function createCopies({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Copies {
  const { unscoped } = database;
  const all = () => unscoped.selectFrom('copies').selectAll();
  return {
    async last() {
      const row = await all()
        .where('restored_at', 'is', null)
        .orderBy('made_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && copyOf(row);
    },
    async restored() {
      const row = await all()
        .where('restored_at', 'is not', null)
        .orderBy('restored_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && copyOf(row);
    },
    async restores() {
      const { count } = await unscoped
        .selectFrom('copies')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('restored_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async schema() {
      const last = await unscoped
        .selectFrom('migrations')
        .selectAll()
        .orderBy('name', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (last === undefined) return undefined;
      const by = await unscoped
        .selectFrom('releases')
        .select('version')
        .where('migration', '=', last.name)
        .executeTakeFirst();
      return { migration: last.name, migratedAt: last.applied_at, ...(by && { version: by.version }) };
    },
    settleRestored: (found) => database.transact((transaction) => settle(transaction, found, clock.now())),
  };
}

/** What follows from that all of the store is as old as its copy. */
async function settle(
  { unscoped }: Database,
  { writtenAt, version }: { readonly writtenAt: number; readonly version: string },
  now: number,
): Promise<Restored> {
  const row = await unscoped
    .selectFrom('copies')
    .selectAll()
    .where('restored_at', 'is', null)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const copy = row === undefined ? { id: `file-${writtenAt}`, madeAt: writtenAt, version } : copyOf(row);
  await unscoped
    .insertInto('copies')
    .values({ id: copy.id, made_at: copy.madeAt, version: copy.version, restored_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ restored_at: now }))
    .execute();
  await unscoped.updateTable('turns').set({ holder: null, held_until: 0 }).execute();
  await unscoped
    .updateTable('claims')
    .set({ held_until: copy.madeAt })
    .where('outcome', 'is', null)
    .execute();
  await unscoped
    .updateTable('queues')
    .set({ lease_holder: null, held_until: 0, ready_at: now, next_send_at: 0 })
    .where('ready_at', 'is not', null)
    .execute();
  const { numUpdatedRows: waiting } = await unscoped
    .updateTable('outbox')
    .set({ copied_at: copy.madeAt })
    .where('parked_at', 'is', null)
    .executeTakeFirst();
  const count = async (table: 'orders' | 'watches') => {
    const { many } = await unscoped
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('many'))
      .executeTakeFirstOrThrow();
    return Number(many);
  };
  const { many: underWay } = await unscoped
    .selectFrom('claims')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    copy: { ...copy, restoredAt: now },
    orders: await count('orders'),
    watches: await count('watches'),
    waiting: Number(waiting),
    underWay: Number(underWay),
  };
}

/** Writes down that a copy is made; what is copied after it holds the row too. */
export async function noteCopy({ unscoped }: Database, copy: Copy): Promise<void> {
  await unscoped
    .insertInto('copies')
    .values({ id: copy.id, made_at: copy.madeAt, version: copy.version, restored_at: null })
    .execute();
  const kept = unscoped.selectFrom('copies').select('id').orderBy('made_at', 'desc').limit(mostCopies);
  await unscoped
    .deleteFrom('copies')
    .where('restored_at', 'is', null)
    .where('id', 'not in', sql<string>`(select id from ${kept} as kept)`)
    .execute();
}

function copyOf(row: { id: string; made_at: number; version: string; restored_at: number | null }): Copy {
  const { id, made_at: madeAt, version, restored_at: restoredAt } = row;
  return { id, madeAt, version, ...(restoredAt !== null && { restoredAt }) };
}

/** `at` in a file's name, such as `20261129T170500Z`. */
export function dayAndTime(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** The table that stands in a database of a server while a restore into it is not finished: with it the bot does not start. */
export const unfinishedTable = 'restore_unfinished';
