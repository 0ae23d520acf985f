/** Longer than any message that people can write; what comes after it is not looked at. */
const longestText = 8_000;
/** A masked link with a label of 300 characters at most; a longer one stays as it is. */
const maskedLink = /\[[^\][\n]{0,300}\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"\n]{0,100}")?\)/g;
/** Emphasis, spoilers and code around a word that begins as a link does. */
const markedLink = /^([*_~|`]{1,6})(?=https?:\/\/)/;

/**
 * Mentions in the one form of `<@123>`, of a role `<@&123>`, as the core reads a person that was picked on any platform.
 * What can't be one is words.
 */
export function withMentions(typed: string): string {
  return typed.replaceAll(/<@!(\d{15,20})>/g, '<@$1>');
}

/**
 * The line in a message, out of Discord's own wrapping: quotes and lists, code marks, `<https://…>`, `[words](https://…)`,
 * `**https://…**`, `||https://…||`.
 */
export function lineIn(content: string): string {
  return withMentions(content.slice(0, longestText))
    .trim()
    .replace(/^(?:>{1,3}|[-*+]|\d{1,3}\.|#{1,3}|-#)\s+/, '')
    .replace(/^(`{1,3})([^`]+)\1$/, '$2')
    .replaceAll(maskedLink, '$1')
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/g, '$1')
    .replaceAll(/\S+/g, withoutMarks)
    .trim();
}

function withoutMarks(word: string): string {
  const [, marks] = markedLink.exec(word) ?? [];
  if (marks === undefined) return word;
  const closing = [...marks].reverse().join('');
  const end = word.lastIndexOf(closing);
  const after = word.slice(end + closing.length);
  // What goes on after the mark is a link that holds it.
  return end <= marks.length || /\w/.test(after) ? word : word.slice(marks.length, end) + after;
}
