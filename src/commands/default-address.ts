import type { Asking } from '../chat/argument.ts';

/** What is remembered of a person within an organization: short texts by name. */
export interface PersonMemory {
  remembered(who: Who): Promise<ReadonlyMap<string, string>>;
  remember(what: Who & { readonly name: string; readonly value: string }): Promise<void>;
  forget(what: Who & { readonly names: readonly string[] }): Promise<void>;
}

export type Who = Pick<Asking, 'organization' | 'person'>;

const name = 'default address';

/** The id of the address that a person's orders go to where they name none; `undefined` where there is none. */
export async function defaultAddress(memory: PersonMemory, who: Who): Promise<string | undefined> {
  const { organization, person } = who;
  const id = (await memory.remembered({ organization, person })).get(name);
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Remembers the id, or that there is no such address any more. */
export async function setDefaultAddress(
  memory: PersonMemory,
  { organization, person }: Who,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) await memory.forget({ organization, person, names: [name] });
  else await memory.remember({ organization, person, name, value: id });
}
