import type { Action, Block, Card, CommandCall, GalleryRow } from '../../chat/card.ts';
import type { Text } from '../../chat/text.ts';
import { leastQuantity, orderQuantityOf } from '../../domain/products/offer-terms.ts';
import {
  orderable,
  type PriceStep,
  type Pricing,
  pricingOf,
  rangeOf,
  toldFrom,
} from '../../domain/products/prices.ts';
import { parseOpenUid } from '../../domain/sellers/chat-link.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import type { ProductDetail } from '../../xport/client.ts';
import {
  fieldBlocks,
  fieldOf,
  offerLink,
  pictureFrom,
  rangeWords,
  shortName,
  skuName,
  soldWords,
  titleIn,
  unitIn,
} from './offer-facts.ts';
import {
  isChartable,
  logicOf,
  ownPrice,
  type PricesShown,
  type ProductSku,
  priceStepBlocks,
  stepLines,
} from './product-prices.ts';

/** SKUs in a card. */
const mostLines = 10;

/** As many as every platform's menu holds, less the one that leads back. */
const mostChoices = 24;

/** What the card's buttons run, besides commands that need only the offer. */
interface ProductCardCalls {
  sku(skuId: string | undefined): CommandCall;
  readonly chart: CommandCall;
  readonly order: CommandCall;
  readonly toBasket: CommandCall;
}

interface Shown extends PricesShown {
  readonly offerId: string;
  /** One variant of it, if one was chosen. */
  readonly skuId?: string | undefined;
  readonly chart: boolean;
  /** Where it ships from, in the reader's language, where that is not the partner's. */
  readonly shipsFrom?: string | undefined;
  readonly calls: ProductCardCalls;
}

/** What is shown, with what of it the card says more than once. */
interface Told extends Shown {
  /** Of the first SKUs, in their order: as many as the menu holds. */
  readonly names: readonly string[];
}

/** All about an offer, or one variant of it: picture, prices and which of them count, variants, minimum, stock. */
export function productCard(given: Shown): Card {
  const { offerId, detail, language } = given;
  const first = detail.productSkuInfos.slice(0, mostChoices);
  const shown: Told = { ...given, names: first.map((each) => skuName(language, each)) };
  const words = shown.words.products;
  const title = titleIn(language, detail) ?? shown.words.seller.untitled(offerId);
  const least = leastQuantity(orderQuantityOf(detail));
  const pricing = orderable(pricingOf(detail), least);
  const sku = detail.productSkuInfos.find((each) => each.skuId === shown.skuId);
  const link = offerLink(offerId);
  const picture = pictureFrom(
    [...picturesOf(sku), ...(detail.productImage?.images ?? [])],
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
      {
        kind: 'text',
        text: [{ bold: words.punctuation.label(words.product.priceSteps) }, logicOf(pricing, least, words)],
      },
      ...priceStepBlocks(shown, pricing, least, sku),
      ...(sku === undefined ? skusOf(shown, pricing) : []),
    ],
    actions: actionsOf(shown, pricing, sku),
  };
}

function warningsOf(
  { detail, skuId }: Shown,
  sku: ProductSku | undefined,
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

function factsOf(shown: Shown, pricing: Pricing, sku: ProductSku | undefined) {
  const { offerId, detail, shipsFrom, words: all, language } = shown;
  const words = all.products;
  const said = shortName(detail.productShippingInfo?.sendGoodsAddressText ?? '');
  const unit = unitIn(language, detail);
  const stock = sku?.amountOnSale ?? (sku === undefined ? detail.productSaleInfo?.amountOnSale : undefined);
  const range = rangeWords(rangeOf(pricing), words);
  const own = pricing.skus.find(({ skuId }) => skuId === sku?.skuId);
  const price = own !== undefined && pricing.logic === 'sku' ? ownPrice(own.steps, words) : range;
  return [
    { label: all.seller.offerId, value: [{ code: offerId }] },
    sku === undefined
      ? undefined
      : { label: words.product.variant, value: [skuName(language, sku), ' ', { code: sku.skuId }] },
    fieldOf(words.price, price),
    fieldOf(words.product.minimum, minimumOf(detail, unit, words)),
    fieldOf(words.product.stock, stock === undefined ? undefined : stockWords(stock, unit, words)),
    fieldOf(words.product.sold, soldWords(detail, words, language)),
    fieldOf(all.seller.company, detail.companyName === undefined ? undefined : shortName(detail.companyName)),
    fieldOf(
      words.product.shipsFrom,
      shipsFrom === undefined ? said : words.punctuation.aside(shipsFrom, said),
    ),
  ];
}

function stockWords(stock: number, unit: string | undefined, words: ProductWords): string {
  return stock <= 0 ? words.soldOut : words.pieces(stock, unit);
}

function minimumOf(detail: ProductDetail, unit: string | undefined, words: ProductWords): string {
  const quantity = orderQuantityOf(detail);
  const least = words.pieces(leastQuantity(quantity), unit);
  return quantity.lot > 1
    ? words.punctuation.phrases([least, words.inLots(words.pieces(quantity.lot, unit))])
    : least;
}

/** The variant's own pictures, as the partner gives them. */
function picturesOf(sku: ProductSku | undefined): readonly (string | undefined)[] {
  return sku?.skuAttributes.map(({ skuImageUrl }) => skuImageUrl) ?? [];
}

/** Whether the variants are chosen by their pictures: where they have some, and all find room. */
function isByPicture({ detail }: Pick<Shown, 'detail'>, sku: ProductSku | undefined): boolean {
  const skus = detail.productSkuInfos;
  const isWhole = skus.length <= mostLines && detail.moreSkus === 0;
  return sku === undefined && isWhole && skus.some((each) => pictureFrom(picturesOf(each), '') !== undefined);
}

function skusOf(shown: Told, pricing: Pricing): readonly Block[] {
  const { detail, names, calls, words: all, language } = shown;
  const words = all.products;
  const skus = detail.productSkuInfos;
  if (skus.length === 0) return [];
  const unit = unitIn(language, detail);
  const least = leastQuantity(orderQuantityOf(detail));
  const priceOfSku = (steps: readonly PriceStep[] = []) =>
    toldFrom(steps, least).length > 1
      ? words.punctuation.phrases(stepLines(steps, least, { detail, words: all, language }))
      : ownPrice(steps, words);
  const rows = skus.slice(0, mostLines).map((sku, at) => {
    const facts = [
      ...(pricing.logic === 'sku' ? [priceOfSku(pricing.skus[at]?.steps)] : []),
      ...(sku.amountOnSale === undefined
        ? []
        : [sku.amountOnSale <= 0 ? words.soldOut : words.stockOf(words.pieces(sku.amountOnSale, unit))]),
    ];
    return { sku, name: names[at] ?? sku.skuId, facts: facts.join(' · ') };
  });
  const heading: Block = { kind: 'text', text: [{ bold: words.product.variants }] };
  if (isByPicture(shown, undefined)) {
    const gallery = rows.map(({ sku, name, facts }): GalleryRow => {
      const picture = pictureFrom(picturesOf(sku), all.seller.picture(name));
      return {
        ...(picture !== undefined && { picture }),
        title: name,
        facts: facts === '' ? [] : [facts],
        name,
        actions: [{ kind: 'run', label: name, run: calls.sku(sku.skuId) }],
      };
    });
    return [heading, { kind: 'gallery', menus: [words.product.chooseVariant], rows: gallery }];
  }
  const lines = rows.map(({ name, facts }): Text => [{ bold: name }, facts === '' ? '' : ` · ${facts}`]);
  const left = skus.length - lines.length + detail.moreSkus;
  return [
    heading,
    { kind: 'list', items: left > 0 ? [...lines, [words.product.moreVariants(left)]] : lines },
  ];
}

function actionsOf(shown: Told, pricing: Pricing, sku: ProductSku | undefined) {
  const { offerId, detail, names, chart, calls, words: all } = shown;
  const words = all.products;
  const offer = offerId;
  const skus = detail.productSkuInfos;
  const least = leastQuantity(orderQuantityOf(detail));
  const openUid = parseOpenUid(detail.sellerOpenId ?? '');
  const choices = skus.slice(0, mostChoices).map(({ skuId }, at) => ({
    label: names[at] ?? skuId,
    run: calls.sku(skuId),
  }));
  const back = sku === undefined ? [] : [{ label: words.product.allVariants, run: calls.sku(undefined) }];
  const actions: readonly Action[] = [
    ...(skus.length === 0 || isByPicture(shown, sku)
      ? []
      : [{ kind: 'select' as const, label: words.product.chooseVariant, options: [...back, ...choices] }]),
    // In the order in which a buyer goes on.
    { kind: 'run', label: all.buying.order, run: calls.order, style: 'primary' },
    { kind: 'run', label: all.basket.add, run: calls.toBasket },
    {
      kind: 'run',
      label: words.chat,
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
