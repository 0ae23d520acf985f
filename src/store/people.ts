import type { People } from './contract/settings.ts';
import type { GuardedDatabase } from './database.ts';

/** {@link People} in the table `person_settings`. */
export function createPeople({ database }: { readonly database: GuardedDatabase }): People {
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
