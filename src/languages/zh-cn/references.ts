import { grouped } from '../../runtime/grouped.ts';
import type { ReferenceWords } from '../en/references.ts';

export const references: ReferenceWords = {
  short: {
    title: '短链接打不开',
    why: {
      silent: '对方网站没有及时响应。',
      refused: '对方网站要求登录，或者该页面已不存在。',
      elsewhere: '它指向 1688 和淘宝以外的网站，我不会打开。',
      'no offer': '页面里没有商品，或者不止一个商品。',
    },
    advice: '请在 App 或浏览器里打开它，再复制带商品编号的完整链接。',
    notFollowed: (link) => `短链接 ${link} 打不开。请打开它并复制完整链接。`,
    onlyFirst: (count) => `只打开了前 ${grouped(count)} 个短链接。`,
  },
  click: {
    title: '这个链接会先计一次点击再跳转',
    why: '广告主要为这次点击付费，所以我不打开它。',
  },
  item: {
    title: (id) => `淘宝商品 ${id}`,
    name: (id) => `淘宝 ${id}`,
    remark: (id) =>
      `⚠ 链接指向淘宝或天猫的商品 ${id}。合作平台只有 1688 的商品数据：以下是同一编号在 1688 的商品，可能并不是同一件。购买前请核对标题和图片。`,
    unknown: '合作平台只有 1688 的商品数据，没有这个编号。',
    notBought: '我只能订购 1688 的商品，淘宝的编号在 1688 可能是另一件商品。没有执行任何操作。',
    possible: '可以这样做：打开该商品并在淘宝购买（订单会显示在 /order list），或者用图片在 1688 找同款。',
    open: '在淘宝打开',
    byPicture: '以图找货…',
    asOffer: (id) => `在 1688 使用 ${id}`,
  },
  page: {
    kinds: {
      shop: '店铺',
      live: '直播',
      video: '视频',
      campaign: '活动页',
      search: '搜索结果页',
      category: '类目页',
      coupon: '优惠券页面',
      'second-hand': '闲鱼二手商品',
      auction: '拍卖页面',
      cart: '购物车',
      orders: '订单相关页面',
      chat: '聊天页面',
      reviews: '评价页',
      'sign-in': '登录页',
      check: '人机验证页',
    },
    title: (kind, wanted) => `链接指向${kind}，不是${wanted === 'offer' ? '商品' : '订单'}`,
    toOffer: '请在其中打开某个商品并复制它的链接，或输入商品编号：/product 加 6 到 19 位数字。',
    toOrder: '请打开该订单并复制它的链接，或输入订单号；用 /order list 查看已知订单。',
    toSearch: '要找商品，请输入 /search 和关键词。',
    order: (id) => `链接指向订单 ${id}，不是商品`,
    orderAdvice: (id) => `要查看订单，请输入 /order show ${id}。要查看其中的商品，请复制商品链接。`,
    showOrder: (id) => `查看订单 ${id}`,
    offer: (name) => `链接指向商品 ${name}，不是订单`,
    offerAdvice: (name) =>
      `要查看商品，请输入 /product 和 ${name} 的链接。要查看订单，请给出订单号或订单链接；用 /order list 查看已知订单。`,
    showOffer: (name) => `查看 ${name}`,
    short: 'App 短链接指向商品，不是订单',
    severalIds: '链接里有不止一个编号',
    severalIdsAdvice: (names) =>
      `无法确定页面是哪一个：${names.join('、')}。请选择一个，或打开页面重新复制链接。`,
    agent: (name) => `链接指向代购平台 ${name}`,
    agentAdvice: (agent) =>
      `${agent} 为这件商品做了自己的页面，看不出是哪个商品。请从那里打开商品的来源，并复制 1688 或淘宝的链接。`,
    agentGoods: (agent, name) => `按 ${agent} 的链接写法，这件商品是 ${name}。确认是同一件商品后再使用。`,
    take: (name) => `使用 ${name}`,
  },
  orders: {
    several: (number, count) => `有 ${grouped(count)} 个订单的单号是 ${number}`,
    noId: (number) => `没有已知订单的订单号是 ${number}`,
    severalAdvice: '这是下列订单的您自己的单号。请选择一个，目前没有执行任何操作。',
    choose: '选择订单',
    none: '没有找到这个单号的订单',
    noneAdvice: (number) =>
      `本地记录和合作平台都没有单号为 ${number} 的订单。请给出 6 到 19 位的订单号，或用 /order list 查看已知订单。`,
  },
};
