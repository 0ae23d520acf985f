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
      locales.delete(personId);
      locales.set(personId, locale);
      const [oldest] = locales.keys();
      if (locales.size > size && oldest !== undefined) locales.delete(oldest);
    },
    of: (personId) => locales.get(personId),
  };
}
