import { simplified } from '../places/traditional.ts';

/** What a variant of an offer is told by. */
export interface NamedVariant {
  readonly skuId?: string | undefined;
  readonly specId?: string | undefined;
  readonly skuAttributes: readonly {
    readonly value?: string | undefined;
    readonly valueTrans?: string | undefined;
  }[];
}

const specIdForm = /^[0-9a-f]{32}$/i;

/** Whether `typed` is an id of a variant: a spec id, or a SKU id. A size can look like the latter. */
export function isVariantId(typed: string): boolean {
  return isSpecId(typed) || /^\d{1,20}$/.test(typed);
}

/** Whether `typed` is a spec id, which names a variant in an order. */
export function isSpecId(typed: string): boolean {
  return specIdForm.test(typed);
}

/** What a person typed for a variant: an id as the partner writes it, or a name; `undefined` where there is nothing. */
export function readVariant(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return undefined;
  return isSpecId(plain) ? plain.toLowerCase() : plain;
}

/**
 * Which of `variants` a person can mean by `typed`: the one of that id; else those called so, by some or all of their values
 * (`黑色`, `Black L`, `L / black`), in Chinese or translated; else those whose values hold its words. Half a word of Latin
 * letters, or half a number, is none: `L` means no `XL`, and `10` no `100`.
 */
export function variantsMeant<V extends NamedVariant>(variants: readonly V[], typed: string): readonly V[] {
  const byId = variants.filter((variant) => isIdOf(variant, typed));
  if (byId.length > 0) return byId;
  const wanted = compact(typed);
  if (wanted === '') return [];
  const called = variants.filter(({ skuAttributes }) => isMadeOf(wanted, skuAttributes.map(valuesOf)));
  if (called.length > 0) return called;
  const whole = variants.filter((variant) => holds(variant, [wanted]));
  return whole.length > 0 ? whole : variants.filter((variant) => holds(variant, wordsOf(typed)));
}

/**
 * The one of `variants` that `typed` means; `undefined` where it means several or none. `more`: how many more there are than
 * these; then it means one only by its id or its whole name, since another that is not here may be called so as well.
 */
export function variantMeant<V extends NamedVariant>(
  variants: readonly V[],
  typed: string,
  more: number,
): V | undefined {
  const [one, ...others] = variantsMeant(variants, typed);
  if (one === undefined || others.length > 0) return undefined;
  return more === 0 || isIdOf(one, typed) || isWholeNameOf(one, typed) ? one : undefined;
}

function isIdOf({ skuId, specId }: NamedVariant, typed: string): boolean {
  return skuId === typed || specId === typed;
}

function isWholeNameOf({ skuAttributes }: NamedVariant, typed: string): boolean {
  const said = skuAttributes.map(valuesOf);
  return said.every((_, left) => !isMadeOf(compact(typed), said.toSpliced(left, 1)));
}

/** Whether `wanted` is nothing but values, each of another of `attributes`. */
function isMadeOf(wanted: string, attributes: readonly (readonly string[])[]): boolean {
  if (wanted === '') return true;
  return attributes.some((values, at) =>
    values.some(
      (value) =>
        wanted.startsWith(value) && isMadeOf(wanted.slice(value.length), attributes.toSpliced(at, 1)),
    ),
  );
}

/** Whether each of `words` stands in a value of the variant. */
function holds({ skuAttributes }: NamedVariant, words: readonly string[]): boolean {
  const values = skuAttributes
    .flatMap(({ value, valueTrans }) => [value, valueTrans])
    .map((each) => [...plain(each)]);
  return words.every((word) => values.some((value) => standsIn(value, [...word])));
}

/** Whether `word` stands in `value`, whatever blanks are between, and is not a part of a longer word there. */
function standsIn(value: readonly string[], word: readonly string[]): boolean {
  return value.some((_, start) => {
    let at = start;
    for (const letter of word) {
      if (at > start && value[at] === ' ') at += 1;
      if (value[at] !== letter) return false;
      at += 1;
    }
    const before = value[start - 1] === '.' ? value[start - 2] : value[start - 1];
    const after = value[at] === '.' ? value[at + 1] : value[at];
    return !isOneWord(before, word[0]) && !isOneWord(word.at(-1), after);
  });
}

/** A Chinese word has no ends that show; any other goes on as long as letters and digits do. */
function isOneWord(...letters: readonly (string | undefined)[]): boolean {
  return letters.every((letter) => letter !== undefined && /^(?!\p{Script=Han})[\p{L}\p{N}]/u.test(letter));
}

function valuesOf({ value, valueTrans }: NamedVariant['skuAttributes'][number]): readonly string[] {
  return [value, valueTrans].map((each) => compact(each ?? '')).filter((each) => each !== '');
}

function wordsOf(text: string): readonly string[] {
  return plain(text).split(' ');
}

/** `text` without what stands between the values of a variant. */
function compact(text: string): string {
  return plain(text).replaceAll(' ', '');
}

/** `text` in one form of each letter, with a blank for what stands between the values of a variant. */
function plain(text = ''): string {
  return simplified(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/[\s·,，、/;；+|]+/gu, ' ')
    .trim();
}
