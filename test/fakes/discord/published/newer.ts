/** What Discord takes and its published description does not say yet. */
interface Newer {
  /** As the fake names it. */
  readonly route: string;
  /** Of the place in the body, its parts joined by full stops. */
  readonly at: RegExp;
  /** Where Discord says so, and when. */
  readonly source: string;
  /** When it was last looked for in the description, and in which release. */
  readonly missingIn: string;
}

/** Empty as of discord-api-spec 10.0.266135, 2026-11-29: all that the bot sends is described. */
export const newer: readonly Newer[] = [];
