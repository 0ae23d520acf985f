import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import type { FollowShortLink, ShortLinkFault } from '../../src/domain/sellers/short-link.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { XportError } from '../../src/xport/client.ts';
import { orderOf } from '../arbitraries/order.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const offer = '600000000020';
const link = `https://detail.1688.com/offer/${offer}.html`;
const short = 'https://m.tb.cn/h.abc?tk=xyz';
const share = `【淘宝】${short} CZ3457 「好货 2024 款」 点击链接直接打开`;
const secondLink = 'https://detail.1688.com/offer/600000000019.html';
const item = '693877066284';
const itemLink = `https://detail.tmall.hk/hk/item.htm?id=${item}`;
const orderId = '3305075341149134260';
const number = 'PO202605200001';

let bot: TestCore;
let followed: string[];
let behind: Awaited<ReturnType<FollowShortLink>>;
let strangers = 0;

beforeEach(async () => {
  followed = [];
  behind = { offer: { kind: 'offer', id: offer } };
  bot = await openTestCore({
    clock: createFakeClock(Date.parse('2026-05-21T12:00:00+08:00')),
    followShortLink: async (opened) => {
      followed.push(opened);
      return behind;
    },
  });
});
afterEach(() => bot.close());

const say = (line: string, overrides: Partial<Invocation> = {}) => answerTo(bot.core, typed(line, overrides));

/** The same said by another person in another conversation, who have done nothing yet. */
const sayAnew = (line: string, overrides: Partial<Invocation> = {}) => {
  strangers += 1;
  const conversation = { id: `C-${strangers}`, direct: false };
  return say(line, { person: { id: `U-${strangers}`, locale: 'en-US' }, conversation, ...overrides });
};

/** What a card says, and about which offer or order its buttons are. */
function facts(card: ReadyCard) {
  const about = actionsOn(card).flatMap((action) => {
    const call = action.kind === 'run' ? decodeCall(action.run) : undefined;
    return call === undefined ? [] : [[call.arguments['offer'], call.arguments['id']]];
  });
  // The partner gives each call a number of its own.
  return { words: wordsOf(card).replace(/Request \w+/, ''), about };
}

const choices = (card: ReadyCard) =>
  actionsOn(card).flatMap((action) => (action.kind === 'select' ? action.options : []));

/** What the trail has of the last command. */
async function written(): Promise<unknown> {
  const [note] = await bot.store.audit.list({ organization: 'test:T1', limit: 1 });
  return JSON.parse(note?.facts ?? '{}');
}

/** Every command that takes an offer, with `…` in the place of it. */
const ofOffers: Readonly<Record<string, string>> = {
  seller: '/seller …',
  'seller-request': '/seller-request …',
  product: '/product …',
  compare: '/compare … 600000000019',
  freight: '/freight … 10',
  'order preview': '/order preview … 2',
  'order create': '/order create … 2',
  'basket add': '/basket add … 2',
  'basket show': '/basket show …',
  'basket change': '/basket change … 2',
  'basket preview': '/basket preview …',
  'basket order': '/basket order …',
  'basket remove': '/basket remove …',
  'ship preview': '/ship preview … 2',
  'ship create': '/ship create … 2',
  watch: '/watch seller …',
  unwatch: '/unwatch seller …',
};

describe('an offer', () => {
  it('is read by every command that takes one', () => {
    const taking = bot.core.menu.filter(
      ({ name, arguments: list }) =>
        list.some((argument) => argument.name === 'offer' || argument.name === 'offers') ||
        /watch$/.test(name),
    );
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(ofOffers).sort());
  });

  describe.each(Object.entries(ofOffers))('of /%s', (_command, line) => {
    it.each([
      ['a link', link],
      ['a link in bold', `**${link}**`],
      ['a link with Chinese words glued to it', `看看${link}好货`],
      ['a link with tracking', `${link}?spm=${'a1.b2'.repeat(400)}`],
      ['a label', `商品ID：${offer}`],
      ['a label of its own', `"offer id: ${offer}"`],
      ['another label', `offerId=${offer}`],
      ['a short link', short],
    ])('by %s', async (_how, named) => {
      const wanted = await sayAnew(line.replace('…', offer));
      const { card } = await sayAnew(line.replace('…', named));
      expect(facts(card)).toEqual(facts(wanted.card));
      expect(followed).toEqual(named === short ? [short] : []);
    });

    it('by a share text of an app', async () => {
      const wanted = await sayAnew(line.replace('…', offer));
      const other = line.startsWith('/compare') ? line.replace('600000000019', secondLink) : line;
      const { card } = await sayAnew(other.replace('…', share));
      expect(facts(card)).toEqual(facts(wanted.card));
    });

    it('but not by two links, nor by one that leads elsewhere', async () => {
      const wanted = await sayAnew(line.replace('…', offer));
      for (const named of [`"${link} ${link.replace('20', '21')}"`, `"${link} https://evil.example/"`]) {
        const { card } = await sayAnew(line.replace('…', named));
        expect(card.title).not.toBe(wanted.card.title);
      }
      expect(followed).toEqual([]);
    });
  });

  it.each([
    `商品编号：${offer}`,
    `商品ID: ${offer}`,
    `商品 ${offer}`,
    `宝贝ID：${offer}`,
    `货源编号 ${offer}`,
    `1688商品ID＝${offer}`,
    `ID：${offer}`,
    `#${offer}`,
    `No. ${offer}`,
    `Item #${offer}`,
    `offer_id=${offer}`,
    'offerId：６０００００００００２０',
    `Product ID is ${offer}`,
    `商品ID：「${offer}」`,
    `商品链接：${link}`,
  ])('is read behind its label in “%s”', async (named) => {
    const options = { offer: named };
    const typedApart = typed('', { input: { kind: 'options', command: 'product', options } });
    const wanted = wordsOf((await say(`/product ${offer}`)).card);
    expect(wordsOf((await answerTo(bot.core, typedApart)).card)).toBe(wanted);
    expect(wordsOf((await say(`/product ${named}`)).card)).toBe(wanted);
  });

  it.each([
    'goods',
    'offer',
    '商品ID：',
    '商品ID：12345',
    'offerless 600000000020',
    '商品ID：600000000020 600000000021',
  ])('is none in “%s”', async (named) => {
    const options = { offer: named };
    const { card } = await answerTo(
      bot.core,
      typed('', { input: { kind: 'options', command: 'product', options } }),
    );
    expect(wordsOf(card)).toContain(en.seller.offer.expected);
  });

  it('is read behind a label of several words, and what follows is still read', async () => {
    const wanted = wordsOf((await say(`/freight ${offer} 10`)).card);
    for (const line of [
      `/freight 商品ID： ${offer} 10`,
      `/freight product no. ${offer} 10`,
      `/freight look at ${link} 10`,
      `/freight ${share} 10`,
    ])
      expect(wordsOf((await say(line)).card)).toBe(wanted);
  });

  it.each([
    ['/product', 4096],
    ['/seller', 4096],
    ['/order preview', 4096],
  ])('too long for %s is called too long', async (command, most) => {
    const long = `${link}?${'x'.repeat(most)}`;
    const english = await answerTo(
      bot.core,
      typed('', {
        input: { kind: 'options', command: command.slice(1), options: { offer: long, quantity: '2' } },
      }),
    );
    expect(wordsOf(english.card)).toContain('4,096');
    const fits = { offer: long.slice(0, most), quantity: '2' };
    const options = command === '/order preview' ? fits : { offer: fits.offer };
    const read = await answerTo(
      bot.core,
      typed('', { input: { kind: 'options', command: command.slice(1), options } }),
    );
    expect(wordsOf(read.card)).not.toContain('4,096');
  });
});

describe('a short link', () => {
  it.each<ShortLinkFault>(['silent', 'refused', 'elsewhere', 'no offer'])(
    'that is %s comes with what to do, in both languages',
    async (fault) => {
      behind = { fault };
      const english = await say(`/product ${short}`);
      expect(english.card).toMatchObject({ tone: 'warning', title: en.references.short.title });
      expect(wordsOf(english.card)).toContain(en.references.short.advice);
      const chinese = await say(`/lookup ${short}`, { person: { id: 'U2', locale: 'zh-CN' } });
      expect(chinese.card.title).toBe(zhCn.references.short.title);
      expect(wordsOf(chinese.card)).toContain(zhCn.references.short.advice);
    },
  );

  it('that counts a click is not opened', async () => {
    for (const line of ['/product', '/lookup', '/seller']) {
      const { card } = await say(`${line} https://dj.1688.com/ci_bb?a=19394&e=z5DX82J0`);
      expect(card.title).toBe(en.references.click.title);
    }
    expect(followed).toEqual([]);
  });

  it('is opened neither beside a message nor for suggestions', async () => {
    await say('/unfurl on');
    const posted = {
      platform: 'test',
      workspace: 'T1',
      conversation: 'C1',
      person: { id: 'U1' },
      payloadLimits: { button: 100, option: 100 },
    };
    expect(await bot.core.unfurl?.({ ...posted, links: [short] })).toEqual([]);
    const question = { platform: 'test', workspace: 'T1', conversation: { id: 'C1', direct: false } };
    const person = { id: 'U1', locale: 'en-US' };
    for (const [command, argument] of [
      ['order show', 'id'],
      ['watch', 'id'],
      ['product', 'offer'],
    ] as const)
      await bot.core.suggest({ ...question, person, command, argument, typed: share });
    expect(followed).toEqual([]);
  });

  it('is opened once the command is allowed, and not before', async () => {
    await bot.close();
    bot = await openTestCore({
      access: { admins: [], defaultRole: 'viewer' },
      followShortLink: async (opened) => {
        followed.push(opened);
        return behind;
      },
    });
    expect((await say(`/order preview ${short} 2`)).card.title).toContain(
      en.core.notPermitted('order preview'),
    );
    expect(followed).toEqual([]);
  });
});

describe('a text that is looked up', () => {
  const look = (text: string, overrides: Partial<Invocation> = {}) =>
    answerTo(bot.core, typed('', { input: { kind: 'message', command: 'lookup', text }, ...overrides }));

  it('shows the offer that a share text leads to', async () => {
    const wanted = wordsOf((await say(`/product ${offer}`)).card);
    expect(wordsOf((await look(`${share}\n或者淘宝搜索直接打开`)).card)).toBe(wanted);
    expect(followed).toEqual([short]);
  });

  it('says what a message lacks that was chosen in its menu, and not how one types the command', async () => {
    const words = wordsOf((await look('')).card);
    expect(words).toContain(en.pictures.lookup.text.expected);
    expect(words).not.toContain(en.core.usage);
    expect(words).not.toContain('/lookup');
  });

  it('has each offer once, by whatever links', async () => {
    const { card } = await look(`${share} ${link} https://m.1688.com/offer/600000000019`);
    expect(card.title).toBe(en.pictures.lookup.several(2));
    expect(choices(card).map(({ run }) => run)).toEqual([
      expect.stringContaining(offer),
      expect.stringContaining('600000000019'),
    ]);
  });

  it('tells which short link could not be followed beside what could', async () => {
    behind = { fault: 'silent' };
    const { card } = await look(`${share} ${link}`);
    expect(wordsOf(card)).toContain(en.references.short.notFollowed(short));
    expect(wordsOf(card)).toContain(en.products.product.minimum);
  });

  it('has at most three short links opened, and says so', async () => {
    const many = Array.from({ length: 5 }, (_, at) => `https://e.tb.cn/h.${at}`).join(' ');
    const { card } = await look(many);
    expect(followed).toHaveLength(3);
    expect(wordsOf(card)).toContain(en.references.short.onlyFirst(3));
  });

  it('has items of Taobao among offers', async () => {
    const { card } = await look(`${itemLink} ${link}`);
    expect(card.title).toBe(en.pictures.lookup.severalMixed(2));
    expect(choices(card)[0]?.label).toBe(`Taobao ${item}`);
    expect(choices(card)[1]?.run).toContain(offer);
    const shown = await answerTo(bot.core, clicked(choices(card)[0]?.run ?? ''));
    expect(wordsOf(shown.card)).toContain(en.references.item.remark(item));
    const compared = await answerTo(bot.core, clicked(payloadOf(card, en.pictures.lookup.compareAll(2))));
    expect(compared.card.title).toBe(en.products.compare.title(2));
  });

  it('is read as a whole, however long the message', async () => {
    expect(wordsOf((await look(`${'好货 '.repeat(5000)}${link}`)).card)).toContain(
      en.products.product.minimum,
    );
    const { card } = await look(`${'x '.repeat(19_990)}${link}`);
    expect(card.title).toBe(en.pictures.lookup.none);
  });
});

describe('an item of Taobao', () => {
  it.each(['/product …', '/lookup look at …', '/seller …', '/freight … 10', '/compare … 600000000019'])(
    'is what it is called on the card of %s',
    async (line) => {
      const { card } = await say(line.replace('…', itemLink));
      expect(card.tone).toBe('warning');
      expect(wordsOf(card)).toContain(en.references.item.remark(item));
      expect(wordsOf(card)).toContain(line.startsWith('/compare') ? en.products.compare.title(2) : item);
    },
  );

  it.each(['/product …', '/lookup …', '/seller …', '/freight … 10'])(
    'that the partner has nothing under is named by %s, with what is possible',
    async (line) => {
      const { card } = await say(line.replace('…', 'https://item.taobao.com/item.htm?id=404000000001'));
      expect(card.title).toBe(en.references.item.title('404000000001'));
      expect(wordsOf(card)).toContain(en.xport.partnerSays);
      expect(card.actions.map(({ label }) => label)).toEqual([
        en.references.item.open,
        en.references.item.byPicture,
      ]);
    },
  );

  it.each([
    '/order preview … 2',
    '/order create … 2',
    '/basket add … 2',
    '/ship preview … 2',
    '/watch seller …',
    '/seller-request …',
  ])('is asked back by %s, which goes on with its number only where a person says so', async (line) => {
    const { card } = await sayAnew(line.replace('…', itemLink));
    expect(card.title).toBe(en.references.item.title(item));
    expect(wordsOf(card)).toContain(en.references.item.notBought);
    const go = await answerTo(bot.core, clicked(payloadOf(card, `Use ${item} at 1688`)));
    const wanted = await sayAnew(line.replace('…', item));
    expect(go.card.title).toBe(wanted.card.title);
    expect((await sayAnew('/basket show')).card.title).toBe(en.basket.none);
  });

  it('is told from an offer beside a message as well', async () => {
    await say('/unfurl on');
    const posted = {
      platform: 'test',
      workspace: 'T1',
      conversation: 'C1',
      person: { id: 'U1' },
      payloadLimits: { button: 100, option: 100 },
    };
    const shown = await bot.core.unfurl?.({ ...posted, links: [itemLink] });
    expect(shown).toHaveLength(1);
    expect(JSON.stringify(shown)).toContain(en.references.item.remark(item));
  });
});

/** Every command that takes an order. */
const ofOrders: Readonly<Record<string, string>> = {
  'order show': '/order show …',
  'order track': '/order track …',
  'order pay': '/order pay …',
  'order cancel': '/order cancel …',
  'order try': '/order try …',
  'refund reasons': '/refund reasons …',
  'refund create': '/refund create …',
  watch: '/watch order …',
  unwatch: '/unwatch order …',
  'ship preview': `/ship preview --order … --offer ${offer} --quantity 2`,
  'ship create': `/ship create ${offer} 2 --order …`,
};

describe('an order', () => {
  beforeEach(() => {
    bot.news.known.push({ order: orderOf(), changedAt: Date.parse('2026-05-21T10:00:00+08:00') });
    bot.news.partner = async (id) => (id === orderId ? orderOf() : undefined);
  });

  it('is read by every command that takes one', () => {
    const taking = bot.core.menu.filter(({ arguments: list }) =>
      list.some(({ name, example }) => (name === 'id' || name === 'order') && example === orderId),
    );
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(ofOrders).sort());
  });

  describe.each(Object.entries(ofOrders))('of /%s', (_command, line) => {
    it.each([
      number,
      number.toLowerCase(),
      `#${number}`,
      `Order ${number}`,
      `订单号：${number}`,
      `order no. ${orderId}`,
      `Your number: ${number}`,
      `「订单编号：${orderId}」`,
      `Purchase number: ${number}`,
      `https://trade.1688.com/order/new_step_order_detail.htm?orderId=${orderId}&tracelog=1`,
      `看https://air.1688.com/app/ctf-page/trade-order-detail/index.html?orderId=${orderId}。`,
    ])('by “%s”', async (named) => {
      const wanted = await sayAnew(line.replace('…', orderId));
      const { card } = await sayAnew(line.replace('…', named));
      expect(facts(card)).toEqual(facts(wanted.card));
    });

    it('is asked back where two have the number, and one is chosen', async () => {
      const other = '3305075341149134999';
      bot.news.known.push({ order: orderOf({ orderId: other }), changedAt: 0 });
      const { card } = await sayAnew(line.replace('…', number));
      expect(card.title).toBe(`2 orders have the number ${number}`);
      expect(choices(card).map(({ label }) => label.slice(0, 19))).toEqual([orderId, other]);
      const wanted = await sayAnew(line.replace('…', orderId));
      const chosen = await answerTo(bot.core, clicked(choices(card)[0]?.run ?? ''));
      expect(facts(chosen.card).words).toBe(facts(wanted.card).words);
    });

    it('is none where neither the books nor the partner have the number', async () => {
      const { card } = await sayAnew(line.replace('…', 'PO404404'));
      expect(card.title).toBe(en.references.orders.none);
      expect(wordsOf(card)).toContain('your number PO404404');
    });
  });

  it.each([
    `https://trade.1688.com/order/unify_buyer_detail.htm?orderId=${orderId}`,
    `https://trade.1688.com/order/trade_detail.htm?x=1&orderId=${orderId}#logisticsTabTitle`,
    `trade.1688.com/order/buyer_order_print.htm?order_id=${orderId}`,
    `https://trade.taobao.com/trade/detail/trade_order_detail.htm?biz_order_id=${orderId}`,
    `https://buyertrade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=${orderId}`,
    `https://trade.tmall.com/detail/orderDetail.htm?bizOrderId=${orderId}&forward_action=`,
    `[订单](https://trade.1688.com/order/new_step_order_detail.htm?orderId=${orderId})`,
    `http://login.1688.com/?Done=${encodeURIComponent(`https://trade.1688.com/order/x.htm?orderId=${orderId}`)}`,
    `订单号:${orderId}`,
    `３３０５０７５３４１１４９１３４２６０`,
    `订单号：３３０５０７５３４１１４９１３４２６０`,
    `*${orderId}*`,
    `（${orderId}`,
    `订单编号 ${orderId}`,
    `order #${orderId}`,
    `Purchase order: ${number}`,
    `采购单号：${number}`,
    `# ${number}`,
    `＃${number}`,
    `No. ${orderId}`,
  ])('is found by “%s”', async (named) => {
    expect((await say(`/order show ${named}`)).card.title).toBe('山东绿德制冷设备压缩机');
  });

  it.each([
    'hello',
    'PO1',
    `https://trade.1688.com/order/offer_snapshot.htm?order_entry_id=${orderId}`,
    `https://trade.1688.com/order/refund/assure_refund_detail.htm?refund_id=${orderId}`,
    `https://evil.example/?orderId=${orderId}`,
    `https://trade.1688.com/order/x.htm?orderId=${orderId}&orderId=3305075341149134999`,
    `https://trade.1688.com/order/x.htm?orderId=${orderId}99`,
  ])('is none in “%s”', async (named) => {
    expect(wordsOf((await say(`/order show ${named}`)).card)).toContain(en.orders.id.expected);
  });

  it('is looked for at the partner by its number, as another order may have it since', async () => {
    bot.news.known.length = 0;
    bot.news.numbered = async () => [orderId];
    expect((await say(`/order show ${number}`)).card.title).toBe('山东绿德制冷设备压缩机');
    bot.news.numbered = async () => [orderId, '3305075341149134999'];
    const { card } = await say(`/order show ${number}`);
    expect(choices(card).map(({ label }) => label)).toEqual([orderId, '3305075341149134999']);
  });

  it('is shown as it is known where the partner does not say, and its refusal is passed on where nothing is', async () => {
    bot.news.numbered = () =>
      Promise.reject(
        new XportError({ kind: 'refused', code: '403', msg: '没有权限', requestId: 'r', status: 200 }),
      );
    expect((await say(`/order show ${number}`)).card.title).toBe('山东绿德制冷设备压缩机');
    bot.news.known.length = 0;
    expect(wordsOf((await say(`/order show ${number}`)).card)).toContain('没有权限');
  });

  it('with a number of few digits is asked back, for it could be an id', async () => {
    bot.news.known.push({ order: orderOf({ orderNo: '20260521' }), changedAt: 0 });
    const { card } = await say('/order pay 20260521');
    expect(card.title).toBe(en.references.orders.noId('20260521'));
    expect(choices(card).map(({ label }) => label.slice(0, 19))).toEqual([orderId]);
    bot.news.known.push({ order: orderOf({ orderId: '20260521' }), changedAt: 0 });
    bot.news.partner = async (id) => orderOf({ orderId: id });
    expect((await say('/order show 20260521')).card.title).toBe('山东绿德制冷设备压缩机');
  });

  it('is suggested by its number, its label and its link', async () => {
    const question = { platform: 'test', workspace: 'T1', conversation: { id: 'C1', direct: false } };
    const person = { id: 'U1', locale: 'en-US' };
    for (const begun of [
      'po2026',
      number,
      `订单号：${orderId}`,
      `#${number}`,
      orderId.slice(0, 8),
      '压缩机',
    ]) {
      const suggestions = await bot.core.suggest({
        ...question,
        person,
        command: 'order show',
        argument: 'id',
        typed: begun,
      });
      expect(
        suggestions.map(({ value }) => value),
        begun,
      ).toEqual([orderId]);
    }
  });

  it('is written down by its id, not by what it was named by', async () => {
    await say(`/order cancel ${number}`);
    expect(await written()).toMatchObject({ order: orderId });
    await say(`/watch order ${number}`);
    expect(await written()).toMatchObject({ about: 'order', id: orderId });
    await say(`/order create ${short} 2`);
    expect(await written()).toMatchObject({ offer });
    behind = { fault: 'silent' };
    await say(`/order create ${short} 2`);
    const trail = await bot.store.audit.list({ organization: 'test:T1', limit: 10 });
    expect(JSON.stringify(trail)).not.toContain('tb.cn');
  });
});

describe('the number of a parcel', () => {
  it.each([
    'YT7565691026776',
    '运单号：YT7565691026776',
    '快递单号: YT7565691026776',
    '物流单号 YT7565691026776',
    'tracking no. YT7565691026776',
    'Tracking number: YT7565691026776',
    'waybill #YT7565691026776',
    'ＹＴ７５６５６９１０２６７７６',
    '#YT7565691026776',
  ])('is read in “%s”', async (named) => {
    for (const line of ['/ship update 2026112500000001 YTO', '/refund return TQ123456789012 YTO']) {
      expect(wordsOf((await say(`${line} ${named}`)).card)).not.toContain(en.shipping.mailNo.expected);
      expect(await written()).toMatchObject({ number: 'YT7565691026776' });
    }
  });

  it.each(['国际订单号：2026112500000001', 'shipment no. 2026112500000001', '#2026112500000001'])(
    'comes behind the order abroad, “%s”',
    async (named) => {
      await say(`/ship update ${named} YTO YT7565691026776`);
      expect(await written()).toMatchObject({
        shipment: '2026112500000001',
        carrier: 'YTO',
        number: 'YT7565691026776',
      });
    },
  );

  it.each(['退款编号：TQ123456789012', 'refund id TQ123456789012'])(
    'comes behind a refund, “%s”',
    async (named) => {
      await say(`/refund return ${named} YTO YT7565691026776`);
      expect(await written()).toMatchObject({ refund: 'TQ123456789012' });
    },
  );
});
