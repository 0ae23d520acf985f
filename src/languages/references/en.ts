import type { ReferenceWords } from './words.ts';

/** English. */
export const references: ReferenceWords = {
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
    notFollowed: (link) => `I could not follow the short link ${link}. Open it and copy the long one.`,
    onlyFirst: (count) => `I opened the first ${count} short links and no more.`,
  },
  click: {
    title: 'This link counts a click before it leads on',
    why: 'An advertiser pays for that click, so I don’t open it.',
  },
  item: {
    title: (id) => `Item ${id} on Taobao`,
    name: (id) => `Taobao ${id}`,
    remark: (id) =>
      `⚠ The link leads to item ${id} on Taobao or Tmall. The partner has product data of 1688 alone: this is what it has under the same number, and it may be something else. Compare title and picture before you buy.`,
    unknown: 'The partner has product data of 1688 alone, and none under this number.',
    notBought:
      'I order offers of 1688 alone, and a number of Taobao can stand for something else there. Nothing was done.',
    possible:
      'What is possible: open the item, and buy it at Taobao, whose orders show in /order list; or find the same goods on 1688 by their picture.',
    open: 'Open on Taobao',
    byPicture: 'Find by picture…',
    asOffer: (id) => `Use ${id} at 1688`,
  },
  page: {
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
      check: 'a page that checks for robots',
    },
    title: (kind, wanted) => `The link leads to ${kind}, not to an ${wanted}`,
    toOffer: 'Open one offer there and copy its link, or type its id: /product and 6 to 19 digits.',
    toOrder: 'Open the order there and copy its link, or type its id; /order list shows the orders I know.',
    toSearch: 'To look for offers, type /search and the words.',
    order: (id) => `The link leads to order ${id}, not to an offer`,
    orderAdvice: (id) =>
      `To see the order, type /order show ${id}. For an offer of it, copy the offer’s link.`,
    showOrder: (id) => `Show order ${id}`,
    offer: (name) => `The link leads to offer ${name}, not to an order`,
    offerAdvice: (name) =>
      `To see the offer, type /product and the link of ${name}. For an order, give its id or its link; /order list shows the orders I know.`,
    showOffer: (name) => `Show ${name}`,
    short: 'The short link of an app leads to goods, not to an order',
    severalIds: 'The link names more than one id',
    severalIdsAdvice: (names) =>
      `I don’t know which of them the page is about: ${names.join(', ')}. Choose one, or open the page and copy its link again.`,
    agent: (name) => `The link leads to ${name}, a purchasing agent`,
    agentAdvice: (agent) =>
      `${agent} has a page of its own for these goods, which doesn’t tell their offer. Open the goods at their source from there, and copy the link of 1688 or Taobao.`,
    agentGoods: (agent, name) =>
      `By the way ${agent} writes its links, these goods are ${name}. Take that only if the goods are the same.`,
    take: (name) => `Take ${name}`,
  },
  orders: {
    several: (number, count) => `${count} orders have the number ${number}`,
    noId: (number) => `No order that I know has the id ${number}`,
    severalAdvice: 'It is your own number of what is listed here. Choose one; nothing was done.',
    choose: 'Choose an order',
    none: 'I know no order with that number',
    noneAdvice: (number) =>
      `Neither my own books nor the partner have an order with your number ${number}. Give the order’s id of 6 to 19 digits; /order list shows what I know.`,
  },
};
