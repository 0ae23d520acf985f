import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readOffer } from '../../../src/domain/sellers/offer-id.ts';
import {
  type OfferReference,
  offersLinkedIn,
  printReference,
} from '../../../src/domain/sellers/offer-links.ts';
import { runs } from '../../harness/runs.ts';
import { workMs } from '../../harness/work.ts';

const id = '600000000003';
const link = `https://detail.1688.com/offer/${id}.html`;
const offer: OfferReference = { kind: 'offer', id };

/** What a text links to, as short as it can be written down. */
const found = (text: string): readonly string[] =>
  offersLinkedIn(text).map((each) =>
    'id' in each ? `${each.kind} ${each.id}` : `${each.kind} ${each.link}`,
  );

describe('a link is found and cut behind the id', () => {
  it.each([
    ['bold', `**${link}**`],
    ['bold in one star', `*${link}*`],
    ['a label, bold, in a sentence', `this: *<${link}|here>* please`],
    ['italic', `_${link}_`],
    ['underlined', `__${link}__`],
    ['struck out', `~~${link}~~`],
    ['hidden until clicked', `||${link}||`],
    ['code', `\`${link}\``],
    ['a masked link', `[好货](${link})`],
    ['a masked link whose words are one', `[${link}](${link})`],
    ['angle brackets', `<${link}>`],
    ['quotation marks', `“${link}”`],
    ['Chinese quotation marks', `「${link}」`],
    ['Chinese brackets', `【${link}】`],
    ['full-width brackets', `（${link}）`],
    ['Chinese words glued to it', `看看${link}这个怎么样`],
    ['Chinese words glued to it, without a scheme', '看看detail.1688.com/offer/600000000003.html这个'],
    ['a Chinese full stop', `${link}。再看看`],
    ['a Chinese comma and a number', `${link}，100件`],
    ['a full stop and the next sentence', `${link}.Then another`],
    ['a closing bracket and a word', `(${link})then`],
    ['a bracket that is never closed', `${link})`],
    ['a pipe', `${link}|5 pieces`],
    ['zero-width characters', `\u200b${link}\u200b\ufeff`],
    ['a zero-width character and a word', `https://m.1688.com/offer/${id}\u200bthen`],
    ['a zero-width character in the host', `https://detail.\u200b1688.com/offer/${id}.html`],
    [
      'full-width signs and letters',
      'ｈｔｔｐｓ：／／ｄｅｔａｉｌ．１６８８．ｃｏｍ／ｏｆｆｅｒ／６００００００００００３．ｈｔｍｌ',
    ],
    ['percent-encoding', encodeURIComponent(link)],
    ['percent-encoding, twice', encodeURIComponent(encodeURIComponent(link))],
    [
      'where a person signs in first',
      `https://login.1688.com/member/signin.htm?Done=${encodeURIComponent(`${link}?a=1`)}&from=sm`,
    ],
    ['where it stands as another link’s value', `https://login.1688.com/?Done=${link}`],
    ['an escaped query', `https://detail.m.1688.com/page/index.html?a=1&amp;offerId=${id}&amp;b=2`],
    ['a fragment of one script', `https://m.1688.com/app/#/detail?offerId=${id}`],
    ['no scheme', `detail.1688.com/offer/${id}.html`],
    ['nothing but slashes', `//detail.1688.com/offer/${id}.html`],
    ['the usual port', `https://detail.1688.com:443/offer/${id}.html`],
    ['capitals', `HTTPS://DETAIL.1688.COM/OFFER/${id}.HTML`],
    ['a dot of its own', `…${link}…`],
    ['a table', `| ${link} | 5 |`],
    ['json', JSON.stringify({ url: link })],
    ['itself', `${link} ${link}`],
  ])('%s', (_around, text) => {
    expect(found(text)).toEqual([`offer ${id}`]);
  });

  it.each([
    ['without a space', `${link}https://detail.1688.com/offer/600000000004.html`],
    ['with a query between', `${link}?spm=a1.2https://detail.1688.com/offer/600000000004.html`],
    ['with words between', `${link}和detail.1688.com/offer/600000000004.html`],
    ['on two lines', `1. ${link}\n2. m.1688.com/offer/600000000004`],
  ])('one of two, %s', (_how, text) => {
    expect(found(text)).toEqual([`offer ${id}`, 'offer 600000000004']);
  });
});

/** Sources: links of these shapes in public code that reads them. */
describe('the pages of the markets', () => {
  it.each([
    ['https://www.1688.com/offer/600000000003.html', `offer ${id}`],
    ['https://m.1688.com/offer/600000000003.html?x=1', `offer ${id}`],
    ['http://detail.m.1688.com/page/index.htm?offerId=600000000003', `offer ${id}`],
    ['https://m.1688.com/page/offerRemark.htm?offerId=600000000003', `offer ${id}`],
    ['https://dj.1688.com/ci_bb?a=1&e=x.y-z&offerId=600000000003', `offer ${id}`],
    ['https://air.1688.com/app/x/index.html?touid=cnalichn山东&status=1&offerId=600000000003', `offer ${id}`],
    ['https://item.taobao.com/item.htm?spm=a1z&id=600000000003&ns=1#detail', `item ${id}`],
    ['https://detail.tmall.com/item.htm?id=600000000003&skuId=5736673805656', `item ${id}`],
    ['https://detail.tmall.com/item_o.htm?id=600000000003', `item ${id}`],
    ['https://chaoshi.detail.tmall.com/item.htm?id=600000000003', `item ${id}`],
    ['https://detail.tmall.hk/hk/item.htm?id=600000000003', `item ${id}`],
    ['https://h5.m.taobao.com/awp/core/detail.htm?id=600000000003', `item ${id}`],
    ['https://main.m.taobao.com/security-h5-detail/home?id=600000000003&scm=1', `item ${id}`],
    ['https://m.intl.taobao.com/detail/detail.html?id=600000000003', `item ${id}`],
    ['https://new.m.taobao.com/detail.htm?id=600000000003', `item ${id}`],
    ['https://world.taobao.com/item/600000000003.htm?spm=a', `item ${id}`],
    ['https://world.tmall.com/item/600000000003.htm?id=600000000003', `item ${id}`],
    ['https://www.taobao.com/list/item/600000000003.htm', `item ${id}`],
    ['https://a.m.taobao.com/i600000000003.htm', `item ${id}`],
    ['https://qr.1688.com/s/7OnLCakq', 'short https://qr.1688.com/s/7OnLCakq'],
    [
      'https://qr.1688.com/share.html?secret=0H9TOj6I',
      'short https://qr.1688.com/share.html?secret=0H9TOj6I',
    ],
    ['https://m.tb.cn/h.4CEhFr0?sm=70d491', 'short https://m.tb.cn/h.4CEhFr0?sm=70d491'],
    ['https://e.tb.cn/h.6Gl2LC7r?tk=qFuaV9hzh0k', 'short https://e.tb.cn/h.6Gl2LC7r?tk=qFuaV9hzh0k'],
    ['http://tb.cn/x1Y2z', 'short https://tb.cn/x1Y2z'],
    ['https://s.click.taobao.com/BKhOCxk', 'click https://s.click.taobao.com/BKhOCxk'],
    [
      `https://s.click.taobao.com/t_9?p=mm_1&l=${encodeURIComponent(`http://detail.tmall.com/item.htm?id=${id}`)}`,
      `item ${id}`,
    ],
    [`https://m.tb.cn/x?url=${encodeURIComponent(link)}&tk=1`, `offer ${id}`],
    ['https://dj.1688.com/ci_bb?a=19394&e=z5DX82J0p4YM5T', 'click https://dj.1688.com/ci_bb'],
  ])('%s', (page, wanted) => {
    expect(found(page)).toEqual([wanted]);
    expect(found(`【看】${page}，好`)).toEqual([wanted]);
  });

  it.each([
    [
      '【淘宝】https://m.tb.cn/h.abc?tk=xyz 「title 600000000009」 点击链接直接打开',
      'https://m.tb.cn/h.abc?tk=xyz',
    ],
    [
      '2.0啊CrATXeu9PaK， https://m.tb.cn/h.4JGyJuZ?sm=71c67e 手机壳2024款',
      'https://m.tb.cn/h.4JGyJuZ?sm=71c67e',
    ],
    ['复制口令并打开手机阿里查看：https://qr.1688.com/s/AbC12，MF7997', 'https://qr.1688.com/s/AbC12'],
    ['**https://e.tb.cn/h.S1?tk=oL**', 'https://e.tb.cn/h.S1?tk=oL'],
    ['[淘宝](https://m.tb.cn/h.8PO70V1?tk=BkFVT3wYGlo)(推荐)', 'https://m.tb.cn/h.8PO70V1?tk=BkFVT3wYGlo'],
    ['看https://e.tb.cn/h.6Gl2吧', 'https://e.tb.cn/h.6Gl2'],
    ['https://m.tb.cn/h.abc?sm=1&amp;tk=xyz', 'https://m.tb.cn/h.abc?sm=1&tk=xyz'],
    ['https://e.tb.cn/h.6Gl2_', 'https://e.tb.cn/h.6Gl2'],
  ])('a share text: %s', (text, short) => {
    expect(offersLinkedIn(text)).toEqual([{ kind: 'short', link: short }]);
    expect(readOffer(text)).toEqual({ kind: 'short', link: short });
  });
});

describe('no link is found in', () => {
  it.each([
    id,
    `#${id}`,
    `offer ${id}`,
    `https://evil.example/offer/${id}.html`,
    `https://x1688.com/offer/${id}.html`,
    `https://1688.com.evil.example/offer/${id}.html`,
    `https://1688.com@evil.example/offer/${id}.html`,
    `https://evil.example/1688.com/offer/${id}.html`,
    `https://evil.example@detail.1688.com/offer/${id}.html`,
    `https://detail.1688.com:8080/offer/${id}.html`,
    `https://detail.1688.com./offer/${id}.html`,
    `ftp://detail.1688.com/offer/${id}.html`,
    `好1688.com/offer/${id}.html`,
    `x_1688.com/offer/${id}.html`,
    'https://detail.1688.com/offer/12345.html',
    `https://detail.1688.com/offer/${id}12345678.html`,
    `https://detail.1688.com/offer/${id}abc`,
    `https://m.1688.com/offer/${id}\u200b123`,
    `https://m.1688.com/offer/${id}/123`,
    `https://detail.1688.com/?id=${id}`,
    `https://shop.taobao.com/?id=${id}`,
    `https://login.taobao.com/login.jhtml?id=${id}`,
    `https://item.taobao.com/item.htm?itemId=${id}`,
    `https://item.taobao.com/item.htm?id=${id}&id=600000000004`,
    `https://2.taobao.com/item-detail?itemId=${id}`,
    `https://trade.1688.com/order/new_step_order_detail.htm?orderId=3305075341149134260`,
    'https://m.tb.cn/',
    'tb.cn',
    `https://www.alibaba.com/offer/${id}.html`,
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

/** What people, keyboards and platforms put around a link. */
const punctuation = [
  ...' \n*_~`|()[]{}<>"\'“”‘’«»,;:!.…',
  ...'，。、；：！？（）「」『』【】《》〈〉〔〕｛｝＜＞＂',
  '**',
  '__',
  '||',
  '~~',
  '\u200b',
  '\u2060',
];

describe('properties', () => {
  const around = fc.array(fc.constantFrom(...punctuation), { maxLength: 5 }).map((marks) => marks.join(''));
  const words = fc.oneof(fc.constant(''), fc.constantFrom('看看这个', '好货', '价格 12.5 元'));
  const ids = fc.bigInt({ min: 100_000n, max: 9_999_999_999_999_999_999n }).map(String);
  const pages = (each: string): fc.Arbitrary<readonly [string, OfferReference]> =>
    fc.constantFrom<readonly [string, OfferReference]>(
      [`https://detail.1688.com/offer/${each}.html`, { kind: 'offer', id: each }],
      [`detail.m.1688.com/page/index.html?a=b&offerId=${each}`, { kind: 'offer', id: each }],
      [`http://m.1688.com/offer/${each}`, { kind: 'offer', id: each }],
      [`https://detail.tmall.hk/hk/item.htm?spm=1.2&id=${each}`, { kind: 'item', id: each }],
      [`//world.taobao.com/item/${each}.htm`, { kind: 'item', id: each }],
    );
  const linked = ids.chain(pages);

  test('a link within any punctuation and Chinese words is found exactly', () => {
    fc.assert(
      fc.property(words, around, linked, around, words, (before, open, [page, reference], close, after) => {
        expect(offersLinkedIn(before + open + page + close + after)).toEqual([reference]);
      }),
      { numRuns: runs(2000) },
    );
  });

  test('so are two with marks between them', () => {
    const between = around.filter((marks) => marks !== '' && !/^[.:_]/.test(marks));
    fc.assert(
      fc.property(linked, between, linked, ([one, first], marks, [other, second]) => {
        fc.pre(printReference(first) !== printReference(second));
        expect(offersLinkedIn(`${one}${marks} ${other}`)).toEqual([first, second]);
      }),
    );
  });

  test('an id is never found that no link of the text holds whole', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'https://',
          'detail.1688.com',
          'item.taobao.com',
          '/offer/',
          '/item.htm?',
          'id=',
          'offerId=',
          '&',
          '.html',
          '%2F',
          'http%3A',
          '\u200b',
          '_',
          ' ',
        ),
        fc.constantFrom(...punctuation),
        ids,
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (given) => {
        const text = given.join('');
        const numbers = text
          .replaceAll(/[０-９]/g, (wide) => String(wide.charCodeAt(0) - 0xff10))
          .match(/\d+/g);
        for (const reference of offersLinkedIn(text)) {
          if ('id' in reference) expect(numbers?.some((number) => number.endsWith(reference.id))).toBe(true);
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  test('digits without a link are no link, whatever stands around them', () => {
    const noLink = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => !/1688|taobao|tmall|tb/i.test(text));
    fc.assert(
      fc.property(noLink, ids, noLink, (before, number, after) => {
        expect(offersLinkedIn(before + number + after)).toEqual([]);
      }),
    );
  });

  test('what is found is read back as it is', () => {
    const short = fc.constantFrom<OfferReference>(
      { kind: 'short', link: 'https://m.tb.cn/h.abc?tk=xyz' },
      { kind: 'click', link: 'https://dj.1688.com/ci_bb' },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          short,
          linked.map(([, reference]) => reference),
        ),
        (reference) => {
          expect(readOffer(printReference(reference))).toEqual(reference);
        },
      ),
    );
  });

  test('a text of nothing but beginnings of links is little work', () => {
    const beginnings = [
      'tb.cn',
      '1688.com?',
      '%2F1688.com%2F',
      'https://tb.cn/',
      'a.',
      '\u200b',
      '=http://tb.cn/a',
      'cnfans.com/?shop_type=ali_1688&',
      '1688.com/?x=1688.com/<',
      `${'a'.repeat(2000)}<1688.com/`,
    ];
    const work = workMs(() => {
      for (const begun of beginnings) offersLinkedIn(begun.repeat(65_536 / begun.length));
    });
    expect(work).toBeLessThan(3000);
  });

  test('a text that is too long is not cut within a link', () => {
    const filler = '好 '.repeat(32_750);
    expect(found(`${filler}${link}`)).toEqual([]);
    expect(found(`${filler.slice(200)}${link}`)).toEqual([`offer ${id}`]);
  });
});

describe('one offer in what a person gives as one', () => {
  it.each([
    ['Chinese words before and behind', `看看${link}这个怎么样`, offer],
    ['a sentence', `please look at ${link}, thanks`, offer],
    ['a label', `商品链接：${link}`, offer],
    ['stars', `*<${link}|here>*`, offer],
    ['a number in brackets', `[好货 11111111](${link})`, offer],
    ['one link twice', `${link} ${link}`, offer],
    ['a bracket on one side', `${id}）`, offer],
    ['stars around digits', `*${id}*`, offer],
    [
      '2,040 characters of tracking',
      `https://item.taobao.com/item.htm?${'utparam=x&'.repeat(200)}id=${id}`,
      { kind: 'item', id },
    ],
    ['4,096 characters', `${link}?${'x'.repeat(4096 - link.length - 1)}`, offer],
  ])('%s', (_what, text, reference) => {
    expect(readOffer(text)).toEqual(reference);
  });

  it.each([
    ['two links', `${link} https://detail.1688.com/offer/600000000004.html`],
    ['a link that leads elsewhere', `${link} https://evil.example/`],
    ['words that lead elsewhere', `[${link}](https://evil.example/)`],
    ['another number', `${link} 600000000004`],
    ['an ending that is no page', `${link}.exe`],
    ['too much', `${link}?${'x'.repeat(4096)}`],
  ])('none for %s', (_what, text) => {
    expect(readOffer(text)).toBeUndefined();
  });
});
