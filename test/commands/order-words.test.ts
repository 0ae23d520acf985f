import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import { en } from '../../src/languages/en/index.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { askingPartner } from '../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { textIn } from '../harness/table-file.ts';
import { lineOf, shirt, tote, wood } from './basket-bed.ts';

const offer = '889512351602';
const spec = '530ad00177264564503ec3b848650652';
const english = 'Wooden desktop drawer organizer, best seller for export';
const chinese = '桌面实木收纳盒抽屉式 跨境爆款';

let bot: TestCore;
beforeEach(async () => {
  bot = await openTestCore();
  askingPartner(bot);
});
afterEach(() => bot.close());

const reader = (locale: string) => ({ person: { id: locale === 'zh' ? 'U2' : 'U1', locale } });
const say = async (text: string, locale = 'en') =>
  (await answerTo(bot.core, typed(text, reader(locale)))).card;
const press = async (card: ReadyCard, label: string) =>
  (await answerTo(bot.core, clicked(payloadOf(card, label), reader('en')))).card;
const orderButton = (card: ReadyCard) =>
  card.actions.find(({ label }) => label.startsWith(en.buying.orderFor('').trim()))?.label ?? '';
const placed = () => bot.sandbox?.orders.all() ?? [];
const signal = new AbortController().signal;

/** What is known of the orders from now on, without a question. */
async function known(): Promise<void> {
  for (const { orderId } of placed()) {
    const order = await bot.news.ports.orders.ask(orderId, { userId: undefined, signal });
    if (order !== undefined) bot.news.known.push({ order, changedAt: 0 });
  }
}

it('names what was ordered as it was shown then, in each reader’s language, on every card', async () => {
  const preview = await say(`/order preview ${offer} 2 --sku ${spec} --address 5738`);
  expect(preview.title).toBe(english);
  const ordered = await press(preview, orderButton(preview));
  expect(ordered.title).toBe(en.buying.create.titled(en.buying.create.placed, english));
  expect(wordsOf(ordered)).toContain(`${english} ${offer} · Natural wood · 2 pieces · ¥29.00 each`);
  expect(wordsOf(ordered)).toContain(`${en.orders.goesTo} 王**, Binjiang, Hangzhou, Zhejiang (5738)`);
  expect(ordered.picture?.alt).toBe(en.orders.picture(english));
  await known();
  const [{ orderId } = { orderId: '' }] = placed();
  const commands = [
    `/order show ${orderId}`,
    `/order pay ${orderId}`,
    `/order cancel ${orderId}`,
    '/order list',
  ];
  for (const command of commands) {
    const words = wordsOf(await say(command));
    expect(words, command).toContain(english);
    // The name of a company is Chinese, the goods are not.
    expect(words.replaceAll(/.*公司.*/g, ''), command).not.toMatch(/[桌木色个件]/);
    expect(words, command).not.toContain('1688’s words');
    expect(wordsOf(await say(command, 'zh')), command).toContain(chinese);
    expect(wordsOf(await say(command, 'zh')), command).not.toContain('Wooden');
  }
  const { file } = await say('/order export');
  expect(textIn(file)).toContain(`${english} · Natural wood · 2 pieces`);
});

it('names each line of a basket’s order likewise, and leaves other sellers’ orders alone', async () => {
  for (const line of [lineOf(wood, 2), lineOf(shirt, 10), lineOf(tote, 3)]) await say(`/basket add ${line}`);
  for (const first of [wood, tote]) {
    const preview = await say(`/basket preview ${first.offer} --address 5738`);
    await press(preview, orderButton(preview));
  }
  const ofTwo = placed().find(({ lines: { length } }) => length === 2);
  const ofOne = placed().find(({ lines: { length } }) => length === 1);
  const lines = wordsOf(await say(`/order show ${ofTwo?.orderId}`));
  expect(lines).toContain('Natural wood · 2 pieces');
  expect(lines).toMatch(/Cotton crew-neck T-shirt.* · Black · 10 pieces/);
  expect(lines).not.toMatch(/tote|原木|黑色/);
  expect(wordsOf(await say(`/order show ${ofOne?.orderId}`))).toMatch(/Large canvas shopping tote/);
  expect(wordsOf(await say(`/order show ${ofTwo?.orderId}`, 'zh'))).toContain('原木色');
});

it('marks what was ordered elsewhere as the partner’s words', async () => {
  for (;;) {
    const order = bot.sandbox?.orders.place({ offerId: offer, specId: spec, quantity: 2, withFee: true });
    if (order !== undefined && 'orderId' in order) break;
  }
  await known();
  const [{ orderId } = { orderId: '' }] = placed();
  for (const command of [`/order show ${orderId}`, `/order pay ${orderId}`, '/order list']) {
    const words = wordsOf(await say(command));
    expect(words, command).toContain(chinese);
    expect(words, command).toContain(en.orders.partnersWords('1688'));
    expect(words, command).not.toContain(en.orders.goesTo);
    expect(wordsOf(await say(command, 'zh')), command).toContain('1688 原文');
  }
  expect(textIn((await say('/order export')).file)).toContain(en.orders.partnersWords('1688'));
});

it('leads from the list to paying, tracking and the details of each order, in one menu', async () => {
  const preview = await say(`/order preview ${offer} 2 --sku ${spec} --address 5738`);
  await press(preview, orderButton(preview));
  const again = await say(`/order preview ${offer} 2 --sku ${spec} --address 5738`);
  await press(again, orderButton(again));
  const [first, second] = placed();
  for (const step of ['pay', 'ship'] as const) bot.sandbox?.orders.act(second?.orderId ?? '', step);
  await known();
  const { body } = await say('/order list');
  const options = body.flatMap((block) =>
    block.kind === 'table' && block.choose !== undefined
      ? block.choose.options.map(({ label }) => label)
      : [],
  );
  const verbsFor = (id = '') =>
    options.filter((label) => label.endsWith(id)).map((label) => label.replace(/ · .*/, ''));
  expect(verbsFor(first?.orderId)).toEqual([en.orders.payAmount('¥65.61'), en.orders.details]);
  expect(verbsFor(second?.orderId)).toEqual([en.orders.track, en.orders.details]);
});

it('says where parcels are in the reader’s words beside the carrier’s', async () => {
  const preview = await say(`/order preview ${offer} 2 --sku ${spec} --address 5738`);
  await press(preview, orderButton(preview));
  const [{ orderId } = { orderId: '' }] = placed();
  bot.news.traces = async () => [
    {
      mailNo: 'YT7565691026776',
      carrier: 'YTO',
      steps: [
        { at: 1_780_000_000_000, text: '快件已发车', place: '杭州市', state: 'moving' },
        { text: '卖家已发货', state: 'consigned' },
      ],
    },
  ];
  const words = wordsOf(await say(`/order track ${orderId}`));
  expect(words).toContain(`Hangzhou, Zhejiang (杭州市) ${en.orders.parcelState.moving} · 快件已发车`);
  expect(words).toContain(`${en.orders.parcelState.consigned} · 卖家已发货`);
  expect(wordsOf(await say(`/order track ${orderId}`, 'zh'))).toContain('杭州市 快件已发车');
});
