import type { Button, Select } from './component-rules.ts';
import { type Mark, type Reading, readMarkdown } from './markdown.ts';
import type { Embed } from './message-rules.ts';
import type { StoredMessage } from './message-store.ts';

/** What a person sees of a message, and what it does to people. */
export interface Visible {
  /** Everything that can be read, one part a line; attached text files included. Zero-width spaces left out. */
  readonly text: string;
  /** Who is notified: user ids, `&role id`, `everyone`, `here`. */
  readonly pings: readonly string[];
  /** Whatever opens on a click: in text, on titles, on buttons. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Buttons that come back to the bot. */
  readonly buttons: readonly { readonly label: string; readonly customId: string; readonly style: number }[];
  readonly selects: readonly {
    readonly placeholder: string;
    readonly customId: string;
    readonly options: readonly { readonly label: string; readonly value: string }[];
  }[];
  /** Pictures by URL, or by the name of an attached file with its bytes. */
  readonly pictures: readonly { readonly url: string; readonly alt: string; readonly bytes?: Buffer }[];
  /** Every mark of markdown that took effect. */
  readonly marks: readonly { readonly kind: Mark; readonly text: string }[];
  readonly mentionsDrawn: readonly string[];
}

export type Shown = Pick<
  StoredMessage,
  'content' | 'embeds' | 'components' | 'tree' | 'files' | 'allowedMentions' | 'origin' | 'replyTo'
>;

/** What is to be seen of `message`. */
export function visible(message: Shown): Visible {
  const content = readMarkdown(message.content);
  const embeds = distinctByUrl(message.embeds).map(readEmbed);
  const components = message.components.flatMap((row): (Button | Select)[] => [...row.components]);
  const buttons = components.filter((one) => one.type === 2);
  const selects = components.filter((one) => one.type === 3);
  const displays = (message.tree?.displays ?? []).map((display) => readMarkdown(display));
  const readings = [content, ...embeds.flatMap((embed) => embed.readings), ...displays];
  const plain = embeds.flatMap((embed) => embed.plain);
  const files = message.files.filter((file) => file.filename.endsWith('.txt'));
  const lines = [
    ...readings.map((reading) => reading.text),
    ...plain,
    ...buttons.map((button) => button.label),
    ...selects.flatMap((one) => [one.placeholder ?? '', ...one.options.map((option) => option.label)]),
    ...files.map((file) => file.bytes.toString('utf8')),
    // Of others a client shows what they are called.
    ...message.files.flatMap(({ filename }) => (/\.(txt|png)$/.test(filename) ? [] : [filename])),
  ];
  return {
    text: lines
      .filter((line) => line !== '')
      .join('\n')
      .replaceAll('\u200b', ''),
    pings: pingsOf(message),
    links: [
      ...readings.flatMap((reading) => reading.links),
      ...invites(message.content),
      ...embeds.flatMap((embed) => embed.links),
      ...buttons.flatMap(({ label, url }) => (typeof url === 'string' ? [{ label, url }] : [])),
    ],
    buttons: buttons.flatMap(({ label, custom_id, style }) =>
      custom_id === undefined ? [] : [{ label, customId: custom_id, style }],
    ),
    selects: selects.map((one) => ({
      placeholder: one.placeholder ?? '',
      customId: one.custom_id,
      options: one.options.map(({ label, value }) => ({ label, value })),
    })),
    pictures: [
      ...embeds.flatMap((embed) => embed.pictures).map((url) => picture(url, message.files)),
      ...(message.tree?.thumbnails ?? []),
      ...unreferenced(message),
    ],
    marks: readings.flatMap((reading) => reading.marks),
    mentionsDrawn: readings.flatMap((reading) => reading.mentions),
  };
}

interface ReadEmbed {
  readonly readings: readonly Reading[];
  readonly plain: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly pictures: readonly string[];
}

function readEmbed(embed: Embed): ReadEmbed {
  const title = readMarkdown(embed.title ?? '', 'title');
  const fields = embed.fields ?? [];
  return {
    readings: [
      title,
      readMarkdown(embed.description ?? ''),
      ...fields.flatMap((field) => [readMarkdown(field.name, 'title'), readMarkdown(field.value)]),
    ],
    plain: [embed.author?.name ?? '', embed.footer?.text ?? ''],
    // Without a title there is nothing to click on.
    links: embed.url == null || title.text === '' ? [] : [{ label: title.text, url: embed.url }],
    pictures: [embed.thumbnail?.url, embed.image?.url].filter((url) => url !== undefined),
  };
}

/** Of several embeds with one URL only the first is shown (resources/message, Embed Limits). */
function distinctByUrl(embeds: readonly Embed[]): Embed[] {
  return embeds.filter(
    (embed, index) => embed.url == null || embeds.findIndex((other) => other.url === embed.url) === index,
  );
}

/** An invitation opens on a click even without a scheme, in a message's own content. */
function invites(content: string): { label: string; url: string }[] {
  const found = content.matchAll(/(?<![\w/])(?:discord\.gg|discord(?:app)?\.com\/invite)\/\w+/gi);
  return [...found].map(([url]) => ({ label: url, url }));
}

/** Who the content names and `allowed_mentions` lets through. Embeds never ping. */
function pingsOf(message: Shown): string[] {
  const ids = (pattern: RegExp) => [...message.content.matchAll(pattern)].map(([, id = '']) => id);
  const users = ids(/<@!?(\d+)>/g);
  const roles = ids(/<@&(\d+)>/g);
  const broad = ids(/@(everyone|here)/g);
  const rules = message.allowedMentions;
  // Without rules a bot's own message parses everything, an interaction's answer only users.
  const parse =
    rules?.parse ?? (rules !== undefined ? [] : message.origin === 'interaction' ? ['users'] : all);
  const allowed = (kind: string, named: readonly string[] | undefined) => (id: string) =>
    parse.includes(kind) || named?.includes(id) === true;
  const repliedTo = message.replyTo !== undefined && (rules === undefined || rules.replied_user === true);
  return [
    ...new Set([
      ...users.filter(allowed('users', rules?.users)),
      ...roles.filter(allowed('roles', rules?.roles)).map((id) => `&${id}`),
      ...broad.filter(() => parse.includes('everyone')),
      ...(repliedTo ? ['the one replied to'] : []),
    ]),
  ];
}

const all = ['users', 'roles', 'everyone'];

function picture(url: string, files: Shown['files']): { url: string; alt: string; bytes?: Buffer } {
  const name = /^attachment:\/\/(.*)$/s.exec(url)?.[1];
  const file = files.find((one) => one.filename === name);
  return file === undefined ? { url, alt: '' } : { url, alt: file.description ?? '', bytes: file.bytes };
}

/** Attached pictures that no embed uses are shown below the message. */
function unreferenced(message: Shown): { url: string; alt: string; bytes: Buffer }[] {
  const used = new Set(message.embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]));
  return message.files
    .filter((file) => file.contentType.startsWith('image/') && !used.has(`attachment://${file.filename}`))
    .map((file) => ({ url: file.filename, alt: file.description ?? '', bytes: file.bytes }));
}
