import { createHash } from 'node:crypto';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Buttons } from './contract/interactions.ts';
import type { GuardedDatabase } from './database.ts';

/** 22 characters of 62 kinds: 130 bits. */
const keyLength = 22;

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
  readonly database: GuardedDatabase;
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
        .values({ organization, key: random.token(keyLength), digest, payload, expires_at: expiresAt })
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
