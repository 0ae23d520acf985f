import { en } from '../../../src/languages/en/index.ts';
import type { TestCore } from '../../harness/core.ts';
import type { Puts, Steps, Walker } from './walker.ts';

/** One of the commonest things that a person does with the bot. */
interface Job {
  readonly name: string;
  /** What is there before: a line that shows the card where the job begins, which is not counted. */
  begins?(bot: TestCore): string;
  /** It begins with the card of the newest request that waits, where that is decided. */
  readonly decides?: true;
  walk(walker: Walker): Promise<void>;
  /** On the page; nowhere can it be done in fewer, unless `above` says what keeps it from that. */
  readonly steps: Steps;
  readonly above?: string;
  /** Clicks more than on the page, and what for: at most one. */
  readonly more?: { readonly slack?: string; readonly discord?: string };
}

/** Two variants, from one piece on; and another offer of the same seller. */
const offer = '889512351602';
const other = '889512351603';
const firstVariant: Puts = { sku: { choice: 0 } };
const orderFor = en.buying.orderFor('').trim();

/** Places an order of the sandbox's that has come so far. */
function placed(bot: TestCore, ...steps: readonly ('pay' | 'ship')[]): string {
  const order = bot.sandbox?.orders.place({ offerId: offer, quantity: 2 });
  if (order === undefined || 'code' in order) throw new Error('no order');
  for (const step of steps) bot.sandbox?.orders.act(order.orderId, step);
  return order.orderId;
}

/** The commonest jobs, in an order in which one leaves to the next what that needs. */
export const jobs: readonly Job[] = [
  {
    name: 'an offer is found by words and opened',
    async walk(ann) {
      await ann.say('保温杯', 3);
      await ann.press(/^1\. [^(]+$/);
      await ann.sees(en.products.product.minimum);
    },
    steps: { clicks: 1, keys: 4, fields: 0 },
    more: { discord: 'the offers are a menu' },
  },
  {
    name: 'a seller’s chat is reached from a link',
    async walk(ann) {
      await ann.say('https://detail.1688.com/offer/600000000001.html', 1);
      await ann.press(en.orders.sellerChat);
      await ann.sees('air.1688.com');
    },
    steps: { clicks: 1, keys: 2, fields: 0 },
  },
  {
    name: 'three offers of a search are compared',
    begins: () => 'search 保温杯',
    async walk(ann) {
      await ann.tick(3, en.products.search.compare);
      await ann.sees(en.products.compare.title(3));
    },
    steps: { clicks: 4, keys: 0, fields: 0 },
    more: { discord: 'the boxes are a menu that is opened and closed' },
  },
  {
    name: 'an offer with a variant is ordered to the default address and paid for',
    begins: () => `product ${offer}`,
    async walk(ann) {
      await ann.fill(en.buying.order, firstVariant);
      await ann.sees(en.buying.notYetOrdered);
      await ann.press(orderFor);
      await ann.sees(en.buying.create.placed);
      await ann.press('Pay ');
      await ann.sees(en.buying.pay.debited);
    },
    steps: { clicks: 4, keys: 0, fields: 1 },
    above: 'a variant is never guessed',
  },
  {
    name: 'an offer with variants is put into the basket',
    begins: () => `product ${other}`,
    async walk(ann) {
      await ann.fill(en.basket.add, firstVariant);
      await ann.sees(en.basket.added);
    },
    steps: { clicks: 2, keys: 0, fields: 1 },
    above: 'a variant is never guessed',
  },
  {
    name: 'a second one of its seller is put in, and both are ordered in one',
    begins: () => `product ${offer}`,
    async walk(ann) {
      await ann.fill(en.basket.add, firstVariant);
      await ann.press(en.basket.order(2));
      await ann.sees(en.buying.notYetOrdered);
      await ann.press(orderFor);
      await ann.sees(en.buying.create.placed);
    },
    steps: { clicks: 4, keys: 0, fields: 1 },
    above: 'a variant is never guessed',
  },
  {
    name: 'a refund is asked for',
    begins: (bot) => `order show ${placed(bot, 'pay')}`,
    async walk(ann) {
      await ann.fill(en.refunds.button, { reason: { choice: 0 } });
      await ann.sees(en.refunds.create.title);
      await ann.press(en.refunds.create.ask('¥64.00'));
      await ann.sees(en.refunds.create.asked);
    },
    steps: { clicks: 3, keys: 0, fields: 1 },
    above: 'a reason is never guessed',
  },
  {
    name: 'an order that waits is paid from its card',
    begins: (bot) => `order show ${placed(bot)}`,
    async walk(ann) {
      await ann.press('Pay ');
      await ann.sees(en.buying.pay.title);
      await ann.press('Pay ');
      await ann.sees(en.buying.pay.debited);
    },
    steps: { clicks: 2, keys: 0, fields: 0 },
  },
  {
    name: 'a parcel is tracked from its order’s card',
    begins: (bot) => `order show ${placed(bot, 'pay', 'ship')}`,
    async walk(ann) {
      await ann.press(en.orders.track);
      await ann.sees(en.orders.parcelState.consigned);
    },
    steps: { clicks: 1, keys: 0, fields: 0 },
  },
  {
    name: 'the own zone, quiet hours and a digest are set for news',
    begins: () => 'home',
    async walk(ann) {
      await ann.press(en.home.news);
      await ann.fill(en.watch.chooseTimes, { quiet: '22:00-08:00', daily: { choice: 0 } });
      await ann.sees('22:00-08:00');
    },
    steps: { clicks: 3, keys: 0, fields: 2 },
    above: 'the times are a person’s own',
  },
  {
    name: 'a request is approved',
    decides: true,
    async walk(ann) {
      await ann.press(en.requests.approve);
      await ann.sees(en.requests.statuses.approved);
    },
    steps: { clicks: 1, keys: 0, fields: 0 },
  },
  {
    name: 'a request is declined with a reason',
    decides: true,
    async walk(ann) {
      await ann.fill(en.requests.decline, { why: 'we have a contract' });
      await ann.sees(en.requests.statuses.declined);
    },
    steps: { clicks: 2, keys: 0, fields: 1 },
    above: 'Enter in its field sends it off as well',
  },
  {
    name: 'a first order, without an address, is brought to the cashier',
    begins(bot) {
      for (const { id } of bot.sandbox?.addresses.all() ?? []) bot.sandbox?.addresses.remove(id);
      return 'product 600000000001';
    },
    async walk(ann) {
      await ann.fill(en.buying.order, firstVariant);
      await ann.fill(en.addresses.addButton, {
        name: '张三丰',
        phone: '138 1111 2222',
        division: '浙江省 杭州市 滨江区',
        street: '网商路699号',
      });
      await ann.sees(en.buying.notYetOrdered);
      await ann.press(orderFor);
      await ann.sees(en.buying.create.placed);
      await ann.press('Pay ');
      await ann.sees(en.buying.pay.debited);
    },
    steps: { clicks: 6, keys: 0, fields: 5 },
    above: 'a variant is never guessed',
  },
];
