import { forgetInAudit } from './audit.ts';
import type { GuardedDatabase } from './database.ts';
import type { Forgetting } from './forgetting-contract.ts';
import type { NewsDatabase } from './news-database.ts';

/** {@link Forgetting} over every table that may name somebody. */
export function createForgetting({
  database,
}: {
  readonly database: Pick<NewsDatabase, 'transact'>;
}): Forgetting {
  return {
    forget: ({ organization, person, without }) =>
      database.transact(async ({ guarded }) => {
        const id = person.slice(person.indexOf(':') + 1);
        await forgetRequests(guarded, organization, person);
        await guarded
          .deleteFrom('grants')
          .where('organization', '=', organization)
          .where('subject', '=', `person ${person}`)
          .execute();
        await guarded
          .updateTable('grants')
          .set({ granted_by: '' })
          .where('organization', '=', organization)
          .where('granted_by', '=', person)
          .execute();
        await guarded
          .deleteFrom('account_choices')
          .where('organization', '=', organization)
          .where('subject', '=', `person ${person}`)
          .execute();
        await guarded
          .updateTable('account_choices')
          .set({ set_by: '' })
          .where('organization', '=', organization)
          .where('set_by', '=', person)
          .execute();
        await guarded
          .deleteFrom('person_settings')
          .where('organization', '=', organization)
          .where('person', '=', person)
          .execute();
        await guarded
          .deleteFrom('spending')
          .where('organization', '=', organization)
          .where('person', '=', person)
          .execute();
        const where = { organization, platform: person.slice(0, person.indexOf(':')), id };
        // Places that were joined have their trail and their answers of before still under their own names.
        const joined = await guarded
          .selectFrom('organization_places')
          .select('place')
          .where('organization', '=', organization)
          .execute();
        const names = [organization, ...joined.map(({ place }) => place)];
        let [records, answers] = [0, 0];
        for (const name of names) {
          records += await forgetInAudit(guarded, { organization: name, person });
          answers += await forgetInAnswers(guarded, name, id, without.card);
        }
        return {
          records,
          watches:
            (await forgetWatcher(guarded, organization, person)) +
            (await forgetInRules(guarded, where, without.rule)),
          deliveries: await forgetInDeliveries(guarded, where, without.content),
          answers,
        };
      }),
  };
}

/** What somebody asked for, what was still to be said of it, and that they decided what others asked for. */
async function forgetRequests(rows: GuardedDatabase, organization: string, person: string): Promise<void> {
  await rows
    .deleteFrom('request_messages')
    .where('organization', '=', organization)
    .where('request', 'in', (eb) =>
      eb
        .selectFrom('requests')
        .select('id')
        .where('organization', '=', organization)
        .where('asker', '=', person),
    )
    .execute();
  await rows
    .deleteFrom('requests')
    .where('organization', '=', organization)
    .where('asker', '=', person)
    .execute();
  const named = JSON.stringify(person);
  const decided = await rows
    .selectFrom('requests')
    .select(['id', 'state'])
    .where('organization', '=', organization)
    .where('state', 'like', `%${named}%`)
    .execute();
  for (const { id, state } of decided) {
    await rows
      .updateTable('requests')
      .set({ state: state.replaceAll(named, '"somebody"') })
      .where('organization', '=', organization)
      .where('id', '=', id)
      .execute();
  }
}

interface Whom {
  readonly organization: string;
  readonly platform: string;
  readonly id: string;
}

async function forgetWatcher(rows: GuardedDatabase, organization: string, person: string): Promise<number> {
  const { numUpdatedRows } = await rows
    .updateTable('watches')
    .set({ set_by: '' })
    .where('organization', '=', organization)
    .where('set_by', '=', person)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function forgetInRules(
  rows: GuardedDatabase,
  { organization, platform, id }: Whom,
  without: (rule: string, id: string) => string,
): Promise<number> {
  const found = await rows
    .selectFrom('watches')
    .select(['conversation', 'subject', 'rule'])
    .where('organization', '=', organization)
    .where('conversation', 'like', `${platform}:%`)
    .where('rule', 'like', `%"${id}"%`)
    .execute();
  let changed = 0;
  for (const { conversation, subject, rule } of found) {
    const left = without(rule, id);
    if (left === rule) continue;
    await rows
      .updateTable('watches')
      .set({ rule: left })
      .where('organization', '=', organization)
      .where('conversation', '=', conversation)
      .where('subject', '=', subject)
      .execute();
    changed += 1;
  }
  return changed;
}

async function forgetInDeliveries(
  rows: GuardedDatabase,
  { organization, platform, id }: Whom,
  without: (content: string, id: string) => string,
): Promise<number> {
  const found = await rows
    .selectFrom('deliveries')
    .select(['conversation', 'order_id', 'version', 'content'])
    .where('organization', '=', organization)
    .where('conversation', 'like', `${platform}:%`)
    .where('content', 'like', `%"${id}"%`)
    .execute();
  for (const { conversation, order_id: orderId, version, content } of found) {
    await rows
      .updateTable('deliveries')
      .set({ content: without(content, id) })
      .where('organization', '=', organization)
      .where('conversation', '=', conversation)
      .where('order_id', '=', orderId)
      .where('version', '=', version)
      .execute();
  }
  return found.length;
}

/**
 * What old buttons hold, and the cards that a redelivery of a write would be given. A claim keeps standing, with `card` in
 * place of what named the person: without it the write would run again. Claims that hold no card name nobody.
 */
async function forgetInAnswers(
  rows: GuardedDatabase,
  organization: string,
  id: string,
  card: string,
): Promise<number> {
  const buttons = await rows
    .deleteFrom('buttons')
    .where('organization', '=', organization)
    .where('payload', 'like', `%${id}%`)
    .executeTakeFirst();
  const cards = await rows
    .updateTable('claims')
    .set({ outcome: card })
    .where('organization', '=', organization)
    .where('outcome', 'like', '{"tone":%')
    .where('outcome', 'like', `%${id}%`)
    .executeTakeFirst();
  return Number(buttons.numDeletedRows) + Number(cards.numUpdatedRows);
}
