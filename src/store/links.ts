import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { SecretKeys, StoredLinks } from './contract/interactions.ts';
import type { Database } from './database.ts';

/** 22 characters of 62 kinds: 130 bits. */
const idLength = 22;

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
  const { guarded, acrossOrganizations } = database;
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
    key: () => keys.of('links'),
  };
}
