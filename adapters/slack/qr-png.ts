import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** The standard's quiet zone, in modules; phones look for it. */
const border = 4;
/** Pixels of a module: the longest link we make gives a picture of about 900 pixels. */
const scale = 6;

/** A QR code of `link` as a PNG of one bit a pixel, black on white. https://www.w3.org/TR/png-3/ */
export function qrPng(link: string): Buffer {
  const { data, size } = encode(link, { ecc: 'L', border });
  const side = size * scale;
  const rowBytes = Math.ceil(side / 8);
  // Each row begins with its filter, which is none; a set bit is white.
  const pixels = Buffer.alloc((rowBytes + 1) * side);
  for (let y = 0; y < side; y += 1) {
    const modules = data[Math.floor(y / scale)];
    for (let x = 0; x < side; x += 1) {
      if (modules?.[Math.floor(x / scale)] === true) continue;
      const at = y * (rowBytes + 1) + 1 + (x >> 3);
      pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, shades of grey; compression, filter and interlacing as the standard's only or plain ones.
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
