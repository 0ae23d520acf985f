import type { Clock } from '../runtime/clock.ts';
import type { ClaimState, Claims } from './contract/interactions.ts';
import type { GuardedDatabase } from './database.ts';
import { StoreError } from './error.ts';

/** How often `begin` looks again when the row it lost to is gone before it could read it. */
const looks = 5;

/** {@link Claims} in the table `claims`. An outcome, and a trace of a dead holder, is kept for `keepMs`. */
export function createClaims({
  database,
  clock,
  keepMs,
}: {
  readonly database: GuardedDatabase;
  readonly clock: Clock;
  readonly keepMs: number;
}): Claims {
  /** Begins a key that is new, or whose holder let its time pass, in one statement: when that was. */
  async function take(organization: string, key: string, holdMs: number): Promise<number | undefined> {
    const now = clock.now();
    const row = {
      organization,
      key,
      since: now,
      held_until: now + holdMs,
      keep_until: now + holdMs + keepMs,
    };
    const taken = await database
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'key'])
          .doUpdateSet({ since: row.since, held_until: row.held_until, keep_until: row.keep_until })
          .where('claims.outcome', 'is', null)
          .where('claims.held_until', '<=', now),
      )
      .returning('since')
      .executeTakeFirst();
    return taken?.since;
  }

  async function look(organization: string, key: string): Promise<ClaimState | undefined> {
    const row = await database
      .selectFrom('claims')
      .select(['since', 'outcome'])
      .where('organization', '=', organization)
      .where('key', '=', key)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return row.outcome === null
      ? { state: 'running', since: row.since }
      : { state: 'done', outcome: row.outcome };
  }

  return {
    async begin({ organization, key, holdMs }) {
      if (!(holdMs >= 1)) throw new RangeError('holdMs must be at least 1');
      for (let attempt = 0; attempt < looks; attempt += 1) {
        const since = await take(organization, key, holdMs);
        if (since !== undefined) return { state: 'new', since };
        const found = await look(organization, key);
        if (found !== undefined) return found;
      }
      throw new StoreError('busy', 'A claim was begun and released too often at once: try again.');
    },
    async finish({ organization, key, outcome }) {
      const now = clock.now();
      const keepUntil = now + keepMs;
      await database
        .insertInto('claims')
        .values({ organization, key, since: now, held_until: now, outcome, keep_until: keepUntil })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'key'])
            .doUpdateSet({ outcome, keep_until: keepUntil })
            .where('claims.outcome', 'is', null),
        )
        .execute();
    },
    async release({ organization, key, since }) {
      await database
        .deleteFrom('claims')
        .where('organization', '=', organization)
        .where('key', '=', key)
        .where('since', '=', since)
        .where('outcome', 'is', null)
        .execute();
    },
  };
}
