import { freightCard } from '../../cards/products/freight-card.ts';
import { type Argument, named, optional, unreadable } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { type Region, regionNamed, regions, usualRegion } from '../../products/regions.ts';
import { aboutIn, digitsArgument, type ProductParts, piecesArgument, shownOfferArgument } from './parts.ts';

/** As many as a platform shows below a field. */
const mostSuggestions = 25;

/** `/freight <offer> <quantity> [--to region] [--sku]`: what freight within China comes to. */
export function freightCommand({ words, products, offers }: ProductParts) {
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
      const region = to ?? usualRegion;
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

/** A place in China. */
function regionArgument(words: Localized<Words>): Argument<Region> {
  return {
    place: 'word',
    required: true,
    parse: (typed) => regionNamed(typed) ?? unreadable,
    print: ({ district }) => district,
    absent: () => unreadable,
    ...aboutIn(words, ({ freight }) => freight.to),
    example: 'Zhejiang',
    maxLength: 60,
    suggest: async (typed, { language }) => {
      const begun = typed.trim().toLowerCase();
      return regions
        .filter(({ name }) => Object.values(name).some((each) => each.toLowerCase().includes(begun)))
        .slice(0, mostSuggestions)
        .map(({ name, district }) => ({ value: district, label: name[language] }));
    },
  };
}
