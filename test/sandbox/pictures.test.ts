import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pictureType } from '../../src/pictures/read-picture.ts';
import { findOffer, type Offer, shelfIds } from '../../src/sandbox/catalogue.ts';
import { createOfferPictures } from '../../src/sandbox/pictures/offer-picture.ts';

const at = createOfferPictures();
const pathOf = (url: string) => new URL(url).pathname;
const drawn = (url: string) => at(pathOf(url)) ?? expect.fail(`no picture at ${url}`);
const offers = shelfIds.map(findOffer).filter((offer): offer is Offer => !('code' in offer));

/** The rows of an uncompressed PNG of 8 bits a pixel. */
function pixelsOf(png: Buffer): Buffer {
  const start = png.indexOf('IDAT') + 4;
  return inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
}

describe('the pictures of the sandbox’s goods', () => {
  it('are drawn for every kind of goods, whole, and different for each view and variant', () => {
    const kinds = new Map(offers.map((offer) => [offer.goods.shape, offer]));
    expect(kinds.size).toBe(17);
    for (const [at, { images, skus }] of [...kinds.values()].entries()) {
      const all = [...images, ...skus.map(({ imageUrl }) => imageUrl)];
      // All of some, to be quick.
      const pictures = (at % 5 === 0 ? all : images.slice(0, 1)).map(drawn);
      const digests = pictures.map((picture) => createHash('sha256').update(picture).digest('hex'));
      expect(new Set(digests).size).toBe(pictures.length);
      for (const picture of pictures) {
        expect(pictureType(picture)).toBe('png');
        const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
        const pixels = pixelsOf(picture);
        expect(pixels).toHaveLength(height * (width + 1));
        expect(new Set(pixels).size).toBeGreaterThan(4);
      }
    }
  });

  it('differ from offer to offer of one kind', () => {
    const flasks = offers.filter(({ goods }) => goods.shape === 'flask').slice(0, 12);
    const first = flasks.map(({ images }) => drawn(images[0] ?? '').toString('base64'));
    expect(new Set(first).size).toBe(flasks.length);
  });

  it.each(['/1.png', '/600000000001/9.png', '/404000000001/1.png', '/600000000001/variant-9.png', '/../x'])(
    'are not made for %s',
    (path) => {
      expect(at(path)).toBeUndefined();
    },
  );
});
