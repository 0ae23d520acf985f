import type { Caller } from '../chat/argument.ts';
import { readZone } from '../domain/places/zones.ts';
import type { People } from '../store/contract/settings.ts';

type Who = Pick<Caller, 'organization' | 'person' | 'zone'>;

const name = 'time zone';

/** A person's own time zone, by the name that clocks are set by: as their platform tells, else as they once named it. */
export async function ownZone(
  people: Pick<People, 'remembered'>,
  { organization, person, zone }: Who,
): Promise<string | undefined> {
  const told = zone ?? (await people.remembered({ organization, person })).get(name);
  const read = told === undefined ? undefined : readZone(told);
  return read !== undefined && 'zone' in read ? read.zone : undefined;
}

/** Remembers the zone that a person named, where their platform tells none. */
export async function keepZone(
  people: Pick<People, 'remember'>,
  { organization, person, zone: told }: Who,
  zone: string,
): Promise<void> {
  if (told === undefined) await people.remember({ organization, person, name, value: zone });
}
