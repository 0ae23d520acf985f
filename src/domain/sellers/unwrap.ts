const bracketPairs: readonly (readonly [string, string])[] = [
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['【', '】'],
  ['（', '）'],
  ['＂', '＂'],
  ['［', '］'],
  ['｛', '｝'],
  ['〈', '〉'],
  ['＜', '＞'],
  ['〔', '〕'],
  ['«', '»'],
  ['***', '***'],
  ['**', '**'],
  ['*', '*'],
  ['~~', '~~'],
  ['~', '~'],
  ['||', '||'],
];

const deepestWrapping = 8;

/**
 * Takes off what people and platforms put around a pasted value: spaces, invisible characters, quotes and
 * brackets in pairs, punctuation after it, `<url|label>` and `[label](url)`. What is left may be anything.
 */
export function unwrap(text: string): string {
  let inner = text.replace(/\p{Cf}/gu, '').trim();
  for (let depth = 0; depth < deepestWrapping; depth += 1) {
    const outer = inner;
    inner = withoutPair(withoutLabel(inner)).trim();
    if (inner === outer) inner = withoutEnd(inner).trim();
    if (inner === outer) break;
  }
  return inner;
}

/** From the end, character by character: an expression would look again from each mark in the text. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (/[.,;:!?、。，；：！？…]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function withoutLabel(text: string): string {
  const labelled = /^<([^<>|]+)\|[^<>]*>$/.exec(text) ?? /^\[[^\]]*\]\(([^()]+)\)$/.exec(text);
  return labelled?.[1] ?? text;
}

function withoutPair(text: string): string {
  for (const [open, close] of bracketPairs) {
    const isWrapped =
      text.length >= open.length + close.length && text.startsWith(open) && text.endsWith(close);
    if (isWrapped) return text.slice(open.length, text.length - close.length);
  }
  return text;
}

/** Marks that people and platforms put on one side of a number. A sign or a point before one is part of it. */
const marks = String.raw`\s*_~|\x60"'“”„‘’「」『』《》〈〉【】〔〕«»()\[\]{}<>（）［］｛｝＜＞＂`;
const marksBefore = new RegExp(`^[${marks}]+`, 'u');
const marksAfter = new RegExp(`[${marks}.,;:!?、。，；：！？…]{1,64}$`, 'u');

/** {@link unwrap}, for what begins and ends with a letter or a digit: brackets, quotes and stars on one side go as well. */
export function unwrapNumber(text: string): string {
  return unwrap(text).replace(marksBefore, '').replace(marksAfter, '');
}
