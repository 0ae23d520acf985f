import type { PictureRead } from '../chat/picture.ts';
import { pictureType } from './picture-type.ts';

/** The largest picture taken, in bytes. */
export const mostPictureBytes = 5 * 1024 * 1024;

/** `bytes` as the picture that they are, whatever type they are declared as; or why they are none that is taken. */
export function pictureOf(bytes: Uint8Array): PictureRead {
  if (bytes.length > mostPictureBytes) return { fault: 'too large' };
  const type = pictureType(bytes);
  return type === undefined ? { fault: 'no picture' } : { bytes, type };
}
