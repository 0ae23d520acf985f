import { grouped } from '../../runtime/grouped.ts';
import type { BasketWords } from '../en/basket.ts';

export const basket: BasketWords = {
  addSummary: '把商品放进自己的采购篮',
  showSummary: '查看自己的采购篮，按卖家分组',
  changeSummary: '修改采购篮里的数量',
  removeSummary: '从采购篮里取出商品',
  emptySummary: '确认后清空采购篮',
  previewSummary: '采购篮里一个卖家的商品要花多少钱。不会下单',
  orderSummary: '确认总额后，为采购篮里一个卖家的商品下单',
  ofSeller: { hint: '采购篮里的一个商品：只看它的卖家', expected: '商品 ID（6 到 19 位数字）或商品链接' },
  ticked: {
    label: '哪几行',
    hint: '采购篮里的哪几行',
    expected: '采购篮里的行，以逗号分隔，最多 20 行',
  },
  lines: {
    hint: '您确认的内容，来自预览',
    expected: '预览按钮里的内容：“商品:specId:数量”，用逗号分隔，最多 20 行',
  },

  title: '您的采购篮',
  none: '采购篮是空的',
  noneAdvice: '先找到商品，再在它的卡片上点“放进采购篮”。',
  unreadable: (count) => `采购篮里有 ${grouped(count)} 行无法读取，没有显示。清空采购篮即可去掉。`,
  heading: (seller, lines) => `${seller}（${grouped(lines)} 行）`,
  sellerUnknown: '卖家未知',
  sellerUnknownAdvice:
    '合作平台没有说明这些商品的卖家，而一个订单只能包含同一卖家的商品。修改一次数量会重新查询。',
  more: (lines, sellers) =>
    sellers === 0
      ? `……另有 ${grouped(lines)} 行`
      : `……另有 ${grouped(sellers)} 个卖家的 ${grouped(lines)} 行：请选择一个卖家查看`,
  seller: '卖家',
  noPrice: '现在无法得知价格',
  lineTotal: (total) => `共 ${total}`,
  notSo: (why) => `不能这样下单：${why}`,
  subtotal: (amount) => `小计 ${amount}`,
  goodsAlone: '仅商品，不含运费和服务费',
  notCounted: (lines) => `有 ${grouped(lines)} 行未计入`,
  noSubtotal: '现在没有能计价的行，因此没有小计。',

  open: '我的采购篮',
  whole: '整个采购篮',
  add: '放进采购篮',
  order: (lines) => `为这 ${grouped(lines)} 行下单…`,
  orderTicked: '为勾选的下单…',
  tick: '勾选要下单的行',
  orderOf: (seller) => `向 ${seller} 下单…`,
  orderFrom: '向卖家下单…',
  oneSeller: '只看一个卖家',
  change: '修改数量…',
  changeOne: '修改数量',
  takeOut: '取出…',
  takeOutOne: '取出',
  empty: '清空…',

  added: '已在采购篮里',
  notTold: '合作平台现在没有给出这个商品的信息。预览订单时才知道能否这样下单。',
  whichSpec: '合作平台没有给出这个规格',
  whichSpecAdvice: '请在商品卡片上选择规格，或一分钟后再试。',
  full: {
    pieces: (most) => `一行最多 ${most}`,
    lines: (most) => `一个卖家最多 ${grouped(most)} 行`,
    sellers: (most) => `采购篮里最多 ${grouped(most)} 个卖家`,
  },
  fullAdvice: '采购篮没有变化。请先下单，或取出一些。',
  unchanged: '采购篮没有变化。',
  changed: (what) => `已修改：${what}`,
  takenOut: (what) => `已取出：${what}`,
  notThere: '采购篮里没有这个商品',
  notThereAdvice: (offerId) => `采购篮里没有商品 ${offerId} 的这一行。/basket 可查看全部内容。`,
  emptyTitle: '清空采购篮吗？',
  emptyAdvice: (lines) => `会取出里面的全部 ${grouped(lines)} 行。`,
  emptyButton: '清空',
  emptied: '采购篮已清空。',

  whichSellerAdvice: '一个订单只能包含同一卖家的商品。请选择一个卖家，或给出其中一个商品。',
  orderTitle: (seller) => `向 ${seller} 下单`,
  taken: '已从采购篮里取出。',
  takenInPart: '不能确定已下单的商品还在采购篮里：再次下单前请先查看。',
  notTaken: '没能从采购篮里取出：请自己取出，以免重复下单。',
};
