import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
      place: 'T1',
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
    expect(wordsOf(card)).toContain('seller of this offer is not known');
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
    expect(card).toMatchObject({ title: 'Offer 951807530375', tone: 'plain' });
    expect(wordsOf(card)).toContain('Chat with the seller');

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
    expect(wordsOf(refused.card)).toMatch(/limit per person\. Try again in \d+ seconds/);
    expect(decrypts()).toHaveLength(3);
    expect((await ask('U2', 951_807_530_374)).card.title).toBe('Offer 951807530374');
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
      { numRuns: 200 },
    );
    await generous.close();
  });
});
