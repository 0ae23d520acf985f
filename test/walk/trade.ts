import { expect } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { type Random, systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { eventually } from '../harness/eventually.ts';
import type { Buyer, Platform, Said, Shown } from './buyer.ts';

/** Of the sandbox's messages each comes twice, and none is overtaken. */
const twiceEach: Random = { ...systemRandom, fraction: () => 0.15 };

/**
 * Walks one whole trade on one platform, as a buyer would, against the sandbox over HTTP: nothing is known but what the
 * cards in front of the buyer say. `least`: as few as can be ordered, so that the account's agreement pays; else so many
 * that the buyer has to pay at 1688's cashier.
 */
export async function walkTrade(platform: Platform, amount: 'least' | 'many'): Promise<void> {
  const read = readSettings(platforms, {
    ...platform.environment,
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
    SANDBOX_STEP_SECONDS: '0',
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const log = createCollectedLog();
  const surroundings = { clock: systemClock, random: twiceEach, log, version: '0.0.0' };
  const bot = await startBot(read.settings, surroundings);
  try {
    const buyer = platform.buyer(bot.url);
    await watch(buyer);
    const address = await giveAddress(buyer);
    const { product, offerId } = await findOffer(buyer, amount);
    await meetSeller(product, offerId);
    const { orderId, totalFen } = await order(buyer, { product, offerId, address, amount });
    await pay(buyer, { orderId, totalFen, amount });
    await follow(buyer, orderId);
    await heardAll(bot.url, buyer, orderId);
    expect(buyer.problems()).toEqual([]);
  } finally {
    await bot.stop();
  }
}

async function watch(buyer: Buyer): Promise<void> {
  const answer = await buyer.run('watch');
  expect(answer).toMatchObject({ seenBy: 'asker', pings: [] });
  await buyer.until(() => buyer.channel().length === 1, 'the first card of the watch');
}

/** Adds a delivery address in a form, and gives the id that it has in the list. */
async function giveAddress(buyer: Buyer): Promise<string> {
  const offered = await buyer.run('address add');
  const added = await offered.fill(en.addresses.addButton, {
    [fieldOf(en.addresses.name)]: '张三丰',
    [fieldOf(en.addresses.phone)]: '138 1111 2222',
    [fieldOf(en.addresses.division)]: '浙江省 杭州市 滨江区',
    [fieldOf(en.addresses.street)]: '网商路699号',
  });
  expect(added.text).toContain(en.addresses.added);
  const listed = forBuyer(await added.click(en.addresses.all));
  expect(listed.text).toContain('浙江省 杭州市 滨江区');
  for (const { text } of [added, listed]) expect(text).not.toMatch(/张三丰|13811112222|网商路/);
  return found(listed.text, /\b(\d{4,}) 张/);
}

/** Searches, turns the page, and opens the first offer there; for the least amount the first that is sold singly. */
async function findOffer(
  buyer: Buyer,
  amount: 'least' | 'many',
): Promise<{ product: Shown; offerId: string }> {
  const first = forBuyer(await buyer.run('search', { words: '保温杯', sort: 'price' }));
  const second = forBuyer(await first.click(en.products.next));
  expect(second.text).toContain(en.products.search.shown(11, 20, undefined));
  const single = second.text
    .split(/\n(?=(?:• )?\d+\. )/)
    .find((row) => /\d+\. [\s\S]* sold in /.test(row) && !/from \d/.test(row));
  const at = amount === 'least' ? found(single ?? '', /(1\d\. )/) : '11. ';
  const product = forBuyer(await second.click(at));
  expect(product.text).toContain('vacuum flask');
  expect(product.text).toContain(en.products.product.minimum);
  return { product, offerId: found(product.links.join('\n'), /\/offer\/(\d+)\.html/) };
}

/** The chat with the seller stands behind a button, and nobody's nickname in the open. */
async function meetSeller(product: Shown, offerId: string): Promise<void> {
  const seller = forBuyer(await product.click(en.orders.sellerChat));
  const chat = seller.links.map((link) => new URL(link)).find(({ host }) => host === 'air.1688.com');
  expect(chat?.searchParams.get('offerId')).toBe(offerId);
  const nickname = (chat?.searchParams.get('touid') ?? '').replace(/^cnalichn/, '');
  expect(nickname).not.toBe('');
  const words = seller.text.split('\n').filter((line) => !line.includes('https://'));
  expect(words.join('\n')).not.toContain(nickname);
}

/** Fills in the form of the offer's card, looks at the preview, and orders for exactly its total. */
async function order(
  buyer: Buyer,
  about: {
    readonly product: Shown;
    readonly offerId: string;
    readonly address: string;
    readonly amount: 'least' | 'many';
  },
): Promise<{ orderId: string; totalFen: number }> {
  const { product, offerId, address, amount } = about;
  const minimum = Number(found(product.text, new RegExp(`${en.products.product.minimum}\\D*(\\d+)`)));
  const quantity = String(amount === 'least' ? minimum : minimum * 100);
  // One form for all of it: which variant, how many, where to.
  const preview = await product.fill(en.buying.order, {
    ...(product.labels.includes('Black') && { [en.buying.sku.label]: 'Black' }),
    [fieldOf(en.buying.quantity)]: quantity,
    [en.buying.address.label]: address,
  });
  expect(forBuyer(preview).text).toContain(offerId);
  const totalFen = fenOf(
    preview.labels.find((label) => label.startsWith(en.buying.orderFor('').trim())) ?? '',
  );
  const { goods, freight, serviceFee } = en.buying;
  const parts = [goods, freight, serviceFee].map((label) => fenOf(found(preview.text, lineOf(label))));
  expect(parts.reduce((sum, fen) => sum + fen, 0)).toBe(totalFen);
  expect(buyer.channel()).toHaveLength(1);
  const ordered = forBuyer(await preview.click(en.buying.orderFor('').trim()));
  expect(ordered.text).toContain(en.buying.create.placed);
  expect(fenOf(found(ordered.text, lineOf(en.orders.total)))).toBe(totalFen);
  const orderId = found(ordered.text, new RegExp(`${en.orders.order('')}(\\d{10,})`));
  await buyer.until(() => cardsOf(buyer, orderId).length === 1, 'the card of the order');
  expect(cardsOf(buyer, orderId)[0]?.text).toContain(en.orders.phase['awaiting payment']);
  return { orderId, totalFen };
}

async function pay(
  buyer: Buyer,
  about: { readonly orderId: string; readonly totalFen: number; readonly amount: 'least' | 'many' },
): Promise<void> {
  const { orderId, totalFen, amount } = about;
  const question = forBuyer(await buyer.run('order pay', { id: orderId }));
  expect(question.text).toContain(en.buying.pay.title);
  const payButton = en.buying.pay.pay('');
  expect(fenOf(question.labels.find((label) => label.startsWith(payButton)) ?? '')).toBe(totalFen);
  const paid = forBuyer(await question.click(payButton));
  if (amount === 'least') expect(paid.text).toContain(en.buying.pay.debited);
  else {
    const [cashier = ''] = paid.links;
    expect(new URL(cashier)).toMatchObject({ protocol: 'https:', host: 'trade.1688.com' });
    expect(newsOf(buyer, orderId)).toEqual([]);
    await buyer.run('order try', { id: orderId, step: 'pay' });
  }
  await told(buyer, orderId, ['paid'], en.orders.phase['awaiting shipment']);
}

/** The seller ships, the parcel arrives, and the goods are received: each is told as it happens. */
async function follow(buyer: Buyer, orderId: string): Promise<void> {
  const step = (name: string) => buyer.run('order try', { id: orderId, step: name });
  await step('ship');
  await told(buyer, orderId, ['paid', 'shipped'], en.orders.phase.shipped);
  await step('move');
  const [card] = cardsOf(buyer, orderId);
  if (card === undefined) throw new Error('the order has no card');
  const tracked = forBuyer(await card.click(en.orders.track));
  expect(tracked.text).toContain('快件运输中');
  await step('arrive');
  await told(buyer, orderId, ['paid', 'shipped', 'arrived'], en.orders.phase.arrived);
  const received = await step('receive');
  expect(received.text).toContain(en.orders.trying.done);
  await step('finish');
  await told(buyer, orderId, ['paid', 'shipped', 'arrived', 'done'], en.orders.phase.done);
  const shown = forBuyer(await buyer.run('order show', { id: orderId }));
  expect(shown.text).toContain(en.orders.phase.done);
}

/** Once the sandbox has pushed each of its messages twice, each piece of news still stands there once. */
async function heardAll(url: string, buyer: Buyer, orderId: string): Promise<void> {
  await eventually(async () => {
    expect(await intakes(url)).toBe(2 * messagesOfATrade);
    expect(await waiting(url)).toBe(0);
  });
  expect(newsOf(buyer, orderId)).toEqual(['paid', 'shipped', 'arrived', 'done']);
  expect(cardsOf(buyer, orderId)).toHaveLength(1);
  expect(buyer.channel().flatMap(({ pings }) => pings)).toEqual([]);
}

/** Created, paid, shipped with its first trace, moved, arrived, received, done. */
const messagesOfATrade = 8;

async function intakes(url: string): Promise<number> {
  return sumOf(await metrics(url), 'intake_requests_total');
}

/** News that were heard and not yet said, and messages that were not yet read. */
async function waiting(url: string): Promise<number> {
  const all = await metrics(url);
  return sumOf(all, 'inbox_waiting') + sumOf(all, 'outbox_deliveries');
}

async function metrics(url: string): Promise<readonly string[]> {
  return (await (await fetch(`${url}/metrics`)).text()).split('\n');
}

function sumOf(lines: readonly string[], name: string): number {
  return lines
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Waits until the order's thread tells exactly of `news`, in that order, and its card says `phase`. */
async function told(
  buyer: Buyer,
  orderId: string,
  news: readonly (typeof kinds)[number][],
  phase: string,
): Promise<void> {
  await buyer.until(() => newsOf(buyer, orderId).length >= news.length, `news of ${news.at(-1)}`);
  expect(newsOf(buyer, orderId)).toEqual(news);
  await buyer.until(
    () => cardsOf(buyer, orderId)[0]?.text.includes(phase) === true,
    `a card that says ${phase}`,
  );
  expect(cardsOf(buyer, orderId)).toHaveLength(1);
}

function cardsOf(buyer: Buyer, orderId: string): readonly Said[] {
  return buyer.channel().filter(({ text, inThread }) => !inThread && text.includes(orderId));
}

const kinds = ['created', 'paid', 'shipped', 'arrived', 'done'] as const;

/** What each line in a thread tells of. There is one order, so one thread. */
function newsOf(buyer: Buyer, orderId: string): readonly string[] {
  if (cardsOf(buyer, orderId).length === 0) return [];
  return buyer
    .channel()
    .filter(({ inThread }) => inThread)
    .map(({ text }) => kinds.find((kind) => text.includes(en.orders.news[kind])) ?? text);
}

/** What nobody else sees, pings nobody, and says that it comes out of the sandbox. */
function forBuyer(shown: Shown): Shown {
  expect(shown).toMatchObject({ seenBy: 'asker', pings: [] });
  return shown;
}

/** How the form's field of an argument begins that has no label of its own. */
function fieldOf({ hint }: { readonly hint: string }): string {
  return hint.charAt(0).toUpperCase() + hint.slice(1);
}

const lineOf = (label: string) => new RegExp(`${label}:?\\s+(¥[\\d.,]+)`);

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`no ${pattern} in: ${text}`);
  return match;
}

/** The one amount of money in `words`, in fen. */
function fenOf(words: string): number {
  const yuan = found(words, /¥([\d,]+\.\d\d)/).replaceAll(',', '');
  return Math.round(Number(yuan) * 100);
}
