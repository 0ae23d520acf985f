import { z } from 'zod';
import { findOffer, type Offer } from '../catalogue.ts';
import { createPicks } from '../picks.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import type { SandboxEndpoint } from './endpoint.ts';
import { firstFault, offerId, yuan } from './fields.ts';

const code = z.string().regex(/^[1-6]\d{5}$/);
const skuId = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{1,20}$/));

const request = z.object({
  offerId,
  toProvinceCode: code,
  toCityCode: code,
  toCountryCode: code,
  totalNum: z.int().min(1).max(1_000_000),
  logisticsSkuNumModels: z.array(z.object({ skuId, number: z.int().min(1) })).default([]),
});

/** Provinces that parcels take long to. */
const remote = ['15', '54', '62', '63', '64', '65'];

/** The first kilogram at one price, each begun one after it at another; some sellers pay for all but the remote. */
export const answerFreightEstimate: SandboxEndpoint = {
  path: '/alibaba/ka/product/freight/estimate',
  answer(body) {
    const asked = request.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const { totalNum, toProvinceCode, toCityCode, toCountryCode, logisticsSkuNumModels: skus } = asked.data;
    if (!toCityCode.startsWith(toProvinceCode.slice(0, 2))) return fieldRefusal('toCityCode');
    if (!toCountryCode.startsWith(toCityCode.slice(0, 4))) return fieldRefusal('toCountryCode');
    const offer = findOffer(asked.data.offerId);
    if ('code' in offer) return offer;
    if (skus.some((wanted) => !offer.skus.some((sku) => sku.skuId === wanted.skuId))) {
      return businessRefusals.skuUnknown;
    }
    const counted = skus.reduce((sum, { number }) => sum + number, 0);
    if (skus.length > 0 && counted !== totalNum) return fieldRefusal('totalNum');
    return { data: estimated(offer, totalNum, remote.includes(toProvinceCode.slice(0, 2))) };
  },
};

function estimated(offer: Offer, pieces: number, isRemote: boolean) {
  const picks = createPicks(offer.offerId);
  const firstFen = picks.between('freight/first', 4, 9) * 100 + (isRemote ? 1000 : 0);
  const nextFen = picks.between('freight/next', 1, 4) * 100 + (isRemote ? 800 : 0);
  const freePostage = picks.between('freight/free', 1, 5) === 1 && !isRemote;
  const furtherKilograms = Math.max(0, Math.ceil((offer.weightGrams * pieces) / 1000) - 1);
  return {
    offerId: offer.offerId,
    freight: yuan(freePostage ? 0 : firstFen + furtherKilograms * nextFen),
    freePostage,
    templateId: picks.between('freight/template', 10_000_000, 99_999_999),
    templateName: freePostage ? '包邮' : '按重量计费',
    chargeType: '0',
    firstFee: yuan(firstFen),
    firstUnit: '1',
    nextFee: yuan(nextFen),
    nextUnit: '1',
    subTemplateType: 'DEFAULT',
  };
}
