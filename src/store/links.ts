import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';
import type { GuardedLinks } from './links-contract.ts';

/** 22 characters of 62 kinds: 130 bits. The key has 256. */
const idLength = 22;
const keyLength = 43;

/** {@link GuardedLinks} in the tables `guarded_links` and `link_keys`. */
export function createLinks({
  database,
  clock,
  random,
}: {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}): GuardedLinks {
  const { guarded, acrossOrganizations } = database;
  let known: string | undefined;

  async function readKey(): Promise<string | undefined> {
    const row = await acrossOrganizations
      .selectFrom('link_keys')
      .select('key')
      .where('name', '=', 'links')
      .executeTakeFirst();
    return row?.key;
  }

  return {
    async keep({ organization, place, conversation, link, offer, forMs }) {
      const id = random.token(idLength);
      const expiresAt = clock.now() + forMs;
      await guarded
        .insertInto('guarded_links')
        .values({ organization, id, place, conversation, link, offer, expires_at: expiresAt, opens: 0 })
        .execute();
      return { id, expiresAt };
    },
    async open({ id }) {
      // Whoever opens a link in a browser is of no organization: the id is all there is to go by, and names one row.
      const row = await acrossOrganizations
        .updateTable('guarded_links')
        .set((eb) => ({ opens: eb('opens', '+', 1) }))
        .where('id', '=', id)
        .where('expires_at', '>', clock.now())
        .returning(['organization', 'place', 'conversation', 'link', 'offer', 'opens'])
        .executeTakeFirst();
      return row;
    },
    async key() {
      known ??= await readKey();
      if (known !== undefined) return known;
      await acrossOrganizations
        .insertInto('link_keys')
        .values({ name: 'links', key: random.token(keyLength) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      // Another process may have been first.
      known = await readKey();
      if (known === undefined) throw new StoreError('failed', 'The key for links was not kept: try again.');
      return known;
    },
  };
}
