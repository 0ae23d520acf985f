import type { Caller } from '../chat/caller.ts';
import type { People } from '../store/contract/settings.ts';

export type Who = Pick<Caller, 'organization' | 'person'>;

const name = 'default address';

/** The id of the address that a person's orders go to when they name none; `undefined` where there is none. */
export async function defaultAddress(memory: People, who: Who): Promise<string | undefined> {
  const { organization, person } = who;
  const id = (await memory.remembered({ organization, person })).get(name);
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Remembers the id; forgets the one that is remembered where there is none. */
export async function setDefaultAddress(
  memory: People,
  { organization, person }: Who,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) await memory.forget({ organization, person, names: [name] });
  else await memory.remember({ organization, person, name, value: id });
}
