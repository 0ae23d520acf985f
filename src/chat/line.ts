/** A word of a typed line, free of its quotes. A quoted word is never an option's name. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** What can be wrong with a line before any command has looked at it. */
export type LineFault =
  | { readonly kind: 'control character' }
  | { readonly kind: 'line too long'; readonly limit: number }
  | { readonly kind: 'unclosed quote'; readonly quote: string };

/** Longest accepted line, in UTF-16 units: more than any platform lets a person type into a command. */
export const longestLine = 6000;

/** What keyboards and chat clients put in unasked: zero-width marks, direction marks, soft hyphens. */
const invisible = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is what this is for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
const closing: Readonly<Record<string, string>> = {
  '"': '"”',
  '“': '”"',
  '„': '“”"',
  "'": "'’",
  '‘': "’'",
  '「': '」',
  '『': '』',
};

/**
 * Splits a typed line into words at any white space, Chinese included. Quotes of any keyboard keep words
 * together; inside double quotes `\"` and `\\` stand for themselves. `<…>` as chat clients wrap links is one
 * word. Invisible characters are dropped, other control characters refused.
 */
export function readLine(text: string): { words: readonly Word[] } | { fault: LineFault } {
  if (text.length > longestLine) return { fault: { kind: 'line too long', limit: longestLine } };
  const line = text.replace(invisible, '');
  if (control.test(line)) return { fault: { kind: 'control character' } };
  const words: Word[] = [];
  const scan = createScanner(line);
  let at = 0;
  while (at < line.length) {
    const start = line.charAt(at);
    if (/\s/.test(start)) {
      at += 1;
      continue;
    }
    const closers = closing[start];
    if (closers !== undefined) {
      const quoted = scan.quoted(at + 1, closers, start === '"');
      // A lone apostrophe is a letter (`'tis`); a lone double quote is a mistake.
      if (quoted === undefined && !"'‘".includes(start))
        return { fault: { kind: 'unclosed quote', quote: start } };
      if (quoted !== undefined) {
        words.push({ text: quoted.text, quoted: true });
        at = quoted.end;
        continue;
      }
    }
    const end = scan.endOfBare(start === '<' ? scan.endOfWrapped(at) : at);
    words.push({ text: line.slice(at, end), quoted: false });
    at = end;
  }
  return { words };
}

/** `value` as a word that {@link readLine} reads back as it is, quoted where it must be. */
export function printWord(value: string): string {
  const plain = value !== '' && !/[\s"\\“”„'‘’「」『』<>=＝:：]/.test(value) && !/^[-‐-―−﹣－]/.test(value);
  return plain ? value : `"${value.replace(/["\\”]/g, (character) => `\\${character}`)}"`;
}

/**
 * Where quotes and words of a line end. It is asked from left to right, and a closing sign that was not found is not
 * looked for again: a line of signs that open and never close takes no longer to read than any other.
 */
function createScanner(line: string) {
  /** The end of a word without quotes, or a sign in it behind which a quoted part of it may stand; it keeps where it looks. */
  const endOrSign = /\s|([=＝:：])/g;
  const missing = new Set<string>();

  function quoted(from: number, closers: string, escapes: boolean) {
    // What is escaped from one workspace may close from another; but a quote that escapes is missed once a line at most.
    if (!escapes && missing.has(closers)) return undefined;
    let text = '';
    for (let at = from; at < line.length; at += 1) {
      const character = line.charAt(at);
      if (escapes && character === '\\' && at + 1 < line.length) {
        at += 1;
        text += line.charAt(at);
      } else if (closers.includes(character)) {
        return { text, end: at + 1 };
      } else {
        text += character;
      }
    }
    if (!escapes) missing.add(closers);
    return undefined;
  }

  function endOfBare(from: number): number {
    let at = from;
    for (;;) {
      endOrSign.lastIndex = at;
      const found = endOrSign.exec(line);
      if (found === null) return line.length;
      if (found[1] === undefined) return found.index;
      // `--name="two words"` and `name:"two words"`: the quoted part belongs to the word.
      const next = line.charAt(found.index + 1);
      const closers = closing[next];
      const value = closers && quoted(found.index + 2, closers, next === '"');
      at = value ? value.end : found.index + 1;
    }
  }

  /** Where `<…>` as chat clients wrap links closes; `from` itself where it does not. */
  function endOfWrapped(from: number): number {
    const close = missing.has('>') ? -1 : line.indexOf('>', from);
    if (close === -1) missing.add('>');
    return close === -1 ? from : close;
  }

  return { quoted, endOfBare, endOfWrapped };
}
