import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';
/** What is said of what a person named an offer or an order by, where that has to be looked up. */
export const references = {
  short: {
    title: 'I could not follow the short link',
    why: {
      silent: 'Its site did not answer in time.',
      refused: 'Its site wants a person to sign in, or no longer has it.',
      elsewhere: 'It leads away from 1688 and Taobao, and I follow no link there.',
      'no offer': 'Its page names no offer, or more than one.',
    },
    advice:
      'Open it in the app or in a browser, and copy the long link from there: it has the number of the offer in it.',
    /** Beside what other links led to. */
    notFollowed: (link: string) =>
      `I could not follow the short link ${link}. Open it and copy the long one.`,
    /** Of several in a text no more were opened. */
    onlyFirst: (count: number) => `I opened the first ${grouped(count)} short links and no more.`,
  },
  /** A link that counts a click before it leads on. */
  click: {
    title: 'This link counts a click before it leads on',
    why: 'An advertiser pays for that click, so I don’t open it.',
  },
  /** An item on Taobao or Tmall. */
  item: {
    title: (id: string) => `Item ${id} on Taobao`,
    /** In a list of offers. */
    name: (id: string) => `Taobao ${id}`,
    /** On the card of the offer that the partner has under the same number. */
    remark: (id: string) =>
      `⚠ The link leads to item ${id} on Taobao or Tmall. The partner has product data of 1688 alone: this is what it has under the same number, and it may be something else. Compare title and picture before you buy.`,
    unknown: 'The partner has product data of 1688 alone, and none under this number.',
    notBought:
      'I order offers of 1688 alone, and a number of Taobao can stand for something else there. Nothing was done.',
    possible:
      'What is possible: open the item, and buy it at Taobao, whose orders show in /order list; or find the same goods on 1688 by their picture.',
    open: 'Open on Taobao',
    byPicture: 'Find by picture…',
    asOffer: (id: string) => `Use ${id} at 1688`,
  },
  /** A link to something else than what was asked for. */
  page: {
    /** What a page is, as it stands in {@link title}. */
    kinds: {
      shop: 'a shop',
      live: 'a live show',
      video: 'a video',
      campaign: 'a campaign page',
      search: 'a page of search results',
      category: 'a category',
      coupon: 'a coupon',
      'second-hand': 'second-hand goods on Xianyu',
      auction: 'an auction',
      cart: 'a shopping cart',
      orders: 'a page about orders',
      chat: 'a chat',
      reviews: 'reviews',
      'sign-in': 'a sign-in page',
      /** Lets people on, and no robots. */
      check: 'a page that checks for robots',
    },
    /** `kind`: one of {@link kinds}. */
    title: (kind: string, wanted: 'offer' | 'order') => `The link leads to ${kind}, not to an ${wanted}`,
    toOffer: 'Open one offer there and copy its link, or type its id: /product and 6 to 19 digits.',
    toOrder: 'Open the order there and copy its link, or type its id; /order list shows the orders I know.',
    /** Besides {@link toOffer}, of a page that lists offers by words. */
    toSearch: 'To look for offers, type /search and the words.',
    /** Where an offer is asked for. */
    order: (id: string) => `The link leads to order ${id}, not to an offer`,
    orderAdvice: (id: string) =>
      `To see the order, type /order show ${id}. For an offer of it, copy the offer’s link.`,
    showOrder: (id: string) => `Show order ${id}`,
    /** Where an order is asked for; `name`: the id, or the item by its name. */
    offer: (name: string) => `The link leads to offer ${name}, not to an order`,
    offerAdvice: (name: string) =>
      `To see the offer, type /product and the link of ${name}. For an order, give its id or its link; /order list shows the orders I know.`,
    showOffer: (name: string) => `Show ${name}`,
    /** An app's short link, or one that counts a click, where an order is asked for. */
    short: 'The short link of an app leads to goods, not to an order',
    severalIds: 'The link names more than one id',
    severalIdsAdvice: (names: readonly string[]) =>
      `I don’t know which of them the page is about: ${names.join(', ')}. Choose one, or open the page and copy its link again.`,
    agent: (name: string) => `The link leads to ${name}, a purchasing agent`,
    agentAdvice: (agent: string) =>
      `${agent} has a page of its own for these goods, which doesn’t tell their offer. Open the goods at their source from there, and copy the link of 1688 or Taobao.`,
    /** `name`: of the goods that the agent's link has. */
    agentGoods: (agent: string, name: string) =>
      `By the way ${agent} writes its links, these goods are ${name}. Take that only if the goods are the same.`,
    take: (name: string) => `Take ${name}`,
  },
  /** An order by the buyer's own number. */
  orders: {
    several: (number: string, count: number) =>
      `${counted(count, 'order has', 'orders have')} the number ${number}`,
    /** No order has it as its id; these have it as the buyer's own number. */
    noId: (number: string) => `No order that I know has the id ${number}`,
    severalAdvice: 'It is your own number of what is listed here. Choose one; nothing was done.',
    choose: 'Choose an order',
    none: 'I know no order with that number',
    noneAdvice: (number: string) =>
      `Neither my own books nor the partner have an order with your number ${number}. Give the order’s id of 6 to 19 digits; /order list shows what I know.`,
  },
};
export type ReferenceWords = typeof references;
