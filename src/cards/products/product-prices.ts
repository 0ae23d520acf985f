import type { Block, ChartBlock } from '../../chat/card.ts';
import type { Text } from '../../chat/text.ts';
import { yuanDigits } from '../../domain/orders/money.ts';
import {
  hasPromotion,
  hasUnsurePromotion,
  type PriceStep,
  type Pricing,
  priceOfStep,
  rangeIn,
  toldFrom,
} from '../../domain/products/prices.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import type { Words } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import type { ProductDetail } from '../../xport/client.ts';
import { priceWords, rangeWords, unitIn } from './offer-facts.ts';

/** Steps in a card. */
const mostSteps = 10;

export type ProductSku = ProductDetail['productSkuInfos'][number];

/** An offer whose prices are said. */
export interface PricesShown {
  readonly detail: ProductDetail;
  readonly words: Words;
  readonly language: Language;
}

/** Which prices count, and why, in one or two sentences. */
export function logicOf(pricing: Pricing, least: number, { product, punctuation }: ProductWords): string {
  const { logic, steps, skus, concluded } = pricing;
  const all = (logic === 'sku' ? skus.map((sku) => sku.steps) : [steps]).map((each) => toldFrom(each, least));
  const isUnknown = logic !== 'unknown' && all.flat().some(({ fen }) => fen === undefined);
  const isStepped = logic === 'sku' && all.some((each) => each.length > 1);
  return punctuation.sentences([
    isStepped ? product.skuSteps : product.logic[logic],
    ...(concluded && logic !== 'unknown' ? [product.concluded] : []),
    ...(isUnknown ? [product.partlyUnknown] : []),
    ...(hasPromotion(pricing) ? [product.promotion] : []),
    ...(hasUnsurePromotion(pricing) ? [product.unsurePromotion] : []),
  ]);
}

/** One price, or from which to which. */
export function ownPrice(steps: readonly PriceStep[], words: ProductWords): string {
  const [only, ...others] = steps;
  if (only === undefined || others.length > 0) return rangeWords(rangeIn(steps), words);
  return priceWords(priceOfStep(only), words);
}

/** `1 piece: ¥4.80`, `from 2 pieces: ¥4.05` */
export function stepLines(
  steps: readonly PriceStep[],
  least: number,
  { detail, words, language }: PricesShown,
): readonly string[] {
  const { products } = words;
  const told = toldFrom(steps, least);
  return told.map((step, at) => {
    const pieces = products.pieces(step.from, unitIn(language, detail));
    const price = priceWords(priceOfStep(step), products);
    const isOneQuantity = told[at + 1]?.from === step.from + 1;
    return isOneQuantity ? products.product.exactly(pieces, price) : products.product.step(pieces, price);
  });
}

export function priceStepBlocks(
  shown: PricesShown & { readonly chart: boolean },
  pricing: Pricing,
  least: number,
  sku: ProductSku | undefined,
): readonly Block[] {
  const own = pricing.skus.find(({ skuId }) => skuId === sku?.skuId)?.steps ?? [];
  const isOwn = pricing.logic === 'sku' && toldFrom(own, least).length > 1;
  const steps = isOwn ? own : pricing.steps;
  if (steps.length === 0) return [];
  const lines = stepLines(steps, least, shown);
  const chart: ChartBlock = {
    kind: 'chart',
    title: shown.words.products.product.priceSteps,
    alt: shown.words.products.product.chartAlt(lines),
    bars: steps
      .slice(0, mostSteps)
      .flatMap(({ from, fen }) =>
        fen === undefined ? [] : { label: barLabel(from), value: Number(yuanDigits(fen)) },
      ),
  };
  return [
    { kind: 'list', items: lines.slice(0, mostSteps).map((line): Text => [line]) },
    ...(shown.chart && isChartable(pricing.steps) ? [chart] : []),
  ];
}

/** What a bar can be labelled with. */
function barLabel(from: number): string {
  return String(from);
}

/** One bar says nothing, a label has no more than five digits, and a bar that is missing would look like no price. */
export function isChartable(steps: readonly PriceStep[]): boolean {
  return steps.length > 1 && steps.every(({ from, fen }) => fen !== undefined && barLabel(from).length <= 5);
}
