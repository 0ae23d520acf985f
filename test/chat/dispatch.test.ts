import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { en } from '../../src/languages/en/index.ts';
import { allWords, localized } from '../../src/languages/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { languages } from '../../src/runtime/language.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import {
  answerTo,
  ask,
  payloadOf,
  recordingTransport,
  typed,
  wordsOf,
  wrongValue,
} from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { openSilentUpstream } from '../harness/silent-upstream.ts';
import { makeSqliteBed, openOwnStore } from '../store/bed.ts';

describe('dispatch', () => {
  let bot: TestCore;
  beforeEach(async () => {
    bot = await openTestCore();
  });
  afterEach(() => bot.close());

  it('answers a typed command directly, to the asker alone', async () => {
    const sent = await ask(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    expect(sent.map(({ did }) => did)).toEqual(['answer']);
    expect(sent[0]).toMatchObject({ answer: { visibility: 'asker', replace: false, language: 'en' } });
  });

  it.each([
    'seller 951807530375',
    'SELLER 951807530375',
    '／seller 951807530375',
    '/shoptalk seller 951807530375',
  ])('finds the command in “%s”', async (line) => {
    expect(wordsOf((await answerTo(bot.core, typed(line))).card)).toContain('951807530375');
  });

  it('answers a change of language in the new one, whose first notice is in it too', async () => {
    const transport = { ...recordingTransport(), showsNotice: false };
    await bot.core.handle(typed('/language zh-CN'), transport);
    const { sandboxNotice: footnote, language } = allWords['zh-CN'];
    expect(transport.sent).toMatchObject([
      { did: 'answer', answer: { language: 'zh-CN', card: { title: language.set, footnote: [footnote] } } },
    ]);
  });

  it('has changed the language though cards that stand could not be drawn anew', async () => {
    bot.news.ports.redraw = async () => {
      throw new Error('no store just now');
    };
    const { card } = await answerTo(bot.core, typed('/language zh-CN'));
    expect(card.title).toBe(allWords['zh-CN'].language.set);
  });

  it('answers nothing at all to a redelivery', async () => {
    const invocation = typed('/help');
    expect(await ask(bot.core, invocation)).toHaveLength(1);
    expect(await ask(bot.core, invocation)).toEqual([]);
    expect(bot.ended.at(-1)).toMatchObject({ outcome: 'repeat' });
  });

  it('goes on with a command as far as it can before it begins with one that came at the same moment', async () => {
    const store = await openOwnStore(systemClock, silentLog);
    const happened: string[] = [];
    const organizations: typeof store.organizations = {
      ...store.organizations,
      of(asked) {
        happened.push('begun');
        return store.organizations.of(asked);
      },
    };
    const watched = await openTestCore({ store: { ...store, organizations } });
    const answering = () => {
      const transport = recordingTransport();
      const answer: typeof transport.answer = async (given) => {
        happened.push('answered');
        await transport.answer(given);
      };
      return { ...transport, answer };
    };
    await Promise.all([1, 2, 3].map(() => watched.core.handle(typed('/help'), answering())));
    await watched.close();
    await store.close();
    expect(happened).toEqual(Array(3).fill(['begun', 'answered']).flat());
  });

  it('suggests the nearest name for an unknown command, privately', async () => {
    const answer = await answerTo(bot.core, typed('/sellr 951807530375'));
    expect(answer.visibility).toBe('asker');
    expect(wordsOf(answer.card)).toContain(en.core.slip('seller 951807530375'));
  });

  it('shows help when nothing but its name is said', async () => {
    for (const line of ['shoptalk', '']) {
      expect((await answerTo(bot.core, typed(line))).card.title).toBe(allWords.en.help.title);
    }
  });

  it.each([
    [
      '/seller',
      en.core.argumentFault({ kind: 'missing', name: 'offer' }, en.seller.offer.expected),
      '/seller 951807530375',
    ],
    ['/seller abc', wrongValue('offer', en.seller.offer.expected), 'abc'],
    [`/seller ${'9'.repeat(40)}`, wrongValue('offer', en.seller.offer.expected), '9999'],
    [
      '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g extra',
      en.core.argumentFault({ kind: 'extra', given: 'extra' }, ''),
      en.core.usage,
    ],
    [
      '/seller 951807530375 --shar yes',
      en.core.argumentFault({ kind: 'unknown option', given: 'shar', nearest: 'share' }, ''),
      en.core.usage,
    ],
    ['/seller 951807530375 --qr maybe', wrongValue('qr', en.seller.qr.expected), en.core.usage],
    ['/seller \u0007951807530375', en.core.lineFault({ kind: 'control character' }), ''],
    [`/seller ${'x'.repeat(10_000)}`, en.core.lineFault({ kind: 'line too long', limit: 6000 }), ''],
    [`/seller ${'x'.repeat(5000)}`, en.seller.offer.expected, 'xxx…'],
    ['/language fr', wrongValue('language', en.language.language.expected), 'fr'],
    ['/help nonsense', en.help.noSuchCommand('nonsense'), ''],
  ])('says what is wrong with “%.40s”', async (line, wrong, more) => {
    const answer = await answerTo(bot.core, typed(line));
    expect(answer.visibility).toBe('asker');
    expect(wordsOf(answer.card)).toContain(wrong);
    expect(wordsOf(answer.card)).toContain(more);
    expect(wordsOf(answer.card).length).toBeLessThan(600);
  });

  it('speaks the language of the person, then the one set for the conversation', async () => {
    const conversation = { id: 'C-zh', direct: false };
    const help = (locale: string) => typed('/help', { conversation, person: { id: 'U1', locale } });
    expect(wordsOf((await answerTo(bot.core, help('zh-CN'))).card)).toContain(zhCn.help.title);
    expect(wordsOf((await answerTo(bot.core, help('en-GB'))).card)).toContain(en.help.title);
    await answerTo(bot.core, typed('/language 中文', { conversation }));
    expect(wordsOf((await answerTo(bot.core, help('en-GB'))).card)).toContain(zhCn.help.title);
    const elsewhere = typed('/help', { conversation, workspace: 'T2' });
    expect(wordsOf((await answerTo(bot.core, elsewhere)).card)).toContain(en.help.title);
  });

  it('runs a clicked button as if it was typed', async () => {
    const { card } = await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    const payload = payloadOf(card, en.seller.shareHere);
    const shared = await answerTo(bot.core, typed('', { input: { kind: 'payload', payload } }));
    expect(shared.visibility).toBe('conversation');
    expect(shared.card.title).toBe(card.title);
  });

  it('replaces the card of a button that says so, but never with an error', async () => {
    const { card } = await answerTo(
      bot.core,
      typed('/language en', { conversation: { id: 'C-r', direct: false } }),
    );
    const payload = payloadOf(card, zhCn.language.ownName);
    expect(await answerTo(bot.core, typed('', { input: { kind: 'payload', payload } }))).toMatchObject({
      replace: true,
    });
    const broken = typed('', { input: { kind: 'payload', payload: '!language?language=fr' } });
    expect(await answerTo(bot.core, broken)).toMatchObject({ replace: false, visibility: 'asker' });
  });

  it.each(['~AAAAAAAAAAAAAAAAAAAAAA', 'nonsense', '', 'seller', '?', '~'])(
    'says of the forged or expired button “%s” that it is no longer good',
    async (payload) => {
      const answer = await answerTo(bot.core, typed('', { input: { kind: 'payload', payload } }));
      expect(wordsOf(answer.card)).toContain(en.core.buttonExpired);
    },
  );

  it('keeps a write from running twice, in another process too', async () => {
    const other = await openTestCore({ store: bot.store });
    const invocation = typed('/language zh-CN', {
      id: 'one-write',
      conversation: { id: 'C-w', direct: false },
    });
    const first = await answerTo(bot.core, invocation);
    await bot.store.conversations.change({
      organization: 'test:T1',
      conversation: 'test:C-w',
      change: { language: 'en' },
    });
    const second = await answerTo(other.core, invocation);
    expect(second.card.title).toBe(first.card.title);
    const settings = await bot.store.conversations.settings({
      organization: 'test:T1',
      conversation: 'test:C-w',
    });
    expect(settings.language).toBe('en');
    await other.close();
  });

  it('runs a write whose process is over again at once, and not while that may still run', async () => {
    const files = await makeSqliteBed();
    const [dying, later] = [await files.open(systemClock), await files.open(systemClock)];
    const never = { ...dying.conversations, change: () => new Promise<never>(() => {}) };
    const first = await openTestCore({ store: { ...dying, conversations: never } });
    const others = await Promise.all([openTestCore({ store: later }), openTestCore({ store: later })]);
    const [meanwhile, afterwards] = others;
    const invocation = typed('/language zh-CN', { id: 'cut', conversation: { id: 'C-d', direct: false } });
    try {
      void first.core.handle(invocation, recordingTransport());
      await expect.poll(() => later.lives.takeOver()).toMatchObject({ lives: 0, others: true });
      const { stillRunning } = allWords.en.core;
      expect((await answerTo(meanwhile.core, invocation)).card.title).toBe(stillRunning);
      await dying.close();
      await expect.poll(() => later.lives.takeOver()).toMatchObject({ lives: 1 });
      await answerTo(afterwards.core, invocation);
      const of = { organization: 'test:T1', conversation: 'test:C-d' };
      expect((await later.conversations.settings(of)).language).toBe('zh-CN');
    } finally {
      await Promise.all([first, ...others].map((core) => core.close()));
      await later.close();
      await files.dispose();
    }
  });

  it('asks back in a form for what a button leaves open, or says how to type it where there is none', async () => {
    const click = (id: string) => typed('', { id, input: { kind: 'payload', payload: 'seller?_ask=offer' } });
    const asked: Form[] = [];
    const transport = recordingTransport();
    await bot.core.handle(click('form-1'), { ...transport, ask: async (form) => void asked.push(form) });
    expect(asked).toMatchObject([{ payload: 'seller?_ask=offer', fields: [{ name: 'offer' }] }]);
    expect(transport.sent).toEqual([]);
    const refusing = recordingTransport();
    await bot.core.handle(click('form-2'), { ...refusing, ask: () => Promise.reject(new Error('expired')) });
    const formless = recordingTransport({ forms: false });
    await bot.core.handle(click('form-3'), formless);
    expect(formless.sent).toEqual(refusing.sent);
    const [instead] = formless.sent;
    expect(instead?.did === 'answer' && wordsOf(instead.answer.card)).toContain('/seller');
  });

  it('suggests what may follow', async () => {
    const question = {
      platform: 'test',
      workspace: 'T1',
      conversation: { id: 'C1', direct: false },
      person: { id: 'U1', locale: 'en' },
    };
    const values = async (command: string, argument: string, typedSoFar: string) =>
      (await bot.core.suggest({ ...question, command, argument, typed: typedSoFar })).map(
        ({ value }) => value,
      );
    expect(await values('help', 'command', 'stat')).toEqual(['status']);
    expect(await values('language', 'language', '')).toEqual(languages);
    expect(await values('nonsense', 'x', '')).toEqual([]);
  });

  it('says once to each person in a conversation that data are invented', async () => {
    const { sandboxNotice } = allWords.en;
    const isMarked = async (line: string, person: string, conversation: string) => {
      const where = { person: { id: person }, conversation: { id: conversation, direct: false } };
      const transport = { ...recordingTransport(), showsNotice: false };
      await bot.core.handle(typed(line, where), transport);
      const [first] = transport.sent;
      return first?.did === 'answer' && wordsOf(first.answer.card).includes(sandboxNotice);
    };
    expect(await isMarked('nonsense', 'U-new', 'C-new')).toBe(true);
    for (const line of ['/help', '/status', '/seller', 'nonsense']) {
      expect(await isMarked(line, 'U-new', 'C-new'), line).toBe(false);
    }
    expect(await isMarked('/help', 'U-newer', 'C-new')).toBe(true);
    expect(await isMarked('/help', 'U-new', 'C-newer')).toBe(true);
  });

  it('leaves that to a platform that shows it all the time', async () => {
    const { card } = await answerTo(bot.core, typed('/help', { person: { id: 'U-page' } }));
    expect(wordsOf(card)).not.toContain(allWords.en.sandboxNotice);
    expect(bot.core.notice).toEqual(localized((words) => words.sandboxNotice));
  });
});

describe('dispatch against an upstream that never answers', () => {
  it('defers after a moment and gives up at the deadline', async () => {
    const clock = createFakeClock();
    await using upstream = await openSilentUpstream();
    const bot = await openTestCore({ clock, upstream: upstream.url });
    const transport = recordingTransport();
    const done = bot.core.handle(typed('/seller 951807530375'), transport);
    await upstream.asked;
    expect(transport.sent).toEqual([]);
    await clock.elapse(1000);
    expect(transport.sent).toEqual([{ did: 'defer', visibility: 'asker', replace: false }]);
    await clock.elapse(9000);
    await done;
    expect(transport.sent.map(({ did }) => did)).toEqual(['defer', 'deliver']);
    const last = transport.sent[1];
    const words = last?.did === 'deliver' ? wordsOf(last.answer.card) : '';
    expect(words).toContain(en.xport.title({ kind: 'timed out', afterMs: 0 }));
    // By which the log and the traces find it.
    expect(words).toContain(`Incident ${bot.ended.at(-1)?.trace}`);
    await bot.close();
  });

  it('tells the person when it is stopped meanwhile', async () => {
    const clock = createFakeClock();
    await using upstream = await openSilentUpstream();
    const bot = await openTestCore({ clock, upstream: upstream.url });
    const transport = recordingTransport();
    const done = bot.core.handle(typed('/seller 951807530375'), transport);
    await upstream.asked;
    const closed = bot.close();
    await clock.elapse(1);
    await Promise.all([done, closed]);
    const last = transport.sent.at(-1);
    expect(last?.did === 'answer' && wordsOf(last.answer.card)).toContain(en.core.stopping);
  });
});
