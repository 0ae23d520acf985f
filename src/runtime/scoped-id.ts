/** What a platform calls a person, a group, a conversation or a workspace, told apart from other platforms': `platform:id`. */
type ScopedId = `${string}:${string}`;

export function scopedId(platform: string, id: string): ScopedId {
  return `${platform}:${id}`;
}

/** The parts of a {@link ScopedId} as it was kept. A platform's name has no colon; its own ids may have some. */
export function splitScopedId(scoped: string): { readonly platform: string; readonly id: string } {
  const colon = scoped.indexOf(':');
  return { platform: scoped.slice(0, Math.max(0, colon)), id: scoped.slice(colon + 1) };
}

/** Whether a text of the bot's own making, such as a card or a button's call, names a person by the platform's id. */
export function namesId(text: string, id: string): boolean {
  return wholly(id).test(decoded(text));
}

/**
 * Whether a text that a person wrote names another: as it is mentioned, or as `platform:id`. An id alone may be a word, and
 * what others wrote is not to be erased for that.
 */
export function mentionsPerson(text: string, person: string): boolean {
  const { id } = splitScopedId(person);
  return wholly(person).test(text) || wholly(id, '@[!&]?').test(text);
}

function wholly(name: string, before = '(?<![A-Za-z0-9_.-])'): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\-]/g, '\\$&');
  return new RegExp(`${before}${escaped}(?![A-Za-z0-9_-])`);
}

/** Calls are written as a URL's query. */
function decoded(text: string): string {
  return text.replaceAll(/%([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
