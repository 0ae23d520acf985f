import type { Log } from '../runtime/log.ts';
import type { GuardedDatabase } from './database.ts';
import { type ConversationSettings, type Conversations, conversationSettings } from './store.ts';

/** {@link Conversations} in the table `conversation_settings`. */
export function createConversations({
  database,
  log,
}: {
  readonly database: GuardedDatabase;
  readonly log: Log;
}): Conversations {
  return {
    async settings({ organization, conversation }) {
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
    },
  };
}

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
