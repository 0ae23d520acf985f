import { z } from 'zod';
import type { AttachedPicture } from '../../src/chat/picture.ts';

/** resources/message, Attachment Object; its link is signed, so that nobody has to sign in. */
export const attachment = z.object({ url: z.string() });

/** Where Discord keeps files (reference, Image Formatting), and its copies of pictures that embeds show. */
const hosts = [
  'cdn.discordapp.com',
  'media.discordapp.net',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
];

/** Whether a link is of one of Discord's own hosts for files. */
export function isOfDiscord(url: string): boolean {
  const link = URL.parse(url);
  return link?.protocol === 'https:' && hosts.includes(link.host);
}

/** A picture behind a link of Discord's own; one that is said to be elsewhere is not read. */
export function pictureAt(url: string): AttachedPicture {
  const link = URL.parse(url);
  return link !== null && isOfDiscord(url)
    ? { link: link.href }
    : { read: async () => ({ fault: 'not permitted' }) };
}
