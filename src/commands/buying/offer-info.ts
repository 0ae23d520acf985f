import type { LineView } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import { pictureFrom, titleIn, unitIn } from '../../cards/products/offer-facts.ts';
import type { Caller } from '../../chat/caller.ts';
import type { RemotePicture } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { OrderLine } from '../../domain/buying/purchase.ts';
import type { OrderedLine } from '../../domain/orders/ordered-goods.ts';
import { leastQuantity, orderQuantityOf, sellerOf } from '../../domain/products/offer-terms.ts';
import { orderable, type Price, priceAt, pricingOf } from '../../domain/products/prices.ts';
import { isSpecId, variantMeant, variantsMeant } from '../../domain/products/variants.ts';
import { allWords } from '../../languages/index.ts';
import { inEveryLanguage, type Language, readsChinese } from '../../runtime/language.ts';
import type { ProductDetail } from '../../xport/client.ts';
import { inTime } from '../deadlines.ts';
import type { BuyingDeps } from './deps.ts';
import type { WantedGoods } from './descriptions.ts';

const longestTitle = 150;

/** One variant of an offer. */
interface Sku {
  readonly specId: string;
  /** What its price is found by; unknown of a variant that was not read. */
  readonly skuId?: string;
  readonly name: string;
  readonly picture?: RemotePicture;
}

/** The facts of an offer that a person wants to buy; none, where the partner does not describe it. */
export interface OfferInfo {
  /** Whether the partner describes the offer. */
  readonly known: boolean;
  readonly seller: string | undefined;
  readonly skus: readonly Sku[];
  /** How many more variants there are than are read. */
  readonly moreSkus: number;
  /** Those that can be meant by what was asked for. */
  readonly among: readonly Sku[];
  readonly chosen: Sku | undefined;
  readonly least: number | undefined;
  readonly lot: number | undefined;
  /** Of one piece, where it is known for that variant and as many as are wanted of the offer in all. */
  readonly price: Price | undefined;
  readonly view: LineView;
  /** What is shown of it in every language, to be kept with an order; absent where the partner does not describe it. */
  readonly line: OrderedLine | undefined;
}

/** Who asks. */
type Asker = Pick<Run, keyof Caller | 'signal'>;

/** The offer as the partner describes it; a description that does not come in time is none, and is not waited for. */
export async function offerInfo(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: WantedGoods,
  run: Asker,
): Promise<OfferInfo> {
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    deps.xport.products.detail({ offerId: wanted.offer }, { ...run, signal }),
  );
  const detail = 'answer' in asked ? asked.answer.data : undefined;
  return infoFrom(detail, { wanted, inAll: wanted.quantity }, run.language);
}

/** The same of each line of a purchase, one or several. */
export async function lineInfos(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  lines: readonly OrderLine[],
  run: Run,
): Promise<readonly OfferInfo[]> {
  const wanted = lines.map(({ offerId, specId, quantity }) => ({ offer: offerId, sku: specId, quantity }));
  const [only, ...others] = wanted;
  return only !== undefined && others.length === 0
    ? [await offerInfo(deps, only, run)]
    : offerInfos(deps, wanted, run);
}

/** The facts of several offers at once, in their order. */
export async function offerInfos(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  wanted: readonly WantedGoods[],
  run: Caller & { readonly signal: AbortSignal },
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
  return wanted.map((each) =>
    infoFrom(
      details.get(each.offer),
      { wanted: each, inAll: piecesOfOffer(each.offer, wanted) },
      run.language,
    ),
  );
}

/** How many pieces there are of all variants of an offer. */
export function piecesOfOffer(offer: string, goods: readonly WantedGoods[]): number {
  return goods.reduce((sum, each) => sum + (each.offer === offer ? each.quantity : 0), 0);
}

function infoFrom(
  detail: ProductDetail | undefined,
  /** `inAll`: the pieces of all variants of the offer together. */
  { wanted, inAll }: { readonly wanted: WantedGoods; readonly inAll: number },
  language: Language,
): OfferInfo {
  const skus = (detail?.productSkuInfos ?? []).flatMap((sku) => {
    if (sku.specId === undefined) return [];
    const name = sku.skuAttributes.map((each) => nameOf(each, language)).join(' · ');
    const shown = name === '' ? sku.specId : outsideWords(name);
    const own = sku.skuAttributes.map(({ skuImageUrl }) => skuImageUrl);
    const picture = pictureFrom(own, allWords[language].seller.picture(shorten(shown, longestTitle)));
    return [{ specId: sku.specId, skuId: sku.skuId, name: shown, ...(picture !== undefined && { picture }) }];
  });
  const only = wanted.sku === undefined && skus.length === 1 ? skus[0] : undefined;
  const moreSkus = detail?.moreSkus ?? 0;
  const named = (detail?.productSkuInfos ?? []).filter(({ specId }) => specId !== undefined);
  const meant = wanted.sku === undefined ? [] : variantsMeant(named, wanted.sku);
  const among = skus.filter(({ specId }) => meant.some((each) => each.specId === specId));
  const one = wanted.sku === undefined ? undefined : variantMeant(named, wanted.sku, moreSkus);
  const chosen =
    only ??
    among.find(({ specId }) => specId === one?.specId) ??
    (moreSkus > 0 ? skuNotRead(wanted.sku) : undefined);
  const title = detail && titleIn(language, detail);
  return {
    known: detail !== undefined,
    seller: detail && sellerOf(detail),
    skus,
    moreSkus,
    among,
    chosen,
    least: detail?.minOrderQuantity,
    lot: detail?.batchNumber,
    price:
      detail && (chosen !== undefined || skus.length === 0)
        ? pieceOf(detail, chosen?.skuId, { pieces: wanted.quantity, inAll })
        : undefined,
    view: {
      offerId: wanted.offer,
      specId: chosen?.specId ?? wanted.sku,
      title: title === undefined ? undefined : shorten(outsideWords(title), longestTitle),
      skuName: chosen?.name,
      quantity: wanted.quantity,
      unit: detail && unitIn(language, detail),
      picture:
        detail &&
        pictureOf(
          detail,
          chosen,
          allWords[language].seller.picture(shorten(title ?? wanted.offer, longestTitle)),
        ),
    },
    line: detail && orderedLine(detail, chosen?.specId, wanted),
  };
}

/** What a piece costs; `undefined` where a variant that was not read has a price of its own, or none is known. */
function pieceOf(
  detail: ProductDetail,
  skuId: string | undefined,
  { pieces, inAll }: { readonly pieces: number; readonly inAll: number },
): Price | undefined {
  const pricing = orderable(pricingOf(detail), leastQuantity(orderQuantityOf(detail)));
  if (pricing.logic === 'sku' && skuId === undefined) return undefined;
  const price = priceAt(pricing, pricing.logic === 'total quantity' ? inAll : pieces, skuId);
  return price?.mostFen === undefined ? price : undefined;
}

function orderedLine(
  detail: ProductDetail,
  specId: string | undefined,
  { offer: offerId, quantity }: WantedGoods,
): OrderedLine {
  const sku = detail.productSkuInfos.find((each) => each.specId === specId);
  const pictures = [
    ...(sku?.skuAttributes ?? []).map(({ skuImageUrl }) => skuImageUrl),
    ...(detail.productImage?.images ?? []),
  ];
  const picture = pictures.find((each) => each !== undefined && each !== '');
  const shownIn = (language: Language) => {
    const title = titleIn(language, detail);
    const names = (sku?.skuAttributes ?? []).map((each) => nameOf(each, language));
    const variant = names.filter((name) => name !== '').join(' · ');
    const unit = unitIn(language, detail);
    return {
      ...(title !== undefined && { title: shorten(outsideWords(title), longestTitle) }),
      ...(variant !== '' && { variant: outsideWords(variant) }),
      ...(unit !== undefined && { unit }),
    };
  };
  return {
    offerId,
    quantity,
    ...(picture !== undefined && { picture }),
    shown: inEveryLanguage(shownIn),
  };
}

/** The variant's own picture, else the offer's first. */
function pictureOf(detail: ProductDetail, chosen: Sku | undefined, alt: string): RemotePicture | undefined {
  const sku = detail.productSkuInfos.find(({ specId }) => specId !== undefined && specId === chosen?.specId);
  const own = sku?.skuAttributes.map(({ skuImageUrl }) => skuImageUrl) ?? [];
  return pictureFrom([...own, ...(detail.productImage?.images ?? [])], alt);
}

/** A variant that is not among those that were read, by its id: the partner knows whether it is there. */
function skuNotRead(sku: string | undefined): Sku | undefined {
  return sku !== undefined && isSpecId(sku) ? { specId: sku, name: sku } : undefined;
}

function nameOf(
  attribute: ProductDetail['productSkuInfos'][number]['skuAttributes'][number],
  language: Language,
): string {
  return (readsChinese(language) ? attribute.value : (attribute.valueTrans ?? attribute.value)) ?? '';
}
