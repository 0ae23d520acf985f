import { clickLinkCard, itemCard, noOfferCard, shortLinkCard } from '../cards/reference-cards.ts';
import { type Argument, type LookedUp, type LookUp, unreadable } from '../chat/argument.ts';
import type { Caller } from '../chat/caller.ts';
import type { CommandCall } from '../chat/card.ts';
import { type Label, labelOf } from '../chat/label.ts';
import { longestReference, readOffer } from '../domain/sellers/offer-id.ts';
import { type OfferReference, printReference } from '../domain/sellers/offer-links.ts';
import type { FollowShortLink } from '../domain/sellers/short-link.ts';
import { allWords } from '../languages/index.ts';
import type { Localized } from '../runtime/language.ts';
import { type Xport, XportError } from '../xport/client.ts';
import { refusalBlocks } from './xport-fault-card.ts';

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
    position: 'word',
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

/** What a command does about an item of Taobao: it shows what the partner has under its number, or asks back. */
export type ItemHandling = 'shown' | 'asked back';

/** Finds the offer that a person named. */
export interface OfferFinder {
  /**
   * Its id; what to say beside it, or in its place. Opens a short link, so it is for a person who has just asked, and never
   * for suggestions or links in passing. `again`: the same asked with another offer. Rejects as the partner's API does.
   */
  find(
    reference: OfferReference,
    items: ItemHandling,
    caller: Pick<Caller, 'language' | 'organization' | 'userId'> & { readonly signal: AbortSignal },
    again: (offer: string) => CommandCall,
  ): Promise<LookedUp<string>>;
}

export function createOfferFinder({
  products,
  followShortLink,
}: {
  readonly products: Pick<Xport['products'], 'headline'>;
  readonly followShortLink: FollowShortLink;
}): OfferFinder {
  return {
    async find(reference, items, { language, organization, userId, signal }, again) {
      const said = allWords[language].references;
      if (reference.kind === 'click') return { card: clickLinkCard(said) };
      if (reference.kind === 'page')
        return { card: noOfferCard(reference.page, (offer) => again(printReference(offer)), said) };
      const followed =
        reference.kind === 'short' ? await followShortLink(reference.link, signal) : { offer: reference };
      if ('fault' in followed) return { card: shortLinkCard(followed.fault, said) };
      const { kind, id } = followed.offer;
      if (kind === 'offer') return { value: id };
      if (items === 'asked back') return { card: itemCard(id, 'notBought', said, { asOffer: again(id) }) };
      try {
        await products.headline({ offerId: id }, { organization, userId, signal });
      } catch (error) {
        // The partner's no to a number that is another market's says only that it is not 1688's.
        if (!(error instanceof XportError) || error.fault.kind !== 'refused') throw error;
        const partnerSays = refusalBlocks(error.fault, allWords[language].xport);
        return { card: itemCard(id, 'unknown', said, { partnerSays }) };
      }
      return { value: id, remark: said.item.remark(id) };
    },
  };
}
