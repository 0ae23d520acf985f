import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import type { Erasure, Stays, Without } from './contract/audit.ts';
import { type Database, holds, type TransactingDatabase } from './database.ts';
import type { ErasedPerson } from './erasure-rows.ts';
import { erasureRules } from './erasure-tables.ts';

/** {@link Erasure} over every table, each as {@link erasureRules} says. */
export function createErasure({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Erasure {
  return {
    forget: ({ organization, person, ownPlace, directs, without }) =>
      database.transact(async (transaction) => {
        const { scoped } = transaction;
        const places = await placesOf(transaction, organization);
        const { platform } = splitScopedId(person);
        const organizations = places.filter((place) => place !== ownPlace);
        const remembered = await rememberedDirects(transaction, { organizations, person, platform }, without);
        const whom: ErasedPerson = {
          person,
          platform,
          id: person.slice(platform.length + 1),
          organizations,
          own: ownPlace,
          spentSince: clock.now() - dayMs,
          directs: [...new Set([...(directs ?? []), ...remembered])],
          without,
        };
        const stays = await leftBy(transaction, whom, directs !== undefined);
        const counts = { records: 0, watches: 0, others: 0 };
        for (const fate of Object.values(erasureRules)) {
          if ('forget' in fate) counts[fate.as] += await fate.forget(scoped, whom);
        }
        return { ...counts, stays };
      }),
    places: ({ organization }) => placesOf(database, organization),
  };
}

/** The organization's own name, which is that of its first place, and those of places that were joined to it. */
async function placesOf({ scoped }: Database, organization: string): Promise<readonly string[]> {
  const joined = await scoped
    .selectFrom('organization_places')
    .select('place')
    .where('organization', '=', organization)
    .orderBy('place')
    .execute();
  return [organization, ...joined.map(({ place }) => place)];
}

/** Conversations between the person and the bot alone, as far as requests tell: where one was asked, or answered. */
async function rememberedDirects(
  { scoped }: Database,
  { organizations, person, platform }: Pick<ErasedPerson, 'organizations' | 'person' | 'platform'>,
  without: Without,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const organization of organizations) {
    const asked = await scoped
      .selectFrom('requests')
      .select('state')
      .where('organization', '=', organization)
      .where('asker', '=', person)
      .execute();
    // Without another way the answer goes to the person directly.
    const answered = await scoped
      .selectFrom('request_messages')
      .select('target')
      .where('organization', '=', organization)
      .where('person', '=', person)
      .where('way', 'is', null)
      .where('target', 'is not', null)
      .execute();
    found.push(
      ...asked.flatMap(({ state }) => without.askedDirectly(state) ?? []),
      ...answered.map(({ target }) => scopedId(platform, String(target))),
    );
  }
  return found;
}

/** What will not be reached. `looked`: the platform was asked for the person's direct messages and answered. */
async function leftBy({ scoped }: Database, whom: ErasedPerson, looked: boolean): Promise<readonly Stays[]> {
  const chain = await scoped
    .selectFrom('audit_heads')
    .select('seq')
    .where('organization', '=', whom.own)
    .executeTakeFirst();
  let ruled = false;
  let spends = false;
  for (const organization of whom.organizations) {
    const spent = await scoped
      .selectFrom('spending')
      .select('fen')
      .where('organization', '=', organization)
      .where('person', '=', whom.person)
      .where('at', '>', whom.spentSince)
      .where('fen', '>', 0)
      .limit(1)
      .executeTakeFirst();
    spends ||= spent !== undefined;
    for (const direct of whom.directs) {
      const rules = await scoped
        .selectFrom('organization_settings')
        .select('value')
        .where('organization', '=', organization)
        .where(holds('value', direct))
        .execute();
      ruled ||= rules.some(({ value }) => value.split(' ').includes(direct));
    }
  }
  return [
    ...(spends ? ['spending' as const] : []),
    ...(chain === undefined ? [] : ['chain' as const]),
    ...(ruled ? ['rule' as const] : []),
    ...(looked || whom.directs.length > 0 ? [] : ['directs' as const]),
  ];
}
