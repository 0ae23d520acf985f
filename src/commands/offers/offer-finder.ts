import { clickLinkCard, itemCard, noOfferCard, shortLinkCard } from '../../cards/reference-cards.ts';
import type { Caller, LookedUp } from '../../chat/argument.ts';
import type { CommandCall } from '../../chat/card.ts';
import { allWords } from '../../languages/all.ts';
import { type OfferReference, printReference } from '../../sellers/offer-links.ts';
import type { FollowShortLink } from '../../sellers/short-link.ts';
import { type Xport, XportError } from '../../xport/client.ts';
import { refusalBlocks } from '../xport-fault-card.ts';

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
