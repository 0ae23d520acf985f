import { timestampWindowSeconds } from '../xport/signature.ts';

/** How the sandbox says no. */
export interface SandboxRefusal {
  /** HTTP status. */
  readonly status: number;
  readonly code: number | string;
  readonly msg: string;
}

/*
 * The partner's own codes and statuses are not documented; these are the sandbox's. A fault of the call itself
 * comes with an HTTP status, a refusal by the business behind it with 200, so that a client meets both.
 */

export const callRefusals = {
  methodUnknown: { status: 405, code: 40500, msg: '请求方法错误：只支持 POST' },
  pathUnknown: { status: 404, code: 40400, msg: '接口不存在' },
  contentTypeUnknown: { status: 415, code: 41500, msg: 'Content-Type 必须是 application/json' },
  bodyTooLarge: { status: 413, code: 41300, msg: '请求体过大' },
  bodyUnreadable: { status: 400, code: 40000, msg: '请求体不是合法的 JSON 对象' },
  userIdMissing: { status: 401, code: 40101, msg: '缺少请求头 user-id' },
  userIdUnknown: { status: 401, code: 40109, msg: '请求头 user-id 不属于该账号' },
  accessKeyUnknown: { status: 401, code: 40102, msg: '请求头 access-key 无效' },
  timestampUnreadable: { status: 401, code: 40103, msg: '请求头 timestamp 格式错误' },
  timestampOff: {
    status: 401,
    code: 40104,
    msg: `请求头 timestamp 与服务器时间相差超过 ${timestampWindowSeconds} 秒`,
  },
  nonceUnreadable: { status: 401, code: 40105, msg: '请求头 nonce-str 必须是 32 位字母或数字' },
  signatureWrong: { status: 401, code: 40106, msg: '签名错误' },
  nonceUsed: { status: 401, code: 40107, msg: '请求头 nonce-str 已被使用' },
  querySignatureWrong: { status: 401, code: 40108, msg: '请求参数 timestamp 或 sign 错误' },
  broken: { status: 500, code: 50000, msg: '系统异常' },
} as const satisfies Record<string, SandboxRefusal>;

export const businessRefusals = {
  offerUnknown: { status: 200, code: 40401, msg: '商品不存在' },
  offerUnpublished: { status: 200, code: 40402, msg: '商品已下架' },
  skuUnknown: { status: 200, code: 40403, msg: '规格不存在' },
  orderUnknown: { status: 200, code: 40404, msg: '订单不存在' },
  refundUnknown: { status: 200, code: 40405, msg: '退款单不存在' },
  categoryUnknown: { status: 200, code: 40406, msg: '类目不存在' },
  addressUnknown: { status: 200, code: 40407, msg: '收货地址不存在' },
  renderUnknown: { status: 200, code: 40413, msg: '运费渲染单不存在或已过期' },
  serviceUnknown: { status: 200, code: 40409, msg: '物流服务不存在' },
  shipmentUnknown: { status: 200, code: 40410, msg: '国际运单不存在' },
  reasonUnknown: { status: 200, code: 40411, msg: '退款原因不存在' },
  carrierUnknown: { status: 200, code: 40412, msg: '物流公司不存在' },
  quantityTooSmall: { status: 200, code: 40002, msg: '购买数量小于起批量' },
  districtCodeWrong: { status: 200, code: 40003, msg: '区县代码错误或与省份不符' },
  phoneWrong: { status: 200, code: 40004, msg: '手机号或电话格式错误' },
  provinceUnknown: { status: 200, code: 40005, msg: '省份不存在' },
  quantityNoMultiple: { status: 200, code: 40006, msg: '购买数量必须是每手数量的整数倍' },
  pictureUnreadable: { status: 200, code: 40007, msg: '图片格式错误：只支持 PNG、JPEG、WEBP、GIF' },
  pictureTooLarge: { status: 200, code: 40008, msg: '图片大小超过 5 MB' },
  pictureUnknown: { status: 200, code: 40408, msg: '图片不存在或已过期' },
  pictureForeign: { status: 200, code: 40009, msg: 'imageAddress 只支持 1688 站内图片' },
  countryUnserved: { status: 200, code: 40017, msg: '不支持寄往该国家或地区' },
  weightWrong: { status: 200, code: 40018, msg: '重量必须大于0且不超过30千克' },
  linesEmpty: { status: 200, code: 40019, msg: '商品列表不能为空' },
  refundTooHigh: { status: 200, code: 40020, msg: '退款金额超过实付金额' },
  renderOther: { status: 200, code: 40903, msg: '商品或收件人与运费渲染单不一致' },
  sellersMixed: { status: 200, code: 40021, msg: '一次下单只能包含同一卖家的商品' },
  orderStatusWrong: { status: 200, code: 40901, msg: '当前订单状态不允许该操作' },
  refundUnderWay: { status: 200, code: 40902, msg: '退款处理中，请勿重复申请' },
  tooFast: { status: 200, code: 42900, msg: '操作过于频繁' },
  // 1688's own, for an order that is younger than ten seconds.
  cancelTooFast: { status: 200, code: 'CLOSE_ORDER_TOO_FAST', msg: '下单10秒内不允许取消订单' },
  // 1688's own, for an order that was not shipped yet.
  notShipped: { status: 200, code: '500_2', msg: '该订单没有物流信息' },
  openUidForeign: { status: 200, code: 40301, msg: 'openUid 与该商品的卖家不匹配' },
} as const satisfies Record<string, SandboxRefusal>;

/** A field of the body that is missing or has the wrong form. */
export function fieldRefusal(field: string): SandboxRefusal {
  return { status: 200, code: 40001, msg: `参数 ${field} 缺失或格式错误` };
}
