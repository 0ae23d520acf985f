import type { Action, Block, Card, ChartBlock, CommandCall } from '../../chat/card.ts';
import type { Language } from '../../chat/language.ts';
import type { Text } from '../../chat/text.ts';
import type { ProductWords } from '../../languages/products/words.ts';
import type { Words } from '../../languages/words.ts';
import {
  hasPromotion,
  hasUnsurePromotion,
  orderable,
  type PriceStep,
  type Pricing,
  pricingOf,
  rangeOf,
} from '../../products/pricing.ts';
import { leastQuantity, orderQuantityOf } from '../../products/quantity.ts';
import { parseOpenUid } from '../../sellers/open-uid.ts';
import type { ProductDetail } from '../../xport/client.ts';
import {
  fieldBlocks,
  fieldOf,
  offerLink,
  pictureFrom,
  priceWords,
  rangeWords,
  shortName,
  skuName,
  titleIn,
  unitIn,
} from './offer-facts.ts';

/** SKUs and steps in a card, each. */
const mostLines = 10;

/** As many as every platform's menu holds, less the one that leads back. */
const mostChoices = 24;

/** What the card's buttons run, besides commands that need only the offer. */
export interface ProductCardCalls {
  sku(skuId: string | undefined): CommandCall;
  readonly chart: CommandCall;
}

interface Shown {
  readonly offerId: string;
  readonly detail: ProductDetail;
  /** One variant of it, if one was chosen. */
  readonly skuId?: string | undefined;
  readonly chart: boolean;
  readonly calls: ProductCardCalls;
  readonly words: Words;
  readonly language: Language;
}

type Sku = ProductDetail['productSkuInfos'][number];

/** All about an offer, or one variant of it: picture, prices and which of them count, variants, minimum, stock. */
export function productCard(shown: Shown): Card {
  const { offerId, detail, language } = shown;
  const words = shown.words.products;
  const title = titleIn(language, detail) ?? shown.words.seller.untitled(offerId);
  const pricing = orderable(pricingOf(detail), leastQuantity(orderQuantityOf(detail)));
  const sku = detail.productSkuInfos.find((each) => each.skuId === shown.skuId);
  const link = offerLink(offerId);
  const skuImages = sku?.skuAttributes.map(({ skuImageUrl }) => skuImageUrl) ?? [];
  const picture = pictureFrom(
    [...skuImages, ...(detail.productImage?.images ?? [])],
    shown.words.seller.picture(title),
  );
  const warnings = warningsOf(shown, sku, words);
  return {
    tone: warnings.length === 0 ? 'plain' : 'warning',
    title,
    ...(link !== undefined && { link }),
    ...(picture !== undefined && { picture }),
    body: [
      ...warnings.map((warning): Block => ({ kind: 'text', text: [warning] })),
      ...fieldBlocks(factsOf(shown, pricing, sku)),
      { kind: 'text', text: [{ bold: `${words.product.priceSteps}: ` }, logicOf(pricing, words)] },
      ...stepsOf(shown, pricing),
      ...(sku === undefined ? skusOf(shown, pricing) : []),
    ],
    actions: actionsOf(shown, pricing, sku),
  };
}

function warningsOf(
  { detail, skuId }: Shown,
  sku: Sku | undefined,
  { product }: ProductWords,
): readonly string[] {
  const { status } = detail;
  return [
    ...(status === undefined || status === 'published' ? [] : [product.notForSale(shortName(status))]),
    ...(skuId === undefined || sku !== undefined
      ? []
      : [
          detail.moreSkus > 0
            ? product.skuNotRead(skuId, detail.productSkuInfos.length)
            : product.noSuchSku(skuId),
        ]),
  ];
}

/** Which prices count, and why, in one or two sentences. */
function logicOf(pricing: Pricing, { product }: ProductWords): string {
  return [
    product.logic[pricing.logic],
    ...(pricing.concluded && pricing.logic !== 'unknown' ? [product.concluded] : []),
    ...(hasPromotion(pricing) ? [product.promotion] : []),
    ...(hasUnsurePromotion(pricing) ? [product.unsurePromotion] : []),
  ].join(' ');
}

function factsOf({ offerId, detail, words: all, language }: Shown, pricing: Pricing, sku: Sku | undefined) {
  const words = all.products;
  const unit = unitIn(language, detail);
  const stock = sku?.amountOnSale ?? (sku === undefined ? detail.productSaleInfo?.amountOnSale : undefined);
  const range = rangeWords(rangeOf(pricing), words);
  const own = pricing.skus.find(({ skuId }) => skuId === sku?.skuId);
  const price = own !== undefined && pricing.logic === 'sku' ? priceWords(own.price, words) : range;
  return [
    { label: all.seller.offerId, value: [{ code: offerId }] },
    sku === undefined
      ? undefined
      : { label: words.product.variant, value: [skuName(language, sku), ' ', { code: sku.skuId }] },
    fieldOf(words.price, price),
    fieldOf(words.product.minimum, minimumOf(detail, unit, words)),
    fieldOf(words.product.stock, stock === undefined ? undefined : stockWords(stock, unit, words)),
    fieldOf(words.product.sold, detail.soldOut === undefined ? undefined : shortName(detail.soldOut)),
    fieldOf(all.seller.company, detail.companyName === undefined ? undefined : shortName(detail.companyName)),
    fieldOf(words.product.shipsFrom, shortName(detail.productShippingInfo?.sendGoodsAddressText ?? '')),
  ];
}

function stockWords(stock: number, unit: string | undefined, words: ProductWords): string {
  return stock <= 0 ? words.soldOut : words.pieces(stock, unit);
}

function minimumOf(detail: ProductDetail, unit: string | undefined, words: ProductWords): string {
  const quantity = orderQuantityOf(detail);
  const least = words.pieces(leastQuantity(quantity), unit);
  return quantity.lot > 1 ? `${least}, ${words.inLots(words.pieces(quantity.lot, unit))}` : least;
}

function stepLine(step: PriceStep, { detail, words, language }: Shown): string {
  const { products } = words;
  const from = products.pieces(step.from, unitIn(language, detail));
  return products.product.step(from, priceWords(step, products));
}

function stepsOf(shown: Shown, { steps }: Pricing): readonly Block[] {
  if (steps.length === 0) return [];
  const lines = steps.map((step) => stepLine(step, shown));
  const chart: ChartBlock = {
    kind: 'chart',
    alt: shown.words.products.product.chartAlt(lines),
    bars: steps.slice(0, mostLines).map(({ from, fen }) => ({ label: barLabel(from), value: fen / 100 })),
  };
  return [
    { kind: 'list', items: lines.slice(0, mostLines).map((line): Text => [line]) },
    ...(shown.chart && isChartable(steps) ? [chart] : []),
  ];
}

/** What a bar can be labelled with. */
function barLabel(from: number): string {
  return String(from);
}

/** One bar says nothing, and a label has no more than five digits. */
function isChartable(steps: readonly PriceStep[]): boolean {
  return steps.length > 1 && steps.every(({ from }) => barLabel(from).length <= 5);
}

function skusOf({ detail, words: all, language }: Shown, pricing: Pricing): readonly Block[] {
  const words = all.products;
  const skus = detail.productSkuInfos;
  if (skus.length === 0) return [];
  const unit = unitIn(language, detail);
  const lines = skus.slice(0, mostLines).map((sku, at): Text => {
    const facts = [
      ...(pricing.logic === 'sku' ? [priceWords(pricing.skus[at]?.price, words)] : []),
      ...(sku.amountOnSale === undefined
        ? []
        : [sku.amountOnSale <= 0 ? words.soldOut : words.stockOf(words.pieces(sku.amountOnSale, unit))]),
    ];
    return [{ bold: skuName(language, sku) }, facts.length === 0 ? '' : ` · ${facts.join(' · ')}`];
  });
  const left = skus.length - lines.length + detail.moreSkus;
  return [
    { kind: 'text', text: [{ bold: words.product.variants }] },
    { kind: 'list', items: left > 0 ? [...lines, [words.product.moreVariants(left)]] : lines },
  ];
}

function actionsOf(
  { offerId, detail, chart, calls, words: all, language }: Shown,
  pricing: Pricing,
  sku: Sku | undefined,
) {
  const words = all.products;
  const offer = offerId;
  const skus = detail.productSkuInfos;
  const least = leastQuantity(orderQuantityOf(detail));
  const openUid = parseOpenUid(detail.sellerOpenId ?? '');
  const choices = skus.slice(0, mostChoices).map((each) => ({
    label: skuName(language, each),
    run: calls.sku(each.skuId),
  }));
  const back = sku === undefined ? [] : [{ label: words.product.allVariants, run: calls.sku(undefined) }];
  const actions: readonly Action[] = [
    ...(skus.length === 0
      ? []
      : [{ kind: 'select' as const, label: words.product.chooseVariant, options: [...back, ...choices] }]),
    {
      kind: 'run',
      label: words.chat,
      style: 'primary',
      run: {
        command: 'seller',
        arguments: { offer, ...(openUid !== undefined && { openUid }) },
      },
    },
    {
      kind: 'run',
      label: words.compareButton,
      run: { command: 'compare', arguments: { offers: offer }, ask: ['offers', 'quantity'] },
    },
    {
      kind: 'run',
      label: words.freightButton,
      run: {
        command: 'freight',
        arguments: { offer, quantity: String(least), ...(sku !== undefined && { sku: sku.skuId }) },
        ask: ['quantity', 'to'],
      },
    },
    ...(isChartable(pricing.steps) && !chart
      ? [{ kind: 'run' as const, label: words.product.showChart, run: calls.chart }]
      : []),
  ];
  return actions;
}
