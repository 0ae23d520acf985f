import { readFileSync } from 'node:fs';

/*
 * An answer's `data` of every endpoint, as JSON text: the partner's documented examples where there are such, else 1688's
 * or a sibling's field names (xport-api.md). Ids of 19 digits are numbers here, as 1688 sends them.
 */

const id = '3305075341149134260';

/** The `data` of a documented example, every character of it. */
function documented(name: string): string {
  const text = readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8');
  // No id in these is beyond 2^53.
  return JSON.stringify(JSON.parse(text).response.data);
}

const sku = `{"skuId":5736673805656123456,"specId":"530ad00177264564503ec3b848650652","price":"29.00",
  "promotionPrice":null,"amountOnSale":120,"skuAttributes":[{"attributeName":"颜色","value":"黑色",
  "attributeNameTrans":"Colour","valueTrans":"Black","skuImageUrl":"https://cbu01.alicdn.com/x.jpg"}],
  "fenxiaoPriceInfo":{"onePiecePrice":"30.00","offerPrice":"29.00"}}`;

const detail = `{"offerId":889512351602,"categoryId":1031910,"categoryName":null,"subject":"纯棉T恤",
  "subjectTrans":"Cotton T-shirt","description":"<p>x</p>","productImage":{"images":["https://cbu01.alicdn.com/x.jpg"]},
  "productAttribute":[{"attributeName":"产地","value":"杭州","attributeNameTrans":"Origin","valueTrans":"Hangzhou"}],
  "productSkuInfos":[${sku}],"productSaleInfo":{"amountOnSale":120,"quoteType":2,
  "priceRangeList":[{"startQuantity":1,"price":"29.00","promotionPrice":"28.50"}],
  "unitInfo":{"unit":"件","transUnit":"piece"}},"productShippingInfo":{"sendGoodsAddressText":"杭州","weight":0.35,
  "width":20,"height":12,"length":30,"shippingTimeGuarantee":"shipIn48Hours",
  "skuShippingInfoList":[{"skuId":5736673805656123456,"specId":"530ad00177264564503ec3b848650652","weight":350}]},
  "sellerOpenId":"BBBJ82cNui3EUaxxMi_7Go73g","minOrderQuantity":2,"batchNumber":null,"status":"published",
  "soldOut":"1200","tradeScore":"5.0","companyName":"杭州服饰有限公司",
  "sellerMixSetting":{"generalHunpi":true,"mixAmount":100,"mixNumber":5},
  "sellerDataInfo":{"repeatPurchasePercent":"0.35"},"promotionModel":{"hasPromotion":true}}`;

const order = `{"baseInfo":{"idOfStr":"${id}","id":${id},"status":"waitsellersend","createTime":"2026-05-20 15:40:00",
  "payTime":"20260520154100000+0800","totalAmount":65.61,"shippingFee":"6.00","refund":0,"refundStatus":null,
  "closeReason":null,"outOrderId":"st1","sellerContact":{"companyName":"杭州服饰有限公司","mobile":"13800000000"}},
  "productItems":[{"subItemID":${id},"productID":889512351602,"name":"纯棉T恤","productImgUrl":["https://cbu01.alicdn.com/x.jpg"],
  "skuInfos":[{"name":"颜色","value":"黑色"}],"quantity":2,"unit":"件","price":29,"itemAmount":58.00,
  "statusStr":"等待卖家发货","refundStatus":null}],"nativeLogistics":{"contactPerson":"张三",
  "logisticsItems":[{"logisticsBillNo":"YT7565691026776","logisticsCompanyName":"圆通","deliveredTime":"2026-05-21 10:00:00"}]},
  "tradeTerms":[{"payStatus":2,"payTime":"2026-05-20 15:41:00"}]}`;

const found = `{"imageUrl":"https://cbu01.alicdn.com/x.jpg","subject":"T恤","subjectTrans":"T-shirt","offerId":6000000000011234567,
  "priceInfo":{"price":"12.80","promotionPrice":null,"consignPrice":"13.00"},"monthSold":1200,"repurchaseRate":"10%",
  "minOrderQuantity":2,"tradeScore":"4.8","sellerIdentities":["super_factory"],"createDate":"2026-01-01 00:00:00"}`;

/** By the endpoint's name. */
export const answers: Readonly<Record<string, string>> = {
  'im.openuid.decrypt': documented('openuid-decrypt'),
  'product.detail.get': detail,
  'product.detail.multi': `[${detail}]`,
  'product.keywords.query': `{"totalRecords":2000,"totalPage":100,"pageSize":20,"currentPage":1,"data":[${found}]}`,
  'product.image.upload': id,
  'product.image.query': `{"totalRecords":2000,"totalPage":100,"pageSize":20,"currentPage":1,"data":[${found}]}`,
  'product.category.query': `{"categoryId":0,"chineseName":"","translatedName":"","leaf":false,"level":"0",
    "children":[{"categoryId":311,"chineseName":"服饰","translatedName":"Clothing","leaf":false,"level":"1","parentCateId":0}]}`,
  'product.freight.estimate': `{"offerId":6000000000011234567,"freight":"6.00","freePostage":false,"templateName":"按重量",
    "firstFee":"4","firstUnit":"1","nextFee":"2","nextUnit":"1","chargeType":"0"}`,
  'order.list': `{"totalRecord":1,"currentPage":1,"pageSize":20,"result":[${order}]}`,
  'order.detail': order,
  'order.logistics': `{"logisticsTrace":[{"logisticsId":"LP1","orderId":${id},"logisticsBillNo":"YT7565691026776",
    "logisticsSteps":[{"acceptTime":"2026-05-21 10:00:00","remark":"已揽收"}]}],"pnmLogisticsDetails":null}`,
  'purchase.page': `{"total":1,"records":[{"orderId":${id},"outOrderId":"st1","status":10,"createTime":"2026-05-20 15:40:00",
    "totalAmount":6561,"shippingFee":600,"mailNo":null,"shopName":"店","subOrderList":[{"itemId":889512351602,"title":"T恤",
    "skuName":"黑色","picUrl":"https://cbu01.alicdn.com/x.jpg","quantity":2,"price":"29.00","refundStatus":0}]}]}`,
  'address.addOrUpdate': 'null',
  'address.get': `[{"id":${id},"name":"张三","phone":"13800000000","province":"浙江省","city":"杭州市","district":"滨江区",
    "address":"网商路699号","districtCode":330108}]`,
  'order.create.preview': documented('order-preview'),
  'order.create': `{"orderId":${id},"totalSuccessAmount":6561,"postFee":600,"orderList":[{"orderId":${id}}],
    "failedOfferList":[{"offerId":889512351602,"specId":"530ad00177264564503ec3b848650652","errorCode":42,"errorMessage":"库存不足"}]}`,
  'order.pay': `{"orderId":${id},"protocolPaySuccess":false,"payUrl":"https://trade.1688.com/order/cashier.htm","cantPayOrderList":null}`,
  'order.cancel': 'null',
  'freight.abroad.estimate': `[{"serviceId":"STANDARD","companyName":"CAINIAO","serviceCategory":"STANDARD","minDays":12,
    "maxDays":20,"totalFreight":"18.10","currency":"USD"},{"serviceId":1234567890123456789,"freight":1810,"currency":"USD"}]`,
  'freight.abroad.render': `{"renderId":"FF2026112500001","totalFreight":"18.10","currency":"USD",
    "renderItems":[{"itemId":889512351602,"quantity":2,"message":null}]}`,
  'freight.abroad.book': `{"orderId":${id},"renderId":"FF2026112500001"}`,
  'freight.abroad.updateDomestic': 'null',
  'refund.reasons': `{"reasons":[{"id":${id},"name":"不想要了","needVoucher":false,"noRefundCarriage":true},{"id":20007,"name":"缺货"}]}`,
  'refund.voucher.upload': `{"imageDomain":"https://cbu01.alicdn.com/","imageRelativeUrl":"img/ibank/x.jpg"}`,
  'refund.create': `{"result":{"refundId":"TQ123456789012"}}`,
  'refund.goods.return': 'null',
  'refund.carriers': `{"result":[{"id":${id},"companyNo":"YTO","companyName":"圆通速递"},{"id":4,"companyNo":null,"companyName":"中通"}]}`,
};
