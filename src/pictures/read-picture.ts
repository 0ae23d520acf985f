import type { PictureRead } from '../chat/picture.ts';
import type { LinkOpener } from '../links/link-opener.ts';
import { mostPictureBytes, pictureOf } from './picture-of.ts';
import { longestStart, pictureType } from './picture-type.ts';

/** The header `accept` of who wants a picture. */
export const acceptedPictures = 'image/png,image/jpeg,image/webp,image/gif';

/** Opens a link that leads to a picture. Rejects only with the signal's reason. */
export type FetchPicture = (link: string, signal: AbortSignal) => Promise<PictureRead>;

export function pictureFetcher({ openLink }: Pick<LinkOpener, 'openLink'>): FetchPicture {
  return async (link, signal) => {
    const opened = await openLink(link, { accept: acceptedPictures, read: readPicture }, signal);
    return 'answer' in opened ? opened.answer : opened;
  };
}

/**
 * The picture that `body` is. What does not begin like one is given up on at its first bytes, what is longer than
 * {@link mostPictureBytes} where it becomes so.
 */
export async function readPicture(body: AsyncIterable<unknown>): Promise<PictureRead> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) return { fault: 'no picture' };
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostPictureBytes) return { fault: 'too large' };
    const isTold = length >= longestStart && length - chunk.length < longestStart;
    if (isTold && pictureType(Buffer.concat(chunks)) === undefined) return { fault: 'no picture' };
  }
  return pictureOf(Buffer.concat(chunks, length));
}
