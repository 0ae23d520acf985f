import { z } from 'zod';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { openPlatformFiles, type PlatformFiles } from '../../src/pictures/platform-files.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { ResponseUrls } from './response-url.ts';

/** https://docs.slack.dev/reference/objects/file-object: `url_private` wants the token of an app with `files:read`. */
const file = z.object({ url_private: z.string(), mimetype: z.string().default('') });
const attachment = z.object({ image_url: z.string().optional(), from_url: z.string().optional() });
const message = z.object({
  files: z.array(z.unknown()).catch([]),
  attachments: z.array(z.unknown()).catch([]),
});

/** Files that were uploaded to Slack. The token goes to Slack's own hosts for files, and nowhere else. */
export function openFiles(parts: {
  readonly botToken: string;
  readonly urls: Pick<ResponseUrls, 'takesFiles'>;
  readonly clock: Clock;
}): PlatformFiles {
  return openPlatformFiles({
    clock: parts.clock,
    trusts: ({ href }) => parts.urls.takesFiles(href),
    headers: { authorization: `Bearer ${parts.botToken}` },
  });
}

/** The pictures of a message: those uploaded with it, then those that its links unfolded to. */
export function picturesIn(raw: unknown, files: Pick<PlatformFiles, 'read'>): readonly AttachedPicture[] {
  const read = message.safeParse(raw);
  if (!read.success) return [];
  const uploaded = each(read.data.files, file)
    .filter(({ mimetype }) => mimetype.startsWith('image/'))
    .map(({ url_private: url }): AttachedPicture => ({ read: (signal) => files.read(url, signal) }));
  const unfolded = each(read.data.attachments, attachment).flatMap(
    ({ image_url: link }): AttachedPicture[] => (link === undefined ? [] : [{ link }]),
  );
  return [...uploaded, ...unfolded];
}

/** The links that a message was unfolded for: a message of an app may have them nowhere else. */
export function linksIn(raw: unknown): readonly string[] {
  const read = message.safeParse(raw);
  const links = read.success ? each(read.data.attachments, attachment).map(({ from_url }) => from_url) : [];
  return links.filter((link) => link !== undefined);
}

/** Those that can be read; one that can't hides no other. */
function each<T extends z.ZodType>(given: readonly unknown[], schema: T): z.output<T>[] {
  return given.flatMap((one) => {
    const read = schema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
