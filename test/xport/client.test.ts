import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openUidDecrypt } from '../../src/xport/im.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { chatLink, envelope, raw } from '../fakes/faulty-upstream.ts';
import { asked, clientBed, link, never, scope, skipBackoff } from './client-bed.ts';
import { account, faultOf } from './open.ts';

const bed = clientBed();

describe('what goes out', () => {
  test('is a signed POST of the documented body under the base path', async () => {
    bed.upstream.behave(chatLink(link));
    await bed.xport.im.sellerChatLink(asked, scope);

    const [request] = bed.upstream.received;
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
    bed.upstream.behave(chatLink(link));
    for (let offerId = 100_001; offerId <= 100_020; offerId += 1) {
      await bed.xport.im.sellerChatLink({ ...asked, offerId: String(offerId) }, scope);
    }
    expect(bed.upstream.received).toHaveLength(20);
    // A call made in the very turn that the last one ended finds that connection still held.
    expect(bed.upstream.connections).toBeLessThanOrEqual(2);
  });

  test('is signed afresh when it is sent again', async () => {
    bed.upstream.behave(raw('', { status: 503 }), chatLink(link));
    const call = bed.xport.im.sellerChatLink(asked, scope);
    await skipBackoff(bed.clock);
    await call;
    const nonces = bed.upstream.received.map((request) => request.headers['nonce-str']);
    expect(new Set(nonces).size).toBe(2);
  });

  test('stays inside when the request does not fit its endpoint', async () => {
    await expect(bed.xport.im.sellerChatLink({ openUid: '', offerId: '1' }, scope)).rejects.toThrow(
      /openUid/,
    );
    await expect(
      bed.xport.call(openUidDecrypt, { openUid: '', offerId: '1' }, { signal: never }),
    ).rejects.toThrow();
    expect(bed.upstream.received).toHaveLength(0);
  });
});

describe('an account, a template or a base URL that can not be used', () => {
  test.each([
    [{ signatureTemplate: '{access-key}{nonce}' }, /signature template must use only/],
    [{ account: { ...account, accessSecret: 'a\nb' } }, /accessSecret must be visible ASCII/],
    [{ account: { ...account, userId: '' } }, /userId/],
    [{ baseUrl: 'not a url' }, /URL/],
  ])('is refused at once: %j', (options, message) => {
    expect(() => bed.open(options)).toThrow(message);
  });
});

describe('an answer', () => {
  test('gives data and the request id', async () => {
    bed.upstream.behave(chatLink(link));
    await expect(bed.xport.im.sellerChatLink(asked, scope)).resolves.toEqual({
      data: { wangwangUrl: link },
      requestId: 'e0a15b614bd54ebd803d370f11d53af7',
    });
  });

  test.each([
    ['code as text, unknown fields, no id', '{"code":"200","more":[1],"data":{"wangwangUrl":"u","x":{}}}'],
    ['null for what is left out', '{"code":200,"msg":null,"requestId":null,"data":{"wangwangUrl":"u"}}'],
    ['a byte order mark', '\ufeff{"code":200,"data":{"wangwangUrl":"u"}}'],
  ])('is taken with %s', async (_what, body) => {
    bed.upstream.behave(raw(body, { headers: { 'content-type': 'text/plain' } }));
    await expect(bed.xport.im.sellerChatLink(asked, scope)).resolves.toEqual({
      data: { wangwangUrl: 'u' },
      requestId: '',
    });
  });

  test('is taken when it is compressed', async () => {
    const body = JSON.stringify({ code: 200, data: { wangwangUrl: link } });
    bed.upstream.behave(raw(gzipSync(body), { headers: { 'content-encoding': 'gzip' } }));
    await expect(bed.xport.im.sellerChatLink(asked, scope)).resolves.toMatchObject({
      data: { wangwangUrl: link },
    });
  });
});

describe('a refusal', () => {
  test('keeps code, message and request id', async () => {
    bed.upstream.behave(envelope({ code: 40301, msg: 'openUid 错误' }));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code: '40301',
      msg: 'openUid 错误',
      requestId: 'e0a15b614bd54ebd803d370f11d53af7',
    });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test.each([401, 404, 500])('is one under HTTP %i too', async (status) => {
    bed.upstream.behave(envelope({ code: 500, msg: '系统异常' }, { status }));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code: '500',
      status,
    });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test.each(['CLOSE_ORDER_TOO_FAST', '500_2', '0'])('has code %s', async (code) => {
    bed.upstream.behave(envelope({ code }));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'refused',
      code,
    });
  });

  test('needs no more than a code', async () => {
    bed.upstream.behave(raw('{"code":"40001"}'));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
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
    bed.upstream.behave(envelope({ code: 1, msg: echo, requestId: '<!channel>' }));
    const fault = await faultOf(bed.open({ log }).im.sellerChatLink(asked, scope));
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
