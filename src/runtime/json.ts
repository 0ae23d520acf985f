/** What `text` is as JSON; `undefined` for what is none. Numbers are JavaScript's: the partner's answers are read otherwise. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
