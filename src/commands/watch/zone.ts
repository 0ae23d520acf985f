import { plainCard } from '../../cards/buying-cards.ts';
import { type Argument, unreadable } from '../../chat/argument.ts';
import type { Caller } from '../../chat/caller.ts';
import { readZone, zoneName, zonesLike } from '../../domain/places/zones.ts';
import type { Words } from '../../languages/index.ts';
import { type Localized, readsChinese } from '../../runtime/language.ts';
import type { People } from '../../store/contract/settings.ts';

/** As many zones as a platform shows below a field. */
const mostSuggestions = 25;

/**
 * A time zone by its name, its city, or its offset from UTC; the value is the name that clocks are set by. An abbreviation
 * that several zones share is asked back.
 */
export function zoneArgument(
  words: Localized<Words>,
  about: { readonly hint: Localized; readonly expected: Localized },
): Argument<string> {
  return {
    position: 'word',
    required: true,
    absent: () => unreadable,
    ...about,
    example: 'Asia/Shanghai',
    maxLength: 60,
    spaced: true,
    parse(typed) {
      const read = readZone(typed);
      if (read === undefined) return unreadable;
      return 'zone' in read ? read.zone : typed.trim();
    },
    print: zoneName,
    lookUp(value) {
      const read = readZone(value);
      if (read === undefined || 'zone' in read) return undefined;
      return async ({ language }, again) => {
        const { watch } = words[language];
        const names = new Map(zonesLike(value).map(({ name, city }) => [name, city]));
        const actions = read.oneOf.map((zone) => {
          const name = zoneName(zone);
          const label = readsChinese(language) ? `${name} ${names.get(name) ?? ''}`.trim() : name;
          return { kind: 'run' as const, label, run: { ...again(zone), replace: true } };
        });
        return { card: plainCard('warning', watch.whichZone(value), [watch.whichZoneAdvice], { actions }) };
      };
    },
    async suggest(typed, { language, zone }) {
      // The person's own stands first while nothing is typed.
      const own = typed.trim() === '' && zone !== undefined ? zonesLike(zone).slice(0, 1) : [];
      const others = zonesLike(typed).filter(({ name }) => name !== own[0]?.name);
      return [...own, ...others].slice(0, mostSuggestions).map(({ name, city }) => ({
        value: name,
        label: readsChinese(language) && city !== '' ? `${name} ${city}` : name,
      }));
    },
  };
}

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
