import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { type BuyingBed, openBuyingBed } from '../domain/buying/bed.ts';
import { envelope, openFaultyUpstream } from '../fakes/faulty-upstream.ts';
import {
  answerTo,
  clicked,
  differentCards,
  formOf,
  payloadOf,
  submitted,
  typed,
  wordsOf,
} from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { makeSqliteBed } from '../store/bed.ts';
import { account } from '../xport/open.ts';
import {
  type BasketBed,
  lineOf,
  openBasketBed,
  orderButton,
  organization,
  seller,
  shirt,
  tote,
  wood,
} from './basket-bed.ts';

describe('ordering what is in a basket', () => {
  let bed: BasketBed;
  beforeEach(async () => {
    bed = await openBasketBed();
  });
  afterEach(() => bed.close());

  it('goes the whole way: three lines of two sellers, one seller’s ordered, the other’s stays', async () => {
    await bed.fill();
    const { card: basket, visibility } = await bed.ask('/basket');
    expect(visibility).toBe('asker');
    const words = wordsOf(basket);
    expect(words).toContain(`${seller} (2 lines)`);
    expect(words).toMatch(/1\. Wooden desktop drawer organizer.* · Natural wood · 2 pieces · 889512351602/);
    expect(words).toMatch(/2\. Cotton crew-neck T-shirt.* · Black · 10 pieces · 889512351603/);
    expect(words).toMatch(/1\. Large canvas shopping tote.* · 3 pieces · 600000000001/);

    const where = await bed.press(basket, en.basket.orderOf(seller));
    expect(where.title).toBe(en.buying.noAddress);
    const preview = await bed.previewed();
    expect(preview.title).toBe(`${en.orders.order('from ')}${seller}`);
    expect(wordsOf(preview)).toContain(
      `Natural wood · 889512351602 · ${en.buying.amount} 2 pieces · ${en.buying.each('¥29.00')}`,
    );
    // What the basket counts is what the partner asks for the goods.
    const [, goods] = new RegExp(`${en.buying.goods}: (¥[\\d,.]+)`).exec(wordsOf(preview)) ?? [];
    expect(goods).toBeDefined();
    expect(words).toContain(`${en.basket.subtotal(goods ?? '')} · ${en.basket.goodsAlone}`);
    expect(wordsOf(preview)).toContain(en.buying.notYetOrdered);
    expect(bed.placed()).toEqual([]);

    const ordered = await bed.press(preview, orderButton(preview));
    expect(ordered.title).toContain(en.buying.create.placed);
    expect(wordsOf(ordered)).toContain(en.basket.taken);
    const [order, ...more] = bed.placed();
    expect(more).toEqual([]);
    expect(wordsOf(ordered)).toContain(order?.orderId);
    expect(order?.lines.map(({ offer, quantity }) => [offer.offerId, quantity])).toEqual([
      [wood.offer, 2],
      [shirt.offer, 10],
    ]);
    const left = wordsOf(await bed.say('/basket show'));
    expect(left).toContain(tote.offer);
    expect(left).not.toContain(wood.offer);
    expect(left).not.toContain(shirt.offer);
  });

  it('is ordered as it was confirmed, whatever it holds by then, and keeps what came since', async () => {
    await bed.fill();
    const preview = await bed.previewed();
    await bed.say(`/basket add ${lineOf(wood, 3)}`);
    await bed.say(`/basket remove ${shirt.offer}`);
    expect((await bed.press(preview, orderButton(preview))).title).toContain(en.buying.create.placed);
    expect(bed.placed()[0]?.lines.map(({ quantity }) => quantity)).toEqual([2, 10]);
    const left = wordsOf(await bed.say(`/basket show ${wood.offer}`));
    expect(left).toContain('Natural wood · 3 pieces');
    expect(left).not.toContain(shirt.offer);
  });

  it('takes out what was ordered, and no more, while more of it is put in', async () => {
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    const preview = await bed.previewed();
    const [ordered, ...added] = await Promise.all([
      bed.press(preview, orderButton(preview)),
      ...Array.from({ length: 20 }, () => bed.say(`/basket add ${lineOf(wood, 2)}`)),
    ]);
    expect(wordsOf(ordered)).toContain(en.basket.taken);
    expect(new Set(added.map(({ title }) => title))).toEqual(new Set([en.basket.added]));
    expect(wordsOf(await bed.say('/basket'))).toContain('40 pieces');
  });

  it('is ordered once, however often the button is pressed, and given up once', async () => {
    await bed.fill();
    const preview = await bed.previewed();
    const first = await bed.press(preview, orderButton(preview));
    expect(first.title).toContain(en.buying.create.placed);
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    expect(await bed.press(preview, orderButton(preview))).toEqual(first);
    expect(bed.placed()).toHaveLength(1);
    expect(wordsOf(await bed.say('/basket'))).toContain('Natural wood · 2 pieces');
  });

  it('is not ordered for another total than the confirmed one, and is then as it was', async () => {
    await bed.fill();
    const call = await bed.callOn(await bed.previewed(), orderButton(await bed.previewed()));
    const stale = { ...call, arguments: { ...call.arguments, total: '1.00' } };
    const moved = await bed.run(stale);
    expect(moved.title).toBe(en.buying.create.moved);
    expect(wordsOf(moved)).toContain('It was ¥1.00');
    expect(wordsOf(moved)).toContain(`Natural wood · 889512351602 · ${en.buying.amount} 2 pieces`);
    expect(bed.placed()).toEqual([]);
    expect(wordsOf(await bed.say('/basket'))).toContain(wood.offer);
    expect((await bed.press(moved, orderButton(moved))).title).toContain(en.buying.create.placed);
    const other = { ...call.arguments, lines: `${wood.offer}:${wood.sku}:9` };
    expect((await bed.run({ ...call, arguments: other })).title).toBe(en.buying.create.otherPurchase);
    expect(bed.placed()).toHaveLength(1);
  });

  it('leaves every line that was ordered in the trail, and nothing of what is only kept', async () => {
    await bed.fill();
    const preview = await bed.previewed();
    await bed.press(preview, orderButton(preview));
    const trail = await bed.store.audit.list({ organization, limit: 20 });
    const [done, begun, ...added] = trail.map(({ command, outcome, facts }) => ({
      command,
      outcome,
      facts: JSON.parse(facts),
    }));
    const lines = { line1: `${wood.offer}:${wood.sku}:2`, line2: `${shirt.offer}:${shirt.sku}:10` };
    expect(begun).toMatchObject({ command: 'basket order', outcome: 'begun', facts: lines });
    expect(done).toMatchObject({
      command: 'basket order',
      outcome: 'done',
      facts: { ...lines, address: '5738', state: 'placed', orders: bed.placed()[0]?.orderId },
    });
    expect(added).toHaveLength(3);
    for (const each of added) expect(each).toMatchObject({ command: 'basket add', facts: {} });
  });

  it('asks which seller, and has nothing to preview where it is empty', async () => {
    expect((await bed.say('/basket preview')).title).toBe(en.basket.none);
    await bed.fill();
    const which = await bed.say('/basket order --address 5738');
    expect(wordsOf(which)).toContain(en.basket.whichSellerAdvice);
    // Where it goes was said already.
    const parts = which.actions.flatMap((action) =>
      action.kind === 'run' && action.run.startsWith('basket preview?') ? [action.run] : [],
    );
    expect(parts).toHaveLength(2);
    for (const run of parts) expect(run).toContain('address=5738');
    await bed.say(`/basket remove ${tote.offer}`);
    expect((await bed.say('/basket order --address 5738')).title).toBe(
      `${en.orders.order('from ')}${seller}`,
    );
    expect((await bed.say(`/basket preview ${tote.offer}`)).title).toBe(en.basket.notThere);
    const nowhere = await bed.say('/basket preview');
    const form = await formOf(bed.bot.core, clicked(payloadOf(nowhere, en.buying.giveAddress)));
    // The account's own addresses, by what others may see of them, and no id to be typed.
    expect(form.fields).toMatchObject([
      { name: 'address', choices: [{ value: '5738', label: expect.stringContaining('滨江区') }] },
    ]);
    const { card } = await answerTo(bed.bot.core, submitted(form.payload, { address: '5738' }));
    expect(wordsOf(card)).toMatch(new RegExp(`${en.orders.goesTo} .*\\(5738\\)`));
    expect(wordsOf(await bed.press(card, en.basket.title))).toContain(shirt.offer);
    expect(bed.placed()).toEqual([]);
  });

  it('says so where what was ordered can’t be taken out', async () => {
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    const preview = await bed.previewed();
    bed.stubborn = true;
    const ordered = await bed.press(preview, orderButton(preview));
    expect(ordered.title).toContain(en.buying.create.placed);
    expect(wordsOf(ordered)).toContain(en.basket.notTaken);
    expect(bed.placed()).toHaveLength(1);
  });
});

describe('a basket over a bad line', () => {
  let bed: BuyingBed;
  let bot: TestCore;
  beforeEach(async () => {
    bed = await openBuyingBed(makeSqliteBed, systemClock);
    bot = await openTestCore({ upstream: bed.line.url, account });
  });
  afterEach(async () => {
    await bot.close();
    await bed.close();
  });
  const say = async (text: string) => (await answerTo(bot.core, typed(text))).card;

  it('takes what the partner does not describe, and leaves it to the partner who sells it', async () => {
    bed.line.cut((path) => (path.includes('/product/') ? 'answer garbled' : 'answered'));
    const added = await say(`/basket add ${lineOf(wood, 2)}`);
    expect(added.tone).toBe('warning');
    expect(wordsOf(added)).toContain(en.basket.notTold);
    expect((await say(`/basket add ${wood.offer} 2 --sku 5736673805656`)).title).toBe(en.basket.whichSpec);
    await say(`/basket add ${lineOf(tote, 3)}`);
    expect(wordsOf(await say('/basket'))).toContain(en.basket.heading('Seller not known', 2));
    const refused = await say('/basket preview --address 5738');
    expect(wordsOf(refused)).toContain('An order takes offers of one seller only.');

    bed.line.cut(() => 'answered');
    await say(`/basket change ${wood.offer} 4`);
    expect(wordsOf(await say('/basket'))).toContain(seller);
    expect((await say(`/basket preview ${wood.offer} --address 5738`)).title).toBe(
      `${en.orders.order('from ')}${seller}`,
    );
  });

  it('orders once when its button is pressed ten times at once, and tells each the same', async () => {
    await say(`/basket add ${lineOf(wood, 2)}`);
    await say(`/basket add ${lineOf(shirt, 10)}`);
    const preview = await say('/basket preview --address 5738');
    const payload = payloadOf(preview, preview.actions[0]?.label ?? '');
    const cards = await Promise.all(
      Array.from({ length: 10 }, async () => wordsOf((await answerTo(bot.core, clicked(payload))).card)),
    );
    expect(differentCards(cards)).toHaveLength(1);
    expect(cards[0]).toContain(bed.sandbox.orders.all()[0]?.orderId);
    expect(bed.sandbox.orders.all()).toHaveLength(1);
    expect((await say('/basket')).title).toBe(en.basket.none);
  });

  it('gives up what was ordered once its lost answer is found', async () => {
    await say(`/basket add ${lineOf(wood, 2)}`);
    const preview = await say('/basket preview --address 5738');
    bed.line.cut((path) =>
      /create$/.test(path) ? 'answer lost' : /list$/.test(path) ? 'answer garbled' : 'answered',
    );
    const unsure = await answerTo(bot.core, clicked(payloadOf(preview, preview.actions[0]?.label ?? '')));
    expect(unsure.card.title).toBe(en.buying.create.notKnown);
    expect(wordsOf(await say('/basket'))).toContain(wood.offer);
    bed.line.cut(() => 'answered');
    const found = await answerTo(bot.core, clicked(payloadOf(unsure.card, en.buying.create.checkAgain)));
    expect(found.card.title).toContain(en.buying.create.placed);
    expect((await say('/basket')).title).toBe(en.basket.none);
    expect(bed.sandbox.orders.all()).toHaveLength(1);
  });
});

it('keeps in the basket what the partner took no order for', async () => {
  const upstream = await openFaultyUpstream();
  const preview = {
    ...{ sumCarriage: 500, sumPaymentNoCarriage: 5800, sumPayment: 6300, sumTotalPayment: 6300 },
    orderItemTOList: [{ offerId: wood.offer }, { offerId: shirt.offer }],
  };
  const created = {
    orderId: '3305075341149134260',
    failedOfferList: [{ offerId: shirt.offer, errorCode: 'NO_STOCK', errorMessage: '缺货' }],
  };
  upstream.behave((response, request) => {
    const { path } = request;
    const answers = [
      [/preview$/, preview],
      [/create$/, created],
      [/address\/get$/, [{ id: '5738', name: '张三' }]],
    ] as const;
    const data = answers.find(([of]) => of.test(path))?.[1] ?? { companyName: seller };
    envelope({ data })(response, request);
  });
  const bot = await openTestCore({ upstream: upstream.url });
  const say = async (text: string) => (await answerTo(bot.core, typed(text))).card;
  try {
    await say(`/basket add ${lineOf(wood, 2)}`);
    await say(`/basket add ${lineOf(shirt, 10)}`);
    const card = await say('/basket preview --address 5738');
    const ordered = (await answerTo(bot.core, clicked(payloadOf(card, orderButton(card))))).card;
    expect(ordered.title).toContain(en.buying.create.placedInPart);
    expect(wordsOf(ordered)).toContain(en.basket.takenInPart);
    const left = wordsOf(await say('/basket'));
    expect(left).toContain(shirt.offer);
    expect(left).not.toContain(wood.offer);
  } finally {
    await bot.close();
    await upstream.close();
  }
});
