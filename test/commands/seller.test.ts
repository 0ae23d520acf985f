import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { StoreError } from '../../src/store/error.ts';
import { hostileWords } from '../arbitraries/card.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import {
  type Behaviour,
  chatLink,
  envelope,
  type FaultyUpstream,
  openFaultyUpstream,
  raw,
  silence,
} from '../fakes/faulty-upstream.ts';
import { answerTo, recordingTransport, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { runs } from '../harness/runs.ts';

const link = 'https://air.1688.com/im?touid=cnalichn山东&offerId=951807530375';
const isDecrypt = (path: string) => path.endsWith('/im/openuid/decrypt');

describe('/seller', () => {
  let upstream: FaultyUpstream;
  let bot: TestCore;
  let behaviours: { link: Behaviour; detail: Behaviour };

  beforeEach(async () => {
    upstream = await openFaultyUpstream();
    behaviours = { link: chatLink(link), detail: envelope({ data: {} }) };
    upstream.behave((response, request) =>
      (isDecrypt(request.path) ? behaviours.link : behaviours.detail)(response, request),
    );
    bot = await openTestCore({ upstream: upstream.url, linksPerMinute: 3 });
  });
  afterEach(async () => {
    await bot.close();
    await upstream.close();
  });

  const decrypts = () =>
    upstream.received.filter(({ path }) => isDecrypt(path)).map(({ body }) => JSON.parse(body));

  it('asks for the link with exactly what was typed', async () => {
    await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    expect(decrypts()).toEqual([{ openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' }]);
  });

  it('asks once for a repeat of the same request, and never for help or a suggestion', async () => {
    const line = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
    await answerTo(bot.core, typed(line));
    await answerTo(bot.core, typed(line));
    await answerTo(bot.core, typed('/help seller'));
    await bot.core.suggest({
      platform: 'test',
      workspace: 'T1',
      conversation: { id: 'C1', direct: false },
      person: { id: 'U1' },
      command: 'seller',
      argument: 'openUid',
      typed: 'BBB',
    });
    expect(decrypts()).toHaveLength(1);
  });

  it('finds the seller from the offer where no openUid is given', async () => {
    behaviours.detail = envelope({
      data: { sellerOpenId: 'BBBsellerOfTheOffer1234567', subject: '冷库制冷机组' },
    });
    const { card } = await answerTo(bot.core, typed('/seller 951807530375'));
    expect(decrypts()).toEqual([{ openUid: 'BBBsellerOfTheOffer1234567', offerId: '951807530375' }]);
    expect(card.title).toBe('冷库制冷机组');
  });

  it('says so where the offer names no seller, and decrypts nothing', async () => {
    const { card } = await answerTo(bot.core, typed('/seller 951807530375'));
    expect(wordsOf(card)).toContain(en.seller.noSeller);
    expect(decrypts()).toEqual([]);
  });

  it('shows titles in the language of the reader', async () => {
    behaviours.detail = envelope({ data: { subject: '冷库制冷机组', subjectTrans: 'Cold room unit' } });
    const line = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
    expect((await answerTo(bot.core, typed(line))).card.title).toBe('Cold room unit');
    const chinese = typed(line, { person: { id: 'U1', locale: 'zh-CN' } });
    expect((await answerTo(bot.core, chinese)).card.title).toBe('冷库制冷机组');
  });

  it('hands out the link where the details fail, and where they dawdle', async () => {
    behaviours.detail = envelope({ code: 500, msg: 'no' });
    const { card } = await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    expect(card).toMatchObject({ title: en.seller.untitled('951807530375'), tone: 'plain' });
    expect(wordsOf(card)).toContain(en.seller.openChat);

    behaviours.detail = silence;
    const clock = createFakeClock();
    const slow = await openTestCore({ upstream: upstream.url, clock });
    const transport = recordingTransport();
    const done = slow.core.handle(typed('/seller 951807530376 BBBJ82cNui3EUaxxMi_7Go73g'), transport);
    const elapsed = async () => {
      await clock.elapse(100);
      return transport.sent.length;
    };
    await expect.poll(elapsed).toBe(2);
    await done;
    expect(transport.sent.map(({ did }) => did)).toEqual(['defer', 'deliver']);
    await slow.close();
  });

  it('shows a picture only from the hosts of pictures', async () => {
    const images = [
      'http://cbu01.alicdn.com/a.jpg',
      'https://evil.example/b.jpg',
      'https://cbu01.alicdn.com/c.jpg',
    ];
    behaviours.detail = envelope({ data: { productImage: { images } } });
    const { card } = await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    expect(card.picture?.url).toBe('https://cbu01.alicdn.com/c.jpg');
  });

  it('never shows the nickname, and keeps the copy of the link from the channel', async () => {
    const shared = await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g --share'));
    expect(shared.visibility).toBe('conversation');
    expect(wordsOf(shared.card)).not.toContain('touid');
    expect(JSON.stringify(shared.card)).not.toContain('山东');
    const mine = await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g'));
    expect(wordsOf(mine.card)).toContain('touid=cnalichn%E5%B1%B1%E4%B8%9C');
    expect(JSON.stringify(mine.card)).not.toContain('山东');
  });

  it('limits each person, not their colleagues', async () => {
    const ask = (person: string, offer: number) =>
      answerTo(bot.core, typed(`/seller ${offer} BBBJ82cNui3EUaxxMi_7Go73g`, { person: { id: person } }));
    for (const offer of [951_807_530_371, 951_807_530_372, 951_807_530_373]) await ask('U1', offer);
    const refused = await ask('U1', 951_807_530_374);
    expect(wordsOf(refused.card)).toContain(en.seller.tooOften);
    expect(decrypts()).toHaveLength(3);
    expect((await ask('U2', 951_807_530_374)).card.title).toBe(en.seller.untitled('951807530374'));
  });

  it('answers with a card whatever bytes the partner sends', async () => {
    const generous = await openTestCore({ upstream: upstream.url });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ code: fc.constantFrom(200, '200', 0, 500), msg: fc.jsonValue(), data: fc.jsonValue() })
        .map((body) => Buffer.from(JSON.stringify(body))),
      fc
        .record({
          wangwangUrl: fc.constantFrom(link, ...hostileWords),
          subject: fc.constantFrom(...hostileWords),
        })
        .map((data) => Buffer.from(JSON.stringify({ code: 200, data }))),
    );
    let offer = 600_000_000_000;
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(200, 400, 500), async (body, status) => {
        behaviours = { link: raw(body, { status }), detail: raw(body, { status }) };
        offer += 1;
        const { card } = await answerTo(generous.core, typed(`/seller ${offer} BBBJ82cNui3EUaxxMi_7Go73g`));
        expect(card.title.length).toBeGreaterThan(0);
        expect(generous.ended.at(-1)?.outcome).not.toBe('failed');
        for (const action of card.actions) {
          if (action.kind === 'open') expect(action.url).toMatch(/^https:\/\/air\.1688\.com\//);
        }
      }),
      { numRuns: runs(200) },
    );
    await generous.close();
  });
});

describe('the limits of seller links', () => {
  const clock = createFakeClock(Date.parse('2026-11-25T15:00:00Z'));
  let upstream: FaultyUpstream;
  let bots: TestCore[];
  beforeEach(async () => {
    upstream = await openFaultyUpstream();
    upstream.behave((response, request) =>
      (isDecrypt(request.path) ? chatLink(link) : envelope({ data: {} }))(response, request),
    );
    bots = [];
  });
  afterEach(async () => {
    await Promise.all(bots.map((bot) => bot.close()));
    await upstream.close();
  });

  const open = async (options: Parameters<typeof openTestCore>[0]) => {
    const bot = await openTestCore({ clock, upstream: upstream.url, ...options });
    bots.push(bot);
    return bot;
  };
  const ask = async (bot: TestCore, person: string, workspace: string) => {
    const who = { person: { id: person, locale: 'en' }, workspace };
    return (await answerTo(bot.core, typed('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g', who))).card;
  };

  it('are a person’s over all workspaces together', async () => {
    const bot = await open({ linksPerMinute: 2 });
    expect((await ask(bot, 'U1', 'T1')).actions).not.toEqual([]);
    expect((await ask(bot, 'U1', 'T2')).actions).not.toEqual([]);
    expect((await ask(bot, 'U1', 'T3')).title).toBe(en.seller.tooOften);
    expect((await ask(bot, 'U2', 'T3')).actions).not.toEqual([]);
  });

  it('are the account’s for all people and processes together, until midnight in China', async () => {
    const one = await open({ linksPerAccountDay: 3 });
    const other = await open({ linksPerAccountDay: 3, store: one.store });
    for (const [bot, person, workspace] of [
      [one, 'U1', 'T1'],
      [other, 'U2', 'T1'],
      [one, 'U3', 'T2'],
    ] as const) {
      expect((await ask(bot, person, workspace)).actions).not.toEqual([]);
    }
    const told = await ask(other, 'U4', 'T4');
    expect(told).toMatchObject({
      tone: 'warning',
      title: en.seller.allUsed,
      actions: [],
    });
    expect(wordsOf(told)).toContain('at midnight in China, in 60 minutes');
    clock.advance(60 * 60_000 - 1);
    expect((await ask(one, 'U5', 'T1')).title).toBe(en.seller.allUsed);
    clock.advance(1);
    expect((await ask(one, 'U5', 'T1')).actions).not.toEqual([]);
  });

  it('hands out nothing where that can’t be counted', async () => {
    const whole = await open({});
    const failing = await open({
      store: {
        ...whole.store,
        dailyCounts: { take: () => Promise.reject(new StoreError('full', 'No room is left.')) },
      },
    });
    expect((await ask(failing, 'U1', 'T1')).actions).toEqual([]);
    expect(upstream.received.filter(({ path }) => isDecrypt(path))).toEqual([]);
  });
});
