import { z } from 'zod';
import { findOffer, type Offer } from '../catalogue.ts';
import { categoriesIn, findCategory, type SandboxCategory } from '../categories.ts';
import { domesticFreight } from '../freight.ts';
import { createPicks } from '../picks.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { createShelf } from '../shelf.ts';
import { categoryId, firstFault, offerId, type SandboxEndpoint, sentId, yuan } from './endpoint.ts';
import { imageEndpoints } from './images.ts';
import { answerKeywordQuery } from './keyword-query.ts';
import { answerProductDetail, answerProductDetails } from './product-detail.ts';

const categoryRequest = z.object({ categoryId, language: z.string().min(2).max(5) });

/** A category and those right below it; 0 is the root. */
const answerCategoryQuery: SandboxEndpoint = {
  path: '/alibaba/ka/product/category/query',
  answer(body) {
    const asked = categoryRequest.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const { categoryId: id, language } = asked.data;
    const category = id === '0' ? undefined : findCategory(id);
    if (category === undefined && id !== '0') return businessRefusals.categoryUnknown;
    const below = categoriesIn(id);
    return {
      data: {
        ...(category === undefined
          ? { categoryId: 0, chineseName: null, translatedName: null, level: '0', parentCateId: null }
          : named(category)),
        language,
        leaf: below.length === 0,
        children: below.map((child) => ({
          ...named(child),
          language,
          leaf: categoriesIn(child.categoryId).length === 0,
          children: null,
        })),
      },
    };
  },
};

function named({ categoryId: id, name, parentId }: SandboxCategory) {
  return {
    categoryId: sentId(id),
    chineseName: name.zh,
    translatedName: name.en,
    level: parentId === '0' ? '1' : '2',
    parentCateId: sentId(parentId),
  };
}

const code = z.string().regex(/^[1-6]\d{5}$/);
const skuId = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{1,20}$/));

const freightRequest = z.object({
  offerId,
  toProvinceCode: code,
  toCityCode: code,
  toCountryCode: code,
  totalNum: z.int().min(1).max(1_000_000),
  logisticsSkuNumModels: z.array(z.object({ skuId, number: z.int().min(1) })).default([]),
});

/** What an order of it would be charged. */
const answerFreightEstimate: SandboxEndpoint = {
  path: '/alibaba/ka/product/freight/estimate',
  answer(body) {
    const asked = freightRequest.safeParse(body);
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
    return { data: estimated(offer, totalNum, toProvinceCode.slice(0, 2)) };
  },
};

function estimated(offer: Offer, pieces: number, province: string) {
  const { fen, firstFen, nextFen, freePostage } = domesticFreight(offer, pieces, province);
  return {
    offerId: offer.offerId,
    freight: yuan(fen),
    freePostage,
    templateId: createPicks(offer.offerId).between('freight/template', 10_000_000, 99_999_999),
    templateName: freePostage ? '包邮' : '按重量计费',
    chargeType: '0',
    firstFee: yuan(firstFen),
    firstUnit: '1',
    nextFee: yuan(nextFen),
    nextUnit: '1',
    subTemplateType: 'DEFAULT',
  };
}

/** The endpoints that read offers. */
export function productAnswers(): readonly SandboxEndpoint[] {
  const shelf = createShelf();
  return [
    answerProductDetail,
    answerProductDetails,
    answerKeywordQuery(shelf),
    ...imageEndpoints(shelf),
    answerCategoryQuery,
    answerFreightEstimate,
  ];
}
