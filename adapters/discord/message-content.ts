import { z } from 'zod';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { isOfDiscord, pictureAt } from './message-pictures.ts';

/** What a message says and shows, wherever in it that stands. */
export interface MessageContent {
  /** As people wrote it, in markdown; what it leads to among it. */
  readonly texts: readonly string[];
  /** Pictures that were uploaded with it, then those that it shows otherwise. */
  readonly pictures: readonly AttachedPicture[];
}

/** One that can't be read hides no other. */
const words = z.string().nullish().catch(undefined);
const list = z.array(z.unknown()).catch([]);
/** components/reference, Unfurled Media Item; resources/message, Embed Image: `proxy_url` is Discord's own copy. */
const media = z.object({ url: words, proxy_url: words, content_type: words, description: words });
const shownMedia = media.nullish().catch(undefined);
/** resources/message, Attachment Object. */
const attachment = media.extend({ filename: words, title: words });
const named = z.object({ name: words, url: words, text: words, value: words }).nullish().catch(undefined);
/** resources/message, Embed Object. */
const embed = z.object({
  title: words,
  url: words,
  description: words,
  author: named,
  footer: named,
  provider: named,
  fields: list,
  image: shownMedia,
  thumbnail: shownMedia,
  video: shownMedia,
});
/** components/reference: what any of them can hold that can be read, seen or opened. */
const component = z.object({
  content: words,
  label: words,
  placeholder: words,
  description: words,
  url: words,
  media: shownMedia,
  file: shownMedia,
  items: list,
  options: list,
  components: list,
  accessory: z.unknown().optional(),
});
/** resources/poll, Poll Media Object, within the question and each answer. */
const pollWords = z.object({ text: words, poll_media: z.object({ text: words }).nullish().catch(undefined) });
const poll = z.object({ question: z.unknown().optional(), answers: list }).nullish().catch(undefined);
/** resources/message, Message Object and Message Snapshot Object: a forwarded message says nothing itself. */
const message = z.object({
  content: words,
  attachments: list,
  embeds: list,
  components: list,
  poll,
  message_snapshots: list,
});
const snapshot = z.object({ message: z.unknown().optional() });

/** Discord nests components three deep and snapshots once; a payload that says more is read so far. */
const deepest = 6;

type Media = z.infer<typeof media>;
type Part = { readonly words: string } | { readonly media: Media; readonly isUploaded: boolean };

/** Reads a raw message (resources/message, Message Object); one without sense says nothing. Never throws. */
export function readContent(raw: unknown): MessageContent {
  const parts = partsOfMessage(raw, deepest);
  const texts = parts.flatMap((part) => ('words' in part ? [part.words] : []));
  const shown = parts.flatMap((part) => ('media' in part ? [part] : []));
  const uploadedFirst = [
    ...shown.filter(({ isUploaded }) => isUploaded),
    ...shown.filter(({ isUploaded }) => !isUploaded),
  ];
  return { texts, pictures: uploadedFirst.flatMap(({ media, isUploaded }) => pictureIn(media, isUploaded)) };
}

function partsOfMessage(raw: unknown, depth: number): Part[] {
  const read = message.safeParse(raw);
  if (!read.success || depth === 0) return [];
  const { content, attachments, embeds, components, message_snapshots } = read.data;
  return [
    ...said(content),
    ...each(message_snapshots, snapshot).flatMap((one) => partsOfMessage(one.message, depth - 1)),
    ...each(embeds, embed).flatMap(partsOfEmbed),
    ...components.flatMap((one) => partsOfComponent(one, depth)),
    ...partsOfPoll(read.data.poll),
    ...each(attachments, attachment).flatMap(partsOfAttachment),
  ];
}

function partsOfAttachment(file: z.infer<typeof attachment>): Part[] {
  const { filename, title, description, content_type } = file;
  // Discord tells the type of what it knows; the rest has to be judged by its name.
  const type = content_type ?? (/\.(?:png|jpe?g|webp|gif)$/i.test(filename ?? '') ? 'image/*' : 'file');
  return [...said(title, description), { media: { ...file, content_type: type }, isUploaded: true }];
}

function partsOfEmbed({ author, provider, footer, fields, ...one }: z.infer<typeof embed>): Part[] {
  const { title, url, description, image, thumbnail, video } = one;
  return [
    ...said(url, title, description, author?.url, author?.name),
    ...each(fields, named).flatMap((field) => said(field?.name, field?.value)),
    ...said(footer?.text, provider?.url, provider?.name, video?.url, video?.description),
    ...said(image?.url, image?.description, thumbnail?.url, thumbnail?.description),
    // Of two the larger one.
    ...shownIn(copyOf(image) === undefined ? thumbnail : image),
  ];
}

function partsOfComponent(raw: unknown, depth: number): Part[] {
  const read = component.safeParse(raw);
  if (!read.success || depth === 0) return [];
  const { content, label, placeholder, description, url, components, items, options, accessory } = read.data;
  return [
    ...said(content, label, placeholder, description, url),
    ...partsOfMedia(read.data.media),
    ...partsOfMedia(read.data.file),
    ...[...components, ...items, ...options, accessory].flatMap((one) => partsOfComponent(one, depth - 1)),
  ];
}

function partsOfPoll(asked: z.infer<typeof poll>): Part[] {
  if (asked == null) return [];
  return each([asked.question, ...asked.answers], pollWords).flatMap(({ text, poll_media }) =>
    said(text, poll_media?.text),
  );
}

function partsOfMedia(shown: z.infer<typeof shownMedia>): Part[] {
  return [...said(shown?.url, shown?.description), ...shownIn(shown)];
}

function shownIn(shown: z.infer<typeof shownMedia>): Part[] {
  return shown == null ? [] : [{ media: shown, isUploaded: false }];
}

/** Of what is elsewhere only Discord's copy is read. */
function copyOf(shown: z.infer<typeof shownMedia>): string | undefined {
  if (shown?.proxy_url != null) return shown.proxy_url;
  return shown?.url != null && isOfDiscord(shown.url) ? shown.url : undefined;
}

/** Without where Discord keeps things: it leads to no offer. */
function said(...texts: readonly (string | null | undefined)[]): Part[] {
  return texts.flatMap((text) =>
    text == null || text.trim() === '' || isOfDiscord(text) ? [] : [{ words: text }],
  );
}

function pictureIn(shown: Media, isUploaded: boolean): AttachedPicture[] {
  const { url, content_type } = shown;
  if (content_type != null && !content_type.startsWith('image/')) return [];
  const link = isUploaded ? url : copyOf(shown);
  return link == null ? [] : [pictureAt(link)];
}

/** Those that can be read. */
function each<T extends z.ZodType>(given: readonly unknown[], schema: T): z.output<T>[] {
  return given.flatMap((one) => {
    const read = schema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
