import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** A request's status is called so in its row and in what is kept of it as JSON; it was called its standing. */
export const requestStatus: Migration = {
  name: '0034-request-status',
  async up(schema, database) {
    await schema.alterTable('requests').renameColumn('standing', 'status').execute();
    const { rows } = await sql<{ organization: string; id: string; state: string }>`
      select organization, id, state from requests where state like '%"standing":%'`.execute(database);
    for (const { organization, id, state } of rows) {
      const told = withStatus(state);
      if (told !== undefined)
        await sql`update requests set state = ${told} where organization = ${organization} and id = ${id}`.execute(
          database,
        );
    }
  },
};

/** `undefined` for what is no request: it stays as it is, and is read as none. */
function withStatus(state: string): string | undefined {
  try {
    const request: unknown = JSON.parse(state);
    if (typeof request !== 'object' || request === null || !('standing' in request)) return undefined;
    const { standing, ...rest } = request;
    return JSON.stringify({ ...rest, status: standing });
  } catch {
    return undefined;
  }
}
