import { type Inline, shorten, type Text } from '../../src/chat/text.ts';

/** Some markdown, and whether words or links of its source did not fit. */
export interface Drawn {
  readonly markdown: string;
  readonly cut: boolean;
}

/** Discord's ids; anything else is no person it could be asked to notify. */
const snowflake = /^\d{15,20}$/;

/**
 * `text` as markdown of at most `limit` characters. Strings are shortened where they don't fit; a link, a
 * mention or code is drawn whole or left out.
 */
export function drawText(text: Text, limit: number): Drawn {
  let markdown = '';
  let cut = false;
  let before: 'words' | 'mark' | 'left out' = 'words';
  for (const inline of joined(text)) {
    const isMark = typeof inline !== 'string';
    // Side by side, two marks would be read as one (`**a****b**`), and so would words around one left out.
    const parting = before === 'left out' || (before === 'mark' && isMark) ? part : '';
    const drawn = drawInline(inline, Math.max(0, limit - markdown.length - parting.length));
    cut ||= drawn.cut;
    if (drawn.markdown !== '') markdown += parting + drawn.markdown;
    before = drawn.markdown === '' ? 'left out' : isMark ? 'mark' : 'words';
  }
  return { markdown, cut };
}

/** Words that stand side by side as one string: apart, the halves of a link would each look harmless. */
function joined(text: Text): Inline[] {
  const pieces: Inline[] = [];
  for (const inline of text) {
    const piece = wordsIfNoMark(inline);
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces.splice(-1, 1, last + piece);
    else if (piece !== '') pieces.push(piece);
  }
  return pieces;
}

/** What can't be a mark, such as a mention of nobody Discord knows, is words. */
function wordsIfNoMark(inline: Inline): Inline {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return isBlank(inline.bold) ? inline.bold : inline;
  if ('code' in inline) return isBlank(inline.code) || inline.code.includes('``') ? inline.code : inline;
  if ('mention' in inline && !snowflake.test(inline.mention.person)) return `@${inline.mention.name}`;
  return inline;
}

function drawInline(inline: Inline, room: number): Drawn {
  if (typeof inline === 'string') return escapeWithin(inline, room);
  if ('bold' in inline) {
    const { markdown, cut } = escapeWithin(inline.bold, Math.max(0, room - 4));
    return { markdown: isBlank(markdown) ? '' : `**${markdown}**`, cut };
  }
  if ('code' in inline) return whole(codeSpan(inline.code), room);
  if ('link' in inline) return whole(maskedLink(inline.label, inline.link), room);
  return whole(`<@${inline.mention.person}>`, room);
}

function whole(markdown: string, room: number): Drawn {
  return markdown.length <= room ? { markdown, cut: false } : { markdown: '', cut: true };
}

/** The people that `text` mentions, by Discord's ids. */
export function mentionsIn(text: Text): string[] {
  return text.flatMap((inline) =>
    typeof inline === 'object' && 'mention' in inline && snowflake.test(inline.mention.person)
      ? [inline.mention.person]
      : [],
  );
}

/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** A zero-width space: it parts what must not be read together, and nobody sees it. */
export const part = '\u200B';

/** Words from anywhere, without what steers a display: line feeds are the only control character left. */
export function harmlessText(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(/(?!\n)\p{Cc}/gu, '');
}

/** The same in one line. */
export function harmlessLine(words: string): string {
  return harmlessText(words).replaceAll(/\s+/g, ' ').trim();
}

/** Whether Discord would find nothing in it. */
export function isBlank(words: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(words);
}

/** One line of at most `limit` characters for where no markdown is read; `otherwise` when nothing is left. */
export function plainLine(words: string, limit: number, otherwise: string): string {
  const line = shorten(harmlessLine(words), limit);
  return isBlank(line) ? otherwise : line;
}

/**
 * `words` as markdown that shows just these words. Every mark is escaped. A scheme and its slashes are parted
 * by a zero-width space, so that no client makes a link of a bare URL, whatever it thinks of backslashes; an
 * `@` and what follows it likewise.
 */
export function escapeMarkdown(words: string): string {
  return escapeMarks(harmlessText(words));
}

function escapeMarks(words: string): string {
  return words
    .replaceAll(/[\\*_~`|[\]<>#]/g, '\\$&')
    .replaceAll(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)\.(?=\s)/gm, '$1\\.')
    .replaceAll('://', `:${part}//`)
    .replaceAll('@', `@${part}`);
}

/**
 * As much of `words` as fits into `limit` characters once escaped, the end replaced by `…`; the escaped text,
 * and whether anything was left out.
 */
export function escapeWithin(words: string, limit: number): { markdown: string; cut: boolean } {
  const whole = escapeMarkdown(words);
  if (whole.length <= limit) return { markdown: whole, cut: false };
  let [fits, tooMany] = [0, Math.min(words.length, limit + 1)];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (escapeMarkdown(shorten(words, middle)).length <= limit) fits = middle;
    else tooMany = middle;
  }
  return { markdown: escapeMarkdown(shorten(words, fits)), cut: true };
}

/** As much of a link's words as is shown. */
export const longestLabel = 200;

/** A link on words, shown whole: parentheses would end it early, so they are percent-encoded. */
export function maskedLink(label: string, url: string): string {
  const safe = url.replaceAll('(', '%28').replaceAll(')', '%29');
  const line = plainLine(label, longestLabel, hostOf(url)).replaceAll('[', '(').replaceAll(']', ')');
  return `[${escapeMarkdown(line)}](${safe})`;
}

/** What a link without words of its own is called. */
export function hostOf(url: string): string {
  return new URL(url).hostname;
}

/** The words behind markdown that {@link escapeMarkdown} and {@link maskedLink} made. */
export function unescapeMarkdown(markdown: string): string {
  return markdown
    .replaceAll(part, '')
    .replaceAll(/(?<!\\)\*\*/g, '')
    .replace(/^\[(.*?)(?<!\\)\]\(https:[^)]*\)/s, '$1')
    .replaceAll(/\\([\\*_~`|[\]<>#])/g, '$1');
}

/** `words` in a code span, or escaped where backticks in them leave no way to write one. */
export function codeSpan(words: string): string {
  const line = harmlessText(words).replaceAll('\n', ' ');
  if (isBlank(line)) return '';
  if (!line.includes('`')) return `\`${line}\``;
  if (line.includes('``')) return escapeMarkdown(line);
  const apart = (edge: boolean) => (edge ? ' ' : '');
  return `\`\`${apart(line.startsWith('`'))}${line}${apart(line.endsWith('`'))}\`\``;
}

/** `value` for copying, each character as it is; escaped where it holds the mark that ends a code block. */
export function codeBlock(value: string): string {
  const whole = value.toWellFormed();
  const unwritable = whole.includes('```') || whole.startsWith('\n') || whole.endsWith('\n');
  return unwritable ? escapeMarks(whole) : `\`\`\`\n${whole}\n\`\`\``;
}
