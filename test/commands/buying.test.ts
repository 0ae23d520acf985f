import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandCall, ReadyCard } from '../../src/chat/card.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { unpackPayload } from '../../src/chat/payload.ts';
import { newOrderKey } from '../../src/domain/buying/order-key.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { totalFen } from '../../src/sandbox/orders/order.ts';
import { type BuyingBed, openBuyingBed } from '../domain/buying/bed.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { openFaultyUpstream } from '../fakes/faulty-upstream.ts';
import {
  answerTo,
  clicked,
  differentCards,
  formOf,
  submitted,
  typed,
  wordsOf,
  wrongValue,
} from '../harness/asking.ts';
import { askingPartner } from '../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { makeSqliteBed } from '../store/bed.ts';
import { account } from '../xport/open.ts';

const offer = '889512351602';
const spec = '530ad00177264564503ec3b848650652';
const line = `${offer} 2 --sku ${spec} --address 5738`;

describe('buying', () => {
  let bot: TestCore;
  const clock = createFakeClock(Date.parse('2026-05-21T12:00:00+08:00'));
  beforeEach(async () => {
    bot = await openTestCore({ clock });
    askingPartner(bot);
  });
  afterEach(() => bot.close());

  const say = async (text: string) => (await answerTo(bot.core, typed(text))).card;
  const press = async (card: ReadyCard, label: string) =>
    (await answerTo(bot.core, clicked(payloadOn(card, label)))).card;
  const callOn = async (card: ReadyCard, label: string) => {
    const longPayloads = {
      keep: () => Promise.reject(new Error('nothing is kept here')),
      recall: (organization: string, key: string) => bot.store.buttons.recall({ organization, key }),
    };
    const call = await unpackPayload(payloadOn(card, label), 'test:T1', longPayloads);
    if (call === undefined) throw new Error(`no call behind ${label}`);
    return call;
  };
  const run = async ({ command, arguments: options }: CommandCall) =>
    (await answerTo(bot.core, typed('', { input: { kind: 'options', command, options } }))).card;
  const placed = () => bot.sandbox?.orders.all() ?? [];

  it('asks once more by a button from before a restore, and never by itself', async () => {
    await bot.close();
    bot = await openTestCore({ clock, restoredAt: clock.now() + 1000 });
    askingPartner(bot);
    const preview = await say(`/order preview ${line}`);
    const order = bot.sandbox?.orders.place({ offerId: offer, specId: spec, quantity: 2, withFee: true });
    if (order === undefined || 'code' in order) throw new Error('nothing was ordered');
    const question = await say(`/order pay ${order.orderId}`);
    clock.advance(2000);

    const asked = await press(preview, en.buying.orderFor('¥65.61'));
    expect(asked.title).toBe(en.buying.create.restored);
    expect(placed()).toHaveLength(1);
    const ordered = await press(
      await press(asked, en.buying.create.previewAgain),
      en.buying.orderFor('¥65.61'),
    );
    expect(ordered.title).toContain(en.buying.create.placed);
    expect(placed()).toHaveLength(2);

    const again = await press(question, en.buying.pay.pay('¥65.61'));
    expect(wordsOf(again)).toContain(en.buying.pay.restoredAdvice);
    expect(placed().map(({ status }) => status)).toEqual(['waitbuyerpay', 'waitbuyerpay']);
    expect((await press(again, en.buying.pay.pay('¥65.61'))).title).toBe(en.buying.pay.debited);
  });

  it('goes the whole way: preview, order, pay, ship, arrive', async () => {
    const preview = await say(`/order preview ${line}`);
    const words = wordsOf(preview);
    expect(words).toContain(`${en.buying.goods}: ¥58.00`);
    expect(words).toContain(`${en.buying.freight}: ¥6.00`);
    expect(words).toContain(`${en.buying.serviceFee}: ¥1.61`);
    expect(words).toContain(`${en.buying.toPay}: ¥65.61`);
    expect(placed()).toEqual([]);

    const ordered = await press(preview, en.buying.orderFor('¥65.61'));
    expect(ordered.title).toContain(en.buying.create.placed);
    const [order] = placed();
    if (order === undefined) throw new Error('nothing was ordered');
    expect(wordsOf(ordered)).toContain(order.orderId);
    expect(totalFen(order)).toBe(6561);

    // The ordered card is the order's own: it leads to paying exactly what it shows.
    expect(wordsOf(ordered)).toContain(`${en.orders.total}: ¥65.61`);
    expect(await callOn(ordered, en.orders.payAmount('¥65.61'))).toMatchObject({
      command: 'order pay',
      arguments: { id: order.orderId, total: '65.61' },
    });
    const question = await say(`/order pay ${order.orderId}`);
    expect(question.title).toBe(en.buying.pay.title);
    expect(wordsOf(question)).toContain(`${en.buying.toPay}: ¥65.61`);
    expect(placed()[0]?.status).toBe('waitbuyerpay');
    const paid = await press(question, en.buying.pay.pay('¥65.61'));
    expect(paid.title).toBe(en.buying.pay.debited);
    expect(placed()[0]?.status).toBe('waitsellersend');
    expect((await press(question, en.buying.pay.pay('¥65.61'))).title).toBe(en.buying.pay.debited);

    await say(`/order try ${order.orderId} --step ship`);
    await say(`/order try ${order.orderId} --step arrive`);
    expect(wordsOf(await say(`/order show ${order.orderId}`))).toContain(en.orders.phase.shipped);
    expect(placed()).toHaveLength(1);
  });

  it('shows the preview first where nothing was confirmed', async () => {
    const card = await say(`/order create ${line}`);
    expect(card.actions.map(({ label }) => label)).toContain(en.buying.orderFor('¥65.61'));
    expect(await say(`/order create ${line} --total 65.61`)).toMatchObject({ title: card.title });
    expect(placed()).toEqual([]);
  });

  it('orders once, however often the button is pressed', async () => {
    const preview = await say(`/order preview ${line}`);
    const first = await press(preview, en.buying.orderFor('¥65.61'));
    expect(await press(preview, en.buying.orderFor('¥65.61'))).toEqual(first);
    expect(placed()).toHaveLength(1);
    const second = await say(`/order preview ${line}`);
    await press(second, en.buying.orderFor('¥65.61'));
    expect(placed()).toHaveLength(2);
  });

  it('refuses when the total has moved, and orders for the new one under the same key', async () => {
    const call = await callOn(await say(`/order preview ${line}`), en.buying.orderFor('¥65.61'));
    const stale = { ...call, arguments: { ...call.arguments, total: '64.61' } };
    const moved = await run(stale);
    expect(moved.title).toBe(en.buying.create.moved);
    expect(wordsOf(moved)).toContain(en.buying.create.was('¥64.61', '¥65.61'));
    expect(placed()).toEqual([]);
    expect((await press(moved, en.buying.orderFor('¥65.61'))).title).toContain(en.buying.create.placed);
    expect((await run(stale)).title).toContain(en.buying.create.placed);
    expect(placed()).toHaveLength(1);
  });

  it('takes no key for another purchase, none that is old, none of a time to come', async () => {
    const call = await callOn(await say(`/order preview ${line}`), en.buying.orderFor('¥65.61'));
    await run(call);
    const other = { ...call, arguments: { ...call.arguments, quantity: '3' } };
    expect((await run(other)).title).toBe(en.buying.create.otherPurchase);
    for (const days of [-2, 2]) {
      const now = () => clock.now() + days * 24 * 60 * 60_000;
      const key = newOrderKey({ now }, systemRandom);
      const odd = { ...call, arguments: { ...call.arguments, key } };
      expect((await run(odd)).title).toBe(en.buying.create.expired);
    }
    expect(wordsOf(await say(`/order create ${line} --total 65.61 --key abc`))).toContain(
      wrongValue('key', en.buying.key.expected),
    );
    expect(placed()).toHaveLength(1);
  });

  it('asks for what is missing', async () => {
    const kinds = await say(`/order preview ${offer} 2 --address 5738`);
    expect(kinds.title).toBe(en.buying.whichKind);
    const [select] = actionsOn(kinds);
    if (select?.kind !== 'select') throw new Error('no choice');
    const chosen = await answerTo(bot.core, clicked(select.options[0]?.run ?? ''));
    expect(wordsOf(chosen.card)).toContain(`${en.buying.toPay}: ¥65.61`);
    expect(wordsOf(chosen.card)).toMatch(/2 \p{L}+s · ¥/u);
    expect((await say(`/order preview ${offer} 2 --sku ${'0'.repeat(32)}`)).title).toBe(en.buying.noSuchKind);
    const nowhere = await say(`/order preview ${offer} 2 --sku 5736673805656`);
    expect(nowhere.title).toBe(en.buying.noAddress);
    expect(await callOn(nowhere, en.buying.giveAddress)).toMatchObject({
      ask: ['address'],
      arguments: { sku: spec },
    });
    const asked = await formOf(bot.core, clicked(payloadOn(nowhere, en.buying.giveAddress)));
    expect(asked.fields).toMatchObject([{ choices: [{ value: '5738' }] }]);
    expect(wordsOf(await say(`/order preview ${offer} 0 --address 1`))).toContain(
      wrongValue('quantity', en.buying.quantity.expected),
    );
    expect(wordsOf(await say(`/order preview ${line}1 --address`))).toContain('address');
  });

  it.each(['白色', 'White', 'ｗｈｉｔｅ', 'white --address 5738', '--address 5738 white', '--sku 白色'])(
    'takes a variant by what it is called: %s',
    async (name) => {
      const preview = await say(
        `/order preview ${offer} 2 ${name.includes('--address') ? name : `${name} --address 5738`}`,
      );
      const call = await callOn(preview, preview.actions[0]?.label ?? '');
      expect(call.arguments['sku']).toMatch(/^[0-9a-f]{32}$/);
      expect(call.arguments['sku']).not.toBe(spec);
      expect(wordsOf(preview)).toContain('White');
    },
  );

  it('takes a variant by its name in plain words, too, and as a platform’s typed option', async () => {
    const ofOptions = await answerTo(
      bot.core,
      typed('', {
        input: {
          kind: 'options',
          command: 'order preview',
          options: { offer, quantity: '2', sku: 'White', address: '5738' },
        },
      }),
    );
    expect(wordsOf(ofOptions.card)).toContain(`${en.buying.kind}: White`);
    expect(wordsOf(await say(`buy ${offer} 2 white --address 5738`))).toContain(`${en.buying.kind}: White`);
    // A quantity behind the name is a part of it, and no variant is called so.
    expect((await say(`/order preview ${offer} 2 white 3 --address 5738`)).title).toBe(en.buying.noSuchKind);
    const swapped = await say(`/order preview ${offer} white 2 --address 5738`);
    const meant = `order preview ${offer} 2 white --address 5738`;
    expect(swapped.title).toBe(en.core.slip(meant));
    const shown = await answerTo(bot.core, clicked(payloadOn(swapped, `/${meant}`)));
    expect(wordsOf(shown.card)).toContain(`${en.buying.kind}: White`);
  });

  it.each(['white', 'nonsense'])(
    'keeps a variant and an address that were typed before a form asks for the rest: %s',
    async (name) => {
      const short = await say(`/order preview ${offer} --sku ${name} --address 5738`);
      const form = await formOf(bot.core, clicked(payloadOn(short, en.core.fillIn)));
      const field = (wanted: string) => form.fields.find((each) => each.name === wanted);
      const white = field('sku')?.choices?.find(({ label }) => label === 'White')?.value;
      expect(white).toMatch(/^[0-9a-f]{32}$/);
      expect(field('sku')?.initial).toBe(name === 'white' ? white : undefined);
      expect(field('address')?.initial).toBe('5738');
      const hidden = await say(`/order preview 600000000006 --sku ${name} --address nonsense`);
      const open = await formOf(bot.core, clicked(payloadOn(hidden, en.core.correct)));
      // The partner does not describe that offer: what was typed stands there as it was.
      expect(open.fields.find((each) => each.name === 'sku')?.initial).toBe(name);
      expect(open.fields.find((each) => each.name === 'address')?.fault).toBeDefined();
    },
  );

  it('orders nothing of a variant that is none, or that the partner does not name', async () => {
    const unknown = await say(`/order preview ${offer} 2 red --address 5738`);
    expect(unknown).toMatchObject({ title: en.buying.noSuchKind, refusal: [{ name: 'sku' }] });
    expect(actionsOn(unknown)).toHaveLength(1);
    // All have it in their names.
    const several = await say('/order preview 600000000001 50 色 --address 5738');
    expect(several.title).toBe(en.buying.whichKind);
    expect(wordsOf(several)).toContain(en.buying.whichOfKindAdvice);
    expect(wordsOf(several)).toMatch(/Natural wood[\s\S]*Black/);
    // Half a word names none, though one alone holds it.
    expect((await say('/order preview 600000000001 50 lac --address 5738')).title).toBe(en.buying.noSuchKind);
    // The partner does not describe it: neither a name nor a SKU id is sent to it as the id of a variant.
    const { title, actions } = await say('/order preview 600000000006 2 black --address 5738');
    expect((await say('/order preview 600000000006 2 36 --address 5738')).title).toBe(en.basket.whichSpec);
    expect([title, actions]).toEqual([en.buying.noSuchKind, []]);
    const typedWhole = await say(
      `/order create ${offer} 2 ${'r'.repeat(32)} --address 5738 --total 65.61 --key ${newOrderKey(clock, systemRandom)}`,
    );
    expect(typedWhole.title).toBe(en.buying.noSuchKind);
    expect(placed()).toEqual([]);
  });

  it('shows a variant, its freight at home and abroad, and puts it into the basket, by what it is called', async () => {
    expect(wordsOf(await say(`/product ${offer} white`))).toContain(`${en.products.product.variant}: White`);
    expect(wordsOf(await say(`/product ${offer} red`))).toContain(en.products.product.noSuchSku('red'));
    expect(wordsOf(await say(`/freight ${offer} 2 原木色`))).toContain('Natural wood');
    expect((await say(`/freight ${offer} 2 red`)).title).toBe(en.buying.noSuchKind);
    expect((await say(`/freight ${offer} 2 36`)).title).toBe(en.buying.noSuchKind);
    expect(wordsOf(await say(`/basket add ${offer} 2 White`))).toContain(`${en.buying.kind}: White`);
    expect((await say(`/basket remove ${offer} Natural wood`)).title).toBe(en.basket.notThere);
    expect((await say(`/ship preview ${offer} 2 red`)).title).toBe(en.buying.noSuchKind);
    expect((await say(`/ship preview ${offer} 2 White`)).title).not.toBe(en.buying.whichKind);
  });

  it('is begun on the card of an offer, in a form', async () => {
    const product = await say(`/product ${offer} --sku 5736673805656`);
    const payload = payloadOn(product, en.buying.order);
    const form = await formOf(bot.core, clicked(payload));
    expect(form.fields).toMatchObject([
      { name: 'sku', label: 'Variant', hint: '', initial: spec, required: true },
      { name: 'quantity', takes: { kind: 'number', lot: 1 } },
      { name: 'address', hint: '', required: true, choices: [{ value: '5738' }] },
    ]);
    expect(form.fields[0]?.choices?.map(({ value }) => value)).toContain(spec);
    const filled = submitted(form.payload, { quantity: '2', address: '5738' });
    expect(wordsOf((await answerTo(bot.core, filled)).card)).toContain(`${en.buying.toPay}: ¥65.61`);
    expect(placed()).toEqual([]);
  });

  it('passes on what the partner refuses, and orders nothing', async () => {
    expect(wordsOf(await say('/order preview 404512351602 2 --address 5738'))).toContain('商品不存在');
  });

  it('gives the link to the cashier for what is not debited', async () => {
    const preview = await say(`/order preview ${offer} 20 --sku ${spec} --address 5738`);
    const label = preview.actions[0]?.label ?? '';
    const paid = await press(
      await press(preview, label),
      label.replace(en.buying.orderFor('').trim(), en.buying.pay.pay('').trim()),
    );
    const open = paid.actions.find(({ kind }) => kind === 'open');
    if (open?.kind !== 'open') throw new Error('no link');
    expect(open.url).toBe(`https://trade.1688.com/order/cashier.htm?orderId=${placed()[0]?.orderId}`);
    expect(placed()[0]?.status).toBe('waitbuyerpay');
    // The real cashier knows no order of the sandbox: there one pays on the card.
    expect(await callOn(paid, en.buying.pay.payInSandbox)).toMatchObject({
      command: 'order try',
      arguments: { id: placed()[0]?.orderId, step: 'pay' },
    });
  });

  it('pays no other amount than the one confirmed, and nothing that is not awaiting payment', async () => {
    await press(await say(`/order preview ${line}`), en.buying.orderFor('¥65.61'));
    const orderId = placed()[0]?.orderId ?? '';
    const question = await say(`/order pay ${orderId}`);
    bot.sandbox?.orders.act(orderId, 'price');
    const moved = await press(question, en.buying.pay.pay('¥65.61'));
    expect(moved.title).toBe(en.buying.pay.moved);
    expect(wordsOf(moved)).toContain(en.buying.create.was('¥65.61', '¥64.45'));
    expect(placed()[0]?.status).toBe('waitbuyerpay');
    bot.sandbox?.orders.act(orderId, 'cancel');
    expect((await press(moved, en.buying.pay.pay('¥64.45'))).title).toBe(en.buying.pay.notAwaiting);
    expect((await say(`/order pay ${orderId}`)).title).toBe(en.buying.pay.notAwaiting);
  });

  it('cancels after asking, and not what is paid', async () => {
    await press(await say(`/order preview ${line}`), en.buying.orderFor('¥65.61'));
    const orderId = placed()[0]?.orderId ?? '';
    const question = await say(`/order cancel ${orderId}`);
    expect(placed()[0]?.status).toBe('waitbuyerpay');
    expect(wordsOf(await press(question, en.buying.cancel.button))).toContain(en.buying.cancel.tooFast);
    await clock.elapse(11_000);
    expect((await press(question, en.buying.cancel.button)).title).toBe(en.buying.cancel.done);
    expect(placed()[0]?.status).toBe('cancel');
    expect((await say(`/order cancel ${orderId}`)).title).toBe(en.buying.cancel.notNow);
  });
});

describe('buying over a bad line', () => {
  let bot: TestCore;
  let bed: BuyingBed;
  beforeEach(async () => {
    bed = await openBuyingBed(makeSqliteBed, systemClock);
    bot = await openTestCore({ upstream: bed.line.url, account });
  });
  afterEach(async () => {
    await bot.close();
    await bed.close();
  });

  it('orders once when 50 people press the button at once, and tells each the same', async () => {
    const { card } = await answerTo(bot.core, typed(`/order preview ${line}`));
    const payload = payloadOn(card, en.buying.orderFor('¥65.61'));
    const cards = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const person = { id: `U${at}`, locale: 'en-US' };
        return wordsOf((await answerTo(bot.core, clicked(payload, { person }))).card);
      }),
    );
    const [order, ...others] = bed.sandbox.orders.all();
    expect(others).toEqual([]);
    expect(differentCards(cards)).toHaveLength(1);
    expect(cards[0]).toContain(order?.orderId);
  });

  it('says plainly that it is not known, and finds the one order by “Check again”', async () => {
    const { card } = await answerTo(bot.core, typed(`/order preview ${line}`));
    bed.line.cut((path) =>
      /create$/.test(path) ? 'answer lost' : /list$/.test(path) ? 'answer garbled' : 'answered',
    );
    const unsure = await answerTo(bot.core, clicked(payloadOn(card, en.buying.orderFor('¥65.61'))));
    expect(unsure.card.title).toBe(en.buying.create.notKnown);
    expect(unsure.card.actions.map(({ label }) => label)).toEqual([en.buying.create.checkAgain]);
    bed.line.cut(() => 'answered');
    const found = await answerTo(bot.core, clicked(payloadOn(unsure.card, en.buying.create.checkAgain)));
    expect(found.card.title).toContain(en.buying.create.placed);
    expect(wordsOf(found.card)).toContain(en.buying.create.found);
    expect(bed.sandbox.orders.all()).toHaveLength(1);
  });
});

function payloadOn(card: ReadyCard, label: string): string {
  const found = card.actions.find((action) => action.label === label);
  if (found?.kind !== 'run') throw new Error(`no button ${label} on ${wordsOf(card)}`);
  return found.run;
}

it('does not say that a payment was asked for while the partner still has to say how the order stands', async () => {
  const clock = createFakeClock();
  const upstream = await openFaultyUpstream();
  upstream.behave(() => undefined);
  const bot = askingPartner(await openTestCore({ clock, upstream: upstream.url }));
  let title: string | undefined;
  try {
    const options = { id: '3305075341149134260', total: '12.50' };
    const confirmed = typed('', { input: { kind: 'options', command: 'order pay', options } });
    const answered = answerTo(bot.core, confirmed).then(({ card }) => {
      title = card.title;
    });
    await expect
      .poll(async () => {
        await clock.elapse(500);
        return title;
      })
      .toBe(en.buying.pay.underWay);
    await answered;
    expect(upstream.received.map(({ path }) => path).filter((path) => path.endsWith('/pay'))).toEqual([]);
  } finally {
    await upstream.close();
    await bot.close();
  }
});
