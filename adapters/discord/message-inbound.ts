import { z } from 'zod';
import type { Input, Invocation } from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import { discordName, outsideOf, workspaceOfGuild } from './ids.ts';
import { userPayload, withMentions, withPictures } from './inbound.ts';
import { type DiscordContent, linksIn, readDiscordContent, textOfMessage } from './message-content.ts';
import { guestIn, memberPayload } from './people.ts';

/** A message to the bot, read. */
interface InboundMessage {
  readonly invocation: Invocation;
  readonly messageId: string;
}

/** resources/message, Message Object, as the gateway sends it. */
const messagePayload = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  type: z.number(),
  content: z.string(),
  author: userPayload.extend({ bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  member: memberPayload.optional(),
  referenced_message: z.unknown().optional(),
});

/** resources/message, Message Types: DEFAULT and REPLY. */
const typesOfPeople = [0, 19];

/**
 * Reads a raw message; `undefined` unless a person addresses the bot, by a direct message or a mention. `localeOf`: what
 * earlier interactions told. Never throws.
 */
export function readMessageCreate(
  raw: unknown,
  about: {
    readonly botUserId: string;
    readonly now: number;
    readonly localeOf: (personId: string) => string | undefined;
    readonly menu: readonly CommandMenu[];
  },
): InboundMessage | undefined {
  const parsed = messagePayload.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, channel_id, guild_id, type, content, author, webhook_id, member, referenced_message } =
    parsed.data;
  if (author.bot === true || webhook_id !== undefined || !typesOfPeople.includes(type)) return undefined;
  // With the sign that people write behind a name, in the width of either keyboard.
  const mention = new RegExp(`<@!?${about.botUserId}>(?:\\s*[,:，：])?`, 'g');
  const direct = guild_id === undefined;
  const said = content.replaceAll(mention, ' ');
  if (!direct && said === content) return undefined;
  const own = readDiscordContent(raw);
  const answered = readDiscordContent(referenced_message);
  const invocation: Invocation = {
    id,
    platform: discordName,
    workspace: workspaceOfGuild(guild_id, author.id),
    // A message does not tell whether its channel is a thread; direct messages have no threads.
    conversation: { id: channel_id, direct, ...outsideOf(guild_id), ...(direct && { channel: null }) },
    person: {
      id: author.id,
      locale: about.localeOf(author.id),
      groups: member?.roles,
      ...guestIn(member),
    },
    input: inputOf(lineIn(said), own, answered, about.menu),
    ...withPictures(own.pictures.length > 0 ? own.pictures : answered.pictures),
    inMessage: true,
    receivedAt: about.now,
  };
  return { invocation, messageId: id };
}

/**
 * `line` as typed text. When it is empty or only names a command, the message is about the links that it forwards or
 * replies to, as if the person had chosen the command in that message's menu.
 */
function inputOf(
  line: string,
  own: DiscordContent,
  answered: DiscordContent,
  menu: readonly CommandMenu[],
): Input {
  const asTyped: Input = { kind: 'text', text: line };
  const typed = line.replace(/^[/／]/, '').toLowerCase();
  if (typed === '' && own.pictures.length > 0) return asTyped;
  const command = menu.find(
    ({ name, fromMessage }) => fromMessage?.takes === 'text' && (typed === '' || typed === name),
  );
  const about = [own, answered].find(hasLinks);
  if (command === undefined || about === undefined) return asTyped;
  return { kind: 'message', command: command.name, text: textOfMessage(about, command) };
}

function hasLinks({ texts }: DiscordContent): boolean {
  return texts.some((text) => linksIn(text).length > 0);
}

/** Characters that are read; people can't write longer messages. */
const longestText = 8_000;
/** A masked link; with a label of more than 300 characters it stays as it is. */
const maskedLink = /\[[^\][\n]{0,300}\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"\n]{0,100}")?\)/g;
/** Emphasis, spoilers and code around a word that begins as a link does. */
const markedLink = /^([*_~|`]{1,6})(?=https?:\/\/)/;

/**
 * The typed line, without Discord's markup around it: quotes and lists, code marks, `<https://…>`, `[words](https://…)`,
 * `**https://…**`, `||https://…||`.
 */
function lineIn(content: string): string {
  return withMentions(content.slice(0, longestText))
    .trim()
    .replace(/^(?:>{1,3}|[-*+]|\d{1,3}\.|#{1,3}|-#)\s+/, '')
    .replace(/^(`{1,3})([^`]+)\1$/, '$2')
    .replaceAll(maskedLink, '$1')
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/g, '$1')
    .replaceAll(/\S+/g, withoutMarks)
    .trim();
}

function withoutMarks(word: string): string {
  const [, marks] = markedLink.exec(word) ?? [];
  if (marks === undefined) return word;
  const closing = [...marks].reverse().join('');
  const end = word.lastIndexOf(closing);
  const after = word.slice(end + closing.length);
  // Where letters follow the mark, it is part of the link.
  return end <= marks.length || /\w/.test(after) ? word : word.slice(marks.length, end) + after;
}
