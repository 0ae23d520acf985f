import { readOffer } from '../../domain/sellers/offer-id.ts';
import type { OfferReference } from '../../domain/sellers/offer-links.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

const id = '951807530375';

const typed: readonly string[] = [
  id,
  `https://detail.1688.com/offer/${id}.html`,
  `1688.com/offer/${id}`,
  `https://detail.1688.com/pic/${id}.html`,
  `https://detail.1688.com//offer/${id}.html/_____tmd_____/punish?x5secdata=…`,
  `http://detail.china.alibaba.com/offer/${id}.html`,
  `wireless1688://ma.m.1688.com/offer?offerId=${id}`,
  `https://item.taobao.com/item.htm?id=${id}`,
  `https://www.taobao.com/list/item/${id}.htm`,
  `https://detail.ju.taobao.com/home.htm?id=10000070611140&item_id=${id}`,
  `taobao://item.taobao.com/item.htm?id=${id}`,
  '【淘宝】https://m.tb.cn/h.abc?tk=xyz 「好货」 点击链接直接打开',
  `https://www.superbuy.com/en/page/buy/?url=${encodeURIComponent(`https://detail.1688.com/offer/${id}.html`)}`,
  `https://www.cssbuy.com/item-1688-${id}.html`,
  'https://trade.1688.com/order/new_step_order_detail.htm?orderId=3305075341149134260',
  `https://h5.m.taobao.com/taolive/video.html?id=${id}`,
  `https://shop4c1183j536987.1688.com/?id=${id}`,
  `https://item.taobao.com/item.htm?id=${id}&id=600000000004`,
  `https://evil.example/?u=https://detail.1688.com/offer/${id}.html`,
];

/** Links and ids where an offer is asked for. */
export async function understoodLinks(): Promise<Understood> {
  return {
    title: 'Links and ids of offers',
    where:
      'Wherever an offer is asked for, in /lookup, in the menu of a message, and in links that get cards: the same answer.',
    rows: typed.map((text) => ({ typed: text, read: said(readOffer(text)) })),
    source: 'links in public repositories on GitHub, November 2026',
  };
}

function said(reference: OfferReference | undefined): string {
  const { page, item } = en.references;
  switch (reference?.kind) {
    case undefined:
      return 'asked back: nothing that is known';
    case 'offer':
      return `offer ${reference.id}`;
    case 'item':
      return item.name(reference.id);
    case 'short':
      return `opened for the person who asks: ${reference.link}`;
    case 'click':
      return `asked back: ${en.references.click.title}`;
    case 'page': {
      const { page: other } = reference;
      switch (other.what) {
        case 'order':
          return `asked back: ${page.order(other.orderId)}`;
        case 'several ids':
          return `asked back: ${page.severalIds}`;
        case 'agent':
          return `asked back: ${page.agent(other.agent)}`;
        default:
          return `asked back: ${page.title(page.kinds[other.what], 'offer')}`;
      }
    }
  }
}
