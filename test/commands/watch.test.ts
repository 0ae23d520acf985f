import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unreadable } from '../../src/chat/argument.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { kindsArgument } from '../../src/commands/watch/descriptions.ts';
import { newsKinds, urgentKinds } from '../../src/domain/orders/news.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { orderOf } from '../arbitraries/order.ts';
import {
  answerTo,
  ask,
  clicked,
  formOf,
  payloadOf,
  recordingTransport,
  submitted,
  typed,
  wordsOf,
  wrongValue,
} from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const where = { organization: 'test:T1', conversation: 'test:C1', workspace: 'T1' };

const textsOf = (card: Card) => JSON.stringify(card.body);

describe('/watch', () => {
  let bot: TestCore;
  beforeEach(async () => {
    bot = await openTestCore();
  });
  afterEach(() => bot.close());

  const say = (line: string, overrides: Partial<Invocation> = {}) =>
    answerTo(bot.core, typed(line, overrides));
  const click = (payload: string, overrides: Partial<Invocation> = {}) =>
    answerTo(bot.core, typed('', { input: { kind: 'payload', payload }, ...overrides }));
  const watches = () => bot.news.ports.watches.list(where);
  const ruleOfAll = async () => (await watches()).find(({ subject }) => subject.about === 'all')?.rule;
  const manner = async () =>
    (await bot.store.conversations.settings({ organization: 'test:T1', conversation: 'test:C1' }))
      .notifications;

  it('alone means all news of all orders, and shows so in the conversation at once', async () => {
    const { card, visibility } = await say('/watch');
    expect(await watches()).toEqual([
      { subject: { about: 'all' }, rule: { kinds: [...newsKinds], daily: false } },
    ]);
    expect(visibility).toBe('asker');
    expect(card.title).toBe(en.watch.set);
    expect(card.actions.map(({ label }) => label)).toEqual([
      en.watch.onlyNeeds,
      en.watch.dailyDigest,
      en.watch.choose,
      en.watch.chooseTimes,
    ]);
    expect(bot.news.announced).toMatchObject([{ ...where, language: 'en', card: { tone: 'good' } }]);
    expect(bot.news.announced[0]?.card.title).toBe(en.watch.begun);
    const [kept] = await bot.store.watches.of({ organization: 'test:T1', conversation: 'test:C1' });
    expect(kept).toMatchObject({ setBy: 'test:U1', workspace: 'T1', account: 'account', subject: 'all' });
  });

  it('takes less by a button, and the digest by another, each in place of the card', async () => {
    const { card } = await say('/watch');
    const less = await click(payloadOf(card, en.watch.onlyNeeds));
    expect(less.replace).toBe(true);
    expect((await ruleOfAll())?.kinds).toEqual(newsKinds.filter((kind) => urgentKinds.includes(kind)));
    expect(less.card.actions.map(({ label }) => label)).toEqual([
      en.watch.dailyDigest,
      en.watch.choose,
      en.watch.chooseTimes,
    ]);
    await click(payloadOf(less.card, en.watch.dailyDigest));
    expect(await ruleOfAll()).toMatchObject({ daily: true, kinds: expect.arrayContaining(['refund']) });
    expect((await ruleOfAll())?.kinds).toHaveLength(urgentKinds.length);
    await say('/watch');
    expect(await ruleOfAll()).toEqual({ kinds: [...newsKinds], daily: false });
  });

  it('asks for the zone, the quiet hours and the digest in one form, which shows what is set', async () => {
    await say('/watch --quiet 22:00-08:00 --zone Asia/Shanghai');
    const { card } = await say('/watching');
    const form = await formOf(bot.core, clicked(payloadOf(card, en.watch.chooseTimes)));
    expect(form.fields.map(({ name }) => name)).toEqual(['zone', 'quiet', 'daily', 'at', 'summary']);
    expect(form.fields[0]?.initial).toBe('Asia/Shanghai');
    const values = { zone: 'Berlin', quiet: '21:00-07:00', daily: 'yes', at: '09:00', summary: 'no' };
    await answerTo(bot.core, submitted(form.payload, values));
    const shown = wordsOf((await say('/watching')).card);
    expect(shown).toContain('21:00-07:00');
    expect(shown).toContain('Berlin');
    expect(await manner()).toMatchObject({ zone: 'Europe/Berlin', dailyAt: 540 });
    // Each field that showed a value and comes back empty means none.
    const again = await formOf(
      bot.core,
      clicked(payloadOf((await say('/watching')).card, en.watch.chooseTimes)),
    );
    expect(again.fields.map(({ initial }) => initial)).not.toContain(undefined);
    await answerTo(bot.core, submitted(again.payload, {}));
    expect(await manner()).toEqual({ summary: false });
  });

  it('asks in a form for what can be chosen, filled in with what is set', async () => {
    const { card } = await say(
      '/watch --events paid,refund --min-amount 99.5 --quiet 22:00-08:00 --mention me',
    );
    const transport = { ...recordingTransport(), forms: [] as unknown[] };
    const asking = { ...transport, ask: async (form: unknown) => void transport.forms.push(form) };
    const payload = payloadOf(card, en.watch.choose);
    await bot.core.handle(typed('', { input: { kind: 'payload', payload } }), asking);
    expect(transport.forms).toMatchObject([
      {
        fields: [
          { name: 'events', initial: 'paid,refund', several: true },
          { name: 'min-amount', initial: '99.50' },
          { name: 'mention', initial: '<@U1|U1>' },
          { name: 'quiet', initial: '22:00-08:00' },
          { name: 'daily', initial: 'no' },
        ],
      },
    ]);
    const values = { events: 'needs', 'min-amount': '0', mention: 'nobody', quiet: 'none', daily: 'yes' };
    await answerTo(bot.core, typed('', { input: { kind: 'form', payload, values } }));
    expect(await ruleOfAll()).toEqual({
      kinds: newsKinds.filter((kind) => urgentKinds.includes(kind)),
      daily: true,
    });
    expect(await manner()).toEqual({});
    // Nobody is mentioned now: a person is picked in an empty field, not typed over a word.
    const again = await formOf(
      bot.core,
      clicked(payloadOf((await say('/watch --daily no')).card, en.watch.choose)),
    );
    const mention = again.fields.find(({ name }) => name === 'mention');
    expect(mention).toMatchObject({ takes: { kind: 'person' } });
    expect(mention?.initial).toBeUndefined();
  });

  it('offers the person’s own time zone where a time is set, names it, and keeps what the conversation has', async () => {
    const person = { id: 'U1', locale: 'en-US', zone: 'Europe/Berlin' };
    const { card } = await say('/watch --quiet 22:00-08:00', { person });
    expect(JSON.stringify(bot.news.announced)).toContain('22:00-08:00 (Asia/Shanghai)');
    const own = await click(payloadOf(card, en.watch.useZone('Europe/Berlin')), { person });
    expect(wordsOf(own.card)).toContain('22:00-08:00 (Europe/Berlin)');
    expect(await manner()).toMatchObject({ zone: 'Europe/Berlin', quiet: { from: 1320, to: 480 } });
    const other = await say('/watch --daily yes', { person: { ...person, id: 'U2', zone: 'Asia/Tokyo' } });
    expect(wordsOf(other.card)).toContain('09:00 (Europe/Berlin)');
    expect(other.card.actions.map(({ label }) => label)).not.toContain(en.watch.useZone('Asia/Tokyo'));
  });

  it('asks once for the time zone of a person whose platform tells none', async () => {
    const { card } = await say('/watch --quiet 22:00-08:00');
    expect(card.actions.map(({ label }) => label)).not.toContain(en.watch.useZone('Asia/Tokyo'));
    const payload = payloadOf(card, en.watch.chooseTimes);
    const values = { quiet: '22:00-08:00', at: '09:00', summary: 'no', zone: 'Tokyo' };
    await answerTo(bot.core, typed('', { input: { kind: 'form', payload, values } }));
    expect(await manner()).toMatchObject({ zone: 'Asia/Tokyo' });
    const conversation = { id: 'C2', direct: false };
    const elsewhere = await say('/watch --quiet 22:00-08:00', { conversation });
    expect(elsewhere.card.actions.map(({ label }) => label)).toContain(en.watch.useZone('Asia/Tokyo'));
  });

  it('takes one order, or one seller by name or by an offer of theirs', async () => {
    await say('/watch order 3305075341149134260');
    await say('/watch seller "山东 绿德"');
    await say('/watch seller https://detail.1688.com/offer/951807530375.html');
    const subjects = (await watches()).map(({ subject }) => subject);
    expect(subjects).toContainEqual({ about: 'order', orderId: '3305075341149134260' });
    expect(subjects).toContainEqual({ about: 'seller', seller: '山东 绿德' });
    // The company that the product's details name.
    expect(subjects).toContainEqual({ about: 'seller', seller: expect.stringMatching(/\p{Script=Han}{4}/u) });
    expect(subjects).toHaveLength(3);
  });

  it('takes a seller as orders spell it, and asks which where the name is a part of several', async () => {
    const names = ['绿德（深圳）制冷设备有限公司', '山东绿德 贸易有限公司'];
    for (const [at, name] of names.entries()) {
      const order = orderOf({ orderId: `330507534114913426${at}`, seller: { name } });
      bot.news.known.push({ order, changedAt: 0 });
    }
    await say('/watch seller "绿德(深圳)制冷设备有限公司"');
    const { card } = await say('/watch seller 绿德 --daily');
    expect(card.title).toBe(en.watch.whichSeller);
    const [choose] = card.actions;
    if (choose?.kind !== 'select') throw new Error('no choice');
    expect(choose.options.map(({ label }) => label)).toEqual(names);
    const sellers = async () =>
      (await watches()).flatMap(({ subject }) => (subject.about === 'seller' ? [subject.seller] : []));
    expect(await sellers()).toEqual([names[0]]);
    await click(choose.options[1]?.run ?? '');
    expect((await sellers()).toSorted()).toEqual(names.toSorted());
    expect((await watches()).find(({ rule }) => rule.daily)?.subject).toMatchObject({ seller: names[1] });
    const stopped = await say('/unwatch seller 山东绿德贸易有限公司');
    expect(stopped.card.title).toBe(en.watch.stopped(1));
    // Of no seller that is known yet.
    await say('/watch seller 别家');
    expect(await sellers()).toContain('别家');
  });

  it('takes the same as typed options', async () => {
    const options = { about: 'order', id: '3305075341149134260', events: 'shipped', 'min-amount': '5' };
    await answerTo(bot.core, typed('', { input: { kind: 'options', command: 'watch', options } }));
    expect(await watches()).toEqual([
      {
        subject: { about: 'order', orderId: '3305075341149134260' },
        rule: { kinds: ['shipped'], daily: false, minFen: 500 },
      },
    ]);
  });

  it('changes what an option names, and leaves the rest as it was', async () => {
    await say('/watch --events paid,shipped --min-amount 500 --mention <@U7|ann> --mention-events refund');
    await say('/watch --daily');
    const before = await ruleOfAll();
    expect(before).toEqual({
      kinds: ['paid', 'shipped'],
      daily: true,
      minFen: 50_000,
      mention: { person: 'U7', name: 'ann', kinds: ['refund'] },
    });
    await say('/watch --quiet 22:00-08:00 --zone Asia/Tokyo --aloud none --summary --at 8:30');
    expect(await ruleOfAll()).toEqual(before);
    expect(await manner()).toEqual({
      quiet: { from: 1320, to: 480 },
      zone: 'Asia/Tokyo',
      broadcast: [],
      summary: true,
      dailyAt: 510,
    });
    await say('/watch --mention nobody --daily no --quiet none --summary no');
    expect(await ruleOfAll()).toEqual({ kinds: ['paid', 'shipped'], daily: false, minFen: 50_000 });
    expect(await manner()).toEqual({ zone: 'Asia/Tokyo', broadcast: [], summary: false, dailyAt: 510 });
  });

  it.each([
    ['not invited', '/invite @shoptalk'],
    ['gone', 'archived'],
    ['forbidden', en.watch.forbidden],
    ['dismissed', en.watch.dismissed],
    ['content', en.watch.content],
  ] as const)(
    'sets nothing where its first card is refused (%s), and says what to do',
    async (refused, advice) => {
      bot.news.sent = { refused, detail: 'x' };
      const { card } = await say('/watch --quiet 22:00-08:00');
      expect(card.tone).toBe('warning');
      expect(wordsOf(card)).toContain(advice);
      expect(await watches()).toEqual([]);
      expect(await manner()).toBeUndefined();
    },
  );

  it.each([{ retryAfterMs: 5000 }, { unreachable: 'x' }, { unclear: 'x' }])(
    'sets it where the first card may come later: %j',
    async (sent) => {
      bot.news.sent = sent;
      const { card } = await say('/watch');
      expect(wordsOf(card)).toContain(en.watch.later);
      expect(await watches()).toHaveLength(1);
    },
  );

  it('changes what is there without telling everyone again', async () => {
    await say('/watch');
    const { card } = await say('/watch --events needs');
    expect(card.title).toBe(en.watch.changed);
    expect(bot.news.announced).toHaveLength(1);
    expect(await watches()).toHaveLength(1);
  });

  it('runs once, however often it is delivered', async () => {
    const once = typed('/watch');
    await ask(bot.core, once);
    await ask(bot.core, once);
    expect(bot.news.announced).toHaveLength(1);
  });

  it.each([
    ['/watch order', en.watch.whichOrder],
    ['/watch order abc', en.watch.whichOrder],
    ['/watch seller', en.watch.whichSeller],
    ['/watch all 3305075341149134260', en.watch.needlessId],
    ['/watch --id 3305075341149134260', en.watch.needlessId],
  ])('asks where it is not said what is meant: %s', async (line, title) => {
    const { card } = await say(line);
    expect(card.title).toBe(title);
    expect(bot.news.announced).toEqual([]);
  });

  it.each([
    ['--events paid,nonsense', wrongValue('events', en.watch.events.expected)],
    ['--min-amount lots', wrongValue('min-amount', en.watch.minAmount.expected)],
    ['--mention @ann', wrongValue('mention', en.watch.mention.expected)],
    ['--quiet 25:00-8:00', wrongValue('quiet', en.watch.quiet.expected)],
    ['--zone Mars/Olympus', wrongValue('zone', en.watch.zone.expected)],
  ])('says what an option has to be: %s', async (options, said) => {
    expect(wordsOf((await say(`/watch ${options}`)).card)).toContain(said);
  });

  it.each([
    ['UTC+8', 'Etc/GMT-8', 'UTC+8'],
    ['北京', 'Asia/Shanghai', 'Asia/Shanghai'],
    ['New York', 'America/New_York', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Kolkata', 'Asia/Kolkata'],
    ['europe/kiev', 'Europe/Kyiv', 'Europe/Kyiv'],
  ])('takes the zone %s, and shows its current name', async (zone, kept, shown) => {
    await say(`/watch --zone ${zone}`);
    expect((await manner())?.zone).toBe(kept);
    const [told] = bot.news.announced;
    expect(told && textsOf(told.card)).toContain(`"${en.watch.zoneLabel}: ","${shown}"`);
    expect(wordsOf((await say('/watch --quiet 22:00-08:00')).card)).toContain(`(${shown})`);
  });

  it('asks which zone an abbreviation means, and takes the one that is chosen with the rest', async () => {
    const { card } = await say('/watch --zone CST --quiet 22:00-08:00');
    expect(card.title).toBe(en.watch.whichZone('CST'));
    expect(await manner()).toBeUndefined();
    expect(card.actions.map(({ label }) => label)).toEqual([
      'Asia/Shanghai',
      'America/Chicago',
      'America/Havana',
    ]);
    await click(payloadOf(card, 'America/Chicago'));
    expect(await manner()).toEqual({ zone: 'America/Chicago', quiet: { from: 1320, to: 480 } });
  });

  it('shows a zone that was set under an older name by its current one', async () => {
    const names = { organization: 'test:T1', conversation: 'test:C1' };
    await bot.store.conversations.change({ ...names, change: { notifications: { zone: 'Asia/Calcutta' } } });
    await say('/watch');
    expect(wordsOf((await say('/watch --quiet 22:00-08:00')).card)).toContain('(Asia/Kolkata)');
  });

  it('suggests zones by city, and under their current names', async () => {
    const suggested = async (zone: string, locale: string) =>
      (
        await bot.core.suggest({
          ...typed('', { person: { id: 'U1', locale } }),
          command: 'watch',
          argument: 'zone',
          typed: zone,
        })
      )[0];
    expect(await suggested('kolkata', 'en-US')).toEqual({ value: 'Asia/Kolkata', label: 'Asia/Kolkata' });
    expect(await suggested('基辅', 'zh-CN')).toEqual({ value: 'Europe/Kyiv', label: 'Europe/Kyiv 基辅' });
  });

  it('speaks the conversation’s language', async () => {
    const { card } = await say('/watch', { person: { id: 'U1', locale: 'zh-CN' } });
    expect(card.title).toBe(zhCn.watch.set);
    expect(bot.news.announced[0]?.card.title).toBe(zhCn.watch.begun);
    // What comes later is said as the first card was, as long as nothing is set for the conversation.
    expect(await manner()).toEqual({ language: 'zh-CN' });
    await say('/watch order 3305075341149134260');
    expect(await manner()).toEqual({ language: 'en' });
  });

  it('suggests orders that are known', async () => {
    bot.news.known.push({ order: orderOf(), changedAt: 0 });
    const question = { ...typed(''), command: 'watch', argument: 'id', typed: '33050753' };
    expect(await bot.core.suggest(question)).toEqual([
      { value: '3305075341149134260', label: '3305075341149134260 · ◑ Shipped · 山东绿德制冷设备压缩机' },
    ]);
  });

  it('suggests the order of a link, which may be longer than a menu’s choice, also where it is not known', async () => {
    bot.news.known.push({ order: orderOf(), changedAt: 0 });
    const link = `https://trade.1688.com/order/new_step_order_detail.htm?orderId=3305075341149134999&spm=${'a'.repeat(200)}`;
    const suggested = (line: string) =>
      bot.core.suggest({ ...typed(''), command: 'watch', argument: 'id', typed: line });
    expect(await suggested(link)).toEqual([{ value: '3305075341149134999', label: '3305075341149134999' }]);
    expect(await suggested('no such order')).toEqual([]);
  });

  describe('/unwatch', () => {
    it('ends one, or all, where everyone sees it', async () => {
      await say('/watch');
      await say('/watch order 3305075341149134260');
      await say('/watch order 3305075341149134261');
      const one = await say('/unwatch order 3305075341149134260');
      expect(one.visibility).toBe('conversation');
      expect(one.card.title).toBe(en.watch.stopped(1));
      expect(await watches()).toHaveLength(2);
      expect((await say('/unwatch')).card.title).toBe(en.watch.stopped(2));
      expect((await say('/unwatch all')).card.title).toBe(en.watch.notWatched);
    });

    it('leaves other conversations alone, and can be taken back', async () => {
      await say('/watch', { conversation: { id: 'C2', direct: false } });
      const { card } = await say('/unwatch order 3305075341149134260');
      await click(payloadOf(card, en.watch.watchAgain));
      expect((await watches()).map(({ subject }) => subject)).toEqual([
        { about: 'order', orderId: '3305075341149134260' },
      ]);
      expect(await bot.store.watches.of({ organization: 'test:T1', conversation: 'test:C2' })).toHaveLength(
        1,
      );
    });
  });

  describe('/watching', () => {
    it('shows all of it, and offers to change and to end it', async () => {
      await say('/watch --events needs --quiet 22:00-08:00');
      await say('/watch order 3305075341149134260');
      const { card, visibility } = await say('/watching');
      expect(visibility).toBe('asker');
      const words = wordsOf(card);
      expect(words).toContain(`${en.watch.aboutAll}: ${en.watch.needsSomebody}`);
      expect(words).toContain(`${en.watch.subjectOrder('3305075341149134260')}: ${en.watch.allKinds}`);
      expect(words).toContain(`${en.watch.quietLabel}: 22:00-08:00`);
      expect(card.actions.map(({ label }) => label)).toEqual([
        en.watch.choose,
        en.watch.chooseTimes,
        en.watch.stop,
      ]);
      await click(payloadOf(card, en.watch.stop));
      const empty = await say('/watching');
      expect(empty.card.title).toBe(en.watch.nothing);
      await click(payloadOf(empty.card, en.watch.watchAll));
      expect(await watches()).toHaveLength(1);
    });

    it('shows what could not be said, and says it again at a click', async () => {
      await say('/watch');
      bot.news.parked.push({ orderId: '3305075341149134260', parkedAt: 0, reason: 'content: refused' });
      const { card } = await say('/watching');
      expect(wordsOf(card)).toContain('content: refused');
      const again = await click(payloadOf(card, en.watch.tryAgain));
      expect(again.card.title).toBe(en.watch.resent(1));
      expect((await say('/resend')).card.title).toBe(en.watch.nothingParked);
    });
  });
});

describe('kinds of news as an argument', () => {
  const argument = kindsArgument(({ events }) => events, { none: true });

  it.each([
    ['all', newsKinds],
    ['needs', newsKinds.filter((kind) => urgentKinds.includes(kind))],
    ['none', []],
    ['paid，needs', newsKinds.filter((kind) => kind === 'paid' || urgentKinds.includes(kind))],
    ['付款、发货', ['paid', 'shipped']],
    ['none,paid', unreadable],
    ['', unreadable],
  ])('%s', (typed, kinds) => {
    expect(argument.parse(typed)).toEqual(kinds);
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.subarray([...newsKinds]), (kinds) => {
        const printed = argument.print(kinds) ?? '';
        expect(argument.parse(printed)).toEqual(kinds);
        expect(printed.length).toBeLessThanOrEqual(argument.maxLength);
      }),
    );
  });
});
