import { grouped } from '../../runtime/grouped.ts';
import type { LinkWords, SellerWords } from '../en/sellers.ts';
import { duration } from './notation.ts';

export const links: LinkWords = {
  title: '与卖家聊天',
  advice: '点击按钮打开旺旺聊天。打开会被记录。',
  open: '打开聊天',
  expired: '此链接已失效',
  expiredAdvice: '请再向机器人要一次：输入 /seller 和商品，即可得到新链接。',
  unknown: '没有这个链接',
  unknownAdvice: '可能复制时不完整。请完整复制，或再向机器人要一次：输入 /seller 和商品。',
  tooOften: '打开太频繁',
  tooOftenAdvice: '请等一分钟，再点按钮。',
  down: '暂时无法打开',
  downAdvice: '什么也没有打开。请过一分钟再试；若反复出现，请告诉机器人的管理员。',
};

export const seller: SellerWords = {
  summary: '打开与商品卖家的旺旺聊天',
  offer: {
    hint: '1688 商品编号，或含有编号的商品链接',
    expected: '1688 商品编号（6 到 19 位数字），或 1688、淘宝、天猫的商品链接',
  },
  openUid: {
    hint: '卖家的 openUid；不填则从商品查出',
    expected: '卖家的 openUid：8 到 64 个字母、数字或 - _ + / =',
  },
  share: { hint: '让频道里的所有人都看到卡片', expected: 'yes 或 no' },
  qr: { hint: '用二维码显示链接，方便手机打开', expected: 'yes 或 no' },
  untitled: (offerId) => `商品 ${offerId}`,
  offerId: '商品编号',
  company: '公司',
  openChat: '与卖家聊天',
  openOffer: '打开商品',
  copyLink: '可复制的聊天链接',
  qrCode: '聊天链接的二维码',
  qrHint: '用手机扫码，即可在手机上打开聊天。',
  guarded: (hours) => `链接在 ${grouped(hours)} 小时内有效，每次打开都会被记录。`,
  showQr: '二维码',
  shareHere: '分享到本频道',
  noSeller: '查不到这个商品的卖家',
  noSellerAdvice: '商品详情里没有卖家信息。如果您有卖家的 openUid，请写在商品编号后面。',
  unsafeLink: '合作平台给出的链接不安全，不予显示',
  unsafeLinkAdvice: (requestId) =>
    `它不是指向 1688、淘宝或阿里巴巴的 https 链接。请把请求编号 ${requestId || '（无）'} 告诉合作平台的客服。`,
  allUsed: '今天的卖家链接已用完',
  allUsedAdvice: (seconds) =>
    `此账号每天只能提供一定数量的卖家链接，所有人合计（SELLER_LINKS_PER_ACCOUNT_DAY）。中国时间零点重新计算，还有${duration(seconds * 1000)}。`,
  tooOften: '您获取的卖家链接太多了',
  tooOftenAdvice: (seconds) =>
    `1688 只允许为即将聊天的人生成链接，因此每人有次数限制。请在${duration(seconds * 1000)}后再试。`,
  picture: (title) => `${title}的图片`,
};
