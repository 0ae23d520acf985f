import { setNewest } from '../../src/runtime/bounded-map.ts';

/** The locales that people's interactions tell; their messages tell none. */
export interface LocaleMemory {
  remember(personId: string, locale: string | undefined): void;
  of(personId: string): string | undefined;
}

/** Remembers the last `size` people; the one not seen for longest is forgotten first. */
export function createLocaleMemory(size: number): LocaleMemory {
  const locales = new Map<string, string>();
  return {
    remember(personId, locale) {
      if (locale === undefined) return;
      setNewest(locales, personId, locale, size);
    },
    of: (personId) => locales.get(personId),
  };
}
