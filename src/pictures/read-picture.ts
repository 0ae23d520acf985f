import type { PictureRead, PictureType } from '../chat/picture.ts';
import type { LinkOpener } from '../links/link-opener.ts';

/** As many bytes as it takes to tell the type. */
const longestStart = 12;

/** What each type begins with, in hex; a dot is any digit. */
const starts: readonly (readonly [PictureType, RegExp])[] = [
  ['png', /^89504e470d0a1a0a/],
  ['jpeg', /^ffd8ff/],
  ['gif', /^47494638(?:37|39)61/],
  ['webp', /^52494646.{8}57454250/],
];

/** The type of the picture that begins with `bytes`, whatever type it is declared as; `undefined` for anything else. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const start = Buffer.from(bytes.subarray(0, longestStart)).toString('hex');
  return starts.find(([, form]) => form.test(start))?.[0];
}

/** The largest picture taken, in bytes. */
export const mostPictureBytes = 5 * 1024 * 1024;

/** `bytes` as the picture that they are, whatever type they are declared as; or why they are none that is taken. */
export function pictureOf(bytes: Uint8Array): PictureRead {
  if (bytes.length > mostPictureBytes) return { fault: 'too large' };
  const type = pictureType(bytes);
  return type === undefined ? { fault: 'no picture' } : { bytes, type };
}

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
