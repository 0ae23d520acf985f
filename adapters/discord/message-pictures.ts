import { z } from 'zod';
import type { AttachedPicture } from '../../src/chat/picture.ts';

/** resources/message, Attachment Object; its link is signed, so that nobody has to sign in. */
export const attachment = z.object({ url: z.string(), content_type: z.string().nullish() });
/** resources/message, Embed Image Structure: `proxy_url` is Discord's own copy. */
const image = z.object({ proxy_url: z.string().optional() }).optional().catch(undefined);
const embed = z.object({
  url: z.string().optional(),
  description: z.string().optional(),
  image,
  thumbnail: image,
});
const message = z.object({
  attachments: z.array(z.unknown()).catch([]),
  embeds: z.array(z.unknown()).catch([]),
});

/** Where Discord keeps files (reference, Image Formatting), and its copies of pictures that embeds show. */
const hosts = [
  'cdn.discordapp.com',
  'media.discordapp.net',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
];

/** A picture behind a link of Discord's own; one that is said to be elsewhere is not read. */
export function pictureAt(url: string): AttachedPicture {
  const link = URL.parse(url);
  return link?.protocol === 'https:' && hosts.includes(link.host)
    ? { link: link.href }
    : { read: async () => ({ fault: 'not permitted' }) };
}

/** The pictures of a message: those attached to it, then those that its embeds show. */
export function picturesIn(raw: unknown): readonly AttachedPicture[] {
  const read = message.safeParse(raw);
  if (!read.success) return [];
  const attached = each(read.data.attachments, attachment)
    .filter(({ content_type }) => content_type?.startsWith('image/') === true)
    .map(({ url }) => pictureAt(url));
  const shown = each(read.data.embeds, embed).flatMap((one) => {
    const copy = one.image?.proxy_url ?? one.thumbnail?.proxy_url;
    return copy === undefined ? [] : [pictureAt(copy)];
  });
  return [...attached, ...shown];
}

/** What the embeds of a message say and lead to: a message of an app may say nothing else. */
export function wordsOfEmbeds(raw: unknown): readonly string[] {
  const read = message.safeParse(raw);
  if (!read.success) return [];
  return each(read.data.embeds, embed)
    .flatMap(({ url, description }) => [url, description])
    .filter((words) => words !== undefined);
}

/** Those that can be read; one that can't hides no other. */
function each<T extends z.ZodType>(given: readonly unknown[], schema: T): z.output<T>[] {
  return given.flatMap((one) => {
    const read = schema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
