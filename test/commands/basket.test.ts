import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sellersPartCard } from '../../src/cards/basket-cards.ts';
import { printBasketLine } from '../../src/domain/buying/basket.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { answerTo, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../harness/asking.ts';
import {
  type BasketBed,
  by,
  lineOf,
  openBasketBed,
  orderButton,
  organization,
  seller,
  shirt,
  tote,
  wood,
} from './basket-bed.ts';

describe('a basket', () => {
  let bed: BasketBed;
  beforeEach(async () => {
    bed = await openBasketBed();
  });
  afterEach(() => bed.close());

  it('is one person’s own, goes with them, and takes the role of a buyer', async () => {
    await bed.fill();
    expect((await bed.say('/basket', 'U2')).title).toBe(en.basket.none);
    expect((await bed.say(`/basket show ${wood.offer}`, 'U2')).title).toBe(en.basket.notThere);
    const elsewhere = await answerTo(bed.bot.core, typed('/basket', { workspace: 'T2' }));
    expect(elsewhere.card.title).toBe(en.basket.none);

    await bed.say('/admin grant viewer <@U3|cai>', 'UADMIN');
    const [notPermitted] = en.core.notPermitted('basket').split(' here');
    for (const line of ['', ' add 600000000001 1', ' empty', ' preview', ' order']) {
      expect(wordsOf(await bed.say(`/basket${line}`, 'U3')), line).toContain(notPermitted);
    }
    const asked = await bed.say('/admin forget <@U1|ann>', 'UADMIN');
    await answerTo(bed.bot.core, clicked(payloadOf(asked, en.audit.forget.button), by('UADMIN')));
    expect((await bed.say('/basket')).title).toBe(en.basket.none);
  });

  it('leaves out what can’t be read, says so, and is rid of it once emptied', async () => {
    const who = { organization, person: 'test:U1' };
    await bed.store.people.remember({ ...who, name: `basket ${tote.offer}`, value: 'no basket' });
    await bed.store.people.remember({ ...who, name: 'default address', value: '5738' });
    const broken = await bed.say('/basket');
    expect(broken.title).toBe(en.basket.none);
    expect(wordsOf(broken)).toContain(en.basket.unreadable(1));
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    const mended = await bed.say('/basket');
    expect(wordsOf(mended)).toContain(en.basket.unreadable(1));
    expect(wordsOf(mended)).toContain(wood.offer);

    const asking = await bed.press(mended, en.basket.empty);
    expect(wordsOf(asking)).toContain('all 2 lines');
    expect(wordsOf(await bed.say('/basket'))).toContain(wood.offer);
    expect(wordsOf(await bed.press(asking, en.basket.emptyButton))).toContain(en.basket.emptied);
    const names = [...(await bed.store.people.remembered(who)).keys()];
    expect(names).toEqual(['default address']);
  });

  it('adds up, and takes no fewer than the least, no part of a lot, no variant that there is not', async () => {
    await bed.say(`/basket add ${lineOf(shirt, 10)}`);
    const added = await bed.say(`/basket add ${shirt.offer} 5 --sku 5715423240304`);
    expect(added.title).toBe(en.basket.added);
    expect(wordsOf(added)).toContain(`${en.buying.amount}: 15 pieces`);
    expect((await bed.say(`/basket add ${lineOf(shirt, 3)}`)).title).toBe(en.buying.noMultiple('5 pieces'));
    const few = await bed.say(`/basket add ${shirt.offer} 5 --sku ae0545ef09eb061191683767c420b576`);
    expect(few.title).toBe('At least 10 pieces');
    const form = await formOf(bed.bot.core, clicked(payloadOf(few, en.buying.otherQuantity)));
    const enough = await answerTo(bed.bot.core, submitted(form.payload, { quantity: '20' }));
    expect(wordsOf(enough.card)).toContain(`${en.buying.kind}: White`);

    const kinds = await bed.say(`/basket add ${tote.offer} 2`);
    expect(kinds.title).toBe(en.buying.whichKind);
    expect(wordsOf(await bed.choose(kinds, en.buying.chooseKind, 'Black'))).toContain(
      `${en.buying.amount}: 2 pieces`,
    );
    expect((await bed.say(`/basket add ${tote.offer} 2 --sku ${'0'.repeat(32)}`)).title).toBe(
      en.buying.noSuchKind,
    );
    expect((await bed.say('/basket add 600000000006 2 --sku 12345')).title).toBe(en.basket.whichSpec);
    expect((await bed.say(`/basket add ${lineOf(tote, 1_000_000)}`)).title).toBe(en.basket.added);
    expect((await bed.say(`/basket add ${lineOf(tote, 1)}`)).title).toBe(
      en.basket.full.pieces('1,000,000 pieces'),
    );
    const basket = wordsOf(await bed.say(`/basket show ${shirt.offer}`));
    expect(basket).toContain('Black · 15 pieces');
    expect(basket).toContain('White · 20 pieces');
  });

  it('loses nothing of what is put in at once, in however many processes', async () => {
    const line = `/basket add ${lineOf(wood, 2)}`;
    const added = await Promise.all(Array.from({ length: 5 }, () => bed.say(line)));
    expect(new Set(added.map(({ title }) => title))).toEqual(new Set([en.basket.added]));
    expect(wordsOf(await bed.say('/basket'))).toContain('10 pieces');
  });

  it('is filled from the card of an offer, in a form, and from the preview of an order', async () => {
    const product = await bed.say(`/product ${tote.offer}`);
    const form = await formOf(bed.bot.core, clicked(payloadOf(product, en.basket.add)));
    expect(form.fields.map(({ name }) => name)).toEqual(['sku', 'quantity']);
    const red = form.fields[0]?.choices?.find(({ label }) => label === 'Red')?.value ?? '';
    const { card } = await answerTo(bed.bot.core, submitted(form.payload, { sku: red, quantity: '4' }));
    expect(wordsOf(card)).toContain(`${en.buying.amount}: 4 pieces`);
    expect(wordsOf(await bed.say('/basket'))).toContain('Red · 4 pieces');

    const preview = await bed.say(`/order preview ${wood.offer} 2 --sku 5736673805656 --address 5738`);
    const added = await bed.press(preview, en.basket.add);
    expect(added.title).toBe(en.basket.added);
    expect(wordsOf(await bed.press(added, en.basket.title))).toContain('Natural wood · 2 pieces');
    expect(bed.placed()).toEqual([]);
  });

  it('is changed in a form, line by line, and taken apart', async () => {
    await bed.fill();
    const part = await bed.choose(await bed.say('/basket'), en.basket.oneSeller, seller);
    expect(wordsOf(part)).not.toContain(tote.offer);
    const form = await formOf(bed.bot.core, clicked(bed.optionOf(part, en.basket.change, '2. Cotton')));
    expect(form.fields).toMatchObject([{ name: 'quantity', initial: '10' }]);
    const changed = await answerTo(bed.bot.core, submitted(form.payload, { quantity: '15' }));
    expect(changed.replace).toBe(true);
    expect(wordsOf(changed.card)).toContain(en.basket.changed('Cotton crew-neck T-shirt'));
    expect(wordsOf(changed.card)).toContain('Black · 15 pieces');
    const wrong = await answerTo(bed.bot.core, submitted(form.payload, { quantity: '12' }));
    expect(wrong.card.title).toBe(en.buying.noMultiple('5 pieces'));
    expect(wordsOf(await bed.say(`/basket change ${wood.offer} 7`))).toContain('Natural wood · 7 pieces');
    const other = '93b71c19fe42d1c513ddd1603185ff01';
    expect((await bed.say(`/basket change ${wood.offer} 7 --sku ${other}`)).title).toBe(en.basket.notThere);

    const less = await bed.choose(changed.card, en.basket.takeOut, '2. Cotton');
    expect(wordsOf(less)).toContain(en.basket.takenOut('Cotton crew-neck T-shirt'));
    expect(wordsOf(less)).not.toContain(tote.offer);
    const whole = await bed.press(less, en.basket.whole);
    expect(wordsOf(whole)).toContain(tote.offer);
    expect((await bed.say(`/basket remove ${wood.offer} --sku ${other}`)).title).toBe(en.basket.notThere);
    const last = await bed.say(`/basket remove ${wood.offer}`);
    expect(wordsOf(last)).toContain(tote.offer);
    expect((await bed.say(`/basket remove ${tote.offer} --sku 5953989997304`)).title).toBe(en.basket.none);
  });

  it('is changed and taken apart by what a variant is called, among what is in it alone', async () => {
    const { offer } = shirt;
    await bed.say(`/basket add ${offer} 10 white`);
    // Black is 黑色 and white 白色: of an offer with more variants than these.
    expect(wordsOf(await bed.say(`/basket change ${offer} 15 色`))).toContain('White · 15 pieces');
    await bed.say(`/basket add ${offer} 10 black`);
    const which = await bed.say(`/basket remove ${offer} 色`);
    expect(which.title).toBe(en.buying.whichKind);
    expect(wordsOf(await bed.choose(which, en.buying.chooseKind, 'White'))).toContain('Black · 10 pieces');
    expect((await bed.say(`/basket remove ${offer} white`)).title).toBe(en.basket.notThere);
    expect((await bed.say(`/basket change ${offer} 10 nonsense`)).title).toBe(en.buying.noSuchKind);
    expect((await bed.say(`/basket remove ${offer} 黑色`)).title).toBe(en.basket.none);
  });

  it('says what each line and each seller’s goods cost, in the words of both languages', async () => {
    await bed.fill();
    const basket = await bed.say('/basket');
    const rows = basket.body.flatMap((block) => (block.kind === 'gallery' ? block.rows : []));
    expect(rows.every(({ picture }) => picture !== undefined)).toBe(true);
    expect(rows.map(({ facts }) => facts.join('').split('\n')[1])).toEqual([
      `${en.buying.each('¥6.93')} · ${en.basket.lineTotal('¥20.79')}`,
      `${en.buying.each('¥29.00')} · ${en.basket.lineTotal('¥58.00')}`,
      `${en.buying.each('¥14.85')} · ${en.basket.lineTotal('¥148.50')} · At least 10 pieces · Only in lots of 5 pieces`,
    ]);
    const orders = basket.actions.filter(({ label }) =>
      label.startsWith(en.basket.orderOf('').trim().slice(0, 10)),
    );
    expect(orders.map((each) => ('style' in each ? each.style : undefined))).toEqual(['primary', undefined]);
    const chinese = await answerTo(bed.bot.core, typed('/basket', { person: { id: 'U1', locale: 'zh-CN' } }));
    expect(wordsOf(chinese.card)).toContain(zhCn.basket.lineTotal('¥58.00'));
  });

  it('counts nothing that can’t be ordered so or has no price now, and says which', async () => {
    const who = { organization, person: 'test:U1' };
    const few = { offerId: shirt.offer, specId: shirt.sku, quantity: 5, seller };
    const gone = { offerId: '999999999999999999', quantity: 4, seller };
    for (const line of [few, gone]) await bed.store.people.remember({ ...who, ...printBasketLine(line) });
    const none = wordsOf(await bed.say('/basket'));
    expect(none).toContain(en.basket.notSo('At least 10 pieces'));
    expect(none).toContain(en.basket.noPrice);
    expect(none).toContain(en.basket.noSubtotal);
    // The least quantity is of all variants together, and so is a price by quantity.
    const white = { ...few, specId: 'ae0545ef09eb061191683767c420b576' };
    await bed.store.people.remember({ ...who, ...printBasketLine(white) });
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    const some = wordsOf(await bed.say('/basket'));
    expect(some).not.toContain(en.basket.notSo('At least 10 pieces'));
    expect(some).toContain('At least 10 pieces');
    expect(some).toContain(en.basket.subtotal('¥206.50'));
    expect(some).toContain(en.basket.notCounted(1));
  });

  it('orders those of its lines that are ticked, and no other', async () => {
    await bed.say('/address default 5738');
    await bed.say(`/basket add ${lineOf(wood, 2)}`);
    await bed.say(`/basket add ${lineOf(shirt, 10)}`);
    const button = (await bed.say('/basket')).actions.find(({ label }) => label === en.basket.orderTicked);
    if (button?.kind !== 'run' || button.pick === undefined) throw new Error('nothing can be ticked');
    const [first, second, ...others] = button.pick.options;
    expect(others).toEqual([]);
    const form = await formOf(bed.bot.core, clicked(button.run));
    const [field] = form.fields;
    expect(field).toMatchObject({ name: 'lines', several: true, required: true });
    expect(field?.choices?.map(({ value }) => value)).toEqual([first?.value, second?.value]);
    const preview = await answerTo(bed.bot.core, submitted(button.run, { lines: second?.value ?? '' }));
    expect(wordsOf(preview.card)).toContain(shirt.offer);
    expect(wordsOf(preview.card)).not.toContain(wood.offer);
    const ordered = await bed.press(preview.card, orderButton(preview.card));
    expect(ordered.title).toContain(en.buying.create.placed);
    const left = wordsOf(await bed.say('/basket'));
    expect(left).toContain(wood.offer);
    expect(left).not.toContain(shirt.offer);
  });

  it('takes an offer without a variant to choose at once, and orders what is there from its card', async () => {
    const product = await bed.say(`/product ${wood.offer} --sku 5736673805656`);
    const added = await bed.press(product, en.basket.add);
    expect(added.title).toBe(en.basket.added);
    await bed.say('/address default 5738');
    const preview = await bed.press(added, en.basket.order(1));
    expect(wordsOf(preview)).toContain(en.buying.notYetOrdered);
  });

  it('shows no amount that a number can’t hold exactly', () => {
    const line = { offerId: tote.offer, quantity: 1_000_000 };
    const view = { ...line, specId: undefined, title: 'Gold', skuName: undefined, unit: undefined };
    const call = { command: 'basket', arguments: {} };
    const to = () => call;
    const card = sellersPartCard({
      basket: { lines: [line], unreadable: [] },
      words: en,
      calls: {
        show: to,
        preview: to,
        ticked: { argument: 'lines', run: to, value: () => '' },
        change: to,
        remove: to,
        empty: call,
        find: call,
      },
      part: {
        seller,
        lines: [{ line, view, price: { fen: 9_999_999_999 }, bounds: [], wrong: undefined }],
        more: 0,
      },
      others: false,
    });
    expect(JSON.stringify(card)).toContain(en.basket.noSubtotal);
  });

  it('shows whole sellers as long as there is room, and the others by their number', async () => {
    const who = { organization, person: 'test:U1' };
    const ofSeller = (name: string, from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        offerId: String(600_000_000_100 + from + at),
        quantity: 1,
        seller: name,
      }));
    for (const line of [
      ...ofSeller('一号店', 0, 15),
      ...ofSeller('二号店', 20, 6),
      ...ofSeller('三号店', 40, 1),
    ]) {
      await bed.store.people.remember({ ...who, ...printBasketLine(line) });
    }
    const whole = await bed.say('/basket');
    expect(wordsOf(whole)).toContain(en.basket.heading('一号店', 15));
    expect(wordsOf(whole)).toContain('… and 7 more lines of 2 more sellers');
    expect(wordsOf(whole)).not.toContain('600000000120');
    const part = await bed.choose(whole, en.basket.oneSeller, '二号店');
    expect(wordsOf(part)).toContain('600000000125');
    expect(part.actions.map(({ label }) => label)).toContain(en.basket.order(6));
  });
});
