import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FollowShortLink, shortLinkFollower } from '../../../src/domain/sellers/short-link.ts';
import { type LinkBed, openLinkBed } from '../../links/link-bed.ts';

const publicAddress = ['93.184.216.34'];
const names: Readonly<Record<string, readonly string[]>> = {
  'm.tb.cn': publicAddress,
  'e.tb.cn': publicAddress,
  'qr.1688.com': publicAddress,
  'm.taobao.com': publicAddress,
  'evil.example': publicAddress,
  'inside.1688.com': ['10.0.0.7'],
};

const short = 'https://m.tb.cn/h.abc?tk=xyz';
const item = { offer: { kind: 'item', id: '693877066284' } };
const offer = { offer: { kind: 'offer', id: '600000000003' } };
const page = 'https://item.taobao.com/item.htm?id=693877066284';

describe('a short link of an app', () => {
  const never = new AbortController().signal;
  let bed: LinkBed;
  let follow: FollowShortLink;
  beforeEach(async () => {
    bed = await openLinkBed(names);
    follow = shortLinkFollower(bed.opener);
  });
  afterEach(() => bed.close());

  const leadingTo =
    (location: string, status = 302): RequestListener =>
    (_, response) =>
      response.writeHead(status, { location, 'set-cookie': 'a=b' }).end();
  const showing =
    (html: string): RequestListener =>
    (_, response) =>
      response.setHeader('set-cookie', 'a=b').end(html);

  it.each([
    ['to an item', page, item],
    ['to an offer', 'https://m.1688.com/offer/600000000003.html?x=1', offer],
    [
      'to an offer without https, which is read and not opened',
      'http://detail.1688.com/offer/600000000003.html',
      offer,
    ],
    [
      'to where a person signs in first',
      `https://login.taobao.com/?redirectURL=${encodeURIComponent(page)}`,
      item,
    ],
    ['within the same host', '/detail?url=https%3A%2F%2Fdetail.1688.com%2Foffer%2F600000000003.html', offer],
  ])('redirects %s: the offer is known, and nothing more is asked', async (_where, location, wanted) => {
    bed.answer = leadingTo(location);
    expect(await follow(short, never)).toEqual(wanted);
    expect(bed.asked).toEqual(['m.tb.cn/h.abc?tk=xyz']);
  });

  it('is followed along a few redirects within the markets, without cookies, and no further', async () => {
    bed.answer = (request, response) => {
      const next: Readonly<Record<string, string>> = {
        'm.tb.cn': 'https://e.tb.cn/h.2',
        'e.tb.cn': 'https://qr.1688.com/s/3',
        'qr.1688.com': 'https://m.taobao.com/4',
      };
      const to = next[request.headers.host ?? ''];
      if (to === undefined) return showing(page)(request, response);
      leadingTo(to, 307)(request, response);
    };
    expect(await follow(short, never)).toEqual(item);
    expect(bed.asked).toEqual(['m.tb.cn/h.abc?tk=xyz', 'e.tb.cn/h.2', 'qr.1688.com/s/3', 'm.taobao.com/4']);
    expect(bed.headers.flatMap((each) => Object.keys(each))).not.toContain('cookie');
    bed.answer = leadingTo('/again');
    bed.asked.length = 0;
    expect(await follow(short, never)).toEqual({ fault: 'elsewhere' });
    expect(bed.asked).toHaveLength(4);
  });

  it.each([
    ['another site', 'https://evil.example/'],
    ['another site that names an item in passing', 'https://evil.example/x?u=1'],
    ['this machine', 'https://127.0.0.1/'],
    ['a host of theirs that leads inside', 'https://inside.1688.com/'],
    ['a link without https', 'http://m.taobao.com/'],
    ['another port', 'https://m.taobao.com:8443/'],
    ['a file', 'file:///etc/passwd'],
    ['a name that looks like theirs', 'https://taobao.com.evil.example/'],
  ])('is not followed to %s', async (_where, location) => {
    bed.answer = leadingTo(location);
    expect(await follow(short, never)).toEqual({ fault: 'elsewhere' });
    expect(bed.asked).toEqual(['m.tb.cn/h.abc?tk=xyz']);
  });

  it('is asked of the markets alone, whatever is handed over as one', async () => {
    expect(await follow('https://evil.example/h.abc', never)).toEqual({ fault: 'elsewhere' });
    expect(await follow('http://m.tb.cn/h.abc', never)).toEqual({ fault: 'elsewhere' });
    expect([bed.asked, bed.resolved]).toEqual([[], []]);
  });

  it.each([
    ['in a script', `<script>var url = '${page}&spm=a.b';location.replace(url);</script>`, item],
    ['with escaped slashes', `{"u":"https:\\/\\/detail.1688.com\\/offer\\/600000000003.html"}`, offer],
    ['with an escaped query', `url="https://item.taobao.com/item.htm?a=1\\u0026id=693877066284"`, item],
    [
      'with an entity in its query',
      `<a href="https://item.taobao.com/item.htm?a=1&amp;id=693877066284">`,
      item,
    ],
    ['percent-encoded', `<a href="taobao://x?url=${encodeURIComponent(page)}">`, item],
    ['twice', `<a href="${page}"></a><script>u='${page}&x=1'</script>`, item],
  ])('shows a page that links to one offer, %s', async (_how, html, wanted) => {
    bed.answer = showing(`<!doctype html><meta charset=utf-8>好货 600000000009${html}`);
    expect(await follow(short, never)).toEqual(wanted);
  });

  it.each([
    ['no offer', '<html>600000000003 <a href="https://www.taobao.com/">淘宝</a></html>'],
    ['two', `${page} https://item.taobao.com/item.htm?id=600000000004`],
    ['an offer and an item of one number', `${page} https://detail.1688.com/offer/693877066284.html`],
    ['another short link', 'https://e.tb.cn/h.next'],
    ['nothing', ''],
  ])('shows a page with %s: none is taken', async (_what, html) => {
    bed.answer = showing(html);
    expect(await follow(short, never)).toEqual({ fault: 'no offer' });
  });

  it('is read for 64 kB, and no half of a link in it', async () => {
    const upTo = (length: number) => `<p>${'x'.repeat(length - 4)} `;
    bed.answer = showing(`${upTo(65_000)}${page}">`);
    expect(await follow(short, never)).toEqual(item);
    bed.answer = showing(`${upTo(65_536 - page.length + 4)}${page}"><p>more</p>`);
    expect(await follow(short, never)).toEqual({ fault: 'no offer' });
    bed.answer = showing(`${upTo(65_537)}${page}">`);
    expect(await follow(short, never)).toEqual({ fault: 'no offer' });
  });

  it('is not read without end', async () => {
    let sent = 0;
    bed.answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
      };
      more();
    };
    expect(await follow(short, never)).toEqual({ fault: 'no offer' });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('is given up on after four seconds altogether', async () => {
    const begun = Promise.withResolvers<void>();
    bed.answer = (_, response) => {
      response.write(page);
      begun.resolve();
    };
    const followed = follow(short, never);
    await begun.promise;
    bed.clock.advance(4000);
    expect(await followed).toEqual({ fault: 'silent' });
  });

  it('is refused, or its site is silent', async () => {
    bed.answer = (_, response) => response.writeHead(404).end(page);
    expect(await follow(short, never)).toEqual({ fault: 'refused' });
    bed.answer = (request) => request.socket.destroy();
    expect(await follow(short, never)).toEqual({ fault: 'silent' });
    expect(await follow('https://s.tb.cn/h.1', never)).toEqual({ fault: 'silent' });
  });

  it('is no longer wanted once the command is cut off', async () => {
    const controller = new AbortController();
    bed.answer = () => controller.abort(new Error('cut off'));
    await expect(follow(short, controller.signal)).rejects.toThrow('cut off');
  });
});
