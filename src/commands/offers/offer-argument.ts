import { type Argument, type LookUp, unreadable } from '../../chat/argument.ts';
import { type Label, labelOf } from '../../chat/label.ts';
import type { Localized } from '../../chat/language.ts';
import { longestReference, readOffer } from '../../sellers/offer-id.ts';
import { type OfferReference, printReference } from '../../sellers/offer-links.ts';
import type { ItemHandling, OfferFinder } from './offer-finder.ts';

/** What stands before an offer's id where it is copied from. */
const label: Label = labelOf([
  '商品',
  '宝贝',
  '产品',
  '货源',
  '淘宝商品',
  '1688商品',
  'offer',
  'product',
  'item',
  'goods',
]);

/** How many of `words` are a label and what stands behind it; 1 where none begins with a label. */
export const wordsOfLabelled = (words: readonly string[]): number => label.span(words);

/** How an app's share text ends. */
const endOfShareText = /点击链接|直接打开|^复制|打开(?:手机)?(?:淘宝|天猫|阿里)/u;

/** No sentence that names an offer has its link behind more words. */
const mostWordsBefore = 20;

/** {@link readOffer}, with a label before an id. */
export function readNamedOffer(typed: string): OfferReference | undefined {
  const read = readOffer(typed);
  if (read !== undefined) return read;
  const rest = label.after(typed.trim());
  return rest === undefined ? undefined : readOffer(rest);
}

/**
 * `<offer>`: an id, or a text with links that name one offer, as {@link readOffer} reads it. A command finds what is only
 * named by {@link offerLookUp}.
 */
export function offerArgument(about: {
  readonly hint: Localized;
  readonly expected: Localized;
  readonly example?: string;
}): Argument<string> {
  return {
    place: 'word',
    required: true,
    span: wordsOfOffer,
    parse(typed) {
      const reference = readNamedOffer(typed);
      return reference === undefined ? unreadable : printReference(reference);
    },
    print: (value) => value,
    absent: () => unreadable,
    example: '951807530375',
    maxLength: longestReference,
    ...about,
  };
}

/** Finds the offer that an argument only names, such as by a short link; an offer's id is taken as it is. */
export function offerLookUp(finder: OfferFinder, items: ItemHandling) {
  return (value: string | undefined): LookUp<string> | undefined => {
    const reference = value === undefined ? undefined : readOffer(value);
    if (reference === undefined || reference.kind === 'offer') return undefined;
    return (caller, again) => finder.find(reference, items, caller, again);
  };
}

/** A label and an id; a sentence up to its link, an app's share text to its end. */
export function wordsOfOffer(words: readonly string[], isLast: boolean): number {
  const labelled = wordsOfLabelled(words);
  if (labelled > 1) return labelled;
  const at = words.slice(0, mostWordsBefore).findIndex((word) => readOffer(word) !== undefined);
  if (at === -1 || /^\d+$/.test(words[at] ?? '')) return 1;
  if (isLast) return words.length;
  return (
    Math.max(
      at,
      words.findLastIndex((word) => endOfShareText.test(word)),
    ) + 1
  );
}
