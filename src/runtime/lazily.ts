/** What `make` makes, made when it is first asked for and kept from then on: a bot that idles holds no table that it never read. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
