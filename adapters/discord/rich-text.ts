import {
  cleanLine,
  cleanText,
  type Inline,
  type PersonMention,
  shorten,
  type Text,
} from '../../src/chat/text.ts';

/** Markdown; `cut`: some words or links did not fit. */
export interface Drawn {
  readonly markdown: string;
  readonly cut: boolean;
}

/** The id of a person whom Discord can notify. */
const personId = /^\d{15,20}$/;

/**
 * `text` as markdown of at most `limit` characters. Shortens strings that don't fit; draws a link, a mention or code whole
 * or not at all.
 */
export function drawText(text: Text, limit: number): Drawn {
  let markdown = '';
  let cut = false;
  let before: 'words' | 'mark' | 'left out' = 'words';
  for (const inline of joined(text)) {
    const isMark = typeof inline !== 'string';
    // Adjacent marks would be read as one (`**a****b**`), as would the words around one that is left out.
    const parting = before === 'left out' || (before === 'mark' && isMark) ? part : '';
    const drawn = drawInline(inline, Math.max(0, limit - markdown.length - parting.length));
    cut ||= drawn.cut;
    if (drawn.markdown !== '') markdown += parting + drawn.markdown;
    before = drawn.markdown === '' ? 'left out' : isMark ? 'mark' : 'words';
  }
  return { markdown, cut };
}

/** Joins adjacent strings: each half of a link would look harmless alone. */
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

/** Makes words of what can't be a mark, such as a mention of a person whom Discord does not know. */
function wordsIfNoMark(inline: Inline): Inline {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return isBlank(inline.bold) ? inline.bold : inline;
  if ('code' in inline) return isBlank(inline.code) || inline.code.includes('``') ? inline.code : inline;
  if ('mention' in inline && !personId.test(inline.mention.person)) return `@${inline.mention.name}`;
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
  // Each reader sees it in their own zone: docs.discord.com/developers/reference, Timestamp Styles.
  if ('time' in inline) return whole(`<t:${Math.floor(inline.time.ms / 1000)}:f>`, room);
  const { person, group } = inline.mention;
  return whole(group === true ? `<@&${person}>` : `<@${person}>`, room);
}

function whole(markdown: string, room: number): Drawn {
  return markdown.length <= room ? { markdown, cut: false } : { markdown: '', cut: true };
}

/** The people and roles that `text` mentions. */
export function mentionsIn(text: Text): PersonMention[] {
  return text.flatMap((inline) =>
    typeof inline === 'object' && 'mention' in inline && personId.test(inline.mention.person)
      ? [inline.mention]
      : [],
  );
}

/** A zero-width space: separates, unseen, what must not be read together. */
export const part = '\u200B';

/** Whether Discord takes `words` for empty. */
export function isBlank(words: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(words);
}

/** One line of at most `limit` characters, where Discord reads no markdown; `otherwise` when it would be blank. */
export function plainLine(words: string, limit: number, otherwise: string): string {
  const line = shorten(cleanLine(words), limit);
  return isBlank(line) ? otherwise : line;
}

/**
 * `words` as markdown that shows just these words. Escapes every mark. A zero-width space after a scheme's colon and after
 * each `@` keeps clients from making links and mentions, however they read backslashes.
 */
export function escapeMarkdown(words: string): string {
  return escapeMarks(cleanText(words));
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
 * As much of `words`, escaped, as fits into `limit` characters, the end replaced by `…`. `cut`: something was left out.
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

/** Characters of a link's label. */
export const longestLabel = 200;

/** A link with a label. Percent-encodes parentheses, which would end the link early. */
export function maskedLink(label: string, url: string): string {
  const safe = url.replaceAll('(', '%28').replaceAll(')', '%29');
  const line = plainLine(label, longestLabel, hostOf(url)).replaceAll('[', '(').replaceAll(']', ')');
  return `[${escapeMarkdown(line)}](${safe})`;
}

/** The label of a link without one. */
export function hostOf(url: string): string {
  return new URL(url).hostname;
}

/** The words of markdown that {@link escapeMarkdown} and {@link maskedLink} made. */
export function unescapeMarkdown(markdown: string): string {
  return markdown
    .replaceAll(part, '')
    .replaceAll(/(?<!\\)\*\*/g, '')
    .replace(/^\[(.*?)(?<!\\)\]\(https:[^)]*\)/s, '$1')
    .replaceAll(/\\([\\*_~`|[\]<>#])/g, '$1');
}

/** `words` in a code span; escaped words where their backticks allow no code span. */
function codeSpan(words: string): string {
  const line = cleanText(words).replaceAll('\n', ' ');
  if (isBlank(line)) return '';
  if (!line.includes('`')) return `\`${line}\``;
  if (line.includes('``')) return escapeMarkdown(line);
  const apart = (edge: boolean) => (edge ? ' ' : '');
  return `\`\`${apart(line.startsWith('`'))}${line}${apart(line.endsWith('`'))}\`\``;
}

/** `value` in a code block, for copying; escaped where it holds the mark that ends a code block. */
export function codeBlock(value: string): string {
  const whole = value.toWellFormed();
  const unwritable = whole.includes('```') || whole.startsWith('\n') || whole.endsWith('\n');
  return unwritable ? escapeMarks(whole) : `\`\`\`\n${whole}\n\`\`\``;
}
