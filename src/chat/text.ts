import type { SafeUrl } from './safe-url.ts';

/**
 * A stretch of text. A string is plain: a renderer shows its characters and nothing else, whatever they are.
 * Only an object can be bold, a link, or a mention.
 */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: SafeUrl; readonly label: string }
  | { readonly mention: PersonMention };

/** A person to be pinged: the platform's own id, and a name for where no mention can be drawn. */
export interface PersonMention {
  readonly person: string;
  readonly name: string;
}

/** Text with its few marks, safe to fill with words from outside. Line breaks are `\n` in a string. */
export type Text = readonly Inline[];

/** The characters of `text` without its marks; a link becomes `label (url)`, a mention `@name`. */
export function plainText(text: Text): string {
  return text.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return `${inline.label} (${inline.link})`;
  return `@${inline.mention.name}`;
}

/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** Words from anywhere, without what steers a display: line feeds are the only control character left. */
export function cleanText(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(/(?!\n)\p{Cc}/gu, '');
}

/** As {@link cleanText}, on one line. */
export function cleanLine(words: string): string {
  return cleanText(words).replaceAll(/\s+/g, ' ').trim();
}

/**
 * `value` within `limit` UTF-16 units, its end replaced by `…` where it is longer. Never splits a surrogate
 * pair. For words only: a link is never cut.
 */
export function shorten(value: string, limit: number): string {
  if (value.length <= limit) return value;
  if (limit <= 0) return '';
  const kept = value.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/**
 * The first `limit` UTF-16 units of `value`, or fewer: no link, number or word of ASCII is cut, since half of one could mean
 * something else.
 */
export function cutBetweenWords(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const isInWord = (at: number) => /[!-~]/.test(value.charAt(at));
  let end = limit;
  while (end > 0 && isInWord(end) && isInWord(end - 1)) end -= 1;
  return value.slice(0, end);
}
