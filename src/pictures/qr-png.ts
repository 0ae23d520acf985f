import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Light modules around a code, as the standard (ISO/IEC 18004) wants them. */
const border = 4;
/** Pixels to a module: sharp on a phone's screen, and small to send. */
const scale = 6;

/** A QR code of `link` as a PNG of one bit a pixel, black on white. At most 2,900 bytes of link. */
export function qrPng(link: string): Buffer {
  const { data, size } = encode(link, { ecc: 'L', border });
  const side = size * scale;
  const stride = Math.ceil(side / 8);
  const lines = data.map((modules) => {
    const line = Buffer.alloc(1 + stride, 0xff);
    line[0] = 0;
    for (const [column, dark] of modules.entries()) if (dark) blacken(line, column * scale);
    return line;
  });
  const pixels = Buffer.concat(lines.flatMap((line) => Array.from({ length: scale }, () => line)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header(side)),
    chunk('IDAT', deflateSync(pixels, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Clears the bits of one module's pixels; the first byte of a line is its filter. */
function blacken(line: Buffer, from: number): void {
  for (let pixel = from; pixel < from + scale; pixel += 1) {
    const at = 1 + (pixel >> 3);
    line[at] = (line[at] ?? 0) & ~(0x80 >> (pixel & 7));
  }
}

/** Width, height, one bit, greyscale (PNG specification, section 11.2.1). */
function header(side: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(side, 0);
  bytes.writeUInt32BE(side, 4);
  bytes[8] = 1;
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
