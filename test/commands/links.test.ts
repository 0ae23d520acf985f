import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import {
  agentShapes,
  itemShapes,
  linkOf,
  offerShapes,
  orderShapes,
  otherShapes,
  severalShapes,
  unknownShapes,
} from '../domain/sellers/link-shapes.ts';
import { answerTo, clicked, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const id = '600000000020';
const other = '600000000019';
const order = '3305075341149134260';
const fill = (shape: string) => linkOf(shape, { id, other, order });

let bot: TestCore;
let strangers = 0;

beforeAll(async () => {
  bot = await openTestCore();
});
afterAll(() => bot.close());

/** Said by another person in another conversation each time, so that nothing is remembered. */
function say(line: string, overrides: Partial<Invocation> = {}) {
  strangers += 1;
  const person = { id: `U-${strangers}`, locale: 'en-US' };
  return answerTo(
    bot.core,
    typed(line, { person, conversation: { id: `C-${strangers}`, direct: false }, ...overrides }),
  );
}

const look = (text: string) => say('', { input: { kind: 'message', command: 'lookup', text } });

/** What is shown beside a message of that link, in a conversation that wants it. */
async function unfurled(link: string): Promise<string> {
  strangers += 1;
  const conversation = `C-${strangers}`;
  await say('/unfurl on', { conversation: { id: conversation, direct: false } });
  const shown = await bot.core.unfurl?.({
    platform: 'test',
    workspace: 'T1',
    conversation,
    person: { id: 'U1' },
    payloadLimits: { button: 100, option: 100 },
    links: [link],
  });
  return (shown ?? []).map(({ card }) => card.title).join();
}

/** The calls on a card's buttons. */
const callsOf = (card: ReadyCard): readonly Readonly<Record<string, string>>[] =>
  actionsOn(card).flatMap((action) => {
    const call = action.kind === 'run' ? decodeCall(action.run) : undefined;
    return call === undefined ? [] : [{ command: call.command, ...call.arguments }];
  });

/** Every n-th of a table, the first and the last among them. */
const sample = <T>(table: readonly T[], step: number): readonly T[] =>
  table.filter((_, at) => at % step === 0 || at === table.length - 1);

describe('one answer everywhere', () => {
  it.each(sample(offerShapes, 6))('for the offer at %s', async (shape) => {
    const { card } = await say(`/product ${id}`);
    const link = fill(shape);
    const answers = [await say(`/product ${link}`), await say(`/lookup ${link}`), await look(link)];
    for (const answer of answers) expect(answer.card.title).toBe(card.title);
    expect(await unfurled(link)).toBe(card.title);
    expect((await say(`/compare ${link} ${other}`)).card.title).toBe(en.products.compare.title(2));
    expect((await say(`/seller ${link}`)).card.title).toBe((await say(`/seller ${id}`)).card.title);
    expect((await say(`/order preview "${link}" 2`)).card.title).toBe(
      (await say(`/order preview ${id} 2`)).card.title,
    );
    expect((await say(`/search ${link}`)).card.title).toBe(card.title);
  });

  it.each(sample(itemShapes, 6))('for the item at %s', async (shape) => {
    const link = fill(shape);
    const answers = [
      await say(`/product ${link}`),
      await say(`/lookup ${link}`),
      await look(link),
      await say(`/search ${link}`),
    ];
    const remark = en.references.item.remark(id);
    for (const { card } of answers) expect(wordsOf(card)).toContain(remark);
    expect(await unfurled(link)).toBe(answers[0]?.card.title);
    expect((await say(`/order preview "${link}" 2`)).card.title).toBe(en.references.item.title(id));
  });

  it.each([
    ...sample(otherShapes, 4).map(([, shape]) => shape),
    ...sample(agentShapes, 5).map(([, shape]) => shape),
    ...sample(severalShapes, 3),
    ...sample(orderShapes, 6),
  ])('for %s, which is no offer', async (shape) => {
    const link = fill(shape);
    const { card } = await say(`/product ${link}`);
    expect(card.tone).toBe('warning');
    for (const line of ['/lookup …', '/seller …', '/order preview … 2', `/compare ${other} …`, '/search …'])
      expect((await say(line.replace('…', link))).card.title).toBe(card.title);
    expect((await look(link)).card.title).toBe(card.title);
    expect(await unfurled(link)).toBe('');
  });

  it.each(sample(unknownShapes, 6))('for %s, of which nothing is known', async (shape) => {
    const link = fill(shape);
    expect(wordsOf((await say(`/product ${link}`)).card)).toContain(en.seller.offer.expected);
    expect((await look(link)).card.title).toBe(en.pictures.lookup.none);
    expect(await unfurled(link)).toBe('');
  });
});

describe('what a link leads to instead is named', () => {
  it.each(otherShapes.filter(([what], at) => at === otherShapes.findIndex(([first]) => first === what)))(
    'as %s',
    async (what, shape) => {
      const link = fill(shape);
      const { card } = await say(`/product ${link}`);
      expect(card.title).toBe(en.references.page.title(en.references.page.kinds[what], 'offer'));
      expect(wordsOf(card)).toContain(en.references.page.toOffer);
      const chinese = await say(`/product ${link}`, { person: { id: `U-zh-${what}`, locale: 'zh-CN' } });
      expect(chinese.card.title).toBe(zhCn.references.page.title(zhCn.references.page.kinds[what], 'offer'));
      if (what === 'orders') return;
      const asked = await say(`/order show ${link}`);
      expect(asked.card.title).toBe(en.references.page.title(en.references.page.kinds[what], 'order'));
    },
  );

  it('an order, with the command that takes it', async () => {
    for (const shape of orderShapes) {
      const { card } = await say(`/product ${fill(shape)}`);
      expect(card.title).toBe(en.references.page.order(order));
      expect(callsOf(card)).toContainEqual({ command: 'order show', id: order });
    }
  });

  it('an offer or an item where an order is asked for, with the command that takes it', async () => {
    for (const line of ['/order show …', '/order pay …', '/watch order …', '/refund reasons …']) {
      const { card } = await say(line.replace('…', fill(offerShapes[0])));
      expect(card.title).toBe(en.references.page.offer(id));
      expect(callsOf(card)).toContainEqual({ command: 'product', offer: id });
      const ofItem = await say(line.replace('…', fill(itemShapes[0])));
      expect(ofItem.card.title).toBe(en.references.page.offer(en.references.item.name(id)));
    }
    const short = await say('/order show https://m.tb.cn/h.abc?tk=xyz');
    expect(short.card.title).toBe(en.references.page.short);
  });

  it.each(agentShapes)('%s, an agent: %s', async (agent, shape, kind) => {
    const { card } = await say(`/order preview ${fill(shape)} 2`);
    expect(card.title).toBe(en.references.page.agent(agent));
    const [take, ...more] = callsOf(card);
    expect(more).toEqual([]);
    if (kind === undefined) {
      expect(take).toBeUndefined();
      expect(wordsOf(card)).toContain(en.references.page.agentAdvice(agent));
    } else if (kind === 'offer') {
      expect(take).toMatchObject({ command: 'order preview', offer: id, quantity: '2' });
    } else {
      expect(take?.['offer']).toContain(id);
    }
  });

  it('several ids, of which one is chosen', async () => {
    for (const shape of severalShapes) {
      const { card } = await say(`/product ${fill(shape)}`);
      expect(card.title).toBe(en.references.page.severalIds);
      const chosen = callsOf(card).map((call) => /\d{12}/.exec(call['offer'] ?? '')?.[0]);
      expect(chosen).toEqual([id, other]);
    }
  });
});

describe('a search', () => {
  it.each([
    id,
    `  ${id} `,
    id.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    `商品ID：${id}`,
    `#${id}`,
  ])(
    'for an offer’s id, “%s”, shows the offer, and looks for it as words where a person says so',
    async (words) => {
      const { card } = await say(`/search ${words}`);
      expect(card.title).toBe((await say(`/product ${id}`)).card.title);
      const [asWords] = callsOf(card).filter(({ command }) => command === 'search');
      if (/[a-z]{2}/i.test(words)) return;
      expect(asWords).toMatchObject({ command: 'search', page: '1' });
      const run = actionsOn(card).find(
        (action) => action.kind === 'run' && decodeCall(action.run)?.command === 'search',
      );
      const again = await answerTo(bot.core, clicked(run?.kind === 'run' ? run.run : ''));
      expect(again.card.title).toBe(en.products.search.none(id));
    },
  );

  it('for a number that is no offer’s is one for words', async () => {
    const { card } = await say('/search 404000000001');
    expect(card.title).toBe(en.products.search.none('404000000001'));
  });

  it('for an offer’s id with an option is one for words', async () => {
    const { card } = await say(`/search ${id} --sort price`);
    expect(card.title).toBe(en.products.search.none(id));
  });

  it.each([order, '330507534114913426', `订单 ${order}`])(
    'for an order’s number, “%s”, leads to the order',
    async (words) => {
      if (/^\d/.test(words)) {
        const { card } = await say(`/search ${words}`);
        expect(card.title).toBe(en.products.search.orderNumber(words));
        expect(callsOf(card)).toContainEqual({ command: 'order show', id: words });
      } else {
        const { card } = await say(`/search ${fill(orderShapes[0])}`);
        expect(callsOf(card)).toContainEqual({ command: 'order show', id: order });
      }
    },
  );

  it('for a link longer than words may be shows its offer; for as long a text says what to type', async () => {
    const link = `https://detail.1688.com/offer/${id}.html?spm=${'a1.b2'.repeat(100)}`;
    expect((await say(`/search ${link}`)).card.title).toBe((await say(`/product ${id}`)).card.title);
    expect(wordsOf((await say(`/search ${'杯'.repeat(201)}`)).card)).toContain(
      en.products.search.words.expected,
    );
  });

  it('for words is as before', async () => {
    expect((await say('/search 保温杯')).card.title).toBe(en.products.search.title('保温杯'));
    expect((await say('/search T恤 100')).card.tone).not.toBe('bad');
  });
});

describe('a category', () => {
  it.each([
    '保温杯',
    'Vacuum flasks',
    'vacuum flasks',
    'VACUUM  FLASKS',
    'vacuum-flasks',
    '1046999',
    '１０４６９９９',
  ])('is found by “%s”', async (name) => {
    const { card } = await say(`/category ${name}`);
    expect(JSON.stringify(card)).toContain('1046999');
    expect(card.title).toBe('Vacuum flasks');
  });

  it('that the example names is there in the sandbox too', async () => {
    const { card } = await say('/category 女装');
    expect(card.title).not.toBe(en.products.category.none('女装'));
    expect(JSON.stringify(card)).toContain('10166');
  });

  it('of the top is found with one call', async () => {
    const before = bot.calls.length;
    const { card } = await say('/category 家居日用');
    expect(card.title).toBe('Home and kitchen');
    expect(bot.calls.length - before).toBeLessThanOrEqual(2);
  });

  it('is chosen where several hold the name', async () => {
    const { card } = await say('/category 宠物');
    expect(card.title).toBe(en.products.category.several('宠物', 2));
    const [choose] = card.actions;
    if (choose?.kind !== 'select') throw new Error('there is nothing to choose from');
    expect(choose.options.map(({ label }) => /\d+$/.exec(label)?.[0])).toEqual(['1813', '1048171']);
    const chosen = await answerTo(bot.core, clicked(choose.options[1]?.run ?? ''));
    expect(JSON.stringify(chosen.card)).toContain('1048171');
  });

  it('that is not there is asked back, with what to type, in both languages', async () => {
    const { card } = await say('/category 童装');
    expect(card.title).toBe(en.products.category.none('童装'));
    expect(callsOf(card)).toEqual([
      { command: 'category', id: '0' },
      { command: 'search', words: '童装' },
    ]);
    const chinese = await say('/category 童装', { person: { id: 'U-zh', locale: 'zh-CN' } });
    expect(wordsOf(chinese.card)).toContain(zhCn.products.category.noneAdvice('童装'));
  });

  it('limits a search by its name as by its id', async () => {
    const { card } = await say('/search 杯 --category 保温杯');
    const byId = await say('/search 杯 --category 1046999');
    expect(card.title).toBe(byId.card.title);
    expect(wordsOf(card)).toContain(en.products.search.inCategory('1046999'));
  });

  it.each(['!!', '1'.repeat(13), 'https://x.example/'])('is none in “%s”', async (name) => {
    expect(wordsOf((await say(`/category ${name}`)).card)).toContain(en.products.category.id.expected);
  });
});
