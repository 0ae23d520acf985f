import { type LineView, plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import { titleIn, unitIn } from '../../cards/products/offer-facts.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import { sellerOf } from '../../products/offer-terms.ts';
import type { Language } from '../../runtime/language.ts';
import type { ProductDetail } from '../../xport/client.ts';
import { inTime } from '../deadlines.ts';
import type { BuyingDeps } from './deps.ts';
import type { WantedGoods } from './descriptions.ts';

const longestTitle = 150;

/** As many as a choice holds. */
const mostSkus = 25;
const longestOption = 75;

/** One variant of an offer. */
interface Sku {
  readonly specId: string;
  readonly name: string;
}

/** The facts of an offer that a person wants to buy; none, where the partner does not describe it. */
export interface OfferInfo {
  /** Whether the partner describes the offer. */
  readonly known: boolean;
  readonly seller: string | undefined;
  readonly skus: readonly Sku[];
  /** How many more variants there are than are read. */
  readonly moreSkus: number;
  readonly chosen: Sku | undefined;
  readonly least: number | undefined;
  readonly lot: number | undefined;
  readonly view: LineView;
}

/** The offer as the partner describes it; a description that does not come in time is none, and is not waited for. */
export async function offerInfo(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: WantedGoods,
  run: Run,
): Promise<OfferInfo> {
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    deps.xport.products.detail({ offerId: wanted.offer }, { ...run, signal }),
  );
  return infoFrom('answer' in asked ? asked.answer.data : undefined, wanted, run.language);
}

/** The facts of several offers at once, in their order. */
export async function offerInfos(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: readonly WantedGoods[],
  run: Run,
): Promise<readonly OfferInfo[]> {
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
  return wanted.map((each) => infoFrom(details.get(each.offer), each, run.language));
}

function infoFrom(detail: ProductDetail | undefined, wanted: WantedGoods, language: Language): OfferInfo {
  const skus = (detail?.productSkuInfos ?? []).flatMap((sku) => {
    if (sku.specId === undefined) return [];
    const name = sku.skuAttributes.map((each) => nameOf(each, language)).join(' · ');
    return [{ specId: sku.specId, skuId: sku.skuId, name: name === '' ? sku.specId : outsideWords(name) }];
  });
  const only = wanted.sku === undefined && skus.length === 1 ? skus[0] : undefined;
  const moreSkus = detail?.moreSkus ?? 0;
  const chosen =
    only ??
    skus.find(({ specId, skuId }) => specId === wanted.sku || skuId === wanted.sku) ??
    (moreSkus > 0 ? skuNotRead(wanted.sku) : undefined);
  const title = detail && titleIn(language, detail);
  return {
    known: detail !== undefined,
    seller: detail && sellerOf(detail),
    skus,
    moreSkus,
    chosen,
    least: detail?.minOrderQuantity,
    lot: detail?.batchNumber,
    view: {
      offerId: wanted.offer,
      specId: chosen?.specId ?? wanted.sku,
      title: title === undefined ? undefined : shorten(outsideWords(title), longestTitle),
      skuName: chosen?.name,
      quantity: wanted.quantity,
      unit: detail && unitIn(language, detail),
    },
  };
}

/** A variant that is not among those that were read, by its id: the partner knows whether it is there. */
function skuNotRead(sku: string | undefined): Sku | undefined {
  return sku !== undefined && /^[0-9a-f]{32}$/.test(sku) ? { specId: sku, name: sku } : undefined;
}

function nameOf(
  attribute: ProductDetail['productSkuInfos'][number]['skuAttributes'][number],
  language: Language,
): string {
  return (language === 'zh-CN' ? attribute.value : (attribute.valueTrans ?? attribute.value)) ?? '';
}

/**
 * Asks for another variant or quantity where an offer can't be ordered as it is wanted, as far as the partner says;
 * `undefined`: it can. `pieces` is how many there would be of the variant.
 */
export function validateLine(
  { skus, moreSkus, chosen, least, lot, view }: OfferInfo,
  wanted: { readonly sku: string | undefined; readonly pieces: number },
  again: {
    ofSku(specId: string): CommandCall;
    /** Asks for the quantity. */
    readonly quantity: CommandCall;
    /** The sentence that nothing was done. */
    readonly nothingDone: string;
  },
  words: BuyingWords,
): Card | undefined {
  if (chosen === undefined && skus.length > 0) {
    return chooseSku({ skus, moreSkus }, wanted.sku !== undefined, again.ofSku, words);
  }
  const actions = [{ kind: 'run' as const, label: words.otherQuantity, run: again.quantity }];
  if (least !== undefined && wanted.pieces < least) {
    const title = words.tooFew(words.pieces(least, view.unit));
    return plainCard('warning', title, [words.tooFewAdvice], { actions });
  }
  if (lot !== undefined && lot > 1 && wanted.pieces % lot !== 0) {
    const title = words.noMultiple(words.pieces(lot, view.unit));
    return plainCard('warning', title, [again.nothingDone], { actions });
  }
  return undefined;
}

function chooseSku(
  { skus, moreSkus }: Pick<OfferInfo, 'skus' | 'moreSkus'>,
  given: boolean,
  ofSku: (specId: string) => CommandCall,
  words: BuyingWords,
): Card {
  const options = skus.slice(0, mostSkus).map(({ specId, name }) => ({
    label: shorten(name, longestOption),
    run: ofSku(specId),
  }));
  // The variant may be one of those that were not read.
  const unknown = given && moreSkus === 0;
  const sentences = [unknown ? words.noSuchKindAdvice : words.whichKindAdvice];
  const more = Math.max(0, skus.length - mostSkus) + moreSkus;
  if (more > 0) sentences.push(words.moreKinds(more));
  return plainCard(unknown ? 'warning' : 'plain', unknown ? words.noSuchKind : words.whichKind, sentences, {
    actions: [{ kind: 'select', label: words.chooseKind, options }],
  });
}
