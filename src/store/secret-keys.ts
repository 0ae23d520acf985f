import type { Random } from '../runtime/random.ts';
import type { SecretKeys } from './contract/interactions.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';

/** 43 characters of 62 kinds: 256 bits. */
const keyLength = 43;

/** {@link SecretKeys} in the table `link_keys`, which is named after the first of them. */
export function createSecretKeys({
  database: { acrossOrganizations },
  random,
}: {
  readonly database: Pick<Database, 'acrossOrganizations'>;
  readonly random: Pick<Random, 'token'>;
}): SecretKeys {
  const known = new Map<string, string>();

  async function read(name: string): Promise<string | undefined> {
    const row = await acrossOrganizations
      .selectFrom('link_keys')
      .select('key')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.key;
  }

  async function readOrMake(name: string): Promise<string> {
    const kept = await read(name);
    if (kept !== undefined) return kept;
    await acrossOrganizations
      .insertInto('link_keys')
      .values({ name, key: random.token(keyLength) })
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
