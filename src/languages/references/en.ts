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
