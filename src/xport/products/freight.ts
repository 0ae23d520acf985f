import { z } from 'zod';
import { bounds } from '../bounds.ts';
import type { Endpoint } from '../endpoint.ts';
import { code, decimal, flagField, maybe, quantity, record, text } from '../fields.ts';

/** Where goods go within China, and how many. The codes are those of GB/T 2260. */
export interface FreightRequest {
  readonly offerId: string;
  readonly toProvinceCode: string;
  readonly toCityCode: string;
  /** The district, whatever the name says: 1688's is a slip for "county". */
  readonly toCountryCode: string;
  readonly totalNum: number;
  readonly logisticsSkuNumModels: readonly { readonly skuId: string; readonly number: number }[];
}

const freight = record({
  /** Yuan, for all pieces together. */
  freight: maybe(decimal),
  freePostage: maybe(flagField),
  templateName: maybe(text),
  /** Yuan, for the first `firstUnit`. */
  firstFee: maybe(decimal),
  firstUnit: maybe(quantity),
  /** Yuan, for each further `nextUnit`. */
  nextFee: maybe(decimal),
  nextUnit: maybe(quantity),
  /** What the units are: 0 kilograms, 1 pieces, 2 cubic metres. */
  chargeType: maybe(code),
});

/** What the seller's freight template makes of a request. */
export type Freight = z.output<typeof freight>;

const division = z.string().regex(/^\d{6}$/);

/** The freight within China. The path is inferred, the fields are 1688's. */
export const freightEstimate: Endpoint<FreightRequest, Freight> = {
  name: 'product.freight.estimate',
  path: '/alibaba/ka/product/freight/estimate',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  request: z
    .object({
      offerId: z.string().min(1),
      toProvinceCode: division,
      toCityCode: division,
      toCountryCode: division,
      totalNum: z.int().min(1),
      logisticsSkuNumModels: z
        .array(z.object({ skuId: z.string().min(1), number: z.int().min(1) }).readonly())
        .max(bounds.goods)
        .readonly(),
    })
    .readonly(),
  data: freight,
  example: {
    offerId: '951807530375',
    toProvinceCode: '330000',
    toCityCode: '330100',
    toCountryCode: '330108',
    totalNum: 10,
    logisticsSkuNumModels: [],
  },
};
