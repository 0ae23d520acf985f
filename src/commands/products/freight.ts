import { freightCard } from '../../cards/products/freight-card.ts';
import { type Argument, named, optional, unreadable } from '../../chat/argument.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { Language, Localized } from '../../chat/language.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { type Region, regionNamed, regionOfCode, regionsBegun, usualRegion } from '../../products/regions.ts';
import { aboutIn, digitsArgument, type ProductDeps, piecesArgument, shownOfferArgument } from './deps.ts';

/** As many as a platform shows below a field. */
const mostSuggestions = 25;

/** Of other places with the same name, as many as one line holds. */
const mostOthers = 3;

/** `/freight <offer> <quantity> [--to region] [--sku]`: what freight within China comes to. */
export function freightCommand({ words, products, offers }: ProductDeps) {
  const command = defineCommand({
    name: 'freight',
    summary: inEach(words, ({ products: said }) => said.freight.summary),
    examples: ['freight 951807530375 10', 'freight 600000000001 200 --to Guangdong'],
    arguments: {
      offer: shownOfferArgument({ words, offers }),
      quantity: piecesArgument(words, ({ freight }) => freight.quantity),
      to: optional(named(regionArgument(words))),
      sku: optional(
        named(digitsArgument(words, ({ freight }) => freight.sku, { example: '5123456789012', most: 20 })),
      ),
    },
    needs: 'viewer',
    effect: 'read',
    async run(values, { language, organization, userId, signal }): Promise<Card> {
      const { offer, quantity, to, sku } = values;
      const scope = { organization, userId, signal };
      // A name was looked up before: only its place comes here.
      const region = to === undefined || 'typed' in to ? usualRegion : to;
      const { data: detail } = await products.detail({ offerId: offer }, scope);
      // 1688 weighs a SKU, not an offer: where none was chosen, the first stands for all.
      const skuId = sku ?? detail.productSkuInfos[0]?.skuId;
      const { data: freight } = await products.freight(
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
        freight,
        calls: {
          to: (place) => command.call({ ...values, to: place }, { replace: true }),
          quantity: command.call(values, { ask: ['quantity', 'to'] }),
        },
        words: words[language],
        language,
      });
    },
  });
  return command;
}

/** A place in China, or what was typed for it, which has to be looked up. */
type Destination = Region | { readonly typed: string };

/** `--to`: a code says itself what it means, except for its name; a name is looked up in the table of all places. */
function regionArgument(words: Localized<Words>): Argument<Destination> {
  return {
    place: 'word',
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
        const { freight } = words[language].products;
        const found = await regionNamed('typed' in value ? value.typed : value.district);
        if ('candidates' in found) {
          if ('district' in value) return { value };
          return { card: whichCard(found.candidates, { freight, language, again }) };
        }
        const names = found.others.slice(0, mostOthers).map(({ name }) => name[language]);
        const remark = names.length === 0 ? undefined : freight.others(found.region.name[language], names);
        return { value: found.region, ...(remark !== undefined && { remark }) };
      };
    },
    print: (value) => ('typed' in value ? value.typed : value.district),
    absent: () => unreadable,
    ...aboutIn(words, ({ freight }) => freight.to),
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
    freight,
    language,
    again,
  }: {
    readonly freight: ProductWords['freight'];
    readonly language: Language;
    readonly again: (value: Destination) => CommandCall;
  },
): Card {
  const isKnown = candidates.length > 0;
  return {
    tone: 'warning',
    title: isKnown ? freight.whichPlace : freight.noSuchPlace,
    body: [{ kind: 'text', text: [isKnown ? freight.whichPlaceAdvice : freight.noSuchPlaceAdvice] }],
    actions: isKnown
      ? [
          {
            kind: 'select',
            label: freight.choosePlace,
            options: candidates
              .slice(0, mostSuggestions)
              .map((place) => ({ label: place.name[language], run: again(place) })),
          },
        ]
      : [],
  };
}
