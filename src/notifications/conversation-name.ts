/** The name of a conversation or a person, such as `x:C0123`, in its two parts: the platform and its own id. */
export function splitName(name: string): readonly [string, string] {
  const colon = name.indexOf(':');
  return [name.slice(0, Math.max(0, colon)), name.slice(colon + 1)];
}
