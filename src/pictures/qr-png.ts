import { encode } from 'uqr';
import { png, rowBytes } from './png.ts';

/** Light modules around a code, as the standard (ISO/IEC 18004) wants them. */
const border = 4;
/** Pixels to a module: sharp on a phone's screen, and small to send. */
const scale = 6;

/** A QR code of `link` as a PNG of one bit a pixel, black on white. At most 2,900 bytes of link. */
export function qrPng(link: string): Buffer {
  const { data, size } = encode(link, { ecc: 'L', border });
  const side = size * scale;
  const rows = data.flatMap((modules) => {
    const row = Buffer.alloc(rowBytes(side, 1), 0xff);
    for (const [column, dark] of modules.entries()) if (dark) blacken(row, column * scale);
    return Array.from({ length: scale }, () => row);
  });
  return png({ width: side, height: side, bits: 1, rows });
}

/** Clears the bits of one module's pixels. */
function blacken(row: Buffer, from: number): void {
  for (let pixel = from; pixel < from + scale; pixel += 1) {
    const at = pixel >> 3;
    row[at] = (row[at] ?? 0) & ~(0x80 >> (pixel & 7));
  }
}
