import { outsideWords } from '../../cards/outside-words.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import { sellerOf } from '../../domain/products/offer-terms.ts';
import { priceAt, pricingOf } from '../../domain/products/prices.ts';
import { variantMeant, variantsMeant } from '../../domain/products/variants.ts';
import { readsChinese } from '../../runtime/language.ts';
import type { ProductDetail } from '../../xport/client.ts';
import type { ShipDeps } from './deps.ts';
import type { WantedAbroad } from './descriptions.ts';

const longestTitle = 150;

/** An offer that a person wants to send abroad. */
export interface Goods {
  readonly title: string;
  /** In Chinese, as the warehouse knows it. */
  readonly subject: string;
  readonly imageUrl: string;
  readonly seller: string | undefined;
  readonly kinds: readonly { readonly skuId: string; readonly name: string }[];
  /** Those that can be meant by what was asked for. */
  readonly among: Goods['kinds'];
  /** How many kinds there are besides: so many that they are not read. */
  readonly moreKinds: number;
  readonly chosen: { readonly skuId: string; readonly name: string } | undefined;
  /** What one piece costs, in fen. */
  readonly pieceFen: number | undefined;
  /** Of all pieces together. */
  readonly grams: number | undefined;
}

/** The offer as the partner describes it. Rejects with an XportError where it does not. */
export async function goodsOf(
  deps: { readonly xport: { readonly products: Pick<ShipDeps['xport']['products'], 'detail'> } },
  wanted: Pick<WantedAbroad, 'offer' | 'quantity' | 'sku'>,
  run: Pick<Run, 'organization' | 'userId' | 'signal' | 'language'>,
): Promise<Goods> {
  const { organization, userId, signal } = run;
  const { data } = await deps.xport.products.detail(
    { offerId: wanted.offer },
    { organization, userId, signal },
  );
  const chinese = readsChinese(run.language);
  const meant = wanted.sku === undefined ? [] : variantsMeant(data.productSkuInfos, wanted.sku);
  const kindOf = ({ skuId, skuAttributes }: (typeof meant)[number]) => {
    const name = skuAttributes
      .map(({ value, valueTrans }) => (chinese ? value : (valueTrans ?? value)) ?? '')
      .join(' · ');
    return { skuId, name: name === '' ? skuId : outsideWords(name) };
  };
  const kinds = data.productSkuInfos.map(kindOf);
  const only = wanted.sku === undefined && kinds.length === 1 ? kinds[0] : undefined;
  const one =
    wanted.sku === undefined ? undefined : variantMeant(data.productSkuInfos, wanted.sku, data.moreSkus);
  const chosen = only ?? (one && kindOf(one));
  const subject = shorten(outsideWords(data.subject ?? data.subjectTrans ?? ''), longestTitle);
  const translated = shorten(outsideWords(data.subjectTrans ?? data.subject ?? ''), longestTitle);
  const grams = gramsOf(data, chosen?.skuId);
  return {
    title: chinese ? subject : translated,
    subject,
    imageUrl: data.productImage?.images[0] ?? '',
    seller: sellerOf(data),
    kinds,
    among: meant.map(kindOf),
    moreKinds: data.moreSkus,
    chosen,
    pieceFen: priceAt(pricingOf(data), wanted.quantity, chosen?.skuId)?.fen,
    // Digits multiplied as 2007.0000000000002 are 2007 g; what is left of a gram is rounded up.
    grams: grams === undefined ? undefined : Math.ceil(Number((grams * wanted.quantity).toFixed(6))),
  };
}

/** Of one piece. The kind's own weight is in grams, the offer's in kilograms. */
function gramsOf(
  { productShippingInfo: info }: ProductDetail,
  skuId: string | undefined,
): number | undefined {
  const own = info?.skuShippingInfoList.find((each) => each.skuId === skuId)?.weight;
  const grams = own ?? (info?.weight === undefined ? undefined : info.weight * 1000);
  return grams !== undefined && grams > 0 ? grams : undefined;
}
