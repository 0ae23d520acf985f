import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { safeChatLink } from '../../../src/domain/sellers/chat-link.ts';
import { sellerHosts } from '../../../src/domain/sellers/hosts.ts';
import fixture from '../../fixtures/openuid-decrypt.json' with { type: 'json' };
import { runs } from '../../harness/runs.ts';

const page = 'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html';

function urlOf(raw: string): string {
  const link = safeChatLink(raw);
  if (!link.ok) throw new Error(`refused: ${link.why}`);
  return link.url;
}

describe('a link is made of', () => {
  test('the recorded answer, its Chinese encoded and its structure kept', () => {
    expect(urlOf(fixture.response.data.wangwangUrl)).toBe(
      `${page}?touid=cnalichn%E5%B1%B1%E4%B8%9C%E7%BB%BF%E5%BE%B7%E5%88%B6%E5%86%B7&siteid=cnalichn&status=1&offerId=951807530375`,
    );
  });

  test.each([
    ['escapes that are there', `${page}?a=%E5%B1%B1东`, `${page}?a=%E5%B1%B1%E4%B8%9C`],
    ['a lone percent sign', `${page}?a=100%&b=%zz`, `${page}?a=100%25&b=%25zz`],
    ['GBK escapes', `${page}?touid=%C9%BD`, `${page}?touid=%C9%BD`],
    [
      'what text formats would take',
      `${page}?a=<b>"'|()[]*\``,
      `${page}?a=%3Cb%3E%22%27%7C%28%29%5B%5D%2A%60`,
    ],
    ['astral characters', `${page}?a=😀`, `${page}?a=%F0%9F%98%80`],
    ['capitals in scheme and host', 'HTTPS://AIR.1688.COM/A?b=C', 'https://air.1688.com/A?b=C'],
    ['the usual port', 'https://air.1688.com:443/a', 'https://air.1688.com/a'],
    ['no path', 'https://1688.com?a=b', 'https://1688.com/?a=b'],
    ['dot segments', 'https://www.taobao.com/a/../b', 'https://www.taobao.com/b'],
    ['a fragment', 'https://amos.alicdn.tmall.com/#山', 'https://amos.alicdn.tmall.com/#%E5%B1%B1'],
    ['a path in Chinese', 'https://www.alibaba.com/店', 'https://www.alibaba.com/%E5%BA%97'],
  ])('%s', (_what, raw, url) => {
    expect(urlOf(raw)).toBe(url);
  });
});

describe('refused is', () => {
  test.each([
    ['javascript:alert(1)', 'scheme'],
    ['javascript://air.1688.com/%0aalert(1)', 'characters'],
    ['http://air.1688.com/', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['//air.1688.com/', 'scheme'],
    ['https:air.1688.com', 'scheme'],
    ['https:/air.1688.com', 'scheme'],
    ['aliim:sendmsg?touid=cnalichnx', 'scheme'],
    ['', 'scheme'],
    [' https://air.1688.com/', 'characters'],
    ['https://air.1688.com/\n', 'characters'],
    ['java\tscript:alert(1)', 'characters'],
    ['https://air.1688.com/a b', 'characters'],
    ['https://air.1688.com/a\u3000b', 'characters'],
    ['https://air.1688.com/\u202egpj', 'characters'],
    ['https://air.1688.com/\u200b', 'characters'],
    ['https://air.1688.com/\ud800', 'characters'],
    ['https://air.1688.com/?a=%0d%0aSet-Cookie', 'characters'],
    ['https://air.1688.com/?a=%00', 'characters'],
    ['https://air.1688.com\\@evil.example/', 'characters'],
    ['https:\\\\air.1688.com/', 'characters'],
    ['https://1688.com@evil.example/', 'user info'],
    ['https://evil.example@1688.com/', 'user info'],
    ['https://air.1688.com:pw@evil.example/', 'user info'],
    ['https://air.1688.com:8443/', 'port'],
    ['https://air.1688.com:0443/', 'port'],
    ['https://air.1688.com:/', 'port'],
    ['https://air.1688.com:443:443/', 'port'],
    ['https://evil.example/1688.com', 'host'],
    ['https://evil1688.com/', 'host'],
    ['https://1688.com.evil.example/', 'host'],
    ['https://air.1688.com./', 'host'],
    ['https://.1688.com/', 'host'],
    ['https://air..1688.com/', 'host'],
    ['https://air%2e1688.com/', 'host'],
    ['https://evil.example%2f.1688.com/', 'host'],
    ['https://аir.1688.cоm/', 'host'],
    ['https://１６８８.com/', 'host'],
    ['https://1688。com/', 'host'],
    ['https://air_x.1688.com/', 'host'],
    ['https://-.1688.com/', 'host'],
    ['https://[::1]/', 'port'],
    ['https://127.0.0.1/', 'host'],
    ['https:///air.1688.com/', 'host'],
    ['https://?air.1688.com/', 'host'],
    ['https://#air.1688.com/', 'host'],
    [`https://air.1688.com/?a=${'x'.repeat(2000)}`, 'length'],
    [`https://air.1688.com/?a=${'山'.repeat(300)}`, 'length'],
  ])('%j: %s', (raw, why) => {
    expect(safeChatLink(raw)).toEqual({ ok: false, why });
  });
});

/** Addresses put together from pieces that tricks are made of. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'https://',
        'http://',
        '1688.com',
        'air.',
        'taobao.com',
        'evil.example',
        '@',
        ':',
        '/',
        '//',
      ),
      fc.constantFrom(
        '\\',
        '?',
        '#',
        '&',
        '=',
        '%',
        '%2f',
        '%40',
        '.',
        '。',
        '443',
        '山',
        '<',
        '|',
        ')',
        '\u202e',
        ' ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('whatever comes, a link', () => {
  test('leads to a seller host over https, is plain ASCII, and stays as it is when checked again', () => {
    const raw = fc.oneof(
      tricky,
      tricky.map((rest) => `https://air.1688.com${rest}`),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(raw, (given) => {
        const link = safeChatLink(given);
        if (!link.ok) return;
        const url = new URL(link.url);
        expect(url.protocol).toBe('https:');
        expect(sellerHosts.some((host) => `.${url.host}`.endsWith(`.${host}`))).toBe(true);
        expect(url.username + url.password + url.port).toBe('');
        expect(link.url).toMatch(/^[\x21-\x7e]{1,2000}$/);
        expect(link.url).not.toMatch(/[<>"'`|()[\]{}\\*]/);
        expect(safeChatLink(link.url)).toEqual(link);
        expect(safeUrl(link.url, sellerHosts)).toBe(link.url);
      }),
      { numRuns: runs(2000) },
    );
  });

  test('holds every value of its query as it came', () => {
    const nickname = fc.stringMatching(/^[\p{Script=Han}A-Za-z0-9_]{1,20}$/u);
    fc.assert(
      fc.property(nickname, fc.stringMatching(/^\d{6,19}$/), (name, offerId) => {
        const { searchParams } = new URL(urlOf(`${page}?touid=cnalichn${name}&status=1&offerId=${offerId}`));
        expect([...searchParams]).toEqual([
          ['touid', `cnalichn${name}`],
          ['status', '1'],
          ['offerId', offerId],
        ]);
      }),
    );
  });
});
