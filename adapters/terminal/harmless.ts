/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** Everything that moves a cursor, rings a bell or begins an escape sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is what this is for
const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;

/**
 * `text` as a terminal can show it without obeying it: control characters become their pictures (`␛`),
 * invisible ones go, a tab is a space. Line feeds stay and are the only control character that does.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(control, pictureOf);
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
