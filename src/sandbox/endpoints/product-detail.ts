import { z } from 'zod';
import { findOffer, type Offer } from '../catalogue.ts';
import { fieldRefusal } from '../refusals.ts';
import { firstFault, offerId, type SandboxEndpoint, sentId, yuan } from './endpoint.ts';

const request = z.object({ offerId, country: z.string().min(2).max(5) });

/** An offer's details, in 1688's field names. */
export const answerProductDetail: SandboxEndpoint = {
  path: '/alibaba/ka/product/detail/get',
  answer(body) {
    const asked = request.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const offer = findOffer(asked.data.offerId);
    return 'code' in offer ? offer : { data: described(offer) };
  },
};

const severalRequest = z.object({
  offerIds: z.array(offerId).min(1).max(20),
  country: z.string().min(2).max(5),
});

/** Several offers' details; those that can't be had are left out. */
export const answerProductDetails: SandboxEndpoint = {
  path: '/alibaba/ka/product/detail/multi',
  answer(body) {
    const asked = severalRequest.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const offers = asked.data.offerIds.map(findOffer);
    return { data: offers.flatMap((offer) => ('code' in offer ? [] : [described(offer)])) };
  },
};

function described(offer: Offer) {
  const { goods, seller, title } = offer;
  return {
    offerId: sentId(offer.offerId),
    categoryId: goods.categoryId,
    categoryName: null,
    subject: title.zh,
    subjectTrans: title.en,
    description: `<div><p>${title.zh}</p></div>`,
    mainVideo: null,
    productImage: { images: offer.images },
    productAttribute: [
      {
        attributeId: '364',
        attributeName: '产品类别',
        value: goods.name,
        attributeNameTrans: 'Category',
        valueTrans: goods.nameTrans,
      },
      {
        attributeId: '7869',
        attributeName: '产地',
        value: seller.city,
        attributeNameTrans: 'Origin',
        valueTrans: seller.city,
      },
    ],
    productSkuInfos: offer.skus.map((sku) => ({
      skuId: sentId(sku.skuId),
      specId: sku.specId,
      price: yuan(sku.fen),
      promotionPrice: null,
      amountOnSale: sku.stock,
      skuAttributes: [
        {
          attributeId: 3216,
          attributeName: '颜色',
          attributeNameTrans: 'Colour',
          value: sku.colour.zh,
          valueTrans: sku.colour.en,
          skuImageUrl: sku.imageUrl,
        },
      ],
      fenxiaoPriceInfo: { onePiecePrice: yuan(sku.fen + 100), offerPrice: yuan(sku.fen) },
    })),
    productSaleInfo: {
      amountOnSale: offer.skus.reduce((sum, sku) => sum + sku.stock, 0) || 5000,
      priceRangeList:
        offer.quoteType === 1
          ? null
          : offer.steps.map((step) => ({ startQuantity: step.startQuantity, price: yuan(step.fen) })),
      quoteType: offer.quoteType,
      unitInfo: { unit: goods.unit, transUnit: goods.unitTrans },
    },
    productShippingInfo: {
      sendGoodsAddressText: seller.city,
      weight: offer.weightGrams / 1000,
      width: 20,
      height: 12,
      length: 30,
      shippingTimeGuarantee: 'shipIn48Hours',
      skuShippingInfoList: offer.skus.map((sku) => ({
        skuId: sentId(sku.skuId),
        specId: sku.specId,
        weight: offer.weightGrams,
      })),
    },
    sellerOpenId: seller.openUid,
    minOrderQuantity: offer.minOrderQuantity,
    batchNumber: offer.batchNumber ?? null,
    status: 'published',
    soldOut: String(offer.sold),
    tradeScore: '4.8',
    companyName: seller.companyName,
    sellerMixSetting: { generalHunpi: false, mixAmount: null, mixNumber: null },
    sellerDataInfo: { repeatPurchasePercent: '0.35' },
    promotionModel: { hasPromotion: false },
  };
}
