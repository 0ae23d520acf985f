import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import type { Erasure, Stays, Without } from './contract/audit.ts';
import { type Database, holds, type TransactingDatabase } from './database.ts';
import { erasureRules } from './erasure-tables.ts';
import type { ErasedPerson } from './erasure-wipes.ts';

/** {@link Erasure} over every table, each as {@link erasureRules} says. */
export function createErasure({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Erasure {
  return {
    forget: ({ organization, person, directWorkspace: ownWorkspace, directs, without }) =>
      database.transact(async (transaction) => {
        const { scoped } = transaction;
        const workspaces = await workspacesOf(transaction, organization);
        const { platform } = splitScopedId(person);
        const organizations = workspaces.filter((workspace) => workspace !== ownWorkspace);
        const remembered = await rememberedDirects(transaction, { organizations, person, platform }, without);
        const whom: ErasedPerson = {
          person,
          platform,
          id: person.slice(platform.length + 1),
          organizations,
          own: ownWorkspace,
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
    workspaces: ({ organization }) => workspacesOf(database, organization),
  };
}

/** The organization's own name, which is that of its first workspace, and those of workspaces that were joined to it. */
async function workspacesOf({ scoped }: Database, organization: string): Promise<readonly string[]> {
  const joined = await scoped
    .selectFrom('joined_workspaces')
    .select('workspace')
    .where('organization', '=', organization)
    .orderBy('workspace')
    .execute();
  return [organization, ...joined.map(({ workspace }) => workspace)];
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
      .select(['id', 'state'])
      .where('organization', '=', organization)
      .where('asker', '=', person)
      .execute();
    const ids = asked.map(({ id }) => id);
    const answered = await scoped
      .selectFrom('cards')
      .select('conversation')
      .where('organization', '=', organization)
      .where('subject_kind', '=', 'request')
      .where('part', '=', 'answer')
      .where('subject_id', 'in', ids)
      .execute();
    const begun = await scoped
      .selectFrom('outbox')
      .select('progress')
      .where('organization', '=', organization)
      .where('subject_kind', '=', 'request')
      .where('part', '=', 'answer')
      .where('subject_id', 'in', ids)
      .where('progress', 'is not', null)
      .execute();
    found.push(
      ...asked.flatMap(({ state }) => without.askedDirectly(state) ?? []),
      ...answered.map(({ conversation }) => conversation),
      ...begun
        .flatMap(({ progress }) => without.answeredDirectly(progress ?? '') ?? [])
        .map((target) => scopedId(platform, target)),
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
