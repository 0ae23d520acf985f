import type { PictureType } from '../chat/picture.ts';

/** As many bytes as it takes to tell. */
export const longestStart = 12;

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
