import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const renamed = ['joined_workspaces', 'admissions', 'watches', 'queues', 'outbox', 'audit', 'guarded_links'];

/**
 * Rows call things as the code does. What was called a place is a workspace: in columns, a table, and where a request was asked
 * and shown. A conversation's `notices` are its notifications, and what it has `aloud` is broadcast.
 */
export const names: Migration = {
  name: '0033-names',
  async up(schema, database) {
    await schema.alterTable('organization_places').renameTo('joined_workspaces').execute();
    for (const table of renamed) await schema.alterTable(table).renameColumn('place', 'workspace').execute();
    await sql`
      update conversation_settings set name = 'notifications', value = replace(value, '"aloud":', '"broadcast":')
      where name = 'notices'`.execute(database);
    const { rows } = await sql<{ organization: string; id: string; state: string }>`
      select organization, id, state from requests where state like '%"place":%'`.execute(database);
    for (const { organization, id, state } of rows) {
      const told = withWorkspaces(state);
      if (told !== undefined)
        await sql`update requests set state = ${told} where organization = ${organization} and id = ${id}`.execute(
          database,
        );
    }
  },
};

/** `undefined` for what is no request: it stays as it is, and is read as none. */
function withWorkspaces(state: string): string | undefined {
  try {
    const request: unknown = JSON.parse(state);
    if (typeof request !== 'object' || request === null) return undefined;
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(request).map(([name, value]: [string, unknown]) => [
          name,
          name === 'asked' || name === 'shown' ? withWorkspace(value) : value,
        ]),
      ),
    );
  } catch {
    return undefined;
  }
}

function withWorkspace(where: unknown): unknown {
  if (typeof where !== 'object' || where === null || !('place' in where)) return where;
  const { place, ...rest } = where;
  return { workspace: place, ...rest };
}
