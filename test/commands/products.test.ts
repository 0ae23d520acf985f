import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { hostileWords } from '../arbitraries/card.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { envelope, type FaultyUpstream, openFaultyUpstream, raw } from '../fakes/faulty-upstream.ts';
import {
  answerTo,
  clicked,
  formOf,
  payloadOf,
  submitted,
  typed,
  wordsOf,
  wrongValue,
} from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

type Shown = Awaited<ReturnType<typeof answerTo>>['card'];

/** The choices of a card's menu. */
function choicesOf(card: Shown) {
  return actionsOn(card).flatMap((action) => (action.kind === 'select' ? action.options : []));
}

/** What the button labelled `label` runs. */
const callOf = (card: Shown, label: string) => decodeCall(payloadOf(card, label));

describe('commands about offers, against the sandbox', () => {
  let bot: TestCore;
  beforeEach(async () => {
    bot = await openTestCore({ clock: createFakeClock() });
  });
  afterEach(() => bot.close());

  const say = (line: string) => answerTo(bot.core, typed(line));
  const click = (payload: string) => answerTo(bot.core, clicked(payload));

  it('walk from a search over its pages to an offer', async () => {
    const first = await say('/search cotton t-shirt --sort price');
    expect(wordsOf(first.card)).toMatch(new RegExp(`1–10 of \\d+ · ${en.products.search.sorted.price}`));
    expect(actionsOn(first.card).map(({ label }) => label)).toEqual([
      en.products.search.chooseOffer,
      en.products.search.compare,
      en.products.next,
      en.products.search.narrow,
    ]);
    const second = await click(payloadOf(first.card, en.products.next));
    expect(second.replace).toBe(true);
    expect(wordsOf(second.card)).toMatch(/11–20 of/);
    const back = await click(payloadOf(second.card, en.products.back));
    expect(wordsOf(back.card)).toBe(wordsOf(first.card));
    const [choice] = choicesOf(first.card);
    const product = await click(choice?.run ?? '');
    expect(product).toMatchObject({ replace: false, card: { title: expect.stringContaining('T-shirt') } });
  });

  it('end a search at its last page', async () => {
    const words = wordsOf((await say('/search 保温杯 --page 2')).card);
    const total = Number(/of (\d+)/.exec(words)?.[1]);
    const last = await say(`/search 保温杯 --page ${Math.ceil(total / 10)}`);
    expect(last.card.actions.map(({ label }) => label)).not.toContain(en.products.next);
    const past = await say(`/search 保温杯 --page ${Math.ceil(total / 10) + 1}`);
    expect(past.card).toMatchObject({ tone: 'warning' });
    expect(past.card.actions.map(({ label }) => label)).toContain(en.products.back);
  });

  it('change a search in a form that stands filled in', async () => {
    const { card } = await say('/search 保温杯 --max-price 20 --page 2');
    const change = payloadOf(card, en.products.search.narrow);
    const form = await formOf(bot.core, clicked(change));
    expect(form.fields.map(({ name, initial }) => [name, initial])).toEqual([
      ['words', '保温杯'],
      ['min-price', undefined],
      ['max-price', '20'],
      ['sort', undefined],
      ['category', undefined],
    ]);
    const answer = await answerTo(bot.core, submitted(change, { words: '台灯', 'max-price': '¥30.5' }));
    expect(wordsOf(answer.card)).toContain(en.products.search.priceTo('¥30.50'));
    expect(answer.card.title).toBe(en.products.search.title('台灯'));
  });

  it('say what to do where nothing is found, and where the range is upside down', async () => {
    expect((await say('/search nothing-of-the-sort')).card).toMatchObject({ tone: 'warning' });
    const { card } = await say('/search 保温杯 --min-price 20 --max-price 10');
    expect(card.title).toBe(en.products.search.wrongRange);
  });

  it('show an offer with everything that an order needs to know', async () => {
    const { card, visibility } = await say('/product https://detail.1688.com/offer/600000000020.html');
    expect(visibility).toBe('asker');
    const words = wordsOf(card);
    expect(words).toContain(`${en.products.price}: ¥11.71 to ¥13.31`);
    expect(words).toContain(`${en.products.product.minimum}: 50 pieces`);
    expect(words).toContain(en.products.product.logic['total quantity']);
    expect(words).toContain(`${en.products.atLeast('500 pieces')}: ¥12.51`);
    expect(words).toMatch(/Black · [\d,]+ pieces in stock/);
    expect(card.picture?.url).toMatch(/^https:\/\/pictures\.sandbox\.invalid\/600000000020\//);
    expect(callOf(card, en.products.chat)).toMatchObject({
      command: 'seller',
      arguments: { offer: '600000000020' },
    });
    expect(callOf(card, en.products.freightButton)).toMatchObject({
      arguments: { quantity: '50' },
      ask: ['quantity', 'to'],
    });
  });

  it("choose a variant and lead back; each variant's own price where that counts", async () => {
    const { card } = await say('/product 600000000019');
    expect(wordsOf(card)).toContain(en.products.product.logic.sku);
    const white = choicesOf(card).find(({ label }) => label === 'White');
    const chosen = await click(white?.run ?? '');
    expect(chosen.replace).toBe(true);
    expect(wordsOf(chosen.card)).toMatch(/Variant: White \d+\nPrice: ¥14\.58\n/);
    expect(chosen.card.picture?.url).not.toBe(card.picture?.url);
    const all = choicesOf(chosen.card).find(({ label }) => label === en.products.product.allVariants);
    expect(wordsOf((await click(all?.run ?? '')).card)).toBe(wordsOf(card));
  });

  it('say so where there is no such variant', async () => {
    const { card } = await say('/product 600000000019 --sku 7');
    expect(card.tone).toBe('warning');
    expect(wordsOf(card)).toContain('no variant 7');
  });

  it('draw the steps as a chart when asked to', async () => {
    const { card } = await say('/product 951807530375');
    expect(card.body.some(({ kind }) => kind === 'chart')).toBe(false);
    const drawn = await click(payloadOf(card, en.products.product.showChart));
    const chart = drawn.card.body.find((block) => block.kind === 'chart');
    expect(chart).toMatchObject({ bars: [{ label: '5' }, { label: '50' }, { label: '500' }] });
  });

  it('share a card with everybody, and answer a choice of it to one', async () => {
    const { card } = await say('/product 600000000019');
    const shared = await click(payloadOf(card, en.seller.shareHere));
    expect(shared.visibility).toBe('conversation');
    const chosen = await click(choicesOf(shared.card)[0]?.run ?? '');
    expect(chosen).toMatchObject({ visibility: 'asker', replace: false });
  });

  it('compare from a form that begins with the offer at hand', async () => {
    const { card } = await say('/product 600000000020');
    const compare = payloadOf(card, en.products.compareButton);
    const form = await formOf(bot.core, clicked(compare));
    expect(form.fields[0]).toMatchObject({ name: 'offers', initial: '600000000020' });
    const offers = '600000000020, https://detail.1688.com/offer/600000000019.html';
    const answer = await answerTo(bot.core, submitted(compare, { offers }));
    const words = wordsOf(answer.card);
    expect(words).toContain(`${en.products.compare.priceAt(50)}: A  ¥13.31 ✓ lowest\nB  ¥14.08`);
    expect(words).toContain(`${en.products.product.minimum}: A  50 pieces\nB  5 pieces`);
    expect(choicesOf(answer.card)).toHaveLength(2);
  });

  it('compare what variants cost from the cheapest to the dearest, and call none the lowest where they overlap', async () => {
    const { compare, range } = en.products;
    const [a, b] = [range('¥21.78', '¥22.28'), range('¥22.44', '¥22.94')];
    const apart = wordsOf((await say('/compare 600000000029 600000000034 --quantity 10')).card);
    expect(apart).toContain(`${compare.priceAt(10)}: A  ${a} ✓ ${compare.lowest}\nB  ${b}`);
    const among = wordsOf((await say('/compare 600000000029 600000000032 --quantity 10')).card);
    expect(among).toContain(`B  ${range('¥21.63', '¥22.63')}`);
    expect(among).not.toContain(compare.lowest);
  });

  it('compare prices at a quantity, and name what can not be read', async () => {
    const { card } = await say('/compare 600000000020 600000000019 404123123 --quantity 10');
    const words = wordsOf(card);
    expect(card.tone).toBe('warning');
    expect(words).toContain('A  minimum is higher\nB  ¥14.08');
    expect(words).toContain(en.products.compare.notRead('商品不存在'));
  });

  it.each([
    '/compare 600000000020',
    '/compare 600000000020 600000000020',
    '/compare 1 2',
    `/compare ${[1, 2, 3, 4, 5, 6].map((digit) => `60000000000${digit}`).join(' ')}`,
  ])('refuse %s', async (line) => {
    expect(wordsOf((await say(line)).card)).toContain(
      wrongValue('offers', en.products.compare.offers.expected),
    );
  });

  it('walk the categories down, search there, and up again', async () => {
    const root = await say('/category');
    const home = choicesOf(root.card).find(({ label }) => label === 'Home and kitchen');
    const below = await click(home?.run ?? '');
    expect(below.replace).toBe(true);
    const flasks = choicesOf(below.card).find(({ label }) => label === 'Vacuum flasks');
    const leaf = await click(flasks?.run ?? '');
    expect(wordsOf(leaf.card)).toContain(en.products.category.leaf);
    const here = payloadOf(leaf.card, en.products.searchHere);
    const answer = await answerTo(bot.core, submitted(here, { words: 'vacuum' }));
    expect(wordsOf(answer.card)).toContain(en.products.search.inCategory('1046999'));
    expect(wordsOf((await click(payloadOf(leaf.card, en.products.category.up))).card)).toBe(
      wordsOf(below.card),
    );
  });

  it('estimate freight to where somebody says, or says where it was taken to go', async () => {
    const fee = { amount: '¥4.00', units: '1 kg' };
    const { card } = await say('/freight 600000000020 100 --to 义乌');
    expect(wordsOf(card)).toMatch(/Freight in all: ¥\d+\.\d{2}/);
    expect(wordsOf(card)).toContain('To: Yiwu, Zhejiang');
    expect(wordsOf(card)).toContain(`${en.products.freight.rule}: ${en.products.freight.ruleOf(fee, fee)}`);
    expect(choicesOf(card)).toHaveLength(25);
    const elsewhere = await click(choicesOf(card)[2]?.run ?? '');
    expect(elsewhere).toMatchObject({ replace: true });
    const usual = wordsOf((await say('/freight 600000000020 10')).card);
    expect(usual).toContain('Hangzhou, Zhejiang (no place was named)');
    expect(usual).toContain('the minimum is 50 pieces');
  });

  it('estimate freight of the variant that is meant, and ask which where several are called so', async () => {
    const { buying, products } = en;
    const { card } = await say('/freight 600000000001 50 色');
    expect(card.title).toBe(buying.whichKind);
    const [choose] = card.actions;
    if (choose?.kind !== 'select') throw new Error('no choice');
    const black = choose.options.find(({ label }) => label.includes('Black'));
    const taken = wordsOf((await click(black?.run ?? '')).card);
    expect(taken).toContain(`${products.product.variant}: Black`);
    expect(wordsOf((await say('/freight 600000000001 50 黑色')).card)).toContain(
      `${products.product.variant}: Black`,
    );
  });

  it('estimate freight to the place of a name, and ask or say so where several have it', async () => {
    const { freight } = en.products;
    expect(wordsOf((await say('/freight 600000000020 100 --to 吉林市')).card)).toContain('Jilin, Jilin');
    const which = (await say('/freight 600000000020 100 --to 吉林')).card;
    expect(which.title).toBe(freight.whichPlace);
    const places = choicesOf(which);
    expect(places.map(({ label }) => label)).toEqual(['Changchun, Jilin', 'Jilin, Jilin']);
    expect(wordsOf((await click(places[1]?.run ?? '')).card)).toContain(freight.total);
    const taken = wordsOf((await say('/freight 600000000020 100 --to 朝阳')).card);
    expect(taken).toContain('Chaoyang, Liaoning');
    expect(taken).toContain('Chaoyang, Beijing');
    expect((await say('/freight 600000000020 100 --to Atlantis')).card.title).toBe(freight.noSuchPlace);
  });

  it('suggest places by their beginnings in either language', async () => {
    const suggest = (text: string) =>
      bot.core.suggest({
        platform: 'test',
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id: 'U1', locale: 'en-US' },
        command: 'freight',
        argument: 'to',
        typed: text,
      });
    expect(await suggest('浙江')).toContainEqual({ value: '330782', label: 'Yiwu, Zhejiang' });
    expect(await suggest('昆山')).toEqual([{ value: '320583', label: 'Kunshan, Suzhou, Jiangsu' }]);
    expect(await suggest('')).toHaveLength(25);
  });

  it('speak Chinese, with Chinese titles', async () => {
    const inChinese = (line: string) =>
      answerTo(bot.core, typed(line, { person: { id: 'U1', locale: 'zh-CN' } }));
    expect((await inChinese('/product 600000000020')).card.title).toBe('纯棉圆领短袖T恤 跨境爆款');
    expect(wordsOf((await inChinese('/search 台灯')).card)).toContain(zhCn.products.next);
    expect(wordsOf((await inChinese('/freight 600000000020 50')).card)).toContain('浙江杭州');
    expect(wordsOf((await inChinese('/category')).card)).toContain('家居日用');
  });

  it('pass on why the partner refuses', async () => {
    expect(wordsOf((await say('/product 410123456')).card)).toContain('商品已下架');
  });

  it('put every choice of theirs on a button, also of the longest ids', async () => {
    const { card } = await say('/product 9999999999999999999');
    for (const { run } of choicesOf(card)) expect(run.length).toBeLessThanOrEqual(70);
  });
});

describe('commands about offers, against a partner of surprises', () => {
  let upstream: FaultyUpstream;
  let bot: TestCore;
  beforeEach(async () => {
    upstream = await openFaultyUpstream();
    bot = await openTestCore({ upstream: upstream.url });
  });
  afterEach(async () => {
    await bot.close();
    await upstream.close();
  });

  const lines = [
    '/product 600000000020',
    '/search x',
    '/compare 600000000020 600000000021',
    '/category 7',
    '/freight 600000000020 10',
  ];

  it.each(lines)('answer %s though nothing is said', async (line) => {
    upstream.behave(envelope({ data: { data: [] } }));
    const { card } = await answerTo(bot.core, typed(line));
    expect(card.tone).not.toBe('bad');
    expect(card.title).not.toBe('');
    expect(wordsOf(card)).not.toMatch(/undefined|NaN|null|Infinity/);
  });

  it('say when a promotion applies, and what it is without it', async () => {
    upstream.behave(
      envelope({
        data: {
          productSaleInfo: {
            quoteType: 0,
            priceRangeList: [{ startQuantity: 1, price: '12.00', promotionPrice: 9.9 }],
          },
          batchNumber: 6,
        },
      }),
    );
    const words = wordsOf((await answerTo(bot.core, typed('/product 600000000020'))).card);
    expect(words).toContain('¥9.90 (usually ¥12.00)');
    expect(words).toContain(en.products.product.promotion);
    expect(words).toContain(`${en.products.product.minimum}: 6 pieces, in lots of 6 pieces`);
    const freight = await answerTo(bot.core, typed('/freight 600000000020 7'));
    expect(wordsOf(freight.card)).toContain('lots of 6 pieces only');
  });

  it('show the price with a dearer promotion beside it, as unsure, wherever there is a price', async () => {
    const priceInfo = { price: '12.00', promotionPrice: '15.00' };
    upstream.behave(
      envelope({
        data: {
          productSaleInfo: {
            quoteType: 0,
            priceRangeList: [
              { startQuantity: 0, ...priceInfo },
              { startQuantity: 50, price: '1.1E1', promotionPrice: '9.00' },
            ],
          },
          minOrderQuantity: 5,
          data: [{ offerId: 600000000020, priceInfo }],
        },
      }),
    );
    const beside = '¥12.00 (promotion ¥15.00, unsure)';
    const product = wordsOf((await answerTo(bot.core, typed('/product 600000000020'))).card);
    expect(product).toContain(`${en.products.atLeast('5 pieces')}: ${beside}`);
    expect(product).toContain(`${en.products.atLeast('50 pieces')}: ¥9.00 (usually ¥11.00)`);
    expect(product).not.toContain(en.products.atLeast('0'));
    expect(product).toContain(en.products.product.unsurePromotion);
    expect(product).toContain(`${en.products.price}: ¥9.00 to ¥12.00`);
    const compared = await answerTo(bot.core, typed('/compare 600000000020 600000000021'));
    expect(wordsOf(compared.card)).toContain(beside);
    expect(wordsOf((await answerTo(bot.core, typed('/search x'))).card)).toContain(beside);
    const chart = await answerTo(bot.core, typed('/product 600000000020 --chart'));
    expect(chart.card.body).toContainEqual(
      expect.objectContaining({
        kind: 'chart',
        bars: [
          { label: '5', value: 12 },
          { label: '50', value: 9 },
        ],
      }),
    );
    const chinese = { person: { id: 'U1', locale: 'zh-CN' } };
    const inChinese = wordsOf((await answerTo(bot.core, typed('/product 600000000020', chinese))).card);
    expect(inChinese).toContain('¥12.00（促销价 ¥15.00，待确认）');
  });

  it('name the price of one piece where it has one of its own', async () => {
    const skus = [{ skuId: 11, price: '4.05', retailPrice: '4.80' }];
    const productSaleInfo = { retailPrice: '4.80', priceRangeList: [{ startQuantity: 2, price: '4.05' }] };
    for (const quoteType of [0, 1, 2]) {
      upstream.behave(
        envelope({ data: { productSaleInfo: { ...productSaleInfo, quoteType }, productSkuInfos: skus } }),
      );
      const { card } = await answerTo(bot.core, typed('/product 600000000020'));
      const shown = wordsOf(card);
      expect(shown).toContain(`${en.products.price}: ¥4.05 to ¥4.80`);
      expect(shown).toContain('1 piece: ¥4.80');
      expect(shown).toContain(`${en.products.atLeast('2 pieces')}: ¥4.05`);
      expect(shown).not.toContain(en.products.product.logic.sku);
      const one = wordsOf((await answerTo(bot.core, typed('/product 600000000020 --sku 11'))).card);
      expect(one).toContain('1 piece: ¥4.80');
      const compared = await answerTo(bot.core, typed('/compare 600000000020 600000000021 --quantity 1'));
      expect(wordsOf(compared.card)).toContain('for 1 piece: A  ¥4.80 ✓');
      const twice = await answerTo(bot.core, typed('/compare 600000000020 600000000021 --quantity 2'));
      expect(wordsOf(twice.card)).toContain('for 2 pieces: A  ¥4.05');
    }
  });

  it('say that a price is not known, draw none, and call no offer the cheapest beside it', async () => {
    upstream.behave(
      envelope({
        data: {
          productSaleInfo: {
            quoteType: 0,
            priceRangeList: [
              { startQuantity: 1, price: '9.90' },
              { startQuantity: 10, price: 0 },
              { startQuantity: 100, price: '7' },
            ],
          },
        },
      }),
    );
    const { card } = await answerTo(bot.core, typed('/product 600000000020 --chart'));
    const shown = wordsOf(card);
    expect(shown).toContain(`${en.products.atLeast('10 pieces')}: ${en.products.priceUnknown}`);
    expect(shown).toContain(`${en.products.atLeast('100 pieces')}: ¥7.00`);
    expect(shown).toContain(en.products.product.partlyUnknown);
    expect(shown).toContain(en.products.partlyUnknown('¥7.00 to ¥9.90'));
    expect(card.body.some(({ kind }) => kind === 'chart')).toBe(false);
    expect(card.actions.map(({ label }) => label)).not.toContain(en.products.product.showChart);
    const compared = await answerTo(bot.core, typed('/compare 600000000020 600000000021 --quantity 10'));
    expect(wordsOf(compared.card)).toContain(`for 10 pieces: A  ${en.products.priceUnknown}`);
    const chinese = { person: { id: 'U1', locale: 'zh-CN' } };
    const inChinese = wordsOf((await answerTo(bot.core, typed('/product 600000000020', chinese))).card);
    expect(inChinese).toContain(zhCn.products.product.step('10 件', '价格不详'));
  });

  it('call none the cheapest where one that can be ordered has no known price', async () => {
    const offer = (price: string, minOrderQuantity = 1) => ({
      minOrderQuantity,
      productSaleInfo: { quoteType: 0, priceRangeList: [{ startQuantity: 1, price }] },
    });
    const compared = async (ids: readonly number[], offers: readonly object[]) => {
      upstream.behave(
        envelope({ data: { data: offers.map((each, at) => ({ offerId: ids[at], ...each })) } }),
      );
      return wordsOf((await answerTo(bot.core, typed(`/compare ${ids.join(' ')} --quantity 5`))).card);
    };
    const known = [offer('3.00'), offer('2.00')];
    const beside = await compared([600000000020, 600000000021, 600000000022], [...known, offer('0')]);
    expect(beside).toContain('¥2.00');
    expect(beside).not.toContain(en.products.compare.lowest);
    const others = [600000000030, 600000000031, 600000000032];
    expect(await compared(others, [...known, offer('1.00', 50)])).toContain(
      `¥2.00 ✓ ${en.products.compare.lowest}`,
    );
  });

  it('say so where the prices begin above the least that can be ordered', async () => {
    const priceRangeList = [{ startQuantity: 2, price: '4.05' }];
    upstream.behave(
      envelope({ data: { productSaleInfo: { quoteType: 0, priceRangeList }, minOrderQuantity: 1 } }),
    );
    const shown = wordsOf((await answerTo(bot.core, typed('/product 600000000020'))).card);
    expect(shown).toContain(`1 piece: ${en.products.priceUnknown}`);
    expect(shown).toContain(`${en.products.atLeast('2 pieces')}: ¥4.05`);
  });

  it('take the price of a search that has one, and not the nought beside it', async () => {
    const priceInfo = { price: '0', consignPrice: '5.50' };
    upstream.behave(envelope({ data: { data: [{ offerId: 600000000020, priceInfo }] } }));
    expect(wordsOf((await answerTo(bot.core, typed('/search x'))).card)).toContain('¥5.50');
  });

  it('compare no price at a quantity that can not be ordered, though there is a step for it', async () => {
    upstream.behave(
      envelope({
        data: {
          productSaleInfo: { quoteType: 0, priceRangeList: [{ startQuantity: 1, price: '1.00' }] },
          minOrderQuantity: 20,
        },
      }),
    );
    const line = '/compare 600000000020 600000000021 --quantity 10';
    const words = wordsOf((await answerTo(bot.core, typed(line))).card);
    expect(words).toContain('for 10 pieces: A  minimum is higher\nB  minimum is higher');
  });

  it('warn of an offer that is not for sale', async () => {
    upstream.behave(envelope({ data: { status: 'member expired' } }));
    const { card } = await answerTo(bot.core, typed('/product 600000000020'));
    expect(card.tone).toBe('warning');
    expect(wordsOf(card)).toContain('member expired');
  });

  it('offer as many variants as a menu holds, and say how many more there are', async () => {
    const productSkuInfos = Array.from({ length: 300 }, (_, at) => ({
      skuId: `99999999999999999${100 + at}`.slice(-19),
      price: '1.00',
      skuAttributes: [{ value: `款式${at}` }],
    }));
    upstream.behave(envelope({ data: { productSkuInfos } }));
    const { card } = await answerTo(bot.core, typed('/product 600000000020'));
    expect(choicesOf(card)).toHaveLength(24);
    expect(wordsOf(card)).toContain(en.products.product.moreVariants(290));
  });

  describe('with more variants than are read', () => {
    const specOf = (at: number) => String(at).padStart(32, '0');
    const productSkuInfos = Array.from({ length: 2500 }, (_, at) => ({
      skuId: String(5_000_000_000_000 + at),
      specId: specOf(at),
      price: '1.00',
      amountOnSale: 7,
      skuAttributes: ['颜色', '尺寸'].map((attributeName) => ({
        attributeName,
        attributeNameTrans: 'what it is made of',
        value: `款式${at}`,
        valueTrans: `Kind ${at} of them`,
        skuImageUrl: `https://cbu01.alicdn.com/img/ibank/O1CN01example${at}_!!2200000000000-0-cib.jpg`,
      })),
    }));
    beforeEach(() => upstream.behave(envelope({ data: { productSkuInfos } })));
    const say = async (line: string) => (await answerTo(bot.core, typed(line))).card;

    it('say how many more there are', async () => {
      expect(JSON.stringify(productSkuInfos).length).toBeGreaterThan(1024 * 1024);
      const words = wordsOf(await say('/product 600000000020'));
      expect(words).toContain('Kind 9 of them / Kind 9 of them');
      expect(words).toContain(en.products.product.moreVariants(2490));
    });

    it('do not say that one is missing which they did not look for', async () => {
      const beyond = wordsOf(await say('/product 600000000020 --sku 5000000002400'));
      expect(beyond).toContain(en.products.product.skuNotRead('5000000002400', 2000));
      expect(beyond).not.toContain(en.products.product.noSuchSku('5000000002400'));
      const kinds = await say('/order preview 600000000020 2 --sku 5000000002400 --address 5738');
      expect(kinds.title).toBe(en.buying.whichKind);
      expect(wordsOf(kinds)).toContain(en.buying.moreKinds(2475));
    });

    it('leave it to the partner whether one by its spec id can be ordered', async () => {
      const offer = envelope({ data: { productSkuInfos } });
      const addresses = envelope({ data: [{ id: '5738', name: '王五', province: '浙江省' }] });
      upstream.behave((response, request) =>
        (request.path.endsWith('/address/get') ? addresses : offer)(response, request),
      );
      const asked = await say(`/order preview 600000000020 2 --sku ${specOf(2400)} --address 5738`);
      expect(asked.title).not.toContain('variant');
      expect(upstream.received.map(({ path }) => path)).toContain('/api/alibaba/ka/order/create/preview');
    });
  });

  it('refuse an offer with more price steps than make sense, and say so', async () => {
    const priceRangeList = Array.from({ length: 101 }, (_, at) => ({ startQuantity: at + 1, price: '1.00' }));
    upstream.behave(envelope({ data: { productSaleInfo: { priceRangeList } } }));
    const { card } = await answerTo(bot.core, typed('/product 600000000020'));
    expect(card).toMatchObject({
      tone: 'bad',
      title: en.xport.title({ kind: 'malformed', detail: '', requestId: '' }),
    });
  });

  it('turn pages of categories', async () => {
    const children = Array.from({ length: 60 }, (_, at) => ({
      categoryId: at + 1,
      chineseName: `类目${at}`,
    }));
    upstream.behave(envelope({ data: children }));
    const first = await answerTo(bot.core, typed('/category'));
    expect(choicesOf(first.card)).toHaveLength(25);
    const second = await answerTo(bot.core, clicked(payloadOf(first.card, en.products.next)));
    const third = await answerTo(bot.core, clicked(payloadOf(second.card, en.products.next)));
    expect(choicesOf(third.card)).toHaveLength(10);
    expect(third.card.actions.map(({ label }) => label)).not.toContain(en.products.next);
  });

  it('show what sellers write as plain words, on one line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...hostileWords), { maxLength: 5 }), async (parts) => {
        const words = parts.join(' ');
        const data = {
          subject: words,
          companyName: words,
          status: words,
          soldOut: words,
          data: [{ offerId: 1, subject: words, repurchaseRate: words }],
          children: [{ categoryId: 1, chineseName: words }],
          templateName: words,
          freight: '1.00',
        };
        upstream.behave(raw(JSON.stringify({ code: 200, data })));
        const fresh = await openTestCore({ upstream: upstream.url });
        for (const line of lines) {
          const { card } = await answerTo(fresh.core, typed(line));
          expect(card.tone).not.toBe('bad');
          const links = JSON.stringify(card).match(/"(?:link|url)":"[^"]*"/g) ?? [];
          expect(links.every((link) => link.includes('https://detail.1688.com/offer/'))).toBe(true);
        }
        await fresh.close();
      }),
      { numRuns: 10 },
    );
  });
});
