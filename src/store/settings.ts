import { z } from 'zod';
import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { languages } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type {
  ConversationSettings,
  Conversations,
  Exchanges,
  OrganizationSettings,
  People,
} from './contract/settings.ts';
import type { ScopedQueries } from './database.ts';

/** How long what is set is remembered, and so how late another process may notice a change. */
const rememberedMs = 10_000;

/** How many conversations are remembered; the longest known goes first. */
const rememberedConversations = 10_000;

/**
 * {@link Conversations} in the table `conversation_settings`. Every command asks, so answers are remembered for ten
 * seconds; a change by this process shows at once.
 */
export function createConversations({
  database,
  clock,
  log,
}: {
  readonly database: ScopedQueries;
  readonly clock: Clock;
  readonly log: Log;
}): Conversations {
  const remembered = new Map<string, { readonly settings: ConversationSettings; readonly until: number }>();
  let changes = 0;

  async function read(organization: string, conversation: string): Promise<ConversationSettings> {
    const rows = await database
      .selectFrom('conversation_settings')
      .select(['name', 'value'])
      .where('organization', '=', organization)
      .where('conversation', '=', conversation)
      .execute();
    const set = new Map(rows.map(({ name, value }) => [name, parsedJson(value)]));
    return parsedSettings(set, (names) => {
      log.warn({ organization, conversation, names }, 'a conversation has settings that cannot be read');
    });
  }

  function remember(key: string, settings: ConversationSettings): void {
    setNewest(remembered, key, { settings, until: clock.elapsed() + rememberedMs }, rememberedConversations);
  }

  return {
    async settings({ organization, conversation }) {
      const key = JSON.stringify([organization, conversation]);
      const known = remembered.get(key);
      if (known !== undefined && clock.elapsed() < known.until) return known.settings;
      const before = changes;
      const settings = await read(organization, conversation);
      // What was read while a change was on its way may be old already.
      if (changes === before) remember(key, settings);
      return settings;
    },
    async change({ organization, conversation, change }) {
      const rows = Object.entries(change)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => ({ organization, conversation, name, value: JSON.stringify(value) }));
      if (rows.length === 0) return;
      await database
        .insertInto('conversation_settings')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'conversation', 'name'])
            .doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
        )
        .execute();
      changes += 1;
      remembered.delete(JSON.stringify([organization, conversation]));
    },
  };
}

const minuteOfDay = z.int().min(0).max(1439);

const conversationSettings: z.ZodType<ConversationSettings> = z.object({
  language: z.enum(languages).optional(),
  unfurl: z.boolean().optional(),
  notifications: z
    .object({
      broadcast: z.array(z.string()).optional(),
      quiet: z.object({ from: minuteOfDay, to: minuteOfDay }).optional(),
      dailyAt: minuteOfDay.optional(),
      summary: z.boolean().optional(),
      zone: z.string().optional(),
      language: z.enum(languages).optional().catch(undefined),
    })
    .optional(),
});

/** What of `set` can be read; `null` counts as not set. `report` is told the names of what cannot. */
function parsedSettings(
  set: ReadonlyMap<string, unknown>,
  report: (names: readonly string[]) => void,
): ConversationSettings {
  const found = new Map([...set].filter(([, value]) => value !== null));
  const parsed = conversationSettings.safeParse(Object.fromEntries(found));
  if (parsed.success) return parsed.data;
  const malformed = parsed.error.issues.map((issue) => String(issue.path[0]));
  report(malformed);
  for (const name of malformed) found.delete(name);
  return conversationSettings.parse(Object.fromEntries(found));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** {@link People} in the table `person_settings`. */
export function createPeople({ database }: { readonly database: ScopedQueries }): People {
  return {
    async remembered({ organization, person }) {
      const rows = await database
        .selectFrom('person_settings')
        .select(['name', 'value'])
        .where('organization', '=', organization)
        .where('person', '=', person)
        .orderBy('name')
        .execute();
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    async remember({ organization, person, name, value }) {
      await database
        .insertInto('person_settings')
        .values({ organization, person, name, value })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'person', 'name'])
            .doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
        )
        .execute();
    },
    async replace({ organization, person, name, from, to }) {
      if (from === undefined) {
        if (to === undefined) return false;
        const { numInsertedOrUpdatedRows } = await database
          .insertInto('person_settings')
          .values({ organization, person, name, value: to })
          .onConflict((conflict) => conflict.columns(['organization', 'person', 'name']).doNothing())
          .executeTakeFirst();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }
      if (to === undefined) {
        const { numDeletedRows } = await database
          .deleteFrom('person_settings')
          .where('organization', '=', organization)
          .where('person', '=', person)
          .where('name', '=', name)
          .where('value', '=', from)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }
      const { numUpdatedRows } = await database
        .updateTable('person_settings')
        .set({ value: to })
        .where('organization', '=', organization)
        .where('person', '=', person)
        .where('name', '=', name)
        .where('value', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async forget({ organization, person, names }) {
      if (names.length === 0) return;
      await database
        .deleteFrom('person_settings')
        .where('organization', '=', organization)
        .where('person', '=', person)
        .where('name', 'in', names)
        .execute();
    },
  };
}

/** {@link OrganizationSettings} in the table `organization_settings`. */
export function createOrganizationSettings({
  database,
}: {
  readonly database: ScopedQueries;
}): OrganizationSettings {
  return {
    async get({ organization, name }) {
      const row = await database
        .selectFrom('organization_settings')
        .select('value')
        .where('organization', '=', organization)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    },
    async named({ organization, beginning }) {
      const rows = await database
        .selectFrom('organization_settings')
        .select(['name', 'value'])
        .where('organization', '=', organization)
        .orderBy('name')
        .execute();
      const found = rows.filter(({ name }) => name.startsWith(beginning));
      return new Map(found.map(({ name, value }) => [name, value]));
    },
    async set({ organization, name, value }) {
      if (value === undefined) {
        await database
          .deleteFrom('organization_settings')
          .where('organization', '=', organization)
          .where('name', '=', name)
          .execute();
        return;
      }
      await database
        .insertInto('organization_settings')
        .values({ organization, name, value })
        .onConflict((conflict) => conflict.columns(['organization', 'name']).doUpdateSet({ value }))
        .execute();
    },
  };
}

/** {@link Exchanges} in the table of that name. */
export function createExchanges({ database }: { readonly database: ScopedQueries }): Exchanges {
  const of = (organization: string, person: string) =>
    database.deleteFrom('exchanges').where('organization', '=', organization).where('person', '=', person);
  return {
    async keep({ organization, person, id, body, at, most }) {
      await database
        .insertInto('exchanges')
        .values({ organization, person, id, at, body })
        .onConflict((conflict) => conflict.columns(['organization', 'person', 'id']).doUpdateSet({ body }))
        .execute();
      const beyond = await database
        .selectFrom('exchanges')
        .select(['id'])
        .where('organization', '=', organization)
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .offset(most)
        .limit(1000)
        .execute();
      if (beyond.length === 0) return;
      await of(organization, person)
        .where(
          'id',
          'in',
          beyond.map((row) => row.id),
        )
        .execute();
    },
    async since({ organization, person, since }) {
      const rows = await database
        .selectFrom('exchanges')
        .select(['id', 'at', 'body'])
        .where('organization', '=', organization)
        .where('person', '=', person)
        .where('at', '>=', since)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(({ id, at, body }) => ({ id, at, body }));
    },
    async forget({ organization, person, id }) {
      await of(organization, person).where('id', '=', id).execute();
    },
  };
}
