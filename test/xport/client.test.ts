import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Measured, type Xport, XportError, type XportOptions } from '../../src/xport/client.ts';
import type { Endpoint } from '../../src/xport/endpoint.ts';
import { type OpenUidDecryptData, type OpenUidDecryptRequest, openUidDecrypt } from '../../src/xport/im.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import {
  chatLink,
  cutBody,
  cutChunks,
  cutLastChunks,
  envelope,
  type FaultyUpstream,
  flood,
  openFaultyUpstream,
  raw,
  reset,
  silence,
  stall,
} from '../fakes/faulty-upstream.ts';
import { account, faultOf, openTestXport } from './open.ts';

const asked = { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' };
const link = 'https://air.1688.com/index.html?touid=cnalichn山东&offerId=951807530375';
const mebibyte = 1024 * 1024;

let upstream: FaultyUpstream;
let clock: FakeClock;
let xport: Xport;
const opened: Xport[] = [];

function open(options: Partial<XportOptions> = {}): Xport {
  const client = openTestXport(upstream.url, { clock, ...options });
  opened.push(client);
  return client;
}

const never = new AbortController().signal;
const scope = { organization: 'team', userId: undefined, signal: never };

/** A write with the path and the schemas of a real call. */
const write: Endpoint<OpenUidDecryptRequest, OpenUidDecryptData> = { ...openUidDecrypt, effect: 'write' };

beforeEach(async () => {
  upstream = await openFaultyUpstream();
  clock = createFakeClock();
  xport = open();
});

afterEach(async () => {
  await upstream.close();
  await Promise.all(opened.splice(0).map((client) => client.close()));
});

/** Lets a call that waits before its next try go on. */
async function skipBackoff(): Promise<void> {
  // The deadline's timer and the wait's.
  await vi.waitFor(() => expect(clock.pending).toBe(2), { interval: 1 });
  clock.advance(400);
}

describe('what goes out', () => {
  test('is a signed POST of the documented body under the base path', async () => {
    upstream.behave(chatLink(link));
    await xport.im.sellerChatLink(asked, scope);

    const [request] = upstream.received;
    expect(request?.path).toBe('/api/alibaba/ka/im/openuid/decrypt');
    expect(JSON.parse(request?.body ?? '')).toEqual(asked);
    expect(request?.headers).toMatchObject({
      'access-key': account.accessKey,
      'user-id': account.userId,
      timestamp: '1779263269',
      'nonce-str': expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      signature: expect.stringMatching(/^[0-9A-F]{32}$/),
      'content-type': 'application/json',
    });
    expect(JSON.stringify(request)).not.toContain(account.accessSecret);
  });

  test('uses its connections again and again', async () => {
    upstream.behave(chatLink(link));
    for (let offerId = 100_001; offerId <= 100_020; offerId += 1) {
      await xport.im.sellerChatLink({ ...asked, offerId: String(offerId) }, scope);
    }
    expect(upstream.received).toHaveLength(20);
    // A call made in the very turn that the last one ended finds that connection still held.
    expect(upstream.connections).toBeLessThanOrEqual(2);
  });

  test('is signed afresh when it is sent again', async () => {
    upstream.behave(raw('', { status: 503 }), chatLink(link));
    const call = xport.im.sellerChatLink(asked, scope);
    await skipBackoff();
    await call;
    const nonces = upstream.received.map((request) => request.headers['nonce-str']);
    expect(new Set(nonces).size).toBe(2);
  });

  test('stays inside when the request does not fit its endpoint', async () => {
    await expect(xport.im.sellerChatLink({ openUid: '', offerId: '1' }, scope)).rejects.toThrow(/openUid/);
    await expect(
      xport.call(openUidDecrypt, { openUid: '', offerId: '1' }, { signal: never }),
    ).rejects.toThrow();
    expect(upstream.received).toHaveLength(0);
  });
});

describe('an account, a template or a base URL that can not be used', () => {
  test.each([
    [{ signatureTemplate: '{access-key}{nonce}' }, /signature template must use only/],
    [{ account: { ...account, accessSecret: 'a\nb' } }, /accessSecret must be visible ASCII/],
    [{ account: { ...account, userId: '' } }, /userId/],
    [{ baseUrl: 'not a url' }, /URL/],
  ])('is refused at once: %j', (options, message) => {
    expect(() => open(options)).toThrow(message);
  });
});

describe('an answer', () => {
  test('gives data and the request id', async () => {
    upstream.behave(chatLink(link));
    await expect(xport.im.sellerChatLink(asked, scope)).resolves.toEqual({
      data: { wangwangUrl: link },
      requestId: 'e0a15b614bd54ebd803d370f11d53af7',
    });
  });

  test.each([
    ['code as text, unknown fields, no id', '{"code":"200","more":[1],"data":{"wangwangUrl":"u","x":{}}}'],
    ['null for what is left out', '{"code":200,"msg":null,"requestId":null,"data":{"wangwangUrl":"u"}}'],
    ['a byte order mark', '\ufeff{"code":200,"data":{"wangwangUrl":"u"}}'],
  ])('is taken with %s', async (_what, body) => {
    upstream.behave(raw(body, { headers: { 'content-type': 'text/plain' } }));
    await expect(xport.im.sellerChatLink(asked, scope)).resolves.toEqual({
      data: { wangwangUrl: 'u' },
      requestId: '',
    });
  });

  test('is taken when it is compressed', async () => {
    const body = JSON.stringify({ code: 200, data: { wangwangUrl: link } });
    upstream.behave(raw(gzipSync(body), { headers: { 'content-encoding': 'gzip' } }));
    await expect(xport.im.sellerChatLink(asked, scope)).resolves.toMatchObject({
      data: { wangwangUrl: link },
    });
  });
});

describe('a refusal', () => {
  test('keeps code, message and request id', async () => {
    upstream.behave(envelope({ code: 40301, msg: 'openUid 错误' }));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code: '40301',
      msg: 'openUid 错误',
      requestId: 'e0a15b614bd54ebd803d370f11d53af7',
    });
    expect(upstream.received).toHaveLength(1);
  });

  test.each([401, 404, 500])('is one under HTTP %i too', async (status) => {
    upstream.behave(envelope({ code: 500, msg: '系统异常' }, { status }));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code: '500',
      status,
    });
    expect(upstream.received).toHaveLength(1);
  });

  test.each(['CLOSE_ORDER_TOO_FAST', '500_2', '0'])('has code %s', async (code) => {
    upstream.behave(envelope({ code }));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code,
    });
  });

  test('needs no more than a code', async () => {
    upstream.behave(raw('{"code":"40001"}'));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
      kind: 'refused',
      code: '40001',
      msg: '',
      requestId: '',
      status: 200,
    });
  });

  test('carries no secret, no line break and no flood of text, and is logged without its message', async () => {
    const log = createCollectedLog();
    const echo = `bad\r\n\u202e${account.accessSecret} of ${account.accessKey} ${'x'.repeat(5000)}`;
    upstream.behave(envelope({ code: 1, msg: echo, requestId: '<!channel>' }));
    const fault = await faultOf(open({ log }).im.sellerChatLink(asked, scope));
    expect(fault).toMatchObject({
      kind: 'refused',
      requestId: '',
      msg: expect.stringMatching(/^bad … of … x+$/),
    });
    expect(fault.kind === 'refused' && fault.msg.length).toBe(300);
    expect(log.lines.join()).toContain('xport.failed');
    expect(log.lines.join()).not.toMatch(/xxx|not-a-real-secret|BBBJ82/);
  });
});

describe('an answer that makes no sense', () => {
  test.each([
    [
      'HTML',
      raw('<!doctype html><title>login</title>', { headers: { 'content-type': 'text/html' } }),
      'HTML',
    ],
    ['HTML of a firewall', raw('<html>', { status: 403 }), 'HTML (HTTP 403)'],
    ['nothing', raw(''), 'empty'],
    ['no JSON', raw('ok'), 'not JSON'],
    ['no text', raw(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 'not UTF-8 text'],
    ['JSON of another kind', raw('[1]'), 'JSON without the documented envelope'],
    [
      'a redirect',
      raw('', { status: 302, headers: { location: 'https://evil.example/' } }),
      'a redirect (HTTP 302)',
    ],
    ['deep nesting', raw(`${'['.repeat(100_000)}`), 'not JSON'],
    ['null data', envelope({ data: null }), 'data'],
    ['a link that is a number', chatLink(5), 'data.wangwangUrl'],
    ['no link', chatLink(''), 'data.wangwangUrl'],
    [
      'an encoding nobody asked for',
      raw('x', { headers: { 'content-encoding': 'br' } }),
      'an encoding not asked for',
    ],
    ['broken compression', raw('x', { headers: { 'content-encoding': 'gzip' } }), 'broken compression'],
  ])('is malformed: %s', async (_what, behaviour, detail) => {
    upstream.behave(behaviour);
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'malformed',
      detail,
    });
    expect(upstream.received).toHaveLength(1);
  });

  test('is malformed when it is not HTTP', async () => {
    upstream.behave((response) => response.socket?.end('220 mail.example ESMTP\r\n'));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
      kind: 'malformed',
      detail: 'not HTTP',
      requestId: '',
    });
  });
});

test('any bytes on the wire, whole or cut, give data or a typed error', async () => {
  const head = fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.0 200 OK\r\n',
    'HTTP/1.1 503 No\r\n',
    'HTTP/1.1 101 No\r\n',
  );
  const header = fc.constantFrom(
    'content-length: 40\r\n',
    'content-length: -1\r\n',
    'content-length: 99999999999\r\n',
    'transfer-encoding: chunked\r\n',
    'content-encoding: gzip\r\n',
    'content-encoding: gzip, gzip\r\n',
    'retry-after: 1\r\nretry-after: 2\r\n',
    'connection: close\r\n',
    'x\r\n',
    `x: ${'y'.repeat(20_000)}\r\n`,
  );
  const body = fc.oneof(
    fc.constant('{"code":200,"data":{"wangwangUrl":"u"}}'),
    fc.constant('5\r\n{"a":\r\n0\r\n\r\n'),
    fc.string({ unit: 'binary' }),
  );
  const answer = fc.tuple(
    head,
    fc.array(header, { maxLength: 3 }),
    fc.constantFrom('\r\n', ''),
    body,
    fc.nat(200),
  );
  await fc.assert(
    fc.asyncProperty(answer, async ([first, headers, gap, rest, cut]) => {
      const bytes = Buffer.from(first + headers.join('') + gap + rest);
      upstream.behave((response) => response.socket?.end(bytes.subarray(0, bytes.length - cut)));
      // A write, so that nothing is sent again.
      const outcome = await xport.call(write, asked, { signal: never }).catch((error: unknown) => error);
      if (!(outcome instanceof XportError))
        expect(outcome).toEqual({ data: { wangwangUrl: 'u' }, requestId: '' });
    }),
    { numRuns: 300 },
  );
});

describe('an answer that is too large', () => {
  test.each([
    ['says so', raw('x'.repeat(5 * mebibyte))],
    ['does not say so', flood(50 * mebibyte)],
    ['never ends', flood(Number.POSITIVE_INFINITY)],
  ])('is cut off when it %s', async (_what, behaviour) => {
    upstream.behave(behaviour);
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
      kind: 'too large',
      limitBytes: mebibyte,
    });
    await vi.waitFor(() => expect(upstream.abandoned).toBe(1));
    expect(upstream.received).toHaveLength(1);
  });

  test('is stopped while it is being uncompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    upstream.behave(raw(bomb, { headers: { 'content-encoding': 'gzip' } }));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'too large',
    });
  });

  test('is taken up to the limit itself', async () => {
    const frame = '{"code":200,"data":{"wangwangUrl":""}}';
    const url = 'u'.repeat(mebibyte - frame.length);
    upstream.behave(raw(frame.replace('""', `"${url}"`)), raw(frame.replace('""', `"${url}u"`)));
    const { data } = await xport.im.sellerChatLink(asked, scope);
    expect(data.wangwangUrl).toHaveLength(url.length);
    const beyond = xport.im.sellerChatLink({ ...asked, offerId: '100001' }, scope);
    await expect(faultOf(beyond)).resolves.toMatchObject({ kind: 'too large' });
  });
});

describe('no answer', () => {
  test.each([
    ['the connection is reset', reset],
    ['the body is cut', cutBody],
    ['chunks are cut', cutChunks],
    ['chunks are cut on a connection that was to be closed', cutLastChunks],
  ])('is unreachable after two repeats when %s', async (_what, behaviour) => {
    upstream.behave(behaviour);
    const fault = faultOf(xport.im.sellerChatLink(asked, scope));
    await skipBackoff();
    await skipBackoff();
    await expect(fault).resolves.toMatchObject({ kind: 'unreachable' });
    expect(upstream.received).toHaveLength(3);
  });

  test('is unreachable when nobody listens', async () => {
    await upstream.close();
    const fault = faultOf(xport.im.sellerChatLink(asked, scope));
    await skipBackoff();
    await skipBackoff();
    await expect(fault).resolves.toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  });

  test.each([429, 502, 503, 504])('is told from a gateway that answers HTTP %i', async (status) => {
    upstream.behave(raw('<html>Bad gateway</html>', { status }));
    const fault = faultOf(xport.im.sellerChatLink(asked, scope));
    await skipBackoff();
    await skipBackoff();
    await expect(fault).resolves.toMatchObject({ kind: 'unreachable', detail: `HTTP ${status}`, status });
    expect(upstream.received).toHaveLength(3);
  });

  test.each([
    ['stays silent', silence],
    ['stalls in its answer', stall],
  ])('times out after the deadline when the partner %s', async (_what, behaviour) => {
    upstream.behave(behaviour);
    const fault = faultOf(xport.im.sellerChatLink(asked, scope));
    await vi.waitFor(() => expect(upstream.received).toHaveLength(1));
    clock.advance(7999);
    expect(upstream.abandoned).toBe(0);
    clock.advance(1);
    await expect(fault).resolves.toEqual({ kind: 'timed out', afterMs: 8000 });
    await vi.waitFor(() => expect(upstream.abandoned).toBe(1));
    expect(clock.pending).toBe(0);
  });
});

describe('sending again', () => {
  test('gives the answer that came the second time', async () => {
    upstream.behave(reset, chatLink(link));
    const call = xport.im.sellerChatLink(asked, scope);
    await skipBackoff();
    await expect(call).resolves.toMatchObject({ data: { wangwangUrl: link } });
    expect(clock.pending).toBe(0);
  });

  test('waits exactly as long as the partner says, when that fits', async () => {
    upstream.behave(
      envelope({ code: 429 }, { status: 429, headers: { 'retry-after': '3' } }),
      chatLink(link),
    );
    const call = xport.im.sellerChatLink(asked, scope);
    await vi.waitFor(() => expect(clock.pending).toBe(2));
    clock.advance(2999);
    expect(clock.pending).toBe(2);
    clock.advance(1);
    await expect(call).resolves.toMatchObject({ data: { wangwangUrl: link } });
  });

  test('does not wait longer than the deadline, and passes the wait on', async () => {
    upstream.behave(raw('', { status: 429, headers: { 'retry-after': '8' } }));
    await expect(faultOf(xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'unreachable',
      status: 429,
      retryAfterMs: 8000,
    });
    expect(upstream.received).toHaveLength(1);
  });

  test.each([
    ['a reset', reset],
    ['HTTP 503', raw('', { status: 503 })],
  ])('never happens to a write after %s', async (_what, behaviour) => {
    upstream.behave(behaviour);
    await expect(faultOf(xport.call(write, asked, { signal: never }))).resolves.toMatchObject({
      kind: 'unreachable',
    });
    expect(upstream.received).toHaveLength(1);
  });

  test('is measured each time, by path and outcome', async () => {
    const measured: Measured[] = [];
    upstream.behave(reset, envelope({ code: 429 }, { status: 429 }), chatLink(link));
    const call = open({ measure: (each) => measured.push(each) }).im.sellerChatLink(asked, scope);
    await skipBackoff();
    await skipBackoff();
    await call;
    expect(measured.map(({ outcome }) => outcome)).toEqual(['unreachable', 'refused', 'answered']);
    expect(measured[0]).toEqual({ path: '/alibaba/ka/im/openuid/decrypt', outcome: 'unreachable', ms: 0 });
  });
});

describe('aborting', () => {
  test('rejects with the reason of the signal and ends the request', async () => {
    const measured: Measured[] = [];
    upstream.behave(silence);
    const caller = new AbortController();
    const call = open({ measure: (each) => measured.push(each) }).call(openUidDecrypt, asked, caller);
    await vi.waitFor(() => expect(upstream.received).toHaveLength(1));
    caller.abort(new Error('went away'));
    await expect(call).rejects.toThrow('went away');
    await vi.waitFor(() => expect(upstream.abandoned).toBe(1));
    expect(measured.map(({ outcome }) => outcome)).toEqual(['aborted']);
    expect(clock.pending).toBe(0);
  });

  test('ends the wait before a repeat', async () => {
    upstream.behave(reset);
    const caller = new AbortController();
    const call = xport.call(openUidDecrypt, asked, caller);
    await vi.waitFor(() => expect(clock.pending).toBe(2));
    caller.abort(new Error('went away'));
    await expect(call).rejects.toThrow('went away');
    expect(clock.pending).toBe(0);
    expect(upstream.received).toHaveLength(1);
  });

  test('sends nothing when the signal aborted before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(xport.call(openUidDecrypt, asked, { signal })).rejects.toThrow('too late');
    await expect(xport.im.sellerChatLink(asked, { ...scope, signal })).rejects.toThrow('too late');
    expect(upstream.received).toHaveLength(0);
  });
});

describe('identical reads', () => {
  test('in flight share one request, and one leaving disturbs nobody', async () => {
    let answer = () => {};
    upstream.behave((response, request) => {
      answer = () => chatLink(link)(response, request);
    });
    const leaving = new AbortController();
    const left = xport.im.sellerChatLink(asked, { ...scope, signal: leaving.signal });
    const stayed = xport.im.sellerChatLink({ offerId: asked.offerId, openUid: asked.openUid }, scope);
    await vi.waitFor(() => expect(upstream.received).toHaveLength(1));
    leaving.abort(new Error('went away'));
    await expect(left).rejects.toThrow('went away');
    answer();
    await expect(stayed).resolves.toMatchObject({ data: { wangwangUrl: link } });
    expect(upstream.received).toHaveLength(1);
    expect(upstream.abandoned).toBe(0);
  });

  test('are kept five minutes, and no longer', async () => {
    upstream.behave(chatLink(link));
    await xport.im.sellerChatLink(asked, scope);
    clock.advance(5 * 60_000 - 1);
    await xport.im.sellerChatLink(asked, scope);
    expect(upstream.received).toHaveLength(1);
    clock.advance(1);
    await xport.im.sellerChatLink(asked, scope);
    expect(upstream.received).toHaveLength(2);
  });

  test('of another organization, offer, seller or user are asked anew', async () => {
    upstream.behave(chatLink(link));
    await xport.im.sellerChatLink(asked, scope);
    await xport.im.sellerChatLink(asked, { ...scope, organization: 'other' });
    await xport.im.sellerChatLink({ ...asked, offerId: '100001' }, scope);
    await xport.im.sellerChatLink({ ...asked, openUid: 'BBBother' }, scope);
    await xport.im.sellerChatLink(asked, { ...scope, userId: '1700000000009' });
    expect(upstream.received).toHaveLength(5);
  });

  test('are asked anew after a refusal', async () => {
    upstream.behave(envelope({ code: 500 }), chatLink(link));
    await faultOf(xport.im.sellerChatLink(asked, scope));
    await expect(xport.im.sellerChatLink(asked, scope)).resolves.toMatchObject({
      data: { wangwangUrl: link },
    });
  });

  test('are all asked when nothing is to be kept, and by the generic call', async () => {
    upstream.behave(chatLink(link));
    const forgetful = open({ linkKeptMs: 0 });
    await forgetful.im.sellerChatLink(asked, scope);
    await forgetful.im.sellerChatLink(asked, scope);
    await xport.call(openUidDecrypt, asked, { signal: never });
    await xport.call(openUidDecrypt, asked, { signal: never });
    expect(upstream.received).toHaveLength(4);
  });
});

describe('product details', () => {
  test('keep every digit and put up with surprises', async () => {
    upstream.behave(
      raw(`{"code":200,"data":{
        "offerId":3305075341149134260,"categoryId":"1031910","categoryName":null,"subject":12,
        "productImage":{"images":["https://cbu01.alicdn.com/a.jpg",null]},"productAttribute":null,
        "productSkuInfos":[{"skuId":5736673805656,"price":12.50,"amountOnSale":"7","skuAttributes":null}],
        "productSaleInfo":{"quoteType":"2","priceRangeList":[{"startQuantity":2.0,"price":9007199254740993.10}]},
        "productShippingInfo":"soon","minOrderQuantity":"many","soldOut":120,"companyName":"某某有限公司",
        "sellerMixSetting":{"generalHunpi":"true","mixNumber":1e3},"unheardOf":{"__proto__":1}}}`),
    );
    const { data } = await xport.products.detail({ offerId: '951807530375' }, scope);
    expect(data).toMatchObject({
      offerId: '3305075341149134260',
      categoryId: '1031910',
      subject: '12',
      productImage: { images: ['https://cbu01.alicdn.com/a.jpg'] },
      productAttribute: [],
      productSkuInfos: [{ skuId: '5736673805656', price: '12.50', amountOnSale: 7, skuAttributes: [] }],
      productSaleInfo: { quoteType: 2, priceRangeList: [{ startQuantity: 2, price: '9007199254740993.10' }] },
      soldOut: '120',
      companyName: '某某有限公司',
      sellerMixSetting: { generalHunpi: true },
    });
    expect(data.categoryName).toBeUndefined();
    expect(data.productShippingInfo).toBeUndefined();
    expect(data.minOrderQuantity).toBeUndefined();
    expect(data).not.toHaveProperty('unheardOf');
  });

  test('name no price at all when one step of a list makes no sense', async () => {
    upstream.behave(
      envelope({
        data: {
          productSaleInfo: { priceRangeList: [{ startQuantity: 1, price: '5.00' }, { price: 'call' }] },
        },
      }),
    );
    const { data } = await xport.products.detail({ offerId: '951807530375' }, scope);
    expect(data.productSaleInfo?.priceRangeList).toEqual([]);
  });

  test('are kept thirty minutes and shared without a way to change them', async () => {
    upstream.behave(envelope({ data: { subject: '标题', productImage: { images: ['a'] } } }));
    const first = await xport.products.detail({ offerId: '951807530375' }, scope);
    clock.advance(30 * 60_000 - 1);
    const second = await xport.products.detail({ offerId: '951807530375' }, scope);
    expect(second).toBe(first);
    expect(Object.isFrozen(first.data) && Object.isFrozen(first.data.productImage?.images)).toBe(true);
    clock.advance(1);
    await xport.products.detail({ offerId: '951807530375' }, scope);
    expect(upstream.received).toHaveLength(2);
    expect(JSON.parse(upstream.received[0]?.body ?? '')).toEqual({ offerId: '951807530375', country: 'en' });
  });
});
