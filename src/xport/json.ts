declare global {
  interface JSON {
    /** Node 26 hands a reviver the source text of a primitive; TypeScript's own library does not say so yet. */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
  }
}

/** Deeper than any answer of the partner (its order detail is 7 deep) and far from the parser's own limits. */
const deepestNesting = 64;

/**
 * Parses JSON without losing a digit: a number stays a JavaScript number only where that number, written out,
 * is the source text again and no integer beyond 2^53 is involved; any other becomes its source text.
 * So `3305075341149134260` is `'3305075341149134260'`, `128.00` is `'128.00'` and `128` is `128`. A schema that
 * wants a number reads such text back, one that wants text has every digit (src/xport/fields.ts).
 *
 * Keys named `__proto__` are left out.
 *
 * @throws SyntaxError for what is not JSON, or is nested deeper than 64 levels.
 */
export function parseExactJson(text: string): unknown {
  refuseDeepNesting(text);
  return JSON.parse(text, (key, value, context) => {
    if (key === '__proto__') return undefined;
    if (typeof value !== 'number') return value;
    return isExact(value, context.source) ? value : context.source;
  });
}

function isExact(value: number, source: string | undefined): boolean {
  return source === undefined || (Math.abs(value) <= Number.MAX_SAFE_INTEGER && String(value) === source);
}

/** `JSON.parse` walks its result recursively for a reviver, so the depth is known before it starts. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) {
      inString = true;
    } else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > deepestNesting) throw new SyntaxError(`JSON nested deeper than ${deepestNesting} levels`);
    } else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
    }
  }
}
