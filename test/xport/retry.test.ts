import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { XportFault } from '../../src/xport/errors.ts';
import { mostRepeats, retryAfterMs, waitBeforeRepeat } from '../../src/xport/retry.ts';

const cutOff: XportFault = { kind: 'unreachable', detail: 'ECONNRESET' };
const failed = { effect: 'read', fault: cutOff, repeats: 0, remainingMs: 8000, fraction: 0.5 } as const;

function refused(status: number, waitMs?: number): XportFault {
  return { kind: 'refused', code: '1', msg: '', requestId: '', status, retryAfterMs: waitMs };
}

describe('a read is sent again', () => {
  test.each<XportFault>([
    cutOff,
    { kind: 'unreachable', detail: 'HTTP 502', status: 502 },
    refused(429),
    refused(503),
    refused(504),
  ])('after %j', (fault) => {
    expect(waitBeforeRepeat({ ...failed, fault })).toBeGreaterThan(0);
  });

  test.each<XportFault>([
    refused(200),
    refused(401),
    refused(500),
    { kind: 'timed out', afterMs: 8000 },
    { kind: 'malformed', detail: 'HTML', requestId: '', status: 200 },
    { kind: 'too large', limitBytes: 1 },
  ])('never after %j', (fault) => {
    expect(waitBeforeRepeat({ ...failed, fault })).toBeUndefined();
  });

  test('twice at most, later each time', () => {
    expect(mostRepeats).toBe(2);
    expect(waitBeforeRepeat({ ...failed, fraction: 0 })).toBe(100);
    expect(waitBeforeRepeat({ ...failed, fraction: 0, repeats: 1 })).toBe(200);
    expect(waitBeforeRepeat({ ...failed, repeats: 2 })).toBeUndefined();
  });

  test('exactly when the partner says so', () => {
    expect(waitBeforeRepeat({ ...failed, fault: refused(429, 3000), fraction: 0.9 })).toBe(3000);
    expect(waitBeforeRepeat({ ...failed, fault: refused(429, 0) })).toBe(0);
    expect(waitBeforeRepeat({ ...failed, fault: refused(429, 8000) })).toBeUndefined();
  });

  test('only before the deadline, never when it is a write', () => {
    const any = {
      status: fc.constantFrom(200, 429, 500, 502, 503, 504),
      named: fc.option(fc.nat(100_000), { nil: undefined }),
      repeats: fc.nat(5),
      remainingMs: fc.integer({ min: -100, max: 20_000 }),
      fraction: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      effect: fc.constantFrom('read' as const, 'write' as const),
    };
    fc.assert(
      fc.property(fc.record(any), ({ status, named, ...rest }) => {
        const waitMs = waitBeforeRepeat({ ...rest, fault: refused(status, named) });
        if (waitMs === undefined) return;
        expect(rest.effect).toBe('read');
        expect(rest.repeats).toBeLessThan(mostRepeats);
        expect(waitMs).toBeLessThan(rest.remainingMs);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        if (named !== undefined) expect(waitMs).toBe(named);
      }),
    );
  });
});

describe('Retry-After', () => {
  const nowMs = Date.UTC(2026, 4, 20, 7, 47, 49);

  test.each([
    ['0', 0],
    ['120', 120_000],
    ['Wed, 20 May 2026 07:48:49 GMT', 60_000],
    ['Wed, 20 May 2026 07:00:00 GMT', 0],
    [undefined, undefined],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['5 s', undefined],
    ['9999999999', undefined],
    ['2026-05-20T07:48:49Z', undefined],
    ['Thu, 20 May 2026 07:48:49 GMT', undefined],
    ['Wed, 20 May 2026 25:48:49 GMT', undefined],
    ['Sun, 31 Feb 2026 07:48:49 GMT', undefined],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfterMs(header, nowMs)).toBe(ms);
  });

  test('is a wait or nothing, whatever it says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String)), (header) => {
        const ms = retryAfterMs(header, nowMs);
        expect(ms === undefined || ms >= 0).toBe(true);
      }),
    );
  });
});
