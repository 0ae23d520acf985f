import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { type Behaviour, envelope, openFaultyUpstream, reset } from '../fakes/faulty-upstream.ts';
import { answerTo, ask, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const person = { name: '张三丰', phone: '13811112222', street: '网商路699号' };
const values = { ...person, division: '浙江省 杭州市 滨江区 长河街道', code: '330108' };
const line = `/address add --name ${person.name} --phone "+86 138 1111 2222" --division "${values.division}" --street ${person.street} --code 330108`;
const direct = { conversation: { id: 'D1', direct: true } };
const chinese = { person: { id: 'U1', locale: 'zh-CN' } };

describe('/address', () => {
  let bot: TestCore;
  let log: CollectedLog;
  beforeEach(async () => {
    log = createCollectedLog();
    bot = await openTestCore({ log });
    bot.sandbox?.addresses.remove('5738');
  });
  afterEach(async () => {
    await bot.close();
    const logged = log.lines.join('\n');
    for (const personal of [...Object.values(person), '1381111', '1111 2222', '张**', '长河街道']) {
      expect(logged).not.toContain(personal);
    }
  });

  const say = (text: string, more = {}) => answerTo(bot.core, typed(text, more));

  function expectMasked(words: string): void {
    expect(words).toContain('张**');
    expect(words).toContain('138****2222');
    for (const personal of Object.values(person)) expect(words).not.toContain(personal);
  }

  it('adds an address from a form, and lists it masked', async () => {
    const empty = await say('/address list');
    expect(empty.card.title).toBe(en.addresses.none);
    const payload = payloadOf(empty.card, en.addresses.addButton);
    const form = await formOf(bot.core, clicked(payload));
    expect(form.fields.map(({ name, required }) => [name, required])).toEqual([
      ['name', true],
      ['phone', true],
      ['division', true],
      ['street', true],
      ['code', false],
    ]);
    const added = await answerTo(bot.core, submitted(form.payload, values));
    expect(added.card.title).toBe(en.addresses.added);
    expect(added.visibility).toBe('asker');
    expectMasked(wordsOf(added.card));
    const listed = await say('/address list');
    expect(listed.visibility).toBe('asker');
    expectMasked(wordsOf(listed.card));
    expectMasked(wordsOf((await say('/address list', direct)).card));
  });

  it('adds one typed in a line, shown whole to nobody but its asker', async () => {
    expect((await say(line)).card.title).toBe(en.addresses.added);
    const shown = await say('/address show 1001');
    expectMasked(wordsOf(shown.card));
    expect(wordsOf(shown.card)).toContain(en.addresses.masked);
    const whole = wordsOf((await say('/address show 1001', direct)).card);
    for (const part of [...Object.values(person), '浙江省 杭州市 滨江区 长河街道', '330108']) {
      expect(whole).toContain(part);
    }
    expect((await say('/address show 7')).card.title).toBe(en.addresses.unknown('7'));
  });

  it('offers the form where nothing was given', async () => {
    const { card } = await say('/address add');
    expect((await formOf(bot.core, clicked(payloadOf(card, en.addresses.addButton)))).title).toBe(
      en.forms.addressAdd.title,
    );
    const inChinese = await say('/address add', chinese);
    expect(inChinese.card.title).toBe(zhCn.addresses.howToAdd);
  });

  it('gives a reason for each fault, and repeats nothing of it', async () => {
    const { card } = await say(
      `/address add --name ${person.name} --phone 138 --division "广东省 深圳市 南山区" --street ${person.street} --code 330108`,
    );
    expect(card.title).toBe(en.addresses.notKept);
    const words = wordsOf(card);
    expect(words).toContain(en.addresses.faults['phone unreadable']);
    expect(words).toContain('330108 is 浙江省 杭州市 滨江区');
    expect(words).toContain('440305');
    for (const personal of Object.values(person)) expect(words).not.toContain(personal);
    expect((await say('/address list')).card.title).toBe(en.addresses.none);
  });

  it.each([
    ['0571-88776655转801', '0571-88776655-801', '057****6655'],
    ['18412345678转1234', '18412345678-1234', '184****5678'],
    ['400-820-8820', '400-820-8820', '****20'],
  ])('keeps the phone %s, and shows others nothing of its extension', async (phone, kept, masked) => {
    expect((await say(line.replace('+86 138 1111 2222', phone))).card.title).toBe(en.addresses.added);
    const listed = wordsOf((await say('/address list')).card);
    expect(listed).toContain(masked);
    expect(listed).not.toContain(kept);
  });

  it.each([
    ['02-2345-6789', 'phone of which region'],
    ['0123-4567890', 'phone area unknown'],
    ['+852 2345 6789', 'phone of Hong Kong'],
    ['95338', 'phone short number'],
  ] as const)('says of the phone %s what it is taken for, and sends nothing', async (phone, fault) => {
    const { card } = await say(line.replace('+86 138 1111 2222', phone));
    expect(wordsOf(card)).toContain(en.addresses.faults[fault]);
    expect((await say('/address list')).card.title).toBe(en.addresses.none);
  });

  it('fills in what a name of one place leaves out, and asks where several have it', async () => {
    const add = async (division: string) =>
      (await say(`/address add --name 李四 --phone 13800000000 --street 网商路1号 --division "${division}"`))
        .card;
    expect(wordsOf(await add('浙江省义乌市江东街道'))).toContain('浙江省 金华市 义乌市');
    const zone = await add('浙江省杭州市高新区');
    expect(zone.title).toBe(en.addresses.added);
    expect(wordsOf(zone)).toContain(en.addresses.unlisted('高新区'));
    const asked = await add('江苏省鼓楼区');
    expect(asked.title).toBe(en.addresses.notKept);
    for (const path of ['江苏省 南京市 鼓楼区', '江苏省 徐州市 鼓楼区'])
      expect(wordsOf(asked)).toContain(path);
  });

  it('changes what is given and leaves the rest', async () => {
    await say(line);
    const asked = await say('/address edit 1001');
    expectMasked(wordsOf(asked.card));
    const form = await formOf(bot.core, clicked(payloadOf(asked.card, en.addresses.editButton)));
    expect(form.fields.every(({ required, initial }) => !required && initial === undefined)).toBe(true);
    const changed = await answerTo(bot.core, submitted(form.payload, { street: '长河路1号' }));
    expect(changed.card.title).toBe(en.addresses.changed);
    const whole = wordsOf((await say('/address show 1001', direct)).card);
    expect(whole).toContain('长河路1号');
    expect(whole).toContain(person.phone);
    expect((await say('/address edit 1001 --division "浙江 西湖区"')).card.title).toBe(en.addresses.changed);
    const moved = wordsOf((await say('/address show 1001', direct)).card);
    for (const part of ['浙江省 杭州市 西湖区', '330106']) expect(moved).toContain(part);
    expect((await say('/address list')).card.actions.map(({ label }) => label)).toEqual([
      en.addresses.showOne,
      en.addresses.addButton,
    ]);
  });

  it('adds once, however often one message is delivered', async () => {
    const once = typed(line);
    const [answered] = await ask(bot.core, once);
    expect(answered?.did).toBe('answer');
    expect(await ask(bot.core, once)).toEqual([]);
    const list = wordsOf((await say('/address list')).card);
    expect(list.match(/张\*\*/g)).toHaveLength(1);
    expect(log.lines.join('\n')).toContain('/open/address/addOrUpdate');
  });

  it('adds once, also where another process is given the message again', async () => {
    const once = typed(line);
    const first = await answerTo(bot.core, once);
    const other = await openTestCore({ log, store: bot.store });
    expect(await answerTo(other.core, once)).toEqual(first);
    expect(other.sandbox?.addresses.all().map(({ id }) => id)).toEqual(['5738']);
    await other.close();
  });

  it('keeps nothing of an address in the store but what others may see', async () => {
    const kept: string[] = [];
    const { store } = bot;
    const watching = await openTestCore({
      log,
      store: {
        ...store,
        buttons: {
          ...store.buttons,
          keep: (row) => {
            kept.push(JSON.stringify(row));
            return store.buttons.keep(row);
          },
        },
        claims: {
          ...store.claims,
          finish: (row) => {
            kept.push(JSON.stringify(row));
            return store.claims.finish(row);
          },
        },
      },
    });
    for (const each of [
      line,
      '/address edit 1001 --name 李四四',
      '/address edit 1001',
      '/address add --name 李四四',
    ]) {
      await answerTo(watching.core, typed(each, direct));
    }
    await watching.close();
    expect(kept.length).toBeGreaterThan(2);
    for (const personal of [...Object.values(person), '李四四'])
      expect(kept.join('\n')).not.toContain(personal);
  });
});

describe('/address add, where the partner', () => {
  async function addAt(behaviour: Behaviour): Promise<{ words: string; log: string; sent: number }> {
    const upstream = await openFaultyUpstream();
    upstream.behave(behaviour);
    const log = createCollectedLog();
    const bot = await openTestCore({ upstream: upstream.url, log });
    const { card } = await answerTo(bot.core, typed(line));
    const sent = upstream.received.length;
    await bot.close();
    await upstream.close();
    return { words: wordsOf(card), log: log.lines.join('\n'), sent };
  }

  it.each<[string, Behaviour, string]>([
    ['answers with code 0', envelope({ code: 0, msg: 'success' }), en.addresses.added],
    ['hangs up', reset, en.addresses.unsure],
    [
      'echoes the phone as it refuses',
      envelope({ code: 7, msg: `bad ${person.phone}` }),
      en.xport.title({ kind: 'refused', code: '7', msg: '', requestId: '', status: 200 }),
    ],
  ])('%s', async (_, behaviour, words) => {
    const { words: said, log, sent } = await addAt(behaviour);
    expect(said).toContain(words);
    expect(sent).toBe(1);
    for (const personal of Object.values(person)) expect(log).not.toContain(personal);
  });
});
