/** The words that people and pages put before a number: `订单号：`, `order no.`, `#`. */
export interface Label {
  /** `text` without its label; `undefined` where it has none, or nothing behind it. */
  after(text: string): string | undefined;
  /** How many of `words` a value takes that may begin with a label: with the label, and the word behind it. At least 1. */
  span(words: readonly string[]): number;
}

/** No label has more words. */
const mostWords = 5;

const numberWords = ['号码', '编号', '单号', '号', '码', 'id', 'number', 'numbers', 'num', 'nr', 'no'];

/**
 * A label made of one of `nouns` (in any language, lower case), a word for a number, or both, then a colon, `=`, `#` or a
 * space; behind Chinese words nothing has to stand. A word for a number alone takes a sign or a space behind it.
 */
export function labelOf(nouns: readonly string[]): Label {
  const oneOf = (words: readonly string[]) =>
    [...words]
      .sort((one, other) => other.length - one.length)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\s_-]*'))
      .join('|');
  const own = String.raw`(?:(?:my|our|your|the|我的|您的|你的)\s*)`;
  const alone = new RegExp(`^${own}$`, 'iu');
  const noun = String.raw`(?:${oneOf(nouns)})(?:[\s_-]*(?:${oneOf(numberWords)}))?\.?`;
  const sign = '[:：=＝#＃№]';
  const named = new RegExp(
    String.raw`^${own}?${noun}(?:\s*(?:is|是|为)(?=[\s:：]))?\s*${sign}{0,3}\s*`,
    'iu',
  );
  const bare = new RegExp(
    String.raw`^(?:${sign}{1,3}|(?:${oneOf(numberWords)})\.?(?:\s*${sign}{1,3}|(?=\s)))\s*`,
    'iu',
  );

  function lengthIn(text: string): number {
    const length = named.exec(text)?.[0].length ?? bare.exec(text)?.[0].length ?? 0;
    // `order` is no label in `ordered`, nor `no` in `NO2026`.
    const glued = /[a-z]/i.test(text.charAt(length - 1)) && /[a-z\d]/i.test(text.charAt(length));
    return glued ? 0 : length;
  }

  return {
    after(text) {
      const length = lengthIn(text);
      const rest = text.slice(length);
      return length === 0 || rest === '' ? undefined : rest;
    },
    span(words) {
      let taken = 1;
      while (taken < Math.min(words.length, mostWords)) {
        const begun = `${words.slice(0, taken).join(' ')} `;
        if (lengthIn(begun) < begun.length && !alone.test(begun)) break;
        taken += 1;
      }
      return taken;
    },
  };
}
