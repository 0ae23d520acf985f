import type { Told } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import { titleIn, unitIn } from '../../cards/products/offer-facts.ts';
import type { Run } from '../../chat/command.ts';
import type { Language } from '../../chat/language.ts';
import { shorten } from '../../chat/text.ts';
import { sellerOf } from '../../products/offer-terms.ts';
import type { ProductDetail } from '../../xport/client.ts';
import { inTime } from '../order/looking-up.ts';
import type { WantedGoods } from './arguments.ts';
import type { BuyingDeps } from './deps.ts';

const longestTitle = 150;

/** One kind of an offer. */
export interface Kind {
  readonly specId: string;
  readonly name: string;
}

/** What is known of an offer that somebody wants to buy; nothing, where the partner does not tell. */
export interface Described {
  /** Whether the partner told anything. */
  readonly known: boolean;
  readonly seller: string | undefined;
  readonly kinds: readonly Kind[];
  /** How many kinds there are besides: so many that they are not read. */
  readonly moreKinds: number;
  readonly chosen: Kind | undefined;
  readonly least: number | undefined;
  readonly lot: number | undefined;
  readonly told: Told;
}

/** The offer as the partner describes it. A description that can't be had in time hinders nobody who knows what to order. */
export async function describe(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: WantedGoods,
  run: Run,
): Promise<Described> {
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    deps.xport.products.detail({ offerId: wanted.offer }, { ...run, signal }),
  );
  return describedBy('answer' in asked ? asked.answer.data : undefined, wanted, run.language);
}

/** The same for several at once, in their order. */
export async function describeAll(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: readonly WantedGoods[],
  run: Run,
): Promise<readonly Described[]> {
  const offerIds = [...new Set(wanted.map(({ offer }) => offer))];
  if (offerIds.length === 0) return [];
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    deps.xport.products.several({ offerIds }, { ...run, signal }),
  );
  const details = new Map(
    ('answer' in asked ? asked.answer : []).flatMap((each) =>
      'detail' in each ? [[each.offerId, each.detail]] : [],
    ),
  );
  return wanted.map((each) => describedBy(details.get(each.offer), each, run.language));
}

function describedBy(detail: ProductDetail | undefined, wanted: WantedGoods, language: Language): Described {
  const skus = (detail?.productSkuInfos ?? []).flatMap((sku) => {
    if (sku.specId === undefined) return [];
    const name = sku.skuAttributes.map((each) => nameOf(each, language)).join(' · ');
    return [{ specId: sku.specId, skuId: sku.skuId, name: name === '' ? sku.specId : outsideWords(name) }];
  });
  const only = wanted.sku === undefined && skus.length === 1 ? skus[0] : undefined;
  const moreKinds = detail?.moreSkus ?? 0;
  const chosen =
    only ??
    skus.find(({ specId, skuId }) => specId === wanted.sku || skuId === wanted.sku) ??
    (moreKinds > 0 ? kindNotRead(wanted.sku) : undefined);
  const title = detail && titleIn(language, detail);
  return {
    known: detail !== undefined,
    seller: detail && sellerOf(detail),
    kinds: skus,
    moreKinds,
    chosen,
    least: detail?.minOrderQuantity,
    lot: detail?.batchNumber,
    told: {
      offerId: wanted.offer,
      specId: chosen?.specId ?? wanted.sku,
      title: title === undefined ? undefined : shorten(outsideWords(title), longestTitle),
      kind: chosen?.name,
      quantity: wanted.quantity,
      unit: detail && unitIn(language, detail),
    },
  };
}

/** A kind that is not among those that were read, by what an order names: the partner knows whether it is there. */
function kindNotRead(sku: string | undefined): Kind | undefined {
  return sku !== undefined && /^[0-9a-f]{32}$/.test(sku) ? { specId: sku, name: sku } : undefined;
}

function nameOf(
  attribute: ProductDetail['productSkuInfos'][number]['skuAttributes'][number],
  language: Language,
): string {
  return (language === 'zh-CN' ? attribute.value : (attribute.valueTrans ?? attribute.value)) ?? '';
}
