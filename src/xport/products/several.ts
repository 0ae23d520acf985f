import type { PartnerAnswer } from '../endpoint.ts';
import { XportError, type XportFault } from '../errors.ts';
import type { Page } from '../pages.ts';
import type { AnswerReading, Scope } from '../read-answer.ts';
import type { ProductDetail, ProductDetailRequest, ProductDetailsRequest } from './detail.ts';

/** One of several offers: its details, or why there are none. */
export type DetailOrFault =
  | { readonly offerId: string; readonly detail: ProductDetail }
  | { readonly offerId: string; readonly fault: XportFault };

/** As many single calls as are made at once. */
const mostAtOnce = 5;

/**
 * The details of several offers, in their order. One call asks for all; whatever it leaves out, and all where the
 * partner refuses it or answers nonsense, is asked for one by one. An offer that fails hides no other.
 *
 * @throws XportError where the partner can't be reached at all.
 */
export function createSeveral(deps: {
  readonly all: AnswerReading<ProductDetailsRequest, Page<ProductDetail>>;
  readonly one: AnswerReading<ProductDetailRequest, ProductDetail>;
}) {
  async function together(
    offerIds: readonly string[],
    country: string,
    scope: Scope,
  ): Promise<ReadonlyMap<string, ProductDetail>> {
    if (offerIds.length < 2) return new Map();
    try {
      const { data }: PartnerAnswer<Page<ProductDetail>> = await deps.all({ offerIds, country }, scope);
      return new Map(
        data.items.flatMap((item) => (item.offerId === undefined ? [] : [[item.offerId, item]])),
      );
    } catch (error) {
      if (error instanceof XportError && hasAnswered(error.fault)) return new Map();
      throw error;
    }
  }

  async function alone(offerId: string, country: string, scope: Scope): Promise<DetailOrFault> {
    try {
      return { offerId, detail: (await deps.one({ offerId, country }, scope)).data };
    } catch (error) {
      if (error instanceof XportError) return { offerId, fault: error.fault };
      throw error;
    }
  }

  return async (
    offerIds: readonly string[],
    country: string,
    scope: Scope,
  ): Promise<readonly DetailOrFault[]> => {
    const found = await together(offerIds, country, scope);
    const missing = offerIds.filter((offerId) => !found.has(offerId));
    const asked = new Map<string, DetailOrFault>();
    for (let from = 0; from < missing.length; from += mostAtOnce) {
      const batch = missing.slice(from, from + mostAtOnce);
      for (const each of await Promise.all(batch.map((offerId) => alone(offerId, country, scope)))) {
        asked.set(each.offerId, each);
      }
    }
    return offerIds.flatMap((offerId): DetailOrFault[] => {
      const detail = found.get(offerId);
      const other = asked.get(offerId);
      if (detail !== undefined) return [{ offerId, detail }];
      return other === undefined ? [] : [other];
    });
  };
}

/** It said something; what it said was no answer to this. */
function hasAnswered({ kind }: XportFault): boolean {
  return kind === 'refused' || kind === 'malformed' || kind === 'too large';
}
