import { mostLines } from '../../src/domain/buying/purchase.ts';
import { type Behaviour, chatLink, envelope, openFaultyUpstream } from '../fakes/faulty-upstream.ts';

/** 1688 takes 60 characters for a title; its translations and whatever else is not documented may be longer. */
const chinese = (length: number) => '超长商品名称加厚防滑定制'.repeat(100).slice(0, length);
const english = (length: number) =>
  'the longest name of goods, thick and non-slip, '.repeat(100).slice(0, length);

const offerId = '9518073053759518073';
const sku = (at: number) => ({
  skuId: `95180730537595180${String(at).padStart(3, '0')}`,
  specId: `${at}`.padStart(32, 'f'),
  price: `99999999.${10 + (at % 90)}`,
  promotionPrice: `88888888.${10 + (at % 90)}`,
  amountOnSale: Number.MAX_SAFE_INTEGER,
  skuAttributes: [0, 1, 2].map((attribute) => ({
    attributeName: chinese(30),
    attributeNameTrans: english(60),
    value: `${at}/${attribute} ${chinese(60)}`,
    valueTrans: `${at}/${attribute} ${english(100)}`,
    skuImageUrl: picture(at),
  })),
});

/** As long an address as 1688's pictures have, and longer. */
const picture = (at: number) =>
  `https://cbu01.alicdn.com/img/ibank/${'O1CN01'.repeat(40)}${at}_!!1-0-cib.jpg`;

/** An offer with as many variants and price steps as there may be, and every field at its longest. */
const detail = {
  offerId,
  subject: chinese(120),
  subjectTrans: english(1000),
  productImage: { images: [0, 1, 2, 3, 4].map(picture) },
  productSkuInfos: Array.from({ length: 200 }, (_, at) => sku(at)),
  productSaleInfo: {
    amountOnSale: Number.MAX_SAFE_INTEGER,
    priceRangeList: Array.from({ length: 30 }, (_, at) => ({
      startQuantity: 99_000 + at,
      price: `9999999${9 - (at % 9)}.99`,
      promotionPrice: `8888888${9 - (at % 9)}.99`,
    })),
    quoteType: 2,
    unitInfo: { unit: chinese(40), transUnit: english(80) },
  },
  productShippingInfo: { sendGoodsAddressText: chinese(200), weight: 99_999.999 },
  sellerOpenId: `BBB${'J82cNui3EUaxxMi_7Go73g'.repeat(2)}`,
  minOrderQuantity: 999_995,
  batchNumber: 5,
  status: 'published',
  soldOut: '9'.repeat(200),
  tradeScore: '9'.repeat(200),
  companyName: chinese(200),
  sellerDataInfo: { repeatPurchasePercent: '0.99999999999999' },
  promotionModel: { hasPromotion: true },
};

/** As many kinds of it as a basket takes of one seller. */
const basketKinds = Array.from({ length: mostLines }, (_, at) => sku(at).specId);

const preview = {
  sumCarriage: 99_999_999_99,
  sumPaymentNoCarriage: 99_999_999_99,
  sumPayment: 199_999_999_98,
  sumTotalPayment: 299_999_999_97,
  orderItemTOList: basketKinds.map((specId, at) => ({
    offerId,
    specId,
    finalUnitPrice: 99_999_999_00 + at,
    amount: 99_999_999_99,
    message: `${at} ${chinese(400)}`,
  })),
};

const found = (at: number) => ({
  imageUrl: picture(at),
  subject: `${at} ${chinese(120)}`,
  subjectTrans: `${at} ${english(1000)}`,
  offerId: `9518073053759518${String(at).padStart(3, '0')}`,
  priceInfo: { price: '99999999.99', consignPrice: '99999999.99', promotionPrice: '88888888.88' },
  repurchaseRate: '9'.repeat(200),
  monthSold: Number.MAX_SAFE_INTEGER,
  minOrderQuantity: Number.MAX_SAFE_INTEGER,
  tradeScore: '4.8',
});

const category = (at: number) => ({
  categoryId: 999_999_900 + at,
  chineseName: `${at} ${chinese(120)}`,
  translatedName: `${at} ${english(400)}`,
  leaf: at % 2 === 0,
});

/** An answer for several has to stay within what the bot reads of any answer. */
const severalDetails = [1, 2, 3, 4, 5].map((at) => ({
  ...detail,
  offerId: found(at).offerId,
  productSkuInfos: detail.productSkuInfos.slice(0, 30),
}));

const address = {
  id: '5738',
  name: chinese(200),
  phone: '9'.repeat(200),
  province: chinese(200),
  city: chinese(200),
  district: chinese(200),
  address: chinese(1000),
};

const answers: readonly (readonly [string, unknown])[] = [
  ['/address/get', Array.from({ length: 30 }, (_, at) => ({ ...address, id: String(5738 + at) }))],
  ['/product/detail/get', detail],
  ['/product/detail/multi', severalDetails],
  [
    '/query',
    {
      totalRecords: 2000,
      totalPage: 200,
      pageSize: 10,
      currentPage: 1,
      data: Array.from({ length: 10 }, (_, at) => found(at)),
    },
  ],
  ['/order/create/preview', preview],
  [
    '/product/freight/estimate',
    {
      offerId,
      freight: '99999999.99',
      freePostage: false,
      templateName: chinese(400),
      chargeType: '0',
      firstFee: '99999999.99',
      firstUnit: '99999999',
      nextFee: '99999999.99',
      nextUnit: '99999999',
    },
  ],
];

const answer: Behaviour = (response, request) => {
  if (request.path.endsWith('/decrypt')) {
    return chatLink(`https://air.1688.com/im?touid=cnalichn${'x'.repeat(1500)}&offerId=${offerId}`)(
      response,
      request,
    );
  }
  const isCategory = request.path.endsWith('/category/query');
  const children = Array.from({ length: 300 }, (_, at) => category(at));
  const data = isCategory
    ? { ...category(0), children }
    : answers.find(([path]) => request.path.endsWith(path))?.[1];
  envelope({ data })(response, request);
};

/** A partner that has no other offers, and the lines that show them in every card there is of offers. */
export async function longestOffers() {
  const upstream = await openFaultyUpstream();
  upstream.behave(answer);
  const five = [1, 2, 3, 4, 5].map((at) => found(at).offerId).join(' ');
  return {
    url: upstream.url,
    lines: [
      `/product ${offerId}`,
      `/product ${offerId} --chart`,
      `/product ${offerId} --sku ${sku(7).skuId}`,
      `/search ${chinese(200)}`,
      `/image ${picture(1)}`,
      `/compare ${five}`,
      `/compare ${five} --quantity 1000000`,
      '/category 999999900',
      `/freight ${offerId} 1000000 --to 330782`,
      `/order preview ${offerId} 1000000`,
      `/order preview ${offerId} 1000000 --sku ${sku(7).specId}`,
      '/address list',
      ...basketKinds.map((specId) => `/basket add ${offerId} 1000000 --sku ${specId}`),
      '/basket',
      '/basket preview --address 5738',
      `/seller ${offerId}`,
    ],
    close: () => upstream.close(),
  };
}
