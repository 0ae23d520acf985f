import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandCall, ReadyCard } from '../../src/chat/card.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import { unpackPayload } from '../../src/chat/payload.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { SandboxAddress } from '../../src/sandbox/address-book.ts';
import { type BuyingBed, openBuyingBed } from '../domain/buying/bed.ts';
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
import { makeSqliteBed } from '../store/bed.ts';
import { account } from '../xport/open.ts';
import { lineOf, organization, wood } from './basket-bed.ts';

const home: SandboxAddress = {
  name: '张三丰',
  phone: '13811112222',
  province: '浙江省',
  city: '杭州市',
  district: '滨江区',
  town: '长河街道',
  address: '网商路700号',
  districtCode: '330108',
};
const secrets = /三丰|1381111|网商路|四光|1391111|江南大道/;
const line = `${wood.offer} 2 --sku ${wood.sku}`;

/** A card without the moment when it was drawn, which differs from one to the next. */
const timeless = (card: ReadyCard): string =>
  JSON.stringify(card)
    .replaceAll(/&shown=\w+/g, '')
    .replaceAll(/"time":\{[^}]*\}/g, '"time"');

let bed: BuyingBed;
let bot: TestCore;
let language: 'en-US' | 'zh-CN';
beforeEach(async () => {
  language = 'en-US';
  bed = await openBuyingBed(makeSqliteBed, systemClock);
  bot = await openTestCore({ upstream: bed.line.url, account });
  expect(bed.sandbox.addresses.save(undefined, home)).toBe('1001');
});
afterEach(async () => {
  await bot.close();
  await bed.close();
});

const by = () => ({ person: { id: 'U1', locale: language } });
const say = async (text: string) => (await answerTo(bot.core, typed(text, by()))).card;
const press = async (card: ReadyCard, label: string): Promise<Answer> =>
  answerTo(bot.core, clicked(payloadOf(card, label), by()));
const orders = () => bed.sandbox.orders.all();
const edit = (more: Partial<SandboxAddress>) => bed.sandbox.addresses.save('1001', { ...home, ...more });
const addressCalls = () => bed.line.paths.filter((path) => path === '/open/address/get').length;
const orderLabel = (card: ReadyCard) =>
  card.actions.find(({ label }) => /^(?:Order for|下单) ¥/.test(label))?.label ?? '';
const loseAddresses = () =>
  bed.line.cut((path) => (path.endsWith('/open/address/get') ? 'request lost' : 'answered'));
const callOn = async (card: ReadyCard, label: string): Promise<CommandCall> => {
  const call = await unpackPayload(payloadOf(card, label), organization, {
    keep: () => Promise.reject(new Error('nothing is kept here')),
    recall: (where, key) => bot.store.buttons.recall({ organization: where, key }),
  });
  if (call === undefined) throw new Error(`no call behind ${label}`);
  return call;
};
const run = async ({ command, arguments: options }: CommandCall) =>
  (await answerTo(bot.core, typed('', { input: { kind: 'options', command, options }, ...by() }))).card;

/** The ways to an order, each with what its preview is asked by. */
const ways: readonly (readonly [string, { preview(address?: string): Promise<ReadyCard> }])[] = [
  [
    'an order',
    { preview: (address) => say(`/order preview ${line}${address ? ` --address ${address}` : ''}`) },
  ],
  [
    'a basket’s order',
    {
      async preview(address) {
        if ((await say('/basket')).title.includes('empty')) await say(`/basket add ${lineOf(wood, 2)}`);
        return say(`/basket preview${address ? ` --address ${address}` : ''}`);
      },
    },
  ],
];

describe.each(ways)('where %s goes', (_, { preview }) => {
  it('is shown before it is ordered, masked, for one look at the address', async () => {
    const card = await preview('1001');
    expect(wordsOf(card)).toContain(
      `${en.orders.goesTo} 张**, Binjiang, Hangzhou, Zhejiang (1001) · 138****2222`,
    );
    expect(JSON.stringify(card)).not.toMatch(secrets);
    expect(addressCalls()).toBe(1);
    const call = await callOn(card, orderLabel(card));
    expect(call.arguments['to']).toMatch(/^[0-9a-f]{24}$/);
    expect(JSON.stringify(call)).not.toMatch(secrets);
    expect((await press(card, orderLabel(card))).card.title).toContain(en.buying.create.placed);
    expect(addressCalls()).toBe(2);
    expect(orders()).toHaveLength(1);
  });

  it.each<[string, Partial<SandboxAddress>]>([
    ['its receiver', { name: '李四光' }],
    ['its phone', { phone: '13911113333' }],
    ['its district', { district: '西湖区', districtCode: '330106' }],
    ['its town', { town: '浦沿街道' }],
    ['its street', { address: '江南大道1号' }],
    ['its code', { districtCode: '330109' }],
    ['its receiver, whose masked name stays', { name: '张四光' }],
  ])('is looked at again where %s was edited since, and then ordered once', async (_what, change) => {
    const stale = await preview('1001');
    edit(change);
    const again = await press(stale, orderLabel(stale));
    expect(again.replace).toBe(true);
    expect(again.card.tone).toBe('warning');
    expect(wordsOf(again.card)).toContain(en.buying.addressChanged);
    expect(wordsOf(again.card)).toMatch(new RegExp(`${en.orders.goesTo} .*\\(1001\\) · `));
    expect(JSON.stringify(again.card)).not.toMatch(secrets);
    expect(orders()).toEqual([]);
    expect((await press(stale, orderLabel(stale))).card.tone).toBe('warning');
    expect(orders()).toEqual([]);
    expect((await press(again.card, orderLabel(again.card))).card.title).toContain(en.buying.create.placed);
    expect(orders()).toHaveLength(1);
  });

  it('says in Chinese that it was edited', async () => {
    const label = orderLabel(await preview('1001'));
    const stale = await preview('1001');
    edit({ name: '李四光' });
    language = 'zh-CN';
    const again = (await press(stale, label)).card;
    expect(wordsOf(again)).toContain(zhCn.buying.addressChanged);
    expect(wordsOf(again)).toContain('收货：李**，浙江省 杭州市 滨江区（1001） · 138****2222');
    expect(orders()).toEqual([]);
  });

  it('is asked for where the address was deleted since', async () => {
    const card = await preview('1001');
    bed.sandbox.addresses.remove('1001');
    const gone = (await press(card, orderLabel(card))).card;
    expect(gone.title).toBe(en.buying.noSuchAddress('1001'));
    expect(wordsOf(gone)).toContain(en.buying.create.nothingOrdered);
    expect(orderLabel(gone)).toBe('');
    expect(orders()).toEqual([]);
  });

  it('is told later where the partner does not tell it at the click', async () => {
    const card = await preview('1001');
    loseAddresses();
    const untold = (await press(card, orderLabel(card))).card;
    expect(untold.title).toBe(en.buying.addressNotTold('1001'));
    expect(wordsOf(untold)).toContain(en.buying.create.nothingOrdered);
    expect(orderLabel(untold)).toBe('');
    expect(orders()).toEqual([]);
    bed.line.cut(() => 'answered');
    const retried = (await press(untold, en.buying.tryAgain)).card;
    expect((await press(retried, orderLabel(retried))).card.title).toContain(en.buying.create.placed);
    expect(orders()).toHaveLength(1);
  });

  it('has no button that orders where the partner does not tell it', async () => {
    const before = await preview('1001');
    for (const fate of ['request lost', 'answer lost', 'answer garbled'] as const) {
      bed.line.cut((path) => (path.endsWith('/open/address/get') ? fate : 'answered'));
      const untold = await preview('1001');
      expect(untold.title).toBe(en.buying.addressNotTold('1001'));
      expect(orderLabel(untold)).toBe('');
    }
    bed.line.cut(() => 'answered');
    await say('/address default 1001');
    loseAddresses();
    const remembered = await preview();
    expect(remembered.title).toBe(en.buying.addressNotTold('1001'));
    bed.line.cut(() => 'answered');
    const retried = (await press(remembered, en.buying.tryAgain)).card;
    expect(wordsOf(retried)).toContain(en.buying.yourDefault);
    expect(orderLabel(retried)).toBe(orderLabel(before));
  });

  it('has no button that orders where there is no such address', async () => {
    for (const [locale, title, advice] of [
      ['en-US', 'There is no address 999999', '/address list'],
      ['zh-CN', '没有编号为 999999 的地址', '/address list'],
    ] as const) {
      await preview('1001');
      language = locale;
      const card = await preview('999999');
      expect(card.title).toBe(title);
      expect(wordsOf(card)).toContain(advice);
      expect(orderLabel(card)).toBe('');
      expect(card.actions.some(({ kind }) => kind === 'select')).toBe(true);
      language = 'en-US';
    }
  });

  it('is asked for where the remembered address was deleted', async () => {
    await say('/address default 1001');
    bed.sandbox.addresses.remove('1001');
    const gone = await preview();
    expect(gone.title).toBe(en.buying.defaultGone('1001'));
    expect(orderLabel(gone)).toBe('');
    bed.sandbox.addresses.remove('5738');
    const none = await preview();
    expect(wordsOf(none)).toContain(en.buying.noAddressesAdvice);
    expect(none.actions.map(({ label }) => label)).toEqual([en.addresses.addButton, en.addresses.all]);
  });

  it('is shown again by a button of before, which orders nothing new', async () => {
    const card = await preview('1001');
    const call = await callOn(card, orderLabel(card));
    const { to: _, ...others } = call.arguments;
    const old = { ...call, arguments: others };
    const again = await run(old);
    expect(wordsOf(again)).toContain(en.buying.addressNotSeen);
    expect(wordsOf(again)).toMatch(/张\*\*.*\(1001\)/);
    expect(orders()).toEqual([]);
    const ordered = (await press(card, orderLabel(card))).card;
    expect(ordered.title).toContain(en.buying.create.placed);
    // What was ordered under its key is told, edited or not.
    edit({ name: '李四光' });
    expect(timeless(await run(old))).toEqual(timeless(ordered));
    expect(timeless((await press(card, orderLabel(card))).card)).toEqual(timeless(ordered));
    expect(orders()).toHaveLength(1);
  });

  it('can’t be made up: a digest of another store, or of another address, orders nothing', async () => {
    const other = await openTestCore({ upstream: bed.line.url, account });
    const card = await preview('1001');
    const call = await callOn(card, orderLabel(card));
    const theirs = (await answerTo(other.core, typed(`/order preview ${line} --address 1001`, by()))).card;
    const payload = payloadOf(theirs, orderLabel(theirs));
    const kept = await other.store.buttons.recall({ organization, key: payload.slice(1) });
    await other.close();
    const foreign = new URLSearchParams(kept?.split('?')[1]).get('to') ?? '';
    expect(foreign).toMatch(/^[0-9a-f]{24}$/);
    bed.sandbox.addresses.save(undefined, { ...home, name: '李四光' });
    const second = await preview('1002');
    const elsewhere = (await callOn(second, orderLabel(second))).arguments['to'] ?? '';
    for (const to of [foreign, elsewhere, '0'.repeat(24)]) {
      const again = await run({ ...call, arguments: { ...call.arguments, to } });
      expect(wordsOf(again)).toContain(en.buying.addressChanged);
    }
    expect(wordsOf(await run({ ...call, arguments: { ...call.arguments, to: '1001' } }))).toContain(
      wrongValue('to', en.buying.confirmedAddress.expected),
    );
    expect(orders()).toEqual([]);
  });

  it('is shown beside a total that has moved', async () => {
    const card = await preview('1001');
    const call = await callOn(card, orderLabel(card));
    const moved = await run({ ...call, arguments: { ...call.arguments, total: '1.00' } });
    expect(moved.title).toBe(en.buying.create.moved);
    expect(wordsOf(moved)).toMatch(/张\*\*.*\(1001\) · 138\*{4}2222/);
    edit({ phone: '13911113333' });
    expect(wordsOf((await press(moved, orderLabel(moved))).card)).toContain(en.buying.addressChanged);
    expect(orders()).toEqual([]);
  });

  it('does not keep from looking for an order whose answer was lost', async () => {
    const card = await preview('1001');
    bed.line.cut((path) =>
      /create$/.test(path) ? 'answer lost' : /list$/.test(path) ? 'answer garbled' : 'answered',
    );
    const unsure = (await press(card, orderLabel(card))).card;
    expect(unsure.title).toBe(en.buying.create.notKnown);
    edit({ name: '李四光' });
    loseAddresses();
    const found = (await press(unsure, en.buying.create.checkAgain)).card;
    expect(found.title).toContain(en.buying.create.placed);
    expect(orders()).toHaveLength(1);
  });

  it('is written down as looked at again, and by the address’s id alone', async () => {
    const card = await preview('1001');
    edit({ name: '李四光' });
    await press(card, orderLabel(card));
    const [done, begun] = await bot.store.audit.list({ organization, limit: 2 });
    expect(begun?.outcome).toBe('begun');
    expect(JSON.parse(done?.facts ?? '')).toMatchObject({ address: '1001', state: 'other address' });
    expect(JSON.stringify([done, begun])).not.toMatch(secrets);
  });

  it('goes on with the preview once an address was added from within it', async () => {
    bed.sandbox.addresses.remove('1001');
    bed.sandbox.addresses.remove('5738');
    const asking = await preview();
    expect(asking.title).toBe(en.buying.noAddress);
    const form = await formOf(bot.core, clicked(payloadOf(asking, en.addresses.addButton), by()));
    const values = {
      name: '李四光',
      phone: '139 1111 3333',
      division: '浙江省 杭州市 滨江区',
      street: '江南大道1号',
    };
    const wrong = await answerTo(bot.core, submitted(form.payload, { ...values, phone: '1' }, by()));
    const refilled = await formOf(bot.core, clicked(payloadOf(wrong.card, en.core.correct), by()));
    const { card } = await answerTo(bot.core, submitted(refilled.payload, values, by()));
    expect(wordsOf(card)).toContain(en.addresses.added);
    expect(wordsOf(card)).toMatch(/李\*\*.*\(1002\) · 139\*{4}3333/);
    expect(JSON.stringify(card)).not.toMatch(secrets);
    expect((await press(card, orderLabel(card))).card.title).toContain(en.buying.create.placed);
    expect(orders()).toHaveLength(1);
  });
});

describe('an address that was added from within an order', () => {
  const values = '--name 李四光 --phone 13911113333 --division "浙江省 杭州市 滨江区" --street 江南大道1号';
  const resume = `order preview?offer=${wood.offer}&quantity=2&sku=${wood.sku}`;

  it('leaves a button to go on where the partner does not list it', async () => {
    loseAddresses();
    const added = await say(`/address add ${values} --resume "${resume}"`);
    expect(added.title).toBe(en.addresses.added);
    bed.line.cut(() => 'answered');
    expect((await press(added, en.addresses.goOn)).card.title).toBe(en.buying.noAddress);
  });

  it('goes on with nothing but a preview', async () => {
    for (const other of ['order pay?id=3305075341149134260', `order create${resume.slice(13)}`, 'help?']) {
      const refused = await say(`/address add ${values} --resume "${other}"`);
      expect(wordsOf(refused)).toContain(wrongValue('resume', en.addresses.resume.expected));
    }
    expect(bed.sandbox.addresses.all()).toHaveLength(2);
    const added = await say(`/address add ${values} --resume "order preview?offer=x"`);
    expect(added.title).toBe(en.addresses.added);
  });
});

it('finds an address on a later page, also where the partner does not heed its id', async () => {
  const ids = Array.from({ length: 60 }, () => bed.sandbox.addresses.save(undefined, home));
  const last = ids.at(-1) ?? '';
  expect(wordsOf(await say(`/order preview ${line} --address ${last}`))).toMatch(
    new RegExp(`${en.orders.goesTo} 张\\*\\*.*\\(${last}\\)`),
  );
  const asking = await say(`/order preview ${line}`);
  expect(wordsOf(asking)).toContain(en.addresses.more(37));
  expect(wordsOf(await say('/address list'))).toContain(en.addresses.more(42));
});
