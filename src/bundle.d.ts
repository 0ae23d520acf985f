/** Where `npm run build` puts the bundle. */
export const bundleFolder: string;
/** The file of it that is run, and the one that says what it was made of. */
export const bundleEntry: string;
export const bundleList: string;

/** A digest of all sources by their paths and contents. */
export function digestOfSources(): string;

/** Of each source by its path, how many bytes it has and when it was changed. */
export function stampsOfSources(): Readonly<Record<string, string>>;

/** The bundle's entry, as a path; or why the sources are run, `none` where no bundle was made. Never throws. */
export function findBundle():
  | { readonly entry: string }
  | { readonly without: 'none' | 'other sources' | 'not whole' | 'unreadable' };
