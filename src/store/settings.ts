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
import { StoreError } from './error.ts';

/** How long what is set is remembered, and so how late another process may notice a change. */
const rememberedMs = 10_000;

/** How often another change may come first before one is given up. */
const tries = 50;

/** How many conversations are remembered; the longest known goes first. */
const rememberedConversations = 10_000;

interface Of {
  readonly organization: string;
  readonly conversation: string;
}

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

  /** The values as they are kept, by their names. */
  async function valuesOf({ organization, conversation }: Of): Promise<ReadonlyMap<string, string>> {
    const rows = await database
      .selectFrom('conversation_settings')
      .select(['name', 'value'])
      .where('organization', '=', organization)
      .where('conversation', '=', conversation)
      .execute();
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  function settingsIn(values: ReadonlyMap<string, string>, of: Of): ConversationSettings {
    const set = new Map([...values].map(([name, value]) => [name, parsedJson(value)]));
    return parsedSettings(set, (names) => {
      log.warn({ ...of, names }, 'a conversation has settings that cannot be read');
    });
  }

  /** Keeps `to` in the place of `from`, `undefined` being nothing; whether that stood there still. */
  async function replace(
    { organization, conversation }: Of,
    from: string | undefined,
    to: string,
  ): Promise<boolean> {
    const name = 'notifications';
    if (from === undefined) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('conversation_settings')
        .values({ organization, conversation, name, value: to })
        .onConflict((conflict) => conflict.columns(['organization', 'conversation', 'name']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    }
    const { numUpdatedRows } = await database
      .updateTable('conversation_settings')
      .set({ value: to })
      .where('organization', '=', organization)
      .where('conversation', '=', conversation)
      .where('name', '=', name)
      .where('value', '=', from)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  function forget({ organization, conversation }: Of): void {
    changes += 1;
    remembered.delete(JSON.stringify([organization, conversation]));
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
      const of = { organization, conversation };
      const settings = settingsIn(await valuesOf(of), of);
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
      forget({ organization, conversation });
    },
    async updateNotifications({ organization, conversation, update }) {
      const of = { organization, conversation };
      for (let left = tries; left > 0; left -= 1) {
        const values = await valuesOf(of);
        const to = update(settingsIn(values, of).notifications);
        if (!(await replace(of, values.get('notifications'), JSON.stringify(to)))) continue;
        forget(of);
        return to;
      }
      throw new StoreError('busy', 'How order news comes was changed by others too often: try again.');
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
