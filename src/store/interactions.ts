import { createHash } from 'node:crypto';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Buttons, ClaimState, Claims, SecretKeys, StoredLinks } from './contract/interactions.ts';
import type { Database, ScopedQueries } from './database.ts';
import type { LifeLocks } from './engine.ts';
import { StoreError } from './error.ts';

/** How often `begin` looks again when the row it lost to is gone before it could read it. */
const looks = 5;

/** {@link Claims} in the table `claims`. An outcome, and a trace of a dead holder, is kept for `keepMs`. */
export function createClaims({
  database,
  locks,
  clock,
  keepMs,
}: {
  readonly database: ScopedQueries;
  readonly locks: Pick<LifeLocks, 'own'>;
  readonly clock: Clock;
  readonly keepMs: number;
}): Claims {
  /** Begins a key that is new, or whose holder let its time pass, in one statement: when that was. */
  async function take(
    organization: string,
    key: string,
    { holdMs, life }: { readonly holdMs: number; readonly life: string | null },
  ): Promise<number | undefined> {
    const now = clock.now();
    const row = {
      organization,
      key,
      since: now,
      held_until: now + holdMs,
      keep_until: now + holdMs + keepMs,
      life,
    };
    const taken = await database
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'key'])
          .doUpdateSet({ since: row.since, held_until: row.held_until, keep_until: row.keep_until, life })
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
    async begin({ organization, key, holdMs, endsWithProcess = false }) {
      if (!(holdMs >= 1)) throw new RangeError('holdMs must be at least 1');
      const life = (endsWithProcess ? await locks.own() : undefined) ?? null;
      for (let attempt = 0; attempt < looks; attempt += 1) {
        const since = await take(organization, key, { holdMs, life });
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
            .doUpdateSet({ outcome, keep_until: keepUntil, life: null })
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

/** 22 characters of 62 kinds: 130 bits. */
const buttonKeyLength = 22;

/**
 * How much longer than asked a key lives, as a share of the time asked for: so that the same button drawn
 * again a moment later needs a read only.
 */
const spareShare = 1 / 4;

/** {@link Buttons} in the table `buttons`. */
export function createButtons({
  database,
  clock,
  random,
}: {
  readonly database: ScopedQueries;
  readonly clock: Clock;
  readonly random: Random;
}): Buttons {
  return {
    async keep({ organization, payload, forMs }) {
      const now = clock.now();
      const digest = createHash('sha256').update(payload).digest('base64url');
      const kept = await database
        .selectFrom('buttons')
        .select('key')
        .where('organization', '=', organization)
        .where('digest', '=', digest)
        .where('expires_at', '>=', now + forMs)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (kept !== undefined) return kept.key;

      const expiresAt = now + forMs + Math.ceil(forMs * spareShare);
      const { key } = await database
        .insertInto('buttons')
        .values({ organization, key: random.token(buttonKeyLength), digest, payload, expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'digest']).doUpdateSet((eb) => ({
            // An expired key stays expired: the payload gets a new one.
            key: eb
              .case()
              .when('buttons.expires_at', '>', now)
              .then(eb.ref('buttons.key'))
              .else(eb.ref('excluded.key'))
              .end(),
            expires_at: eb
              .case()
              .when('buttons.expires_at', '>', eb.ref('excluded.expires_at'))
              .then(eb.ref('buttons.expires_at'))
              .else(eb.ref('excluded.expires_at'))
              .end(),
          })),
        )
        .returning('key')
        .executeTakeFirstOrThrow();
      return key;
    },
    async recall({ organization, key }) {
      const kept = await database
        .selectFrom('buttons')
        .select('payload')
        .where('organization', '=', organization)
        .where('key', '=', key)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return kept?.payload;
    },
  };
}

/** 22 characters of 62 kinds: 130 bits. */
const linkIdLength = 22;

/** {@link StoredLinks} in the table `guarded_links`. */
export function createLinks({
  database,
  keys,
  clock,
  random,
}: {
  readonly database: Database;
  readonly keys: SecretKeys;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}): StoredLinks {
  const { scoped, unscoped } = database;
  return {
    async keep({ organization, workspace, conversation, link, offer, forMs }) {
      const id = random.token(linkIdLength);
      const expiresAt = clock.now() + forMs;
      await scoped
        .insertInto('guarded_links')
        .values({ organization, id, workspace, conversation, link, offer, expires_at: expiresAt, opens: 0 })
        .execute();
      return { id, expiresAt };
    },
    async open({ id }) {
      // A person who opens a link in a browser is of no organization: the id is all there is to go by, and names one row.
      const row = await unscoped
        .updateTable('guarded_links')
        .set((eb) => ({ opens: eb('opens', '+', 1) }))
        .where('id', '=', id)
        .where('expires_at', '>', clock.now())
        .returning(['organization', 'workspace', 'conversation', 'link', 'offer', 'opens'])
        .executeTakeFirst();
      return row;
    },
    key: () => keys.of('links'),
  };
}

/** 43 characters of 62 kinds: 256 bits. */
const secretKeyLength = 43;

/** {@link SecretKeys} in the table `link_keys`, which is named after the first of them. */
export function createSecretKeys({
  database: { unscoped },
  random,
}: {
  readonly database: Pick<Database, 'unscoped'>;
  readonly random: Pick<Random, 'token'>;
}): SecretKeys {
  const known = new Map<string, string>();

  async function read(name: string): Promise<string | undefined> {
    const row = await unscoped
      .selectFrom('link_keys')
      .select('key')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.key;
  }

  async function readOrMake(name: string): Promise<string> {
    const kept = await read(name);
    if (kept !== undefined) return kept;
    await unscoped
      .insertInto('link_keys')
      .values({ name, key: random.token(secretKeyLength) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    // Another process may have been first.
    const made = await read(name);
    if (made === undefined) throw new StoreError('failed', `The key for ${name} was not kept: try again.`);
    return made;
  }

  return {
    async of(name) {
      const key = known.get(name) ?? (await readOrMake(name));
      known.set(name, key);
      return key;
    },
  };
}
