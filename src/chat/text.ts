import type { SafeUrl } from './safe-url.ts';

/**
 * A stretch of text. A string is plain: a renderer shows its characters and nothing else, whatever they are.
 * Only an object can be bold, a link, a mention, or a point in time.
 */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: SafeUrl; readonly label: string }
  | { readonly mention: PersonMention }
  | { readonly time: PointInTime };

/** A point in time. A platform that knows each reader's zone shows it in that; every other shows `words`. */
export interface PointInTime {
  /** Ms since 1970 UTC; what `Date` can hold. */
  readonly ms: number;
  /** The same in the zone of the conversation, which it names. */
  readonly words: string;
}

/** A person, or a group of them, to be pinged: the platform's own id, and a name for where no mention can be drawn. */
export interface PersonMention {
  readonly person: string;
  readonly name: string;
  /** `person` is a group: of Slack a user group, of Discord a role. */
  readonly group?: true | undefined;
}

/** Text with its few marks, safe to fill with words from outside. Line breaks are `\n` in a string. */
export type Text = readonly Inline[];

/** A sentence with a mark in it: `say` gets words that stand for `inline`, and puts them where the sentence wants them, once. */
export function sentenceWith(say: (place: string) => string, inline: Inline): Text {
  const place = '\u0000';
  return say(place)
    .split(place)
    .flatMap((words, at): Text => [...(at === 0 ? [] : [inline]), ...(words === '' ? [] : [words])]);
}

/** `parts` in a row with `between` between them; empty ones are left out. */
export function joinTexts(parts: readonly Text[], between: string): Text {
  const joined: Inline[] = [];
  for (const part of parts.filter((each) => plainText(each) !== '')) {
    for (const inline of joined.length === 0 ? part : [between, ...part]) {
      const last = joined.at(-1);
      if (typeof inline === 'string' && typeof last === 'string') joined.splice(-1, 1, last + inline);
      else joined.push(inline);
    }
  }
  return joined;
}

/** The characters of `text` without its marks; a link becomes `label (url)`, a mention `@name`. */
export function plainText(text: Text): string {
  return text.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return `${inline.label} (${inline.link})`;
  return 'time' in inline ? inline.time.words : `@${inline.mention.name}`;
}

/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** What {@link cleanText} looks for. */
const suspect = /[\p{Zl}\p{Zp}[\p{C}--\n]]/v;

/**
 * Anything beside what nearly all words are made of, none of which is {@link suspect}: Latin, Chinese, and signs of both. Looked
 * for first, since that takes a ninth of the time over a text with Chinese in it.
 */
const unusual = /[^\n -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u3000-\u303F\u4E00-\u9FFF\uFF01-\uFF5E]/;

/** Words from anywhere, without what steers a display: line feeds are the only control character left. */
export function cleanText(words: string): string {
  if (!unusual.test(words) || !suspect.test(words)) return words;
  return words
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(/(?!\n)\p{Cc}/gu, '');
}

/** A blank that {@link cleanLine} has to mend. */
const uneven = /^\s|\s$|\s\s|[^\S ]/;

/** As {@link cleanText}, on one line. */
export function cleanLine(words: string): string {
  const clean = cleanText(words);
  return uneven.test(clean) ? clean.replaceAll(/\s+/g, ' ').trim() : clean;
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
