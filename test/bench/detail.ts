import { createHash } from 'node:crypto';
import { modelOf } from './scene.ts';

/** An offer's details as JSON: about 10 kB, as a product with a dozen SKUs is. Ids are numbers there, as 1688 sends them. */
export function detailOf(offerId: string): string {
  return detailAround.join(offerId);
}

const detailAround = JSON.stringify({
  offerId: 111_222_333_444,
  categoryId: 1031910,
  categoryName: null,
  subject: `冷库制冷机组 ${modelOf('111222333444')} 一体式 风冷 工业用`,
  subjectTrans: `Cold storage refrigeration unit ${modelOf('111222333444')}, one piece, air-cooled, industrial`,
  description: `<div>${'<p><img src="https://cbu01.alicdn.com/img/ibank/O1CN01bench_!!1-0-cib.jpg"/></p>'.repeat(24)}</div>`,
  productImage: {
    images: Array.from(
      { length: 5 },
      (_, at) => `https://cbu01.alicdn.com/img/ibank/O1CN01bench${at}_!!1-0-cib.jpg`,
    ),
  },
  productAttribute: Array.from({ length: 12 }, (_, at) => ({
    attributeId: String(1000 + at),
    attributeName: `属性${at}`,
    value: `数值${at}`,
    attributeNameTrans: `Attribute ${at}`,
    valueTrans: `Value ${at}`,
  })),
  productSkuInfos: Array.from({ length: 12 }, (_, at) => ({
    amountOnSale: 900 + at,
    price: `${1280 + at}.00`,
    promotionPrice: null,
    skuId: 5_736_673_805_600 + at,
    specId: createHash('md5').update(`bench ${at}`).digest('hex'),
    skuAttributes: [
      {
        attributeId: 3216,
        attributeName: '颜色',
        attributeNameTrans: 'Colour',
        value: `白色${at}`,
        valueTrans: `White ${at}`,
        skuImageUrl: `https://cbu01.alicdn.com/img/ibank/O1CN01sku${at}_!!1-0-cib.jpg`,
      },
    ],
    fenxiaoPriceInfo: { onePiecePrice: `${1290 + at}.00`, offerPrice: `${1280 + at}.00` },
  })),
  productSaleInfo: {
    amountOnSale: 10_866,
    priceRangeList: [
      { startQuantity: 1, price: '1280.00', promotionPrice: null },
      { startQuantity: 10, price: '1210.00', promotionPrice: null },
      { startQuantity: 100, price: '1180.00', promotionPrice: null },
    ],
    quoteType: 1,
    unitInfo: { unit: '台', transUnit: 'piece' },
  },
  productShippingInfo: {
    sendGoodsAddressText: '山东省 济南市',
    weight: 38.5,
    width: 60,
    height: 55,
    length: 80,
    shippingTimeGuarantee: 'shipIn48Hours',
    skuShippingInfoList: Array.from({ length: 12 }, (_, at) => ({
      skuId: 5_736_673_805_600 + at,
      weight: 38_500,
    })),
  },
  sellerOpenId: `BBB${'111222333444'}_Bench7Go73g`,
  minOrderQuantity: 1,
  batchNumber: 1,
  status: 'published',
  soldOut: '1204',
  tradeScore: '5.0',
  companyName: '济南丰华制冷设备有限公司',
  sellerMixSetting: { generalHunpi: false, mixAmount: null, mixNumber: null },
  sellerDataInfo: { repeatPurchasePercent: '0.31', compositeServiceScore: '4.5' },
  promotionModel: { hasPromotion: false, promotionType: null },
}).split('111222333444');
