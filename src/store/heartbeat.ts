import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { within } from '../runtime/time-limit.ts';
import type { Store } from './contract/store.ts';
import type { Database, TransactingDatabase } from './database.ts';
import { StoreError, type StoreFault } from './error.ts';

/** What a question whether the store is ready waits for its answer, ms: longer than SQLite waits for another process. */
const readyWithinMs = 3_000;

/** For how long what came of one write stands for the next ones, ms. */
const beatEveryMs = 5_000;

/** The organization of these rows, which is no platform's. */
const organization = 'heartbeat';

const noAnswer = 'The store does not answer.';

type Readiness = Awaited<ReturnType<Store['ready']>>;

/**
 * Whether the store takes writes. A database on a full disk, one that became read-only and a file that another process keeps
 * locked all still answer questions, so that only a row written tells. It is one row, written over each time, by every process.
 */
export function createHeartbeat({
  database,
  clock,
  random,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
  readonly random: Random;
}): Pick<Store, 'ready' | 'writeAndRead'> {
  let last: { readonly at: number; readonly found: Readiness } | undefined;
  let beating: Promise<Readiness> | undefined;

  function beat(): Promise<Readiness> {
    beating ??= readinessOf(write(database, 'ready', String(clock.now()))).then(({ fault, ...found }) => {
      // A server that is away is asked again at once: that costs nothing, and it may be back.
      last = fault === 'unreachable' ? undefined : { at: clock.elapsed(), found };
      beating = undefined;
      return found;
    });
    return beating;
  }

  /** What was found a moment ago. */
  function known(): Readiness | undefined {
    return last !== undefined && clock.elapsed() - last.at < beatEveryMs ? last.found : undefined;
  }

  return {
    async ready() {
      const written = known();
      if (written?.ok === false) return written;
      const asked: Promise<Readiness> = written === undefined ? beat() : readinessOf(read(database, 'ready'));
      const { ok, detail } = (await within(clock, readyWithinMs, asked)) ?? { ok: false, detail: noAnswer };
      return { ok, ...(detail !== undefined && { detail }) };
    },
    async writeAndRead() {
      const value = random.token(16);
      const found = await database.transact(async (transaction) => {
        await write(transaction, 'tried', value);
        return read(transaction, 'tried');
      });
      if (found !== value) {
        throw new StoreError(
          'failed',
          'The database gave back another row than it was given: restore it from a copy.',
        );
      }
    },
  };
}

async function write({ scoped }: Pick<Database, 'scoped'>, name: string, value: string): Promise<void> {
  await scoped
    .insertInto('organization_settings')
    .values({ organization, name, value })
    .onConflict((conflict) => conflict.columns(['organization', 'name']).doUpdateSet({ value }))
    .execute();
}

async function read({ scoped }: Pick<Database, 'scoped'>, name: string): Promise<string | undefined> {
  const row = await scoped
    .selectFrom('organization_settings')
    .select('value')
    .where('organization', '=', organization)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

async function readinessOf(work: Promise<unknown>): Promise<Readiness & { readonly fault?: StoreFault }> {
  try {
    await work;
    return { ok: true };
  } catch (thrown) {
    if (!(thrown instanceof StoreError)) return { ok: false, detail: noAnswer };
    return { ok: false, detail: thrown.message, fault: thrown.fault };
  }
}
