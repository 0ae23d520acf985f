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
