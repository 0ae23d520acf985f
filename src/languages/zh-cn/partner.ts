import type { XportFault } from '../../xport/errors.ts';
import type { XportWords } from '../en/partner.ts';
import { type CodeWords, meaningOf } from '../partner-codes.ts';

const codes: CodeWords = {
  call: '合作平台不接受机器人的这种请求。请告知机器人的管理员运行 npm run doctor。',
  field: '请求中有内容缺失或格式不对，合作平台在下面指明了是哪一项。请核对您的输入。',
  quantity: '数量低于起批量。请至少按商品标明的起批量购买。',
  'district code': '区县代码错误，或属于另一个省份。请重新查询：6 位数字，如 330108。',
  phone: '合作平台不接受这个电话。请填写 11 位手机号，或带区号、不带分机号的座机。',
  sellers: '一个订单只能包含同一卖家的商品。请按卖家分别下单。',
  province: '没有这个省份。请填写全称，如 浙江省。',
  account: '合作平台不认可当前账号。请机器人的管理员核对 access key、secret 和 user id：npm run doctor。',
  timestamp: '合作平台要求的时间戳单位不同。请机器人的管理员运行 npm run doctor 查明。',
  clock: '运行机器人的机器时间相差超过十分钟。请校准时间。',
  user: '该账号没有这个 user-id。管理员可另选：/admin account。',
  'query signature':
    '合作平台不接受请求参数里的签名。请机器人的管理员向其询问待签字符串，并设置 XPORT_PP_SIGNATURE_TEMPLATE。',
  country: '没有寄往这个国家或地区的服务。请换一个，或询问合作平台。',
  weight: '重量不在承运范围内：须大于 0，不超过 30 公斤。请分成几个包裹。',
  quote: '报价已过期，或与内容不符。请重新预览：/ship preview。',
  service: '没有这个物流服务。用 /ship estimate 查看现有服务。',
  shipment: '没有这个国际订单。预订时会给出订单号。',
  'refund amount': '超过实付金额。请减少退款金额。',
  'refund reason': '这个订单没有这个退款原因。用 /refund reasons 查看现有原因。',
  carrier: '没有这个快递公司。请从补全列表中选择。',
  nonce: '合作平台把这次请求当成了重复请求。请重新输入命令。',
  seller: '这个 openUid 属于另一个卖家。不填即可，会从商品查出。',
  offer: '没有这个商品。请从 1688 重新复制商品编号或链接。',
  'offer withdrawn': '卖家已下架这个商品。请另找一个，或询问卖家。',
  variant: '商品已没有这个规格。请选择现有的规格。',
  order: '本账号没有这个订单。用 /order list 查看现有订单。',
  refund: '没有这个退款单。用 /order show 查看对应的订单。',
  category: '没有这个类目。用 /category 查看现有类目。',
  lot: '该商品按手出售：请按 /product 所示每手数量的整数倍下单。',
  picture: '合作平台无法识别这张图片。请提供 png、jpeg、webp 或 gif 文件。',
  'picture size': '图片过大。请提供不超过 5 MB 的图片。',
  'picture host': '合作平台只接受 1688 站内图片的链接。请保存图片后上传文件。',
  'picture gone': '合作平台已没有这张图片。请用 /image 重新提供。',
  address: '没有这个地址。用 /address list 查看现有地址。',
  'order state': '订单还没到这一步，或已过了这一步。用 /order show 查看当前状态。',
  'refund under way': '这个订单的退款正在处理，请等待结果。',
  'too often': '短时间内请求过多。请一分钟后再试。',
  broken: '合作平台内部出错。请一分钟后再试；若反复出现，请把请求编号告诉合作平台的客服。',
  'not shipped': '订单还没有发货，暂无物流可查。发货后再查。',
  'cancelled too soon': '刚下的订单不能马上取消。请等十秒后再试。',
};

export const xport: XportWords = {
  title: (fault) => xportTitles[fault.kind],
  advice: xportAdvice,
  partnerSays: '合作平台的说明',
  code: '代码',
  request: (id) => `请求 ${id}`,
};

const xportTitles: { readonly [K in XportFault['kind']]: string } = {
  refused: '合作平台拒绝了请求',
  unreachable: '无法连接合作平台',
  'timed out': '合作平台没有及时答复',
  malformed: '合作平台的答复无法识别',
  'too large': '合作平台的答复过大',
};

function xportAdvice(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused': {
      const meaning = meaningOf(fault.code);
      return meaning === undefined
        ? '请核对您给出的编号。若都正确，请把请求编号告诉合作平台的客服。'
        : codes[meaning];
    }
    case 'unreachable':
    case 'timed out':
      return '没有任何改动。请一分钟后再试；若反复出现，请运行 npm run doctor。';
    case 'malformed':
    case 'too large':
      return '请稍后再试。若反复出现，请告知机器人的管理员：用 npm run call 可查看答复。';
  }
}
