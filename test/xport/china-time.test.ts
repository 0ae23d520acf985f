import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaDay, printChinaTime, readChinaTime } from '../../src/xport/china-time.ts';

test.each([
  ['2026-05-20 15:40:00', '2026-05-20T07:40:00.000Z'],
  ['2026-01-01 00:00:00', '2025-12-31T16:00:00.000Z'],
  ['2024-02-29 08:00:00', '2024-02-29T00:00:00.000Z'],
  ['20260520154000000+0800', '2026-05-20T07:40:00.000Z'],
  ['20260520154000123+0800', '2026-05-20T07:40:00.123Z'],
])('%s is %s', (text, utc) => {
  expect(readChinaTime(text)).toBe(Date.parse(utc));
});

test.each([
  '',
  '2026-02-30 00:00:00',
  '2026-13-01 00:00:00',
  '2026-05-20 24:00:00',
  '2026-05-20 15:60:00',
  '2026-05-20 15:40:61',
  '2026-05-20T15:40:00',
  '2026-05-20 15:40',
  ' 2026-05-20 15:40:00',
  '2026-05-20 15:40:00Z',
  '20260520154000000+0900',
  '20260520154000000',
  '1779263269913',
])('%j is no time', (text) => {
  expect(readChinaTime(text)).toBeUndefined();
});

test.each([
  ['2026-05-20T15:59:59.999Z', '2026-05-20', '2026-05-20T16:00:00.000Z'],
  ['2026-05-20T16:00:00.000Z', '2026-05-21', '2026-05-21T16:00:00.000Z'],
  ['1970-01-01T00:00:00.000Z', '1970-01-01', '1970-01-01T16:00:00.000Z'],
])('%s is in %s, which ends at %s', (at, day, endsAt) => {
  expect(chinaDay(Date.parse(at))).toEqual({ day, endsAt: Date.parse(endsAt) });
});

test('is read as it is written, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (second) => {
      expect(readChinaTime(printChinaTime(second * 1000 + 999))).toBe(second * 1000);
    }),
  );
});
