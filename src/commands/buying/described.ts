import type { Told } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Run } from '../../chat/command.ts';
import type { Language } from '../../chat/language.ts';
import { shorten } from '../../chat/text.ts';
import type { ProductDetail } from '../../xport/client.ts';
import { inTime } from '../order/looking-up.ts';
import type { Wanted } from './arguments.ts';
import type { BuyingParts } from './parts.ts';

const longestTitle = 150;

/** One kind of an offer. */
export interface Kind {
  readonly specId: string;
  readonly name: string;
}

/** What is known of an offer that somebody wants to buy; nothing, where the partner does not tell. */
export interface Described {
  readonly kinds: readonly Kind[];
  readonly chosen: Kind | undefined;
  readonly least: number | undefined;
  readonly lot: number | undefined;
  readonly told: Told;
}

/** The offer as the partner describes it. A description that can't be had in time hinders nobody who knows what to order. */
export async function describe(parts: BuyingParts, wanted: Wanted, run: Run): Promise<Described> {
  const asked = await inTime(parts.clock, run.signal, (signal) =>
    parts.xport.products.detail({ offerId: wanted.offer }, { ...run, signal }),
  );
  const detail = 'answer' in asked ? asked.answer.data : undefined;
  const skus = (detail?.productSkuInfos ?? []).flatMap((sku) => {
    if (sku.specId === undefined) return [];
    const name = sku.skuAttributes.map((each) => nameOf(each, run.language)).join(' · ');
    return [{ specId: sku.specId, skuId: sku.skuId, name: name === '' ? sku.specId : outsideWords(name) }];
  });
  const only = wanted.sku === undefined && skus.length === 1 ? skus[0] : undefined;
  const chosen = only ?? skus.find(({ specId, skuId }) => specId === wanted.sku || skuId === wanted.sku);
  const title = run.language === 'zh-CN' ? detail?.subject : (detail?.subjectTrans ?? detail?.subject);
  const { unit, transUnit } = detail?.productSaleInfo?.unitInfo ?? {};
  return {
    kinds: skus,
    chosen,
    least: detail?.minOrderQuantity,
    lot: detail?.batchNumber,
    told: {
      offerId: wanted.offer,
      title: title === undefined ? undefined : shorten(outsideWords(title), longestTitle),
      kind: chosen?.name,
      quantity: wanted.quantity,
      unit: run.language === 'zh-CN' ? unit : transUnit,
    },
  };
}

function nameOf(
  attribute: ProductDetail['productSkuInfos'][number]['skuAttributes'][number],
  language: Language,
): string {
  return (language === 'zh-CN' ? attribute.value : (attribute.valueTrans ?? attribute.value)) ?? '';
}
