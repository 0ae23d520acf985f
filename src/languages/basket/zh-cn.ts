import type { BasketWords } from './words.ts';

/** Simplified Chinese. */
export const basket: BasketWords = {
  addSummary: '把商品放进自己的采购篮',
  showSummary: '查看自己的采购篮，按卖家分组',
  changeSummary: '修改采购篮里的数量',
  removeSummary: '从采购篮里取出商品',
  emptySummary: '确认后清空采购篮',
  previewSummary: '采购篮里一个卖家的商品要花多少钱。不会下单',
  orderSummary: '确认总额后，为采购篮里一个卖家的商品下单',
  ofSeller: { hint: '采购篮里的一个商品：只看它的卖家', expected: '商品 ID（6 到 19 位数字）或商品链接' },
  lines: {
    hint: '你确认的内容，来自预览',
    expected: '预览按钮里的内容：商品:specId:数量，用逗号分隔，最多 20 行',
  },

  title: '你的采购篮',
  none: '采购篮是空的',
  noneAdvice: '可以用 /basket add <offer> <quantity>，或在订单预览上点“放进采购篮”。',
  unreadable: (count) => `采购篮里有 ${count} 行无法读取，没有显示。清空采购篮即可去掉。`,
  heading: (seller, lines) => `${seller}（${lines} 行）`,
  sellerUnknown: '卖家未知',
  sellerUnknownAdvice:
    '合作平台没有说明这些商品的卖家，而一个订单只能包含同一卖家的商品。修改一次数量会重新查询。',
  more: (lines, sellers) =>
    sellers === 0 ? `……另有 ${lines} 行` : `……另有 ${sellers} 个卖家的 ${lines} 行：请选择一个卖家查看`,
  seller: '卖家',

  open: '我的采购篮',
  whole: '整个采购篮',
  add: '放进采购篮',
  order: (lines) => `为这 ${lines} 行下单…`,
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
  whichSpecAdvice: '请给出 specId（32 位 0-9、a-f）；商品没有规格时请不填；或一分钟后再试。',
  full: {
    pieces: (most) => `一行最多 ${most}`,
    lines: (most) => `一个卖家最多 ${most} 行`,
    sellers: (most) => `采购篮里最多 ${most} 个卖家`,
  },
  fullAdvice: '采购篮没有变化。请先下单，或取出一些。',
  unchanged: '采购篮没有变化。',
  changed: (what) => `已修改：${what}`,
  takenOut: (what) => `已取出：${what}`,
  notThere: '采购篮里没有这个商品',
  notThereAdvice: (offerId) => `采购篮里没有商品 ${offerId} 的这一行。/basket 可查看全部内容。`,
  emptyTitle: '清空采购篮吗？',
  emptyAdvice: (lines) => `会取出里面的全部 ${lines} 行。`,
  emptyButton: '清空',
  emptied: '采购篮已清空。',

  whichSellerAdvice: '一个订单只能包含同一卖家的商品。请选择一个卖家，或给出其中一个商品。',
  orderTitle: (seller) => `向 ${seller} 下单`,
  taken: '已从采购篮里取出。',
  takenInPart: '不能确定已下单的商品还在采购篮里：再次下单前请先查看。',
  notTaken: '没能从采购篮里取出：请自己取出，以免重复下单。',
};
