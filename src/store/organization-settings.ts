import type { OrganizationSettings } from './contract/settings.ts';
import type { GuardedDatabase } from './database.ts';

/** {@link OrganizationSettings} in the table `organization_settings`. */
export function createOrganizationSettings({
  database,
}: {
  readonly database: GuardedDatabase;
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
