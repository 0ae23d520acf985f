import type { Clock } from '../runtime/clock.ts';
import type { Organizations } from './contract/access.ts';
import { gatherRows, gatherRules } from './gathering-rows.ts';
import { lockingRows } from './locking.ts';
import type { Doors, NewsDatabase } from './news-database.ts';

/** {@link Organizations} in the tables `join_codes` and `organization_places`. */
export function createJoining({
  database,
  clock,
}: {
  readonly database: NewsDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Organizations {
  return {
    of: async ({ place }) => (await joinedTo(database, place)) ?? place,
    async offer({ organization, digest, madeBy, expiresAt }) {
      await database.guarded
        .insertInto('join_codes')
        .values({ organization, digest, made_by: madeBy, expires_at: expiresAt })
        .execute();
    },
    offered: ({ digest }) => offeredBy(database, digest, clock.now()),
    join: ({ place, digest, roles }) =>
      database.transact(async (doors) => {
        await oneAfterTheOther(doors);
        const organization = await offeredBy(doors, digest, clock.now());
        if (organization === undefined) return { state: 'no code' };
        const current = (await joinedTo(doors, place)) ?? place;
        if (current === organization) return { state: 'same' };
        if (current !== place) return { state: 'elsewhere' };
        const { acrossOrganizations: everything } = doors;
        await everything
          .updateTable('organization_places')
          .set({ organization })
          .where('organization', '=', place)
          .execute();
        await everything.insertInto('organization_places').values({ place, organization }).execute();
        const move = { from: place, to: organization };
        await gatherRows(everything, move);
        await gatherRules(everything, move, roles);
        await everything.deleteFrom('join_codes').where('digest', '=', digest).execute();
        return { state: 'joined', organization };
      }),
  };
}

/** Moves what was written to the organizations of joined places since they were joined. */
export async function gatherStragglers(database: NewsDatabase): Promise<void> {
  const places = await database.acrossOrganizations.selectFrom('organization_places').selectAll().execute();
  for (const { place, organization } of places) {
    await database.transact((doors) =>
      gatherRows(doors.acrossOrganizations, { from: place, to: organization }),
    );
  }
}

/** Whoever has the code can't know the organization: the digest is all there is to go by. */
async function offeredBy(
  { acrossOrganizations: everything }: Doors,
  digest: string,
  now: number,
): Promise<string | undefined> {
  const row = await everything
    .selectFrom('join_codes')
    .select('organization')
    .where('digest', '=', digest)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && ((await joinedTo({ acrossOrganizations: everything }, row.organization)) ?? row.organization);
}

async function joinedTo(
  { acrossOrganizations: everything }: Pick<Doors, 'acrossOrganizations'>,
  place: string,
): Promise<string | undefined> {
  const row = await everything
    .selectFrom('organization_places')
    .select('organization')
    .where('place', '=', place)
    .executeTakeFirst();
  return row?.organization;
}

/** Two places that join each other at once would each end up in the other's organization: the row that is always there. */
async function oneAfterTheOther(doors: Doors): Promise<void> {
  await lockingRows(
    doors.acrossOrganizations.selectFrom('migrations').select('name').orderBy('name').limit(1),
    doors,
  ).execute();
}
