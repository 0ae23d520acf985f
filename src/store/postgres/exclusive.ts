import type { Client } from 'pg';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Exclusive } from '../news-contract.ts';

/** How often a hold that somebody else has is tried for, and one's own is looked after. */
const everyMs = 1_000;
/** A connection that takes longer to answer is taken for dead, and the hold with it. */
const answerWithinMs = 3_000;

/**
 * {@link Exclusive} by advisory locks of a session: each hold has a connection of its own, so that the lock is gone with
 * the process, or with its way to the database.
 */
export function createAdvisoryLocks(options: {
  readonly connect: () => Client;
  readonly clock: Clock;
  readonly log: Log;
}): Exclusive & { close(): Promise<void> } {
  const { connect, clock, log } = options;
  const holds = new Set<{ release(): Promise<void> }>();

  function hold(name: string, events: { onHeld(): void; onLost(): void }) {
    let client: Client | undefined;
    let held = false;
    let released = false;
    let cancel = () => {};
    let turn: Promise<void> = Promise.resolve();

    const lose = (own: Client | undefined, why: unknown) => {
      if (own !== undefined && client !== own) return;
      const before = client;
      client = undefined;
      // The session ends with its connection, and the lock with the session.
      before
        ?.end()
        .catch((error: unknown) => log.debug({ err: error }, 'a broken connection could not be ended'));
      if (!held) return;
      held = false;
      log.warn({ err: why, name }, 'what only one process may hold was lost');
      events.onLost();
    };

    async function look(): Promise<void> {
      try {
        client ??= await opened();
        const own = client;
        if (held) {
          await within(own.query('select 1'));
          return;
        }
        const { rows } = await within(
          own.query<{ got: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [name]),
        );
        if (rows[0]?.got !== true || released || client !== own) return;
        held = true;
        events.onHeld();
      } catch (error) {
        lose(undefined, error);
      }
    }

    async function opened(): Promise<Client> {
      const own = connect();
      own.on('error', (error) => lose(own, error));
      own.on('end', () => lose(own, undefined));
      await own.connect();
      return own;
    }

    async function within<T>(work: Promise<T>): Promise<T> {
      const late = Promise.withResolvers<never>();
      const stop = clock.after(answerWithinMs, () => late.reject(new Error('PostgreSQL does not answer')));
      return Promise.race([work, late.promise]).finally(stop);
    }

    const next = () => {
      turn = look().finally(() => {
        if (!released) cancel = clock.after(everyMs, next);
      });
    };
    next();
    const own = {
      async release() {
        if (released) return;
        released = true;
        holds.delete(own);
        cancel();
        await turn;
        held = false;
        const last = client;
        client = undefined;
        await last?.end().catch((error: unknown) => log.debug({ err: error }, 'the hold was not given back'));
      },
    };
    holds.add(own);
    return own;
  }

  return {
    hold,
    close: async () => {
      await Promise.all([...holds].map((each) => each.release()));
    },
  };
}
