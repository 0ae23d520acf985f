import { z } from 'zod';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { shorten } from '../../src/chat/text.ts';

/** What a message says and shows, in any of its parts. */
export interface DiscordContent {
  /** In markdown, as people wrote it; links of buttons and embeds among it. */
  readonly texts: readonly string[];
  /** First the uploaded pictures, then the others. */
  readonly pictures: readonly AttachedPicture[];
}

/** A field that can't be read hides no other field. */
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
/** components/reference: all fields of components that people can read, see or open. */
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

/** Depth down to which parts are read. Discord nests components three deep and snapshots once. */
const deepest = 6;

type Media = z.infer<typeof media>;
type Part = { readonly words: string } | { readonly media: Media; readonly isUploaded: boolean };

/** Reads a raw message (resources/message, Message Object); a malformed one is empty. Never throws. */
export function readDiscordContent(raw: unknown): DiscordContent {
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
  // Discord tells the types of files that it knows; the name has to do for the others.
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
    // The image is larger than the thumbnail.
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

/** Discord's copy of media that are elsewhere. */
function copyOf(shown: z.infer<typeof shownMedia>): string | undefined {
  if (shown?.proxy_url != null) return shown.proxy_url;
  return shown?.url != null && isOfDiscord(shown.url) ? shown.url : undefined;
}

/** Leaves out links to Discord's own files, which lead to no offer. */
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

/** The items that fit `schema`. */
function each<T extends z.ZodType>(given: readonly unknown[], schema: T): z.output<T>[] {
  return given.flatMap((one) => {
    const read = schema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}

/** `https://` and all characters of links (RFC 3986) after it: one link, or several without a space between. */
const runs = /https?:\/\/[!#-;=?-[\]_a-z~]+/gi;
/** Characters that end a sentence or a mark, and no link. */
const endings = ".,;:!?'*~";
/** Brackets of a link that may each begin a remark on it. */
const mostRemarks = 4;

/**
 * The links in `text`, in their order, without the markdown or the punctuation around them:
 * `**https://…**`, `<https://…>`, `[words](https://…)`, `||https://…||`, lists, quotes, punctuation of any language.
 */
export function linksIn(text: string): string[] {
  const links: string[] = [];
  for (const { 0: run, index } of text.matchAll(runs)) {
    // Two links may follow each other without a space.
    const starts = [...run.matchAll(/https?:\/\//gi)].map((one) => one.index);
    for (const [at, start] of starts.entries()) {
      const piece = run.slice(start, starts[at + 1]);
      const link = linkIn(piece, start === 0 ? openedBefore(text, index) : 0);
      // Brackets may belong to the link or hold a remark on it, so both readings count.
      const brackets = [...link.matchAll(/[([]/g)].slice(0, mostRemarks);
      links.push(link, ...brackets.map((bracket) => withoutEnding(link.slice(0, bracket.index))));
    }
  }
  return links.filter((link) => /^https?:\/\/[^/?#]/i.test(link));
}

/** How many underscores before a link open a mark: so many close it, and further ones belong to the link. */
function openedBefore(text: string, index: number): number {
  let opened = 0;
  while (opened < 3 && text.charAt(index - 1 - opened) === '_') opened += 1;
  return opened;
}

function linkIn(piece: string, underscores: number): string {
  const [words = ''] = piece.split(/\*\*|~~/, 1);
  const link = withoutEnding(words.slice(0, endOfBalanced(words)));
  let end = link.length;
  for (let left = underscores; left > 0 && link.charAt(end - 1) === '_'; left -= 1) end -= 1;
  return link.slice(0, end);
}

function withoutEnding(words: string): string {
  let end = words.length;
  while (end > 0 && endings.includes(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

/** The index of the first bracket without a partner in the link. */
function endOfBalanced(words: string): number {
  const open: { readonly at: number; readonly closing: string }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const character = words.charAt(at);
    if (character === '(') open.push({ at, closing: ')' });
    if (character === '[') open.push({ at, closing: ']' });
    if (character !== ')' && character !== ']') continue;
    if (open.at(-1)?.closing !== character) return open[0]?.at ?? at;
    open.pop();
  }
  return open[0]?.at ?? words.length;
}

/** resources/message, Attachment Object: its link is signed and can be read without a token. */
export const attachedFile = z.object({ url: z.string() });

/** Discord's hosts for files (reference, Image Formatting), and for its copies of pictures in embeds. */
const hosts = [
  'cdn.discordapp.com',
  'media.discordapp.net',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
];

/** Whether `url` is on one of these hosts. */
function isOfDiscord(url: string): boolean {
  const link = URL.parse(url);
  return link?.protocol === 'https:' && hosts.includes(link.host);
}

/** The picture at a link of Discord's own; the bot reads no picture elsewhere. */
export function pictureAt(url: string): AttachedPicture {
  const link = URL.parse(url);
  return link !== null && isOfDiscord(url)
    ? { link: link.href }
    : { read: async () => ({ fault: 'not permitted' }) };
}

/**
 * The text of a message for the command of `menu`, no longer than its argument takes. The links come first, each on a line
 * of its own, so none is cut, and words are left out before links.
 */
export function textOfMessage({ texts }: Pick<DiscordContent, 'texts'>, menu: CommandMenu): string {
  const { fromMessage } = menu;
  if (fromMessage?.takes !== 'text') return '';
  const most = menu.arguments.find(({ name }) => name === fromMessage.argument)?.maxLength ?? 0;
  const links = new Set(texts.flatMap(linksIn));
  let text = '';
  for (const words of [...links, ...texts]) {
    const more = text === '' ? words : `${text}\n${words}`;
    if (more.length <= most) text = more;
  }
  return text === '' ? shorten(texts[0] ?? '', most) : text;
}
