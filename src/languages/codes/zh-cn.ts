import type { CodeWords } from './meanings.ts';

/** Simplified Chinese. */
export const codes: CodeWords = {
  call: '合作平台不接受机器人的这种请求。请告知机器人的管理员运行 npm run doctor。',
  field: '请求中有内容缺失或格式不对，合作平台在下面指明了是哪一项。请核对您的输入。',
  quantity: '数量低于起批量。请至少按商品标明的起批量购买。',
  'district code': '区县代码错误，或属于另一个省份。请重新查询：6 位数字，如 330108。',
  phone: '电话不是国内号码。请填写 11 位手机号，或带区号的座机。',
  province: '没有这个省份。请填写全称，如 浙江省。',
  account: '合作平台不认可当前账号。请机器人的管理员核对 access key、secret 和 user id：npm run doctor。',
  timestamp: '合作平台要求的时间戳单位不同。请机器人的管理员运行 npm run doctor 查明。',
  clock: '运行机器人的机器时间相差超过十分钟。请校准时间。',
  nonce: '合作平台把这次请求当成了重复请求。请重新输入命令。',
  seller: '这个 openUid 属于另一个卖家。不填即可，会从商品查出。',
  offer: '没有这个商品。请从 1688 重新复制商品编号或链接。',
  'offer withdrawn': '卖家已下架这个商品。请另找一个，或询问卖家。',
  variant: '商品已没有这个规格。请选择现有的规格。',
  order: '本账号没有这个订单。用 /order list 查看现有订单。',
  refund: '没有这个退款单。用 /order show 查看对应的订单。',
  category: '没有这个类目。用 /category 查看现有类目。',
  address: '没有这个地址。用 /address list 查看现有地址。',
  'order state': '订单还没到这一步，或已过了这一步。用 /order show 查看当前状态。',
  'refund under way': '这个订单的退款正在处理，请等待结果。',
  'too often': '短时间内请求过多。请一分钟后再试。',
  broken: '合作平台内部出错。请一分钟后再试；若反复出现，请把请求编号告诉合作平台的客服。',
  'not shipped': '订单还没有发货，暂无物流可查。发货后再查。',
  'cancelled too soon': '刚下的订单不能马上取消。请等十秒后再试。',
};
