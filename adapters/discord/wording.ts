import { shorten } from '../../src/chat/text.ts';

/** Invisible characters, bidirectional controls among them; joiners stay, since emoji and Indic need them. */
const invisible = /(?![\u200C\u200D])\p{Cf}/gu;

/** A zero-width space: it parts what must not be read together, and nobody sees it. */
export const part = '\u200B';

/** Words from anywhere, without what steers a display: line feeds are the only control character left. */
export function cleanText(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')
    .replaceAll(/(?!\n)\p{Cc}/gu, '');
}

/** The same in one line. */
export function cleanLine(words: string): string {
  return cleanText(words).replaceAll(/\s+/g, ' ').trim();
}

/** Whether Discord would find nothing in it. */
export function isBlank(words: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(words);
}

/** One line of at most `limit` characters for where no markdown is read; `otherwise` when nothing is left. */
export function plainLine(words: string, limit: number, otherwise: string): string {
  const line = shorten(cleanLine(words), limit);
  return isBlank(line) ? otherwise : line;
}

/**
 * `words` as markdown that shows just these words. Every mark is escaped. A scheme and its slashes are parted
 * by a zero-width space, so that no client makes a link of a bare URL, whatever it thinks of backslashes; an
 * `@` and what follows it likewise.
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
  const line = cleanText(words).replaceAll('\n', ' ');
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
