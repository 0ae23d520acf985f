import { z } from 'zod';

/** What a reader of a message sees in it, wherever its payload has that. */
export interface SlackContent {
  /** Where its links lead: those in words, of buttons, of what was shared or unfolded. Each once, in their order. */
  readonly links: readonly string[];
  /** Its words, one line for each stretch of them. Each once, in their order. */
  readonly lines: readonly string[];
  /** Uploaded first, then what it shows, small ones beside words last. */
  readonly pictures: readonly FoundPicture[];
}

/** A file of Slack's own, which wants the app's token, or a public link. */
export type FoundPicture = { readonly file: string } | { readonly link: string };

const record = z.record(z.string(), z.unknown());
/** https://docs.slack.dev/reference/objects/file-object: `url_private` wants the token of an app with `files:read`. */
const file = z.object({ url_private: z.string(), mimetype: z.string().startsWith('image/') });

/** A file of Slack's own, where it is a picture. */
export function uploadedPicture(raw: unknown): readonly FoundPicture[] {
  const own = file.safeParse(raw);
  return own.success ? [{ file: own.data.url_private }] : [];
}

const slackFile = z.object({ slack_file: z.object({ url: z.string() }) });

/**
 * Where words stand in messages, blocks and attachments, in the order of reading:
 * https://docs.slack.dev/reference/block-kit/blocks, legacy/legacy-messaging/legacy-secondary-message-attachments.
 * Anything else (ids, tokens, payloads of buttons, the author) is not looked at.
 */
const wordKeys = [
  'pretext',
  'title',
  'subtitle',
  'text',
  'body',
  'value',
  'caption',
  'description',
  'footer',
];
/** Said only where nothing else says it, or what a picture shows. */
const lastWordKeys = ['fallback', 'alt_text'];
const linkKeys = [
  'title_link',
  'title_url',
  'url',
  'author_link',
  'from_url',
  'original_url',
  'app_unfurl_url',
];
const pictureKeys = ['image_url', 'thumb_url', 'thumbnail_url'];
const innerKeys = [
  'files',
  'blocks',
  'message_blocks',
  'message',
  'elements',
  'child_blocks',
  'rows',
  'fields',
  'accessory',
  'hero_image',
  'options',
  'option_groups',
  'actions',
  'attachments',
];

/** Deeper than a message nests that shares one that shares another, and more than 50 blocks hold. */
const deepest = 30;
const mostNodes = 5000;
const longestLink = 4096;
const longestLine = 40_000;

/** Reads `raw`, a message as events and shortcuts have it. What can't be read hides nothing else. */
export function readSlackContent(raw: unknown): SlackContent {
  const links = new Set<string>();
  const lines = new Set<string>();
  const uploaded: FoundPicture[] = [];
  const shown: FoundPicture[] = [];
  const small: FoundPicture[] = [];
  let left = mostNodes;

  const addLink = (link: string) => {
    if (/^https?:\/\//i.test(link) && link.length <= longestLink) links.add(link);
  };
  const say = (words: string) => {
    const line = words.slice(0, longestLine).trim();
    if (line !== '') lines.add(line);
  };
  /** Words in Slack's own markup. */
  const sayMarkup = (markup: string) => {
    const cut = markup.slice(0, longestLine);
    for (const [, link = ''] of cut.matchAll(/<(https?:\/\/[^<>|\n]+)(?:\|[^<>\n]*)?>/gi))
      addLink(link.replaceAll('&amp;', '&'));
    say(unwrapText(cut));
  };

  function visit(node: unknown, depth: number, beside: boolean): void {
    if (typeof node !== 'object' || node === null) return;
    left -= 1;
    if (left < 0 || depth > deepest) return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each, depth + 1, beside);
      return;
    }
    const read = record.safeParse(node);
    if (!read.success) return;
    const part = read.data;
    if (isRichText(part['type'])) {
      say(inlineWords(part['elements'], addLink));
      return;
    }
    for (const key of wordKeys) {
      const words = part[key];
      // A field of an attachment has words as its value; what a button or a menu sends back is for no reader.
      if (key === 'value' && (typeof part['title'] !== 'string' || part['type'] !== undefined)) continue;
      if (typeof words !== 'string') visit(words, depth + 1, beside);
      else if (part['type'] === 'plain_text' || part['type'] === 'raw_text') say(words);
      else if (part['type'] === 'markdown') sayMarkdown(words, addLink, say);
      else sayMarkup(words);
    }
    for (const key of linkKeys) if (typeof part[key] === 'string') addLink(part[key]);
    addPictures(part, beside);
    const isBeside = beside || part['type'] === 'context';
    for (const key of innerKeys) visit(part[key], depth + 1, isBeside);
    for (const key of lastWordKeys) if (typeof part[key] === 'string') sayMarkup(part[key]);
  }

  function addPictures(part: Readonly<Record<string, unknown>>, beside: boolean): void {
    const own = file.safeParse(part);
    if (own.success) uploaded.push({ file: own.data.url_private });
    const kept = slackFile.safeParse(part);
    const into = beside ? small : shown;
    if (kept.success) into.push({ file: kept.data.slack_file.url });
    const [link] = pictureKeys.flatMap((key) => (typeof part[key] === 'string' ? [part[key]] : []));
    if (link !== undefined) into.push({ link });
  }

  visit(raw, 0, false);
  return { links: [...links], lines: [...lines], pictures: distinct([...uploaded, ...shown, ...small]) };
}

/** A message's links and words as one text. A command takes so many characters: links go first, so that none is lost behind words. */
export function textOf({ links, lines }: Pick<SlackContent, 'links' | 'lines'>): string {
  return [...links, ...lines].join('\n');
}

function isRichText(type: unknown): boolean {
  return typeof type === 'string' && /^rich_text_(?:section|quote|preformatted)$/.test(type);
}

const inline = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  fallback: z.string().optional(),
});

/** The words of a stretch of rich text; a link stands apart from its neighbours. */
function inlineWords(elements: unknown, addLink: (link: string) => void): string {
  if (!Array.isArray(elements)) return '';
  const read = elements.flatMap((element) => inline.safeParse(element).data ?? []);
  const words = read.map(({ type, text, url, fallback }) => {
    if (type !== 'link' || url === undefined) return text ?? fallback ?? '';
    addLink(url);
    return text === undefined || text === url ? ` ${url} ` : `${text} ${url} `;
  });
  return words.join('').replace(/ {2,}/g, ' ');
}

/** https://docs.slack.dev/reference/block-kit/blocks/markdown-block: ordinary Markdown. */
function sayMarkdown(words: string, addLink: (link: string) => void, say: (words: string) => void): void {
  const cut = words.slice(0, longestLine);
  const links = cut.matchAll(/\]\(\s?<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)/gi);
  for (const [, link = ''] of links) addLink(link);
  say(cut.replace(/\]\(/g, ' ('));
}

function distinct(pictures: readonly FoundPicture[]): readonly FoundPicture[] {
  const seen = new Map(pictures.map((picture) => ['file' in picture ? picture.file : picture.link, picture]));
  return [...seen.values()];
}

/** A reference, with the marks for bold, code and the like that stand against it: they are no part of what is referred to. */
const markedReference = /[*_~`]{0,4}<([^<>\n]+)>[*_~`]{0,4}/g;
/** The same marks around one word. An underscore can be part of an id. */
const markedWord = /(^|\s)([`*~]{1,3})([^\s`*~]+)\2(?=\s|$)/g;
/** Typed with its brackets, which Slack then escapes. */
const typedMention = /&lt;@((?:&amp;)?)([^<>&\n]{0,100})&gt;/g;
/** Nothing in a name tells it from an id in capitals, but a digit is in nearly every id. */
const surelyId = /^(?=[A-Z]*\d)[USW][A-Z0-9]{5,30}(?:\|.*)?$/;

/**
 * What a person typed, out of the form in which Slack hands it on: numbers, addresses and names of hosts that Slack's client
 * made links of as they were typed, other links as their targets, channels and dates as they were read, a word without the marks
 * around it, the three escaped characters as themselves. Who was picked stays as Slack has them, `<@U0123ABCD|ann>`, and a
 * user group as `<@&S0123ABCD|buyers>`: a name that was typed never looks like that.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function unwrapText(text: string): string {
  return withoutMarks(text.trim())
    .replace(typedMention, (whole, group: string, name: string) =>
      surelyId.test(name) ? whole : `@${group}${name}`,
    )
    .replace(markedReference, (whole, inside: string) => unwrapReference(inside) ?? whole)
    .replace(markedWord, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/**
 * The words that a message says to the bot: what follows its mention, or what stands before it when nothing
 * follows. The whole message where the bot is not mentioned, as in a direct conversation.
 */
export function wordsForBot(text: string, botUser: string): string {
  const mention = new RegExp(`[*_~]{0,3}<@${botUser}(?:\\|[^<>]*)?>[*_~]{0,3}`);
  const found = mention.exec(text);
  if (found === null) return unwrapText(text);
  const after = unwrapText(text.slice(found.index + found[0].length).replace(/^\s*[,:，：]/, ''));
  return after === '' ? unwrapText(text.slice(0, found.index)) : after;
}

function unwrapReference(inside: string): string | undefined {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  const [, person] = /^@([UW][A-Z0-9]+)$/.exec(target) ?? [];
  if (person !== undefined) return mentionOf(person, label);
  const [, group] = /^!subteam\^(S[A-Z0-9]+)$/.exec(target) ?? [];
  if (group !== undefined) return mentionOf(`&${group}`, label.replace(/^@/, ''));
  if (/^#[CDG][A-Z0-9]+$/.test(target)) return `#${label === '' ? target.slice(1) : label}`;
  if (/^!(?:here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
  // Dates, and whatever else an app may write: as it is read.
  if (target.startsWith('!')) return label;
  if (/^https?:\/\//i.test(target)) return isTyped(target, label) ? label : target;
  const [, address] = /^(?:tel|mailto|sms):([^?]*)/i.exec(target) ?? [];
  if (address !== undefined) return label === '' ? decoded(address) : label;
  return /^[a-z][a-z0-9+.-]*:/i.test(target) ? label || target : undefined;
}

function mentionOf(id: string, label: string): string {
  return /^[^<>&|\s][^<>&|]{0,79}$/.test(label) ? `<@${id}|${label}>` : `<@${id}>`;
}

/** Whether a link's words are what it was made of: the same but for the scheme, which Slack's client adds. */
function isTyped(target: string, label: string): boolean {
  const bare = (link: string) => decoded(link.replace(/^https?:\/\//i, '').replace(/\/$/, '')).toLowerCase();
  return label !== '' && !/^https?:\/\//i.test(label) && bare(target) === bare(label);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** People set whole commands in code or bold, and Slack keeps the marks in the text. */
function withoutMarks(text: string): string {
  const inner = /^(```|[`*_~])(.*)\1$/s.exec(text)?.[2];
  return inner === undefined || inner.trim() === '' ? text : inner.trim();
}
