import { plainCard } from '../../cards/buying-cards.ts';
import { freightCard } from '../../cards/products/freight-card.ts';
import { skuName } from '../../cards/products/offer-facts.ts';
import { type Argument, unreadable } from '../../chat/argument.ts';
import { named, optional } from '../../chat/argument-kinds.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import {
  type Region,
  regionNamed,
  regionOfCode,
  regionsBegun,
  usualRegion,
} from '../../domain/products/regions.ts';
import { isVariantId, variantMeant, variantsMeant } from '../../domain/products/variants.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import { allWords, formNamed, localized } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import { offerLookUp } from '../offer-argument.ts';
import { aboutProducts, piecesArgument, shownOfferArgument, variantArgument } from './arguments.ts';
import type { ProductDeps } from './deps.ts';

/** As many as a platform shows below a field. */
const mostSuggestions = 25;

/** As many as a choice holds, and as long as one shows. */
const mostVariants = 25;
const longestOption = 75;

/** Of other places with the same name, as many as one line holds. */
const mostOthers = 3;

/** `/freight <offer> <quantity> [<sku>] [--to region]`: what freight within China comes to. */
export const freight = describeCommand({
  name: 'freight',
  summary: localized(({ products }) => products.freight.summary),
  form: formNamed(({ forms }) => forms.freight),
  begins: ['offer', 'quantity', 'to'],
  everyday: ['运费'],
  examples: ['freight 951807530375 10', 'freight 600000000001 200 --to Guangdong'],
  examplesIn: { 'zh-CN': ['freight 951807530375 10', 'freight 600000000001 200 --to 广东'] },
  arguments: {
    offer: shownOfferArgument,
    quantity: piecesArgument(({ freight: said }) => said.quantity),
    to: optional(named(regionArgument())),
    sku: optional(variantArgument(({ freight: said }) => said.sku)),
  },
  needs: 'viewer',
  effect: 'read',
});

export function freightCommand({ products, offers }: Pick<ProductDeps, 'products' | 'offers'>) {
  return freight.does({
    lookUp: { offer: offerLookUp(offers, 'shown') },
    async run(values, { language, organization, userId, signal }): Promise<Card> {
      const { offer, quantity, to, sku } = values;
      const scope = { organization, userId, signal };
      // A name was looked up before: only its place comes here.
      const region = to === undefined || 'typed' in to ? usualRegion : to;
      const { data: detail } = await products.detail({ offerId: offer }, scope);
      const { productSkuInfos: skus, moreSkus } = detail;
      const meant = sku === undefined ? [] : variantsMeant(skus, sku);
      // 1688 weighs a SKU, not an offer: where none was chosen, the first stands for all.
      const one = sku === undefined ? skus[0] : variantMeant(skus, sku, moreSkus);
      if (one === undefined && meant.length > 0) {
        const { buying } = allWords[language];
        const options = meant.slice(0, mostVariants).map((each) => ({
          label: shorten(skuName(language, each), longestOption),
          run: freight.call({ ...values, sku: each.skuId }, { replace: true }),
        }));
        return plainCard('plain', buying.whichKind, [buying.whichOfKindAdvice], {
          actions: [{ kind: 'select', label: buying.chooseKind, options }],
        });
      }
      const skuId = one?.skuId ?? sku;
      const isRead = skus.length > 0 && moreSkus === 0;
      if (skuId !== undefined && one === undefined && (isRead || !isVariantId(skuId))) {
        const title = allWords[language].buying.noSuchKind;
        return { ...plainCard('warning', title, []), refusal: [{ name: 'sku', why: title }] };
      }
      const { data: quote } = await products.freight(
        {
          offerId: offer,
          toProvinceCode: region.province,
          toCityCode: region.city,
          toCountryCode: region.district,
          totalNum: quantity,
          logisticsSkuNumModels: skuId === undefined ? [] : [{ skuId, number: quantity }],
        },
        scope,
      );
      return freightCard({
        offerId: offer,
        detail,
        skuId,
        quantity,
        region,
        assumed: to === undefined,
        freight: quote,
        calls: {
          to: (place) => freight.call({ ...values, to: place }, { replace: true }),
          quantity: freight.call(values, { ask: ['quantity', 'to'] }),
        },
        words: allWords[language],
        language,
      });
    },
  });
}

/** A place in China, or what was typed for it, which has to be looked up. */
type Destination = Region | { readonly typed: string };

/** `--to`: a code says itself what it means, except for its name; a name is looked up in the table of all places. */
function regionArgument(): Argument<Destination> {
  return {
    position: 'word',
    required: true,
    parse: (typed) => {
      const text = typed.normalize('NFKC').trim();
      if (!/^\d*$/.test(text)) return { typed: text };
      const region = regionOfCode(text);
      if (region !== undefined) return region;
      return /^\d{4}$/.test(text) ? { typed: `${text}00` } : unreadable;
    },
    lookUp(value) {
      if ('district' in value && value.name !== undefined) return undefined;
      return async ({ language }, again) => {
        const said = allWords[language].products.freight;
        const found = await regionNamed('typed' in value ? value.typed : value.district);
        if ('candidates' in found) {
          if ('district' in value) return { value };
          return { card: whichCard(found.candidates, { said, language, again }) };
        }
        const names = found.others.slice(0, mostOthers).map(({ name }) => name[language]);
        const remark = names.length === 0 ? undefined : said.others(found.region.name[language], names);
        return { value: found.region, ...(remark !== undefined && { remark }) };
      };
    },
    print: (value) => ('typed' in value ? value.typed : value.district),
    absent: () => unreadable,
    ...aboutProducts(({ freight: said }) => said.to),
    example: 'Zhejiang',
    maxLength: 60,
    suggest: async (typed, { language }) => {
      const begun = await regionsBegun(typed, mostSuggestions);
      return begun.map(({ name, district }) => ({ value: district, label: name[language] }));
    },
  };
}

/** Asks which of several places is meant, or for another name. */
function whichCard(
  candidates: readonly Required<Region>[],
  {
    said,
    language,
    again,
  }: {
    readonly said: ProductWords['freight'];
    readonly language: Language;
    readonly again: (value: Destination) => CommandCall;
  },
): Card {
  const isKnown = candidates.length > 0;
  return {
    tone: 'warning',
    title: isKnown ? said.whichPlace : said.noSuchPlace,
    body: [{ kind: 'text', text: [isKnown ? said.whichPlaceAdvice : said.noSuchPlaceAdvice] }],
    actions: isKnown
      ? [
          {
            kind: 'select',
            label: said.choosePlace,
            options: candidates
              .slice(0, mostSuggestions)
              .map((place) => ({ label: place.name[language], run: again(place) })),
          },
        ]
      : [],
  };
}
