import type { Kysely, Transaction } from 'kysely';
import { type Clock, pause } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { StoreError } from './error.ts';
import type { Schema } from './schema.ts';

/** How often a transaction is run in all, and the ms before it is run again the first time; they double. */
const tries = 5;
const firstPauseMs = 20;

/**
 * Runs `work` in a transaction and gives what it gave. Runs it again, up to {@link tries} times in half a second, when
 * the transaction was undone because another was in its way, or since the connection broke before it was to be
 * committed. So `work` must do nothing but ask the database, and may not remember anything from a run before.
 * @throws StoreError `busy` when others were in the way each time; `unreachable`, after which it may have been committed
 * or not; whatever `work` throws, once everything it did is undone
 */
export async function transact<T>({
  database,
  clock,
  random,
  work,
}: {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly random: Random;
  readonly work: (transaction: Transaction<Schema>) => Promise<T>;
}): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    let committing = false;
    try {
      return await database.transaction().execute(async (transaction) => {
        const result = await work(transaction);
        committing = true;
        return result;
      });
    } catch (thrown) {
      if (!(thrown instanceof StoreError)) throw thrown;
      const undone = thrown.fault === 'conflict' || (thrown.fault === 'unreachable' && !committing);
      if (!undone) throw thrown;
      if (left === 0) throw thrown.fault === 'conflict' ? busy(thrown) : thrown;
    }
    await pause(clock, firstPauseMs * 2 ** (tries - 1 - left) * (0.5 + random.fraction() / 2));
  }
}

function busy(cause: StoreError): StoreError {
  return new StoreError('busy', 'Transactions were in each other’s way too often: try again.', { cause });
}
