import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invocation } from '../../src/chat/invocation.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import type { AttachedPicture, PictureFault, PictureRead } from '../../src/chat/picture.ts';
import { offersLinkedIn } from '../../src/domain/sellers/offer-links.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { pictures } from '../pictures/pictures.ts';

const png: PictureRead = { type: 'png', bytes: pictures.png };
const attached: AttachedPicture = { read: async () => png };
const hosted = 'https://cbu01.alicdn.com/img/ibank/O1CN01a_!!1-0-cib.jpg';

describe('a picture', () => {
  let bot: TestCore;
  let fetched: string[];
  let behind: PictureRead;
  beforeEach(async () => {
    fetched = [];
    behind = png;
    bot = await openTestCore({
      clock: createFakeClock(),
      fetchPicture: async (link) => {
        fetched.push(link);
        return behind;
      },
    });
  });
  afterEach(() => bot.close());

  const say = (line: string, overrides: Partial<Invocation> = {}) =>
    answerTo(bot.core, typed(line, overrides));
  const click = (payload: string) => answerTo(bot.core, clicked(payload));
  const chosen = (command: string, text: string, found: readonly AttachedPicture[] = []) =>
    answerTo(bot.core, typed('', { input: { kind: 'message', command, text }, pictures: found }));

  it('on 1688 is looked for by its address, and nobody fetches it', async () => {
    const { card, visibility } = await say(`/image ${hosted} --sort price --max-price 40`);
    expect(visibility).toBe('asker');
    expect(card.title).toBe(en.pictures.image.title);
    expect(wordsOf(card)).toMatch(/1–\d+ of \d+ · up to ¥40\.00 · cheapest first/);
    expect(fetched).toEqual([]);
  });

  it.each([
    'https://detail.1688.com/offer/951807530375.html',
    'https://m.1688.com/offer/951807530375.html?spm=a1',
  ])('is no page of an offer: %s', async (link) => {
    for (const [locale, words] of [
      ['en-US', en],
      ['zh-CN', zhCn],
    ] as const) {
      const before = bot.calls.length;
      const { card } = await say(`/image ${link}`, { person: { id: `U-${locale}`, locale } });
      expect(card.title).toBe(words.pictures.image.offer('951807530375'));
      const show = payloadOf(card, words.references.page.showOffer('951807530375'));
      expect(decodeCall(show)).toMatchObject({ command: 'product', arguments: { offer: '951807530375' } });
      expect(bot.calls.length).toBe(before);
    }
  });

  it('is no other page of a market', async () => {
    const { card } = await say('/image https://shop.taobao.com/?id=951807530375');
    expect(wordsOf(card)).toContain(en.pictures.image.fault['no picture']);
    expect(fetched).toEqual([]);
  });

  it('elsewhere is fetched and handed on, once for all pages', async () => {
    const first = await say('/image shop.example/a.jpg');
    expect(fetched).toEqual(['https://shop.example/a.jpg']);
    const next = payloadOf(first.card, en.products.next);
    expect(decodeCall(next)?.arguments['picture']).toMatch(/^image-\d+$/);
    const second = await click(next);
    expect(second.replace).toBe(true);
    expect(wordsOf(second.card)).toMatch(/11–20 of/);
    expect(wordsOf((await click(payloadOf(second.card, en.products.back))).card)).toBe(wordsOf(first.card));
    expect(fetched).toHaveLength(1);
    const form = await formOf(bot.core, clicked(payloadOf(first.card, en.products.search.narrow)));
    expect(form.fields.map(({ name }) => name)).toEqual(['min-price', 'max-price', 'sort']);
  });

  it('may be attached: to a command, to a mention without words, to a message that somebody chose', async () => {
    const answers = [
      await say('/image', { pictures: [attached] }),
      await say('', { pictures: [attached] }),
      await chosen('image', 'look at this', [attached]),
      await chosen('image', '', [{ link: 'https://shop.example/a.jpg' }]),
    ];
    for (const { card, visibility } of answers) {
      expect(card.title).toBe(en.pictures.image.title);
      expect(visibility).toBe('asker');
    }
    expect((await say('/status', { pictures: [attached] })).card.title).toBe(en.status.title);
  });

  it('that is missing is asked for', async () => {
    for (const { card } of [await say('/image'), await chosen('image', 'no picture here')]) {
      expect(card).toMatchObject({ tone: 'warning', title: en.pictures.image.missing });
    }
  });

  it('that is missing, or none, can be given in a form, which keeps what else was said', async () => {
    behind = { fault: 'no picture' };
    const line = '/image --max-price 40 --sort price';
    for (const asked of [line, line.replace('/image', '/image https://shop.example/a.jpg')]) {
      const payload = payloadOf((await say(asked)).card, en.pictures.image.give);
      const { fields } = await formOf(bot.core, clicked(payload));
      expect(fields).toMatchObject([{ name: 'picture', required: true, picture: true }]);
      for (const given of [
        submitted(payload, { picture: hosted }),
        submitted(payload, {}, { pictures: [attached] }),
      ]) {
        const { card } = await answerTo(bot.core, given);
        expect(card.title).toBe(en.pictures.image.title);
        expect(wordsOf(card)).toContain(
          `${en.products.search.priceTo('¥40.00')} · ${en.products.search.sorted.price}`,
        );
      }
    }
  });

  it.each<PictureFault>(['not public', 'too large', 'too slow', 'no picture', 'not permitted', 'refused'])(
    'that is %s comes with what to do, in both languages',
    async (fault) => {
      behind = { fault };
      const english = await say('/image https://shop.example/a.jpg');
      expect(english.card).toMatchObject({ tone: 'warning', title: en.pictures.image.notRead });
      const person = { id: 'U2', locale: 'zh-CN' };
      const chinese = await say('/image', { person, pictures: [{ read: async () => ({ fault }) }] });
      expect(chinese.card.title).toBe(zhCn.pictures.image.notRead);
      expect(wordsOf(chinese.card)).not.toBe(wordsOf(english.card));
    },
  );

  it.each(['http://shop.example/a.jpg', 'file:///etc/passwd', 'flask', 'data:image/png;base64,AA'])(
    'is no “%s”',
    async (given) => {
      expect(wordsOf((await say(`/image ${given}`)).card)).toContain(en.pictures.image.picture.expected);
      expect(fetched).toEqual([]);
    },
  );

  it('that the partner forgot is given again', async () => {
    const { card } = await click('image?picture=image-12345');
    expect(wordsOf(card)).toContain(`${en.shipping.update.again}: /image`);
  });
});

describe('links in a message', () => {
  let bot: TestCore;
  beforeEach(async () => {
    bot = await openTestCore({ clock: createFakeClock() });
  });
  afterEach(() => bot.close());
  const look = (text: string) =>
    answerTo(bot.core, typed('', { input: { kind: 'message', command: 'lookup', text } }));
  const link = (id: string) => `https://detail.1688.com/offer/${id}.html`;

  it('show the one offer, for the asker alone', async () => {
    const { card, visibility } = await look(`看看${link('600000000020')}这个怎么样，电话13811112222`);
    expect(visibility).toBe('asker');
    expect(wordsOf(card)).toContain(`${en.products.product.minimum}: 50 pieces`);
  });

  it('are chosen from and compared where they are several', async () => {
    const ids = ['600000000020', '600000000019', '600000000018'];
    const { card } = await look(`${ids.map(link).join('\n')} ${link('600000000020')}`);
    expect(card.title).toBe(en.pictures.lookup.several(3));
    const compared = await answerTo(bot.core, clicked(payloadOf(card, en.pictures.lookup.compareAll(3))));
    expect(compared.card.title).toBe(en.products.compare.title(3));
    const [select] = actionsOn(card);
    if (select?.kind !== 'select') throw new Error('nothing to choose from');
    const shown = await answerTo(bot.core, clicked(select.options[1]?.run ?? ''));
    expect(wordsOf(shown.card)).toContain('600000000019');
  });

  it.each(['no link', '951807530375', 'https://example.com/offer/951807530375.html'])(
    'are none in “%s”',
    async (text) => {
      expect((await look(text)).card.title).toBe(en.pictures.lookup.none);
    },
  );

  it('are asked for where the message says nothing', async () => {
    expect(wordsOf((await look('  ')).card)).toContain(en.pictures.lookup.text.expected);
  });

  it('are found among any words, and no other host passes for 1688', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/1688/.test(text));
    fc.assert(
      fc.property(words, words, fc.integer({ min: 100_000, max: 999_999_999 }), (before, after, id) => {
        expect(offersLinkedIn(`${before} ${link(String(id))} ${after}`)).toEqual([
          { kind: 'offer', id: String(id) },
        ]);
        for (const host of [
          '1688.com.evil.example',
          'x1688.com',
          '1688.com@evil.example',
          'evil.example/1688.com',
        ])
          expect(offersLinkedIn(`${before} https://${host}/offer/${id}.html ${after}`)).toEqual([]);
      }),
    );
    expect(offersLinkedIn(`${'a.'.repeat(20_000)}1688.com`)).toEqual([]);
  });
});
