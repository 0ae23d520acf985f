import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrPng } from '../../src/pictures/qr-png.ts';

const link = 'https://air.1688.com/x?touid=cnalichn%E5%B1%B1';

describe('a QR code as a PNG', () => {
  it('holds the very modules of the code, six pixels each, within a quiet zone of four', () => {
    const png = qrPng(link);
    const { data, size } = encode(link, { ecc: 'L', border: 4 });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const side = png.readUInt32BE(16);
    expect(side).toBe(size * 6);
    const length = png.readUInt32BE(33);
    expect(png.subarray(37, 41).toString()).toBe('IDAT');
    const rows = inflateSync(png.subarray(41, 41 + length));
    const rowBytes = Math.ceil(side / 8) + 1;
    const isDark = (x: number, y: number) =>
      ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
    const drawn = data.map((row, y) => row.map((_, x) => isDark(x * 6 + 3, y * 6 + 3)));
    expect(drawn).toEqual(data);
    expect(isDark(4 * 6, 4 * 6)).toBe(true);
    expect(isDark(4 * 6 - 1, 4 * 6)).toBe(false);
  });
});
