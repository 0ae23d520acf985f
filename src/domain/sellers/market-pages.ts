import { isHostOf } from '../../chat/safe-url.ts';

/*
 * Which page of which host is about one offer or item, and where it holds the id; and what the other pages are. A page that
 * stands in neither table is taken for nothing. Facts from links in public repositories, as of November 2026: parsers of
 * links, crawlers, and what people pasted. Hosts and parameters beside those of a link that was seen (tmall.hk beside
 * tmall.com, `itemid` beside `id`) are by analogy.
 */

/** What a page is that is about no single offer. */
export type PageKind =
  | 'shop'
  | 'live'
  | 'video'
  | 'campaign'
  | 'search'
  | 'category'
  | 'coupon'
  | 'second-hand'
  | 'auction'
  | 'cart'
  | 'orders'
  | 'chat'
  | 'reviews'
  | 'sign-in'
  | 'check';

interface OfferPage {
  readonly kind: 'offer' | 'item';
  /** With everything under them. */
  readonly hosts: readonly string[];
  /** The path up to the id where that stands in it, or the whole path. */
  readonly path: RegExp;
  /** The parameters that hold the id, each of which holds the same; absent: the path does. */
  readonly parameters?: readonly string[];
  /** It is read before it is asked what else the page may be. */
  readonly first?: true;
}

const wholesale = ['1688.com', 'china.alibaba.com'];
const retail = ['taobao.com', 'tmall.com', 'tmall.hk'];

/** The first that fits counts. */
const offerPages: readonly OfferPage[] = [
  // detail.1688.com/offer/ID.html, m.1688.com/offer/ID, detail.1688.com/pic/ID.html, …/buyer/offerdetail/ID.html
  { kind: 'offer', hosts: wholesale, path: /^\/+(?:offer|pic|buyer\/+offerdetail)\/+(?=\d)/i, first: true },
  // wireless1688://ma.m.1688.com/offer?id=ID.html&offerId=ID
  {
    kind: 'offer',
    hosts: ['ma.m.1688.com'],
    path: /^\/+offer\/*$/i,
    parameters: ['id', 'offerid'],
    first: true,
  },
  // detail.m.1688.com/page/index.html?offerId=ID, dj.1688.com/ci_bb?…, air.1688.com/app/…
  { kind: 'offer', hosts: wholesale, path: /^/, parameters: ['offerid'] },
  // detail.ju.taobao.com/home.htm?id=…&item_id=ID, whose `id` is the promotion's
  { kind: 'item', hosts: ['ju.taobao.com'], path: /^/, parameters: ['item_id'], first: true },
  // world.taobao.com/item/ID.htm, www.taobao.com/list/item/ID.htm
  { kind: 'item', hosts: retail, path: /^\/+(?:list\/+)?item\/+(?=\d+\.htm)/i },
  // a.m.taobao.com/iID.htm
  { kind: 'item', hosts: ['m.taobao.com', 'm.tmall.com', 'm.tmall.hk'], path: /^\/+i(?=\d+\.htm)/i },
  // detail.tmall.com/venus/spu_detail.htm?spu_id=…&default_item_id=ID
  {
    kind: 'item',
    hosts: ['detail.tmall.com'],
    path: /^\/+venus\/+spu_detail\.html?$/i,
    parameters: ['default_item_id'],
  },
  // item.taobao.com/auction/item_detail.htm?item_num_id=ID
  {
    kind: 'item',
    hosts: ['item.taobao.com', 'detail.tmall.com', 'item.tmall.com'],
    path: /^\/+(?:auction\/+)?item_detail\.j?html?$/i,
    parameters: ['item_num_id', 'item_id', 'id'],
  },
  // item.taobao.com/item.htm?id=ID, detail.tmall.hk/hk/item.htm?id=ID, detail.tmall.com/item_o.htm?id=ID
  { kind: 'item', hosts: retail, path: /^\/+(?:[a-z]{2}\/+)?item(?:_o)?\.html?$/i, parameters: ['id'] },
  // h5.m.taobao.com/awp/core/detail.htm?id=ID
  {
    kind: 'item',
    hosts: ['m.taobao.com', 'm.tmall.com', 'm.tmall.hk'],
    path: /^\/+awp\/+core\/+detail\.html?$/i,
    parameters: ['id', 'itemid'],
  },
  // main.m.taobao.com/security-h5-detail/home?id=ID, m.intl.taobao.com/detail/detail.html?id=ID, new.m.taobao.com/detail.htm?id=ID
  {
    kind: 'item',
    hosts: ['main.m.taobao.com', 'm.intl.taobao.com', 'new.m.taobao.com'],
    path: /^\/+(?:security-h5-detail\/+home|detail\/+(?:index|detail)\.html?|detail\.html?)\/*$/i,
    parameters: ['id'],
  },
  // market.m.taobao.com/app/detail-project/pages/pages/index?id=ID, …/app/dinamic/h5-tb-detail/index.html?id=ID
  {
    kind: 'item',
    hosts: ['market.m.taobao.com'],
    path: /^\/+app\/+(?:detail-project\/|dinamic\/+(?:h5|pc)-tb-(?:old)?detail\/)/i,
    parameters: ['id'],
  },
];

interface OtherPage {
  readonly kind: PageKind;
  readonly hosts: readonly string[];
  readonly path?: RegExp;
}

/** The first that fits counts; paths come before the hosts that they may stand on. */
const otherPages: readonly OtherPage[] = [
  { kind: 'check', hosts: [...wholesale, ...retail], path: /\/_____tmd_____\//i },
  {
    kind: 'second-hand',
    hosts: ['market.m.taobao.com'],
    path: /^\/+app\/+(?:idlefish|fish)[\w-]*(?:\/|$)/i,
  },
  { kind: 'second-hand', hosts: ['h5.m.taobao.com'], path: /^\/+2\//i },
  { kind: 'second-hand', hosts: ['2.taobao.com', 's.2.taobao.com', 'ershou.taobao.com'] },
  {
    kind: 'auction',
    hosts: [
      'sf.taobao.com',
      'sf-item.taobao.com',
      'susong.taobao.com',
      'susong-item.taobao.com',
      'paimai.taobao.com',
      'zc-paimai.taobao.com',
      'zc-item.taobao.com',
    ],
  },
  { kind: 'live', hosts: retail, path: /^\/+(?:app\/+[\w-]*\/*)?(?:taolive|tblive|live)[\w-]*(?:\/|$)/i },
  { kind: 'live', hosts: retail, path: /^\/+wow\/+(?:[a-z]+\/+)*tblive(?:\/|$)/i },
  {
    kind: 'live',
    hosts: [
      'live.taobao.com',
      'live.tmall.com',
      'live.1688.com',
      'tblive.m.taobao.com',
      'tbzb.taobao.com',
      'zhibo.1688.com',
      'zhibo.taobao.com',
    ],
  },
  {
    kind: 'video',
    hosts: ['video.taobao.com', 'v.taobao.com', 'guang.taobao.com', 'video.1688.com', 'svideo.m.taobao.com'],
  },
  {
    kind: 'video',
    hosts: [...wholesale, ...retail],
    path: /^\/+(?:app\/+)?[\w-]*video[\w-]*(?:\/|\.html?|$)/i,
  },
  { kind: 'coupon', hosts: ['uland.taobao.com', 'taoquan.taobao.com', 'quan.taobao.com', 'quan.1688.com'] },
  { kind: 'coupon', hosts: [...wholesale, ...retail], path: /\/coupon[\w-]*(?:\/|\.html?|$)/i },
  {
    kind: 'reviews',
    hosts: ['rate.taobao.com', 'rate.tmall.com', 'rate.1688.com', 'ratewrite.tmall.com'],
  },
  { kind: 'chat', hosts: ['amos.im.alisoft.com', 'amos.1688.com', 'im.1688.com', 'im.taobao.com'] },
  { kind: 'chat', hosts: ['market.m.taobao.com'], path: /^\/+app\/+im\//i },
  { kind: 'cart', hosts: ['cart.taobao.com', 'cart.tmall.com', 'cart.1688.com'] },
  { kind: 'cart', hosts: [...wholesale, ...retail], path: /^\/+(?:mlapp\/+)?cart[\w-]*(?:\/|\.html?|$)/i },
  {
    kind: 'orders',
    hosts: [
      'trade.taobao.com',
      'buyertrade.taobao.com',
      'tradearchive.taobao.com',
      'trade.tmall.com',
      'trade.1688.com',
      'order.1688.com',
      'buy.taobao.com',
      'buy.tmall.com',
    ],
  },
  {
    kind: 'orders',
    hosts: ['main.m.taobao.com', 'h5.m.taobao.com', 'market.m.taobao.com'],
    path: /^\/+(?:app\/+dinamic\/+)?[\w-]*(?:olist|odetail|order|logistics)[\w-]*(?:\/|\.html?|$)/i,
  },
  { kind: 'sign-in', hosts: ['login.taobao.com', 'login.tmall.com', 'login.1688.com', 'login.m.taobao.com'] },
  {
    kind: 'search',
    hosts: [
      's.taobao.com',
      's.m.taobao.com',
      'search.taobao.com',
      'list.tmall.com',
      's.1688.com',
      're.taobao.com',
    ],
  },
  {
    kind: 'search',
    hosts: ['1688.com', 'm.1688.com', 'm.taobao.com', 'm.tmall.com', 'taobao.com'],
    path: /^\/+(?:offer_search|selloffer|search)[\w-]*(?:\/|\.html?|$)/i,
  },
  { kind: 'category', hosts: ['www.1688.com'], path: /^\/+(?:category|chanpin)/i },
  { kind: 'category', hosts: ['list.taobao.com', 'category.1688.com'] },
  {
    kind: 'shop',
    hosts: [...wholesale, ...retail],
    path: /^\/+(?:shop\/+(?:view_shop|shop_index)|winport|factory|page\/+(?:offerlist|creditdetail|contactinfo|companyinfo|merchants))/i,
  },
  {
    kind: 'shop',
    hosts: ['store.taobao.com', 'shop.taobao.com', 'shop.m.taobao.com', 'winport.m.1688.com', 'qm.1688.com'],
  },
  {
    kind: 'campaign',
    hosts: [
      'pages.taobao.com',
      'pages.tmall.com',
      'pages-fast.m.taobao.com',
      'pages.1688.com',
      'page.1688.com',
      'sale.1688.com',
      'huodong.taobao.com',
      'huodong.m.taobao.com',
      'huodong.1688.com',
      'cui.1688.com',
      'cuxiao.1688.com',
      'act.1688.com',
      'temai.taobao.com',
      'ju.taobao.com',
      '3.tmall.com',
      '1111.tmall.com',
      '618.tmall.com',
    ],
  },
  { kind: 'campaign', hosts: [...wholesale, ...retail], path: /^\/+(?:wow|markets|act|huodong|campaign)\//i },
];

/** Names of hosts that Tmall uses itself; any other right under it is a shop's own. */
const ownNames =
  /^(?:www|wap|m|h5|a|ai|i|s|main|world|detail|item|list|search|login|trade|buy|cart|chaoshi|food|fresh|help|service|mai|member|vip|page|pages|rate|live|pass|click|s\.click|stay|jie|brand|import|3c|car|book|fashion|nvzhuang)$/;

/** Whether a host is one that a shop has for itself: `shop1234.1688.com`, `nike.tmall.com`, `nike.m.tmall.com`. */
function isShopHost(host: string): boolean {
  const [, name, domain] =
    /^([\w-]+)(?:\.(?:m|world))?\.(1688\.com|taobao\.com|tmall\.com|tmall\.hk)$/.exec(host) ?? [];
  if (name === undefined || domain === undefined) return false;
  return /^shop\w/.test(name) || (domain.startsWith('tmall') && !ownNames.test(name));
}

/** What a shop shows of itself; what else stands on its host is not known. */
const shopPath = /^\/*(?:$|index\.html?$|search\.html?|category|p\/|page\/+index|contact|company)/i;

/** Where the link to a page holds its id. */
export interface IdPlace {
  readonly kind: 'offer' | 'item';
  /** How long the part of the path before the id is; absent where parameters hold it. */
  readonly lead?: number | undefined;
  readonly parameters?: readonly string[] | undefined;
}

/** The path of `rest`, which is a link behind its host, with `/` for none. */
export function pagePath(rest: string): string {
  const path = /^[^?#]*/.exec(rest)?.[0] ?? '';
  return path === '' ? '/' : path;
}

/**
 * Where a page holds the id of the offer or the item that it is about, by the table, the surest first. `first`: of pages that
 * are about one whatever else is known of where they stand; otherwise, of all the others.
 */
export function idPlaces(host: string, rest: string, first: boolean): readonly IdPlace[] {
  const path = pagePath(rest);
  return offerPages.flatMap(({ kind, hosts, path: form, parameters, first: isFirst = false }) => {
    const fits = isFirst === first && isHostOf(host, hosts) ? form.exec(path) : null;
    if (fits === null) return [];
    return [parameters === undefined ? { kind, lead: fits[0].length } : { kind, parameters }];
  });
}

/** What a page is that is about no single offer; `undefined` for one that is in no table. */
export function otherPageAt(host: string, rest: string): PageKind | undefined {
  const path = pagePath(rest);
  const known = otherPages.find(
    ({ hosts, path: form }) => isHostOf(host, hosts) && (form === undefined || form.test(path)),
  );
  if (known !== undefined) return known.kind;
  return isShopHost(host) && shopPath.test(path) ? 'shop' : undefined;
}
