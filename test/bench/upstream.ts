import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import { listen } from './listen.ts';
import { account, memberOf, modelOf } from './scene.ts';

/**
 * The partner API as the benchmark needs it, in a process of its own: two endpoints, each answered 20 ms after
 * its request was read, whoever asks. Checks the signature, so that a contender that does not sign gets nothing.
 */
const delayMs = 20;

const decryptRequest = z.object({ openUid: z.string(), offerId: z.string() });
const detailRequest = z.object({ offerId: z.string() });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(request.url ?? '', request.headers, Buffer.concat(chunks).toString('utf8'));
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(answer);
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;

process.send?.({ url: `${await listen(server)}/api` });
process.on('disconnect', () => process.exit(0));

function answerTo(path: string, headers: NodeJS.Dict<string | string[]>, body: string): string {
  const text = `${account.accessKey}${headers['timestamp']}${headers['nonce-str']}${account.accessSecret}`;
  const expected = createHash('md5').update(text).digest('hex').toUpperCase();
  if (headers['signature'] !== expected) return envelope(401, '签名错误', 'null');
  if (path === '/api/alibaba/ka/im/openuid/decrypt') {
    const asked = decryptRequest.parse(JSON.parse(body));
    const page = 'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html';
    const wangwangUrl = `${page}?touid=${memberOf(asked)}&siteid=cnalichn&status=1&offerId=${asked.offerId}`;
    return envelope(200, '成功', JSON.stringify({ wangwangUrl }));
  }
  if (path === '/api/alibaba/ka/product/detail/get') {
    const { offerId } = detailRequest.parse(JSON.parse(body));
    return envelope(200, '成功', detailOf(offerId));
  }
  return envelope(404, '接口不存在', 'null');
}

function envelope(code: number, msg: string, data: string): string {
  const requestId = randomUUID().replaceAll('-', '');
  return `{"requestId":"${requestId}","code":${code},"developId":"1023561483696472887","msg":"${msg}","data":${data}}`;
}

/** About 10 kB, as a product with a dozen SKUs is. Ids are JSON numbers there, as 1688 sends them. */
function detailOf(offerId: string): string {
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
