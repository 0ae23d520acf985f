import { z } from 'zod';
import { bounds } from '../bounds.ts';
import type { Endpoint } from '../endpoint.ts';
import { decimal, id, list, maybe, record, text, whole } from '../fields.ts';
import { type Page, page } from '../pages.ts';

export interface KeywordQueryRequest {
  readonly keyword: string;
  /** From 1. */
  readonly beginPage: number;
  readonly pageSize: number;
  /** The language of the translated fields. */
  readonly country: string;
  /** The partner's own keys, joined by commas: `shipInToday`, `totalEpScoreLv1`. */
  readonly filter?: string | undefined;
  /** JSON as text: `{"price":"asc"}`. */
  readonly sort?: string | undefined;
  /** Yuan, as text. */
  readonly priceStart?: string | undefined;
  /** Yuan, as text. */
  readonly priceEnd?: string | undefined;
  readonly categoryId?: string | undefined;
}

/** An offer as every search lists it. */
export const found = record({
  offerId: id,
  imageUrl: maybe(text),
  /** The title, in Chinese. */
  subject: maybe(text),
  /** The title in the language that the request asked for. */
  subjectTrans: maybe(text),
  /** Yuan. */
  priceInfo: maybe(
    record({ price: maybe(decimal), promotionPrice: maybe(decimal), consignPrice: maybe(decimal) }),
  ),
  /** Pieces sold in the last 30 days. */
  monthSold: maybe(whole),
  /** `10%` */
  repurchaseRate: maybe(text),
  minOrderQuantity: maybe(whole),
  tradeScore: maybe(text),
  /** `super_factory`, `powerful_merchants`, `tp_member`. */
  sellerIdentities: list(text, bounds.marks),
});

/** An offer as a search finds it: no seller, no SKUs, one price. */
export type FoundOffer = z.output<typeof found>;

/** Offers that match words. The path is documented, the fields are a sibling's and 1688's. */
export const keywordQuery: Endpoint<KeywordQueryRequest, Page<FoundOffer>> = {
  name: 'product.keywords.query',
  path: '/alibaba/ka/product/keywords/query',
  confidence: 'D',
  effect: 'read',
  kept: 'product',
  request: z
    .object({
      keyword: z.string().min(1),
      beginPage: z.int().min(1),
      pageSize: z.int().min(1).max(50),
      country: z.string().min(1),
      filter: z.string().min(1).optional(),
      sort: z.string().min(1).optional(),
      priceStart: z.string().min(1).optional(),
      priceEnd: z.string().min(1).optional(),
      categoryId: z.string().min(1).optional(),
    })
    .readonly(),
  data: page(found),
  example: { keyword: '保温杯', beginPage: 1, pageSize: 20, country: 'en' },
};
