import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChartPng, type ChartBar } from '../../src/pictures/bar-chart-png.ts';
import { shortNumber } from '../../src/pictures/chart-numbers.ts';

/** The chart's pixels as numbers of its palette, read from the PNG. */
function pixelsOf(bars: readonly ChartBar[]) {
  const png = barChartPng(bars);
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.subarray(at + 4, at + 8).toString(), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([width, height, header[8], header[9]]).toEqual([960, 320, 2, 3]);
  expect(chunks.get('PLTE')?.length).toBe(12);
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const stride = width / 4 + 1;
  expect(lines.length).toBe(stride * height);
  const at = (x: number, y: number) => ((lines[y * stride + 1 + (x >> 2)] ?? 0) >> (6 - (x & 3) * 2)) & 3;
  /** How many pixels of a column, or of the whole, have a colour. */
  const count = (colour: number, columns: readonly number[] = Array.from({ length: width }, (_, x) => x)) =>
    columns.reduce(
      (sum, x) =>
        sum + Array.from({ length: height }, (_, y) => at(x, y)).filter((is) => is === colour).length,
      0,
    );
  return { bytes: png.length, count };
}

const ink = 1;
const blue = 2;
/** Where the middle of bar `at` of `of` is. */
const middle = (at: number, of: number) => Math.round(20 + (920 / of) * (at + 0.5));

describe('a bar chart as a PNG', () => {
  it('draws each bar as high as its value is of the highest', () => {
    const labels = fc.stringMatching(/^[0-9/:.-]{0,5}$/);
    const bars = fc.array(
      fc.record({
        label: labels,
        value: fc.oneof(fc.nat(12), fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true })),
      }),
      { minLength: 1, maxLength: 31 },
    );
    fc.assert(
      fc.property(bars, (given) => {
        const { count, bytes } = pixelsOf(given);
        const most = Math.max(...given.map(({ value }) => value));
        const heights = given.map((_, at) => count(blue, [middle(at, given.length)]));
        const full = Math.max(...heights);
        expect(full).toBe(most === 0 ? 0 : 204);
        for (const [at, { value }] of given.entries()) {
          const due = most === 0 ? 0 : (value / most) * full;
          expect(Math.abs((heights[at] ?? 0) - due)).toBeLessThanOrEqual(2);
          expect((heights[at] ?? 0) > 0).toBe(value > 0);
        }
        expect(bytes).toBeLessThan(20_000);
      }),
      { numRuns: 40 },
    );
  });

  it('writes the values and the labels', () => {
    const bare = pixelsOf([{ label: '', value: 1 }]).count(ink);
    // One `1` of ten dots, four pixels to a side.
    expect(bare).toBe(10 * 16);
    expect(pixelsOf([{ label: '11', value: 1 }]).count(ink)).toBe(3 * 10 * 16);
    expect(pixelsOf([{ label: 'é', value: 1 }]).count(ink)).toBe(bare);
  });

  it('stands without bars, and with nothing but zeros', () => {
    expect(pixelsOf([]).count(blue)).toBe(0);
    expect(pixelsOf([{ label: '11-25', value: 0 }]).count(blue)).toBe(0);
  });

  it('writes nothing over the edge where there are many', () => {
    const month = Array.from({ length: 31 }, (_, day) => ({ label: '11-25', value: day }));
    const { count } = pixelsOf(month);
    expect(count(ink, [0, 7, 952, 959])).toBe(0);
    expect(count(ink)).toBeGreaterThan(0);
  });
});

describe('a short number', () => {
  it.each([
    [0, '0'],
    [2.5, '2.5'],
    [99.96, '100'],
    [1234.4, '1,234'],
    [9999.4, '9,999'],
    [9999.6, '10k'],
    [12_345, '12.3k'],
    [123_456, '123k'],
    [1_234_567, '1,235k'],
  ])('writes %d as %s', (value, short) => {
    expect(shortNumber(value)).toBe(short);
  });
});
