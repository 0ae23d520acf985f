import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isHostOf } from '../../chat/safe-url.ts';
import { pictureHosts } from '../../domain/sellers/hosts.ts';
import { pictureType } from '../../pictures/read-picture.ts';
import { forgetOldest } from '../../runtime/bounded-map.ts';
import { businessRefusals, fieldRefusal, type SandboxRefusal } from '../refusals.ts';
import type { Shelf } from '../shelf.ts';
import { firstFault, type SandboxEndpoint, yuanAsFen } from './endpoint.ts';
import { foundPage, sort } from './keyword-query.ts';

const upload = z.object({ imageBase64: z.base64().min(1) });

const query = z.object({
  imageId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  imageAddress: z.url({ protocol: /^https$/ }).optional(),
  beginPage: z.int().min(1),
  pageSize: z.int().min(1).max(50),
  country: z.string().min(2).max(5),
  region: z
    .string()
    .regex(/^\d+(?:,\d+){3}$/)
    .optional(),
  filter: z
    .string()
    .regex(/^\w+(?:,\w+)*$/)
    .optional(),
  sort: sort.optional(),
  priceStart: yuanAsFen.optional(),
  priceEnd: yuanAsFen.optional(),
});

const mostBytes = 5 * 1024 * 1024;
/** The largest picture as base64 in JSON, and one that is twice as large, to be refused with a reason. */
const bodyLimitBytes = 14 * 1024 * 1024;
/** Beyond these the first uploaded are forgotten. */
const mostPictures = 1000;

/** Pictures that are handed in, and the offers that look like one. Nothing is kept of a picture but its id. */
export function imageEndpoints(shelf: Shelf): readonly SandboxEndpoint[] {
  const uploaded = new Set<string>();

  const imageUpload: SandboxEndpoint = {
    path: '/alibaba/ka/product/image/upload',
    bodyLimitBytes,
    answer(body) {
      const asked = upload.safeParse(body);
      if (!asked.success) return fieldRefusal(firstFault(asked.error));
      const bytes = Buffer.from(asked.data.imageBase64, 'base64');
      if (bytes.length > mostBytes) return businessRefusals.pictureTooLarge;
      if (pictureType(bytes) === undefined) return businessRefusals.pictureUnreadable;
      const id = idOf(bytes);
      uploaded.add(id);
      forgetOldest(uploaded, mostPictures);
      return { data: id };
    },
  };

  const imageQuery: SandboxEndpoint = {
    path: '/alibaba/ka/product/image/query',
    answer(body) {
      const asked = query.safeParse(body);
      if (!asked.success) return fieldRefusal(firstFault(asked.error));
      const { imageId, imageAddress, priceStart, priceEnd } = asked.data;
      if (priceStart !== undefined && priceEnd !== undefined && priceStart > priceEnd) {
        return fieldRefusal('priceEnd');
      }
      const seed = seedOf(imageId, imageAddress);
      if (typeof seed !== 'string') return seed;
      const wanted = { leastFen: priceStart, mostFen: priceEnd, sort: asked.data.sort };
      return { data: foundPage(shelf.lookingLike(seed, wanted), asked.data) };
    },
  };

  function seedOf(imageId: string | undefined, imageAddress: string | undefined): string | SandboxRefusal {
    if ((imageId === undefined) === (imageAddress === undefined)) return fieldRefusal('imageId');
    if (imageId !== undefined) return uploaded.has(imageId) ? imageId : businessRefusals.pictureUnknown;
    const address = new URL(imageAddress ?? '');
    return isHostOf(address.hostname, pictureHosts) ? address.href : businessRefusals.pictureForeign;
  }

  return [imageUpload, imageQuery];
}

/** The same for the same picture, up to 19 digits as 1688's are. */
function idOf(bytes: Buffer): string {
  return String(createHash('sha256').update(bytes).digest().readBigUInt64BE() >> 1n);
}
