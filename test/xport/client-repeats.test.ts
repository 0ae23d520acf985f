import { describe, expect, test } from 'vitest';
import type { Measured } from '../../src/xport/client.ts';
import { openUidDecrypt } from '../../src/xport/im.ts';
import { chatLink, envelope, raw, reset, silence } from '../fakes/faulty-upstream.ts';
import { eventually } from '../harness/eventually.ts';
import { asked, clientBed, link, never, scope, skipBackoff, write } from './client-bed.ts';
import { faultOf } from './open.ts';

const bed = clientBed();

describe('sending again', () => {
  test('gives the answer that came the second time', async () => {
    bed.upstream.behave(reset, chatLink(link));
    const call = bed.xport.im.sellerChatLink(asked, scope);
    await skipBackoff(bed.clock);
    await expect(call).resolves.toMatchObject({ data: { wangwangUrl: link } });
    expect(bed.clock.pending).toBe(0);
  });

  test('waits exactly as long as the partner says, when that fits', async () => {
    bed.upstream.behave(
      envelope({ code: 429 }, { status: 429, headers: { 'retry-after': '3' } }),
      chatLink(link),
    );
    const call = bed.xport.im.sellerChatLink(asked, scope);
    await eventually(() => expect(bed.clock.pending).toBe(2));
    bed.clock.advance(2999);
    expect(bed.clock.pending).toBe(2);
    bed.clock.advance(1);
    await expect(call).resolves.toMatchObject({ data: { wangwangUrl: link } });
  });

  test('does not wait longer than the deadline, and passes the wait on', async () => {
    bed.upstream.behave(raw('', { status: 429, headers: { 'retry-after': '8' } }));
    await expect(faultOf(bed.xport.im.sellerChatLink(asked, scope))).resolves.toMatchObject({
      kind: 'unreachable',
      status: 429,
      retryAfterMs: 8000,
    });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test.each([
    ['a reset', reset],
    ['HTTP 503', raw('', { status: 503 })],
  ])('never happens to a write after %s', async (_what, behaviour) => {
    bed.upstream.behave(behaviour);
    await expect(faultOf(bed.xport.call(write, asked, { signal: never }))).resolves.toMatchObject({
      kind: 'unreachable',
    });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test('is measured each time, by path and outcome', async () => {
    const measured: Measured[] = [];
    bed.upstream.behave(reset, envelope({ code: 429 }, { status: 429 }), chatLink(link));
    const call = bed.open({ measure: (each) => measured.push(each) }).im.sellerChatLink(asked, scope);
    await skipBackoff(bed.clock);
    await skipBackoff(bed.clock);
    await call;
    expect(measured.map(({ outcome }) => outcome)).toEqual(['unreachable', 'refused', 'answered']);
    expect(measured[0]).toEqual({ path: '/alibaba/ka/im/openuid/decrypt', outcome: 'unreachable', ms: 0 });
  });
});

describe('aborting', () => {
  test('rejects with the reason of the signal and ends the request', async () => {
    const measured: Measured[] = [];
    bed.upstream.behave(silence);
    const caller = new AbortController();
    const call = bed.open({ measure: (each) => measured.push(each) }).call(openUidDecrypt, asked, caller);
    await eventually(() => expect(bed.upstream.received).toHaveLength(1));
    caller.abort(new Error('went away'));
    await expect(call).rejects.toThrow('went away');
    await eventually(() => expect(bed.upstream.abandoned).toBe(1));
    expect(measured.map(({ outcome }) => outcome)).toEqual(['aborted']);
    expect(bed.clock.pending).toBe(0);
  });

  test('ends the wait before a repeat', async () => {
    bed.upstream.behave(reset);
    const caller = new AbortController();
    const call = bed.xport.call(openUidDecrypt, asked, caller);
    await eventually(() => expect(bed.clock.pending).toBe(2));
    caller.abort(new Error('went away'));
    await expect(call).rejects.toThrow('went away');
    expect(bed.clock.pending).toBe(0);
    expect(bed.upstream.received).toHaveLength(1);
  });

  test('sends nothing when the signal aborted before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(bed.xport.call(openUidDecrypt, asked, { signal })).rejects.toThrow('too late');
    await expect(bed.xport.im.sellerChatLink(asked, { ...scope, signal })).rejects.toThrow('too late');
    expect(bed.upstream.received).toHaveLength(0);
  });
});
