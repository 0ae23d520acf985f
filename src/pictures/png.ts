import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A picture as rows of pixels, each row packed from the left, padded to whole bytes. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bits to a pixel. */
  readonly bits: 1 | 2 | 8;
  /** What the pixels' numbers stand for; greys from black to white when left out. */
  readonly palette?: readonly Rgb[];
  readonly rows: readonly Uint8Array[];
}

/** Bytes that a row of `width` pixels takes. */
export const rowBytes = (width: number, bits: Picture['bits']): number => Math.ceil((width * bits) / 8);

/** `picture` as a PNG (PNG specification, second edition). */
export function png(picture: Picture): Buffer {
  // The first byte of a line is its filter: none.
  const lines = picture.rows.flatMap((row) => [Uint8Array.of(0), row]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header(picture)),
    ...(picture.palette === undefined ? [] : [chunk('PLTE', Buffer.from(picture.palette.flat()))]),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width, height, bits a pixel, greyscale (0) or palette (3): section 11.2.2. */
function header({ width, height, bits, palette }: Picture): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes[8] = bits;
  bytes[9] = palette === undefined ? 0 : 3;
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
