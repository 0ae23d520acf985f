import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOffer } from '../../../src/domain/sellers/offer-id.ts';
import { runs } from '../../harness/runs.ts';
import { workMs } from '../../harness/work.ts';

const id = '951807530375';

/** The id in a text, be it an offer's on 1688 or an item's on Taobao. */
function idIn(text: string): string | undefined {
  const reference = readOffer(text);
  return reference !== undefined && 'id' in reference ? reference.id : undefined;
}

/** Every kind of link that holds the id. */
const links = [
  `https://detail.1688.com/offer/${id}.html`,
  `http://detail.1688.com/offer/${id}.html`,
  `https://detail.1688.com/offer/${id}.html?spm=a26352.13672862.offerlist.1&cosite=-&tracelog=p4p#top`,
  `https://detail.1688.com/offer/${id}.html?offerId=777777`,
  `https://m.1688.com/offer/${id}.html`,
  `https://m.1688.com/offer/${id}`,
  `https://detail.m.1688.com/page/index.html?offerId=${id}&spm=x`,
  `https://dj.1688.com/ci_bb?a=1&offerId=${id}`,
  `https://air.1688.com/app/ocms/index.html?touid=cnalichn山东&siteid=cnalichn&status=1&offerId=${id}`,
  `https://air.1688.com/app/index.html?a=1&amp;offerId=${id}`,
  `https://item.taobao.com/item.htm?id=${id}&ali_refid=a3`,
  `https://detail.tmall.com/item.htm?spm=a1&id=${id}&skuId=5736673805656`,
  `https://h5.m.taobao.com/awp/core/detail.htm?id=${id}`,
  `https://world.taobao.com/item/${id}.htm`,
  `https://a.m.taobao.com/i${id}.htm`,
];

describe('the offer id is found in', () => {
  test.each(links)('%s', (link) => {
    expect(idIn(link)).toBe(id);
    expect(idIn(link.replace(/^https?:\/\//, ''))).toBe(id);
    expect(idIn(link.replace(/^https?:/, ''))).toBe(id);
    expect(idIn(encodeURIComponent(link))).toBe(id);
  });

  test.each([
    ['the id', id],
    ['six digits', '123456', '123456'],
    ['nineteen digits', '3305075341149134260', '3305075341149134260'],
    ['full-width digits', '９５１８０７５３０３７５'],
    ['spaces around', `  ${id}\n`],
    ['invisible characters', `\u200b${id}\ufeff`],
    ['quotes', `“${id}”`],
    ['a code span', `\`${id}\``],
    ['bold', `**${id}**`],
    ['a full stop behind', `${id}。`],
    ['angle brackets', `<${links[0]}>`],
    ['a label as one platform writes it', `<${links[0]}|detail.1688.com/offer>`],
    ['a label as another writes it', `[好货 ${'1'.repeat(8)}](${links[0]})`],
    ['both at once', `[好货](<${links[0]}>)`],
    ['punctuation behind a link', `(${links[0]}),`],
    ['Chinese brackets', `【${links[0]}】`],
    ['a link without scheme in a label', `<http://detail.1688.com/offer/${id}.html|x>`],
    ['another spelling of the name', `https://detail.m.1688.com/page/index.html?offerid=${id}`],
    ['capitals', `HTTPS://DETAIL.1688.COM/offer/${id}.html`],
  ])('%s', (_what, text, found = id) => {
    expect(idIn(text)).toBe(found);
  });

  test('any link in any wrapping, and in a pair of brackets or quotes around that', () => {
    const pairs: readonly ((text: string) => string)[] = [
      (text) => text,
      (text) => `<${text}>`,
      (text) => `"${text}"`,
      (text) => `“${text}”`,
      (text) => `(${text})`,
      (text) => `\`${text}\``,
      (text) => `${text}.`,
      (text) => `${text}！`,
      (text) => ` ${text}\u200b `,
    ];
    const labels: readonly ((text: string) => string)[] = [
      (text) => `<${text}|label>`,
      (text) => `[label](${text})`,
    ];
    const wrapped = fc.tuple(
      fc.constantFrom(...links, id),
      fc.constantFrom(...pairs, ...labels),
      fc.constantFrom(...pairs),
    );
    fc.assert(
      fc.property(wrapped, ([text, inner, outer]) => {
        expect(idIn(outer(inner(text)))).toBe(id);
      }),
      { numRuns: runs(400) },
    );
  });
});

describe('no offer id is found in', () => {
  test.each([
    '',
    'abc',
    '12345',
    '1'.repeat(20),
    '1'.repeat(40),
    '9518075303 75',
    '-951807530375',
    '951807530375.5',
    '0x951807530375',
    '１２３４５',
    '٩٥١٨٠٧٥٣٠٣٧٥',
    `https://evil.example/offer/${id}.html`,
    `https://evil.example/?offerId=${id}`,
    `https://evil1688.com/offer/${id}.html`,
    `https://detail.1688.com.evil.example/offer/${id}.html`,
    `https://detail.1688.com@evil.example/offer/${id}.html`,
    `https://evil.example@detail.1688.com/offer/${id}.html`,
    `https://detail.1688.com:8080/offer/${id}.html`,
    `https://detail.1688.com./offer/${id}.html`,
    `https://evil.example/?u=https://detail.1688.com/offer/${id}.html`,
    `https://www.alibaba.com/offer/${id}.html`,
    `[https://detail.1688.com/offer/${id}.html](https://evil.example/)`,
    `<https://evil.example/|${id}>`,
    `javascript:alert(${id})`,
    `ftp://detail.1688.com/offer/${id}.html`,
    `mailto:x@detail.1688.com/offer/${id}.html`,
    `https://detail.1688.com\\offer\\${id}.html`,
    `https://detail.1688.com/offer/${id}1234567890.html`,
    `https://detail.1688.com/offer/x${id}.html`,
    `https://detail.1688.com/offer/${id}.html.exe`,
    'https://detail.1688.com/offer/12345.html',
    `https://detail.1688.com/?id=${id}`,
    `https://detail.m.1688.com/page/index.html?offerId=${id}&offerId=123456789`,
    `https://detail.m.1688.com/page/index.html?offerId=${id}x`,
    'https://detail.m.1688.com/page/index.html?offerId=',
    `https://item.taobao.com/item.htm?id=${id}&id=123456789`,
    `https://item.taobao.com/item.htm?offerId=${id}`,
    '%E5%A5%BD',
    'https%3A%2F%2F%zz',
    '__proto__',
    `https://detail.1688.com/offer/${id}.html ${id}`,
    `${id}${' '.repeat(5000)}`,
  ])('%j', (text) => {
    expect(idIn(text)).toBeUndefined();
  });
});

test('whatever comes, what is found is 6 to 19 digits and finds itself', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        'https://',
        'detail.1688.com',
        '/offer/',
        id,
        '.html',
        '?offerId=',
        '<',
        '>',
        '|',
        '](',
        ')',
        '[',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        pieces.map((parts) => parts.join('')),
      ),
      (text) => {
        const found = idIn(text);
        if (found === undefined) return;
        expect(found).toMatch(/^\d{6,19}$/);
        expect(idIn(found)).toBe(found);
      },
    ),
    { numRuns: runs(2000) },
  );
});

test('a long run of brackets or dots is no work', () => {
  const work = workMs(() => {
    for (const open of ['<', '[', '(', '"', '<a|', '[a](', '.']) idIn(`${open.repeat(1000)}x`);
  });
  expect(work).toBeLessThan(500);
});
