import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { text } from '../fields.ts';
import { type Page, page } from '../pages.ts';
import { type FoundOffer, found } from './search.ts';

export interface ImageUploadRequest {
  /** The picture's bytes, nothing before them. */
  readonly imageBase64: string;
}

export interface ImageQueryRequest {
  /** What the upload gave. */
  readonly imageId?: string | undefined;
  /** A picture on 1688's own hosts; one of the two is given. */
  readonly imageAddress?: string | undefined;
  /** From 1. */
  readonly beginPage: number;
  /** At most 50. */
  readonly pageSize: number;
  /** The language of the translated fields. */
  readonly country: string;
  /** The partner's own keys, joined by commas. */
  readonly filter?: string | undefined;
  /** JSON as text: `{"price":"asc"}`. */
  readonly sort?: string | undefined;
  /** Yuan, as text. */
  readonly priceStart?: string | undefined;
  /** Yuan, as text. */
  readonly priceEnd?: string | undefined;
}

/** The id as text, or in an object under one of the names that it may have. */
const imageId = z
  .union([
    text,
    z.object({ imageId: text }).transform((given) => given.imageId),
    z.object({ result: text }).transform((given) => given.result),
  ])
  .pipe(z.string().regex(/^[\w-]{1,64}$/));

/** The smallest picture there is, one white pixel, to try the call with. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsVlC7gAAAABJRU5ErkJggg==';

/**
 * Hands a picture to 1688, so that {@link imageQuery} can look for it by its id. The path is inferred, the field is 1688's.
 * Taken for a read: no person sees what was uploaded, and the same picture twice does no harm.
 */
export const imageUpload: Endpoint<ImageUploadRequest, string> = {
  name: 'product.image.upload',
  path: '/alibaba/ka/product/image/upload',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: z.object({ imageBase64: z.base64().min(1) }).readonly(),
  data: imageId,
  example: { imageBase64: onePixel },
};

/** Offers that look like a picture. The path is inferred from a sibling's, the fields are 1688's. */
export const imageQuery: Endpoint<ImageQueryRequest, Page<FoundOffer>> = {
  name: 'product.image.query',
  path: '/alibaba/ka/product/image/query',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  request: z
    .object({
      imageId: z.string().min(1).optional(),
      imageAddress: z.string().min(1).optional(),
      beginPage: z.int().min(1),
      pageSize: z.int().min(1).max(50),
      country: z.string().min(1),
      filter: z.string().min(1).optional(),
      sort: z.string().min(1).optional(),
      priceStart: z.string().min(1).optional(),
      priceEnd: z.string().min(1).optional(),
    })
    .refine((given) => (given.imageId === undefined) !== (given.imageAddress === undefined))
    .readonly(),
  data: page(found),
  example: {
    imageAddress: 'https://cbu01.alicdn.com/img/ibank/O1CN01example_!!1-0-cib.jpg',
    beginPage: 1,
    pageSize: 20,
    country: 'en',
  },
};
