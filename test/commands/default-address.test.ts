import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import { en } from '../../src/languages/en/index.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const spec = '530ad00177264564503ec3b848650652';
const line = `/order preview 889512351602 2 --sku ${spec}`;

describe('the address that a person’s orders go to', () => {
  let bot: TestCore;
  beforeEach(async () => {
    bot = await openTestCore();
    for (const [name, phone] of [
      ['张三丰', '13811112222'],
      ['李四光', '13911113333'],
    ]) {
      await say(
        `/address add --name ${name} --phone ${phone} --division "浙江省 杭州市 滨江区" --street 网商路699号`,
      );
    }
  });
  afterEach(() => bot.close());

  const say = async (text: string, id = 'U1') =>
    (await answerTo(bot.core, typed(text, { person: { id, locale: 'en-US' } }))).card;
  const press = async (card: ReadyCard, label: string) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label)))).card;
  const choose = async (card: ReadyCard, begun: string) => {
    const options = card.actions.flatMap((action) => (action.kind === 'select' ? action.options : []));
    const option = options.find(({ label }) => label.startsWith(begun));
    return (await answerTo(bot.core, clicked(option?.run ?? ''))).card;
  };
  const secrets = /13[89]\d{8}|三丰|四光|网商路/;

  it('is chosen from the account’s own, each masked', async () => {
    const asking = await say(line);
    expect(asking.title).toBe(en.buying.noAddress);
    expect(JSON.stringify(asking)).toContain('1002 李** · 139****3333');
    expect(JSON.stringify(asking)).not.toMatch(secrets);
    const preview = await choose(asking, '1002');
    expect(wordsOf(preview)).toMatch(new RegExp(`${en.orders.goesTo} .*\\(1002\\)`));
    expect(wordsOf(preview)).toContain(`${en.buying.toPay}: ¥65.61`);
  });

  it('is remembered for one person, told on the card, and can be another one any time', async () => {
    const set = await press(await say('/address show 1001'), en.addresses.makeDefault);
    expect(set.title).toBe(en.addresses.isDefault('1001'));
    expect(JSON.stringify(set)).not.toMatch(secrets);
    expect((await say('/address default')).title).toBe(en.addresses.isDefault('1001'));
    const preview = await say(line);
    expect(wordsOf(preview)).toMatch(/张\*\*.*\(1001\) · 138\*{4}2222/);
    expect(wordsOf(preview)).toContain(en.buying.yourDefault);
    expect(JSON.stringify(preview)).not.toMatch(secrets);
    expect((await say(line, 'U2')).title).toBe(en.buying.noAddress);

    const other = await press(preview, en.buying.otherAddress);
    expect(other.title).toBe(en.buying.noAddress);
    expect(wordsOf(await choose(other, '1002'))).toMatch(new RegExp(`${en.orders.goesTo} .*\\(1002\\)`));
    expect(wordsOf(await say(`${line} --address 1002`))).not.toContain(en.buying.yourDefault);

    expect((await press(set, en.addresses.forgetDefault)).title).toBe(en.addresses.noDefault);
    expect((await say(line)).title).toBe(en.buying.noAddress);
  });

  it('is what was confirmed, even when the default changes before the click', async () => {
    await say('/address default 1001');
    const preview = await say(line);
    await say('/address default 1002');
    expect((await press(preview, en.buying.orderFor('¥65.61'))).title).toContain(en.buying.create.placed);
    expect((await press(preview, en.buying.orderFor('¥65.61'))).title).toContain(en.buying.create.placed);
    expect(bot.sandbox?.orders.all()).toHaveLength(1);
    // A confirmation that names no address confirms none.
    const bare = await say(
      line.replace('preview', 'create').concat(' --total 65.61 --key mih0a1b2Xy12Xy12Xy12Xy'),
    );
    expect(bare.actions.map(({ label }) => label)).toContain(en.buying.orderFor('¥65.61'));
    expect(bot.sandbox?.orders.all()).toHaveLength(1);
  });

  it('is no address that there is not', async () => {
    expect((await say('/address default 7')).title).toBe(en.buying.noSuchAddress('7'));
    expect((await say('/address default')).title).toBe(en.addresses.noDefault);
    expect(wordsOf(await say('/address default home'))).toContain(en.addresses.defaultId.expected);
  });

  it('is asked for where the partner does not have it any more', async () => {
    await say('/address default 1001');
    bot.sandbox?.addresses.remove('1001');
    const gone = await say(line);
    expect(gone.title).toBe(en.buying.defaultGone('1001'));
    expect(gone.actions.filter(({ label }) => label.startsWith(en.buying.orderFor('').trim()))).toEqual([]);
    expect(wordsOf(await choose(gone, '1002'))).toMatch(/李\*\*.*\(1002\) · 139\*{4}3333/);
  });
});
