import { productCard } from '../../cards/products/product-card.ts';
import { flag } from '../../chat/argument.ts';
import { optional } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { Action, Card } from '../../chat/card.ts';
import { describeCommand, type Run } from '../../chat/command.ts';
import { remarked } from '../../chat/look-up.ts';
import { leastQuantity, orderQuantityOf } from '../../domain/products/offer-terms.ts';
import { englishPlace } from '../../domain/products/regions.ts';
import { variantMeant, variantsMeant } from '../../domain/products/variants.ts';
import type { KnownOffer } from '../../domain/sellers/offer-links.ts';
import { allWords, localized, yesAndNo } from '../../languages/index.ts';
import { readsChinese } from '../../runtime/language.ts';
import { offerLookUp, readNamedOffer } from '../offer-argument.ts';
import { aboutProducts, shownOfferArgument, variantArgument } from './arguments.ts';
import type { ProductDeps } from './deps.ts';

const table = {
  offer: shownOfferArgument,
  sku: optional(variantArgument(({ product: said }) => said.sku)),
  chart: flag({ ...aboutProducts(({ product: said }) => said.chart), ...yesAndNo }),
  share: flag({ ...aboutProducts(({ product: said }) => said.share), ...yesAndNo }),
};

/** `/product <offer> [<sku>] [--chart] [--share]`: all about an offer, or one variant of it. */
export const product = describeCommand({
  name: 'product',
  summary: localized(({ products }) => products.product.summary),
  examples: ['product 951807530375', 'product https://detail.1688.com/offer/951807530375.html'],
  arguments: table,
  takes: [
    {
      what: 'offer number',
      reads(text) {
        const reference = readNamedOffer(text);
        const isNumber = reference?.kind === 'offer' && /^\d{9,13}$/.test(reference.id);
        return isNumber ? { arguments: { offer: reference.id } } : undefined;
      },
    },
  ],
  needs: 'viewer',
  effect: 'read',
  visibility: ({ share }) => (share ? 'conversation' : 'asker'),
});

export function productCommand(deps: Pick<ProductDeps, 'products' | 'offers' | 'buying'>) {
  return product.does({
    lookUp: { offer: offerLookUp(deps.offers, 'shown') },
    run: (values, run) => show(deps, values, run),
  });
}

type ShowDeps = Pick<ProductDeps, 'products' | 'buying'>;

/**
 * An offer's card for everyone in a conversation where no person asked for it.
 * @throws XportError as `/product` does
 */
export function sharedProduct(deps: ShowDeps) {
  return async (
    { kind, id }: KnownOffer,
    to: Pick<Run, 'language' | 'organization' | 'userId' | 'signal'>,
  ): Promise<Card> => {
    const values = { offer: id, sku: undefined, chart: false, share: true };
    const card = await show(deps, values, { ...to, direct: false });
    return remarked(card, kind === 'item' ? [allWords[to.language].references.item.remark(id)] : []);
  };
}

async function show(
  { products, buying }: ShowDeps,
  values: Values<typeof table>,
  run: Pick<Run, 'language' | 'organization' | 'userId' | 'direct' | 'signal'>,
): Promise<Card> {
  const { language, organization, userId, direct, signal } = run;
  const words = allWords[language];
  const { offer, sku, chart, share } = values;
  const { data: detail } = await products.detail({ offerId: offer }, { organization, userId, signal });
  // What everyone sees stays as it is; a choice of it is answered to the person who made it.
  const changed = (change: Partial<typeof values>) =>
    product.call({ ...values, share: false, ...change }, { replace: !share });
  const chosen =
    sku === undefined ? undefined : variantMeant(detail.productSkuInfos, sku, detail.moreSkus)?.skuId;
  // Of several that may be called so the card lists all that the offer has.
  const isOpen =
    sku !== undefined && chosen === undefined && variantsMeant(detail.productSkuInfos, sku).length > 0;
  const wanted = { offer, quantity: leastQuantity(orderQuantityOf(detail)), sku: chosen };
  const variants = detail.productSkuInfos.length + detail.moreSkus;
  const from = detail.productShippingInfo?.sendGoodsAddressText;
  const shipsFrom = from === undefined || readsChinese(language) ? undefined : await englishPlace(from);
  const shown = productCard({
    offerId: offer,
    detail,
    shipsFrom,
    skuId: isOpen ? undefined : (chosen ?? sku),
    chart,
    calls: {
      sku: (skuId) => changed({ sku: skuId }),
      chart: changed({ chart: true }),
      order: buying.order(wanted),
      toBasket: buying.toBasket(wanted, chosen === undefined && variants > 1 ? 'variant' : 'none'),
    },
    words,
    language,
  });
  const toShare: Action = {
    kind: 'run',
    label: words.seller.shareHere,
    run: product.call({ ...values, share: true }),
  };
  return { ...shown, actions: share || direct ? shown.actions : [...shown.actions, toShare] };
}
