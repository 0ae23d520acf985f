/** Typed text as one line, full-width letters and digits as plain ones. */
export function outsideLetters(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
}
