import { plainDecimal } from './number.ts';

/** Deeper than any answer of the partner (its order detail is 7 deep) and far from the parser's own limits. */
export const deepestNesting = 64;

/** A number as JSON writes it; anything else is left for the parser to refuse. https://www.rfc-editor.org/rfc/rfc8259#section-6 */
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;

/** RFC 8259, section 8.1: no writer may put it in front, and a reader may ignore it. */
const byteOrderMark = '\uFEFF';

/**
 * Parses JSON without losing a digit: a number stays a JavaScript number only where that number, written out,
 * is the source's digits again and no integer beyond 2^53 is involved; any other becomes text, by its digits without an
 * exponent. So `3305075341149134260` is `'3305075341149134260'`, `128.00` is `'128.00'`, `128` is `128` and `1.28E2` is
 * `128`. A schema that wants a number reads such text back, one that wants text has every digit (src/xport/fields.ts).
 * A number of more than 64 digits becomes its source text.
 *
 * Keys named `__proto__` are left out, and so is a byte order mark in front.
 *
 * @throws SyntaxError for what is not JSON, or is nested deeper than 64 levels.
 */
export function parseExactJson(text: string): unknown {
  const exact = quoteInexactNumbers(withoutByteOrderMark(text));
  // A reviver is called for every value, so there is one only where such a key may be.
  const mayName = text.includes('__proto__') || text.includes('\\u');
  return mayName ? JSON.parse(exact, withoutPrototypes) : JSON.parse(exact);
}

/** `text` as JSON.parse takes it: some writers put a mark in front, which is no JSON. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
}

function withoutPrototypes(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** `text` with quotes around each number that JavaScript would change. One pass, which counts the nesting too. */
function quoteInexactNumbers(text: string): string {
  let quoted = '';
  let copied = 0;
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === 0x22) {
      at = endOfString(text, at);
      continue;
    }
    if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > deepestNesting) throw new SyntaxError(`JSON nested deeper than ${deepestNesting} levels`);
    } else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
    } else if (character === 0x2d || isDigit(character)) {
      const end = endOfSmallNumber(text, at);
      if (end !== undefined) {
        at = end;
        continue;
      }
      number.lastIndex = at;
      const source = number.exec(text)?.[0] ?? '';
      // Gone past, what is left of it could be read as a number of its own, and mended: 1e671e-0 as 1e671.
      if (source === '') throw new SyntaxError(`no number at character ${at}`);
      const exact = exactNumber(source);
      if (exact !== source) {
        quoted += text.slice(copied, at) + exact;
        copied = at + source.length;
      }
      at += source.length;
      continue;
    }
    at += 1;
  }
  return copied === 0 ? text : quoted + text.slice(copied);
}

/** So many digits are a number that JavaScript holds exactly, and writes in the same way. */
const alwaysExactDigits = 15;

/** The index after the whole number without a sign that begins at `from`; `undefined` for any that has to be looked at. */
function endOfSmallNumber(text: string, from: number): number | undefined {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  const digits = at - from;
  if (digits === 0 || digits > alwaysExactDigits) return undefined;
  if (digits > 1 && text.charCodeAt(from) === 0x30) return undefined;
  const next = text.charCodeAt(at);
  // What may stand behind a value, or the end of the text; a word character or a sign is another number's, or none's.
  const isOver = next === 0x2c || next === 0x7d || next === 0x5d || next <= 0x20 || Number.isNaN(next);
  return isOver ? at : undefined;
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** A number's source as JSON from which nothing is lost: itself, its digits, or those in quotes. */
function exactNumber(source: string): string {
  if (isExact(source)) return source;
  const plain = plainDecimal(source);
  return plain !== undefined && isExact(plain) ? plain : `"${plain ?? source}"`;
}

function isExact(source: string): boolean {
  const value = Number(source);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER && String(value) === source && !source.includes('e');
}

/** The index after the quote that ends the string which begins at `from`. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}
