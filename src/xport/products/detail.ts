import { z } from 'zod';
import { bounds, most } from '../bounds.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  capped,
  code,
  decimal,
  firstOf,
  flagField,
  id,
  list,
  maybe,
  quantity,
  record,
  text,
  whole,
} from '../fields.ts';
import { type Page, page } from '../pages.ts';
import { wholeMembers } from '../wanted-members.ts';

export interface ProductDetailRequest {
  readonly offerId: string;
  /** The language of the translated fields. */
  readonly country: string;
}

const attribute = record({
  attributeName: maybe(text),
  value: maybe(text),
  attributeNameTrans: maybe(text),
  valueTrans: maybe(text),
});

const sku = record({
  skuId: id,
  /** 32 hex digits: what an order names. */
  specId: maybe(text),
  /** Yuan. Beside a retail price it holds from two pieces on. */
  price: maybe(decimal),
  /** Yuan. */
  promotionPrice: maybe(decimal),
  /** Yuan, of one piece alone; see the offer's. */
  retailPrice: maybe(decimal),
  /** Stock. */
  amountOnSale: maybe(whole),
  skuAttributes: firstOf(
    record({
      attributeName: maybe(text),
      value: maybe(text),
      attributeNameTrans: maybe(text),
      valueTrans: maybe(text),
      skuImageUrl: maybe(text),
    }),
    most.attributes,
  ),
  fenxiaoPriceInfo: maybe(record({ onePiecePrice: maybe(decimal), offerPrice: maybe(decimal) })),
});

const saleInfo = record({
  amountOnSale: maybe(whole),
  priceRangeList: list(
    record({
      startQuantity: whole,
      /** Yuan. A step without one is kept: the step before it ends there. */
      price: maybe(decimal),
      /** Yuan. */
      promotionPrice: maybe(decimal),
    }),
    bounds.priceSteps,
  ),
  /** 0: no SKU, a step by quantity; 1: each SKU its own price; 2: SKUs, but the step by total quantity counts. */
  quoteType: maybe(whole),
  /**
   * Yuan, of one piece alone. 1688 documents it as the retail price, for product.search.queryProductDetail; where it is
   * given, the steps begin at two pieces, though the minimum may be one (a reseller's notes on that change).
   */
  retailPrice: maybe(decimal),
  unitInfo: maybe(record({ unit: maybe(text), transUnit: maybe(text) })),
});

const shippingInfo = record({
  sendGoodsAddressText: maybe(text),
  /** Kilograms. */
  weight: maybe(quantity),
  /** Centimetres. */
  width: maybe(quantity),
  /** Centimetres. */
  height: maybe(quantity),
  /** Centimetres. */
  length: maybe(quantity),
  shippingTimeGuarantee: maybe(text),
  skuShippingInfoList: firstOf(
    record({
      skuId: maybe(id),
      specId: maybe(text),
      /** Grams. */
      weight: maybe(quantity),
    }),
    most.variants,
  ),
});

const read = record({
  offerId: maybe(id),
  categoryId: maybe(id),
  categoryName: maybe(text),
  /** The title, in Chinese. */
  subject: maybe(text),
  /** The title in the language that the request asked for. */
  subjectTrans: maybe(text),
  productImage: maybe(record({ images: firstOf(z.string(), most.pictures) })),
  productAttribute: firstOf(attribute, most.attributes),
  productSkuInfos: capped(sku, most.variants),
  productSaleInfo: maybe(saleInfo),
  productShippingInfo: maybe(shippingInfo),
  /** The seller's encrypted member id: what `im.openuid.decrypt` calls openUid. */
  sellerOpenId: maybe(text),
  minOrderQuantity: maybe(whole),
  /** Pieces per lot: an order's quantity is a multiple of it. */
  batchNumber: maybe(whole),
  /** `published`, or why it can't be bought. */
  status: maybe(text),
  soldOut: maybe(code),
  tradeScore: maybe(text),
  /** The shop's public company name. */
  companyName: maybe(text),
  sellerMixSetting: maybe(
    record({ generalHunpi: maybe(flagField), mixAmount: maybe(quantity), mixNumber: maybe(whole) }),
  ),
  sellerDataInfo: maybe(record({ repeatPurchasePercent: maybe(text) })),
  promotionModel: maybe(record({ hasPromotion: maybe(flagField) })),
});

const detail = read.transform(({ productSkuInfos: skus, ...rest }) =>
  Object.freeze({
    ...rest,
    /** At most 2,000. */
    productSkuInfos: skus.items,
    /** How many SKUs there are besides. */
    moreSkus: skus.more,
  }),
);

/**
 * An offer as the partner describes it, in its field names. None of them is documented by the partner, so any
 * may be missing. The HTML description is left out: it is never shown.
 */
export type ProductDetail = z.output<typeof detail>;

const headlineShape = {
  /** The title, in Chinese. */
  subject: maybe(text),
  /** The title in the language that the request asked for. */
  subjectTrans: maybe(text),
  productImage: maybe(record({ images: firstOf(z.string(), most.pictures) })),
  /** The seller's encrypted member id: what `im.openuid.decrypt` calls openUid. */
  sellerOpenId: maybe(text),
  /** The shop's public company name. */
  companyName: maybe(text),
};

const headline = record(headlineShape);

/** What of an offer names it and its seller. */
export type ProductHeadline = z.output<typeof headline>;

/** As much as an offer of 2,000 SKUs takes (some 700 bytes each), and half as much again. */
const mostBytes = 2 * 1024 * 1024;

export const productDetail: Endpoint<ProductDetailRequest, ProductDetail> = {
  name: 'product.detail.get',
  path: '/alibaba/ka/product/detail/get',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  mostBytes,
  request: z.object({ offerId: z.string().min(1), country: z.string().min(1) }).readonly(),
  data: detail,
  example: { offerId: '951807530375', country: 'en' },
};

export interface ProductDetailsRequest {
  readonly offerIds: readonly string[];
  readonly country: string;
}

/** Several offers in one call. The path, the field and whether it is there at all are inferred. */
export const productDetails: Endpoint<ProductDetailsRequest, Page<ProductDetail>> = {
  name: 'product.detail.multi',
  path: '/alibaba/ka/product/detail/multi',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  request: z
    .object({
      offerIds: z.array(z.string().min(1)).min(1).max(bounds.offers).readonly(),
      country: z.string().min(1),
    })
    .readonly(),
  data: page(detail),
  example: { offerIds: ['951807530375', '600000000001'], country: 'en' },
};

/** The same call, of which only the headline is read: an offer's SKUs are most of its details. */
export const productHeadline: Endpoint<ProductDetailRequest, ProductHeadline> = {
  ...productDetail,
  data: headline,
  members: wholeMembers(headlineShape),
};
