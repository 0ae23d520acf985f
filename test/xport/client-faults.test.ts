import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XportError } from '../../src/xport/client.ts';
import {
  chatLink,
  cutBody,
  cutChunks,
  cutLastChunks,
  envelope,
  flood,
  raw,
  reset,
  silence,
  stall,
} from '../fakes/faulty-upstream.ts';
import { eventually } from '../harness/eventually.ts';
import { runs } from '../harness/runs.ts';
import { asked, clientBed, never, scope, skipBackoff, write } from './client-bed.ts';
import { faultOf } from './open.ts';

const mebibyte = 1024 * 1024;
const bed = clientBed();

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
    bed.upstream.behave(behaviour);
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'malformed',
      detail,
    });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test('is malformed when it is not HTTP', async () => {
    bed.upstream.behave((response) => response.socket?.end('220 mail.example ESMTP\r\n'));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
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
      bed.upstream.behave((response) => response.socket?.end(bytes.subarray(0, bytes.length - cut)));
      // A write, so that nothing is sent again.
      const outcome = await bed.xport.call(write, asked, { signal: never }).catch((error: unknown) => error);
      if (!(outcome instanceof XportError))
        expect(outcome).toEqual({ data: { wangwangUrl: 'u' }, requestId: '' });
    }),
    { numRuns: runs(300) },
  );
});

describe('an answer that is too large', () => {
  test.each([
    ['says so', raw('x'.repeat(5 * mebibyte))],
    ['does not say so', flood(50 * mebibyte)],
    ['never ends', flood(Number.POSITIVE_INFINITY)],
  ])('is cut off when it %s', async (_what, behaviour) => {
    bed.upstream.behave(behaviour);
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toEqual({
      kind: 'too large',
      limitBytes: mebibyte,
    });
    await eventually(() => expect(bed.upstream.abandoned).toBe(1));
    expect(bed.upstream.received).toHaveLength(1);
  });

  test('is stopped while it is being uncompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    bed.upstream.behave(raw(bomb, { headers: { 'content-encoding': 'gzip' } }));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'too large',
    });
  });

  test('is taken up to the limit itself', async () => {
    const frame = '{"code":200,"data":{"wangwangUrl":""}}';
    const url = 'u'.repeat(mebibyte - frame.length);
    bed.upstream.behave(raw(frame.replace('""', `"${url}"`)), raw(frame.replace('""', `"${url}u"`)));
    const { data } = await bed.xport.im.sellerChatLink(asked, scope);
    expect(data.wangwangUrl).toHaveLength(url.length);
    const beyond = bed.xport.im.sellerChatLink({ ...asked, offerId: '100001' }, scope);
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
    bed.upstream.behave(behaviour);
    const fault = faultOf(bed.xport.im.sellerChatLink(asked, scope));
    await skipBackoff(bed.clock);
    await skipBackoff(bed.clock);
    await expect(fault).resolves.toMatchObject({ kind: 'unreachable' });
    expect(bed.upstream.received).toHaveLength(3);
  });

  test('is unreachable when nobody listens', async () => {
    await bed.upstream.close();
    const fault = faultOf(bed.xport.im.sellerChatLink(asked, scope));
    await skipBackoff(bed.clock);
    await skipBackoff(bed.clock);
    await expect(fault).resolves.toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  });

  test.each([429, 502, 503, 504])('is told from a gateway that answers HTTP %i', async (status) => {
    bed.upstream.behave(raw('<html>Bad gateway</html>', { status }));
    const fault = faultOf(bed.xport.im.sellerChatLink(asked, scope));
    await skipBackoff(bed.clock);
    await skipBackoff(bed.clock);
    await expect(fault).resolves.toMatchObject({ kind: 'unreachable', detail: `HTTP ${status}`, status });
    expect(bed.upstream.received).toHaveLength(3);
  });

  test.each([
    ['stays silent', silence],
    ['stalls in its answer', stall],
  ])('times out after the deadline when the partner %s', async (_what, behaviour) => {
    bed.upstream.behave(behaviour);
    const fault = faultOf(bed.xport.im.sellerChatLink(asked, scope));
    await eventually(() => expect(bed.upstream.received).toHaveLength(1));
    bed.clock.advance(7999);
    expect(bed.upstream.abandoned).toBe(0);
    bed.clock.advance(1);
    await expect(fault).resolves.toEqual({ kind: 'timed out', afterMs: 8000 });
    await eventually(() => expect(bed.upstream.abandoned).toBe(1));
    expect(bed.clock.pending).toBe(0);
  });
});
