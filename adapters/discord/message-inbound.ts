import { z } from 'zod';
import type { Input, Invocation } from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import { guestIn, member, outsideOf, placeOfGuild, platform, user, withPictures } from './inbound.ts';
import { textOfMessage } from './message-commands.ts';
import { type MessageContent, readContent } from './message-content.ts';
import { linksIn } from './message-links.ts';
import { lineIn } from './typed-text.ts';

/** What came in a message. */
export interface InboundMessage {
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
  author: user.extend({ bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  member: member.optional(),
  referenced_message: z.unknown().optional(),
});

/** resources/message, Message Types: DEFAULT and REPLY. */
const spoken = [0, 19];

/**
 * Reads a raw message; `undefined` unless a person says it to the bot: in a direct message, or with a mention of
 * it. `locale`: what is known of that person from before. Never throws.
 */
export function readMessage(
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
  if (author.bot === true || webhook_id !== undefined || !spoken.includes(type)) return undefined;
  const mention = new RegExp(`<@!?${about.botUserId}>`, 'g');
  const direct = guild_id === undefined;
  const said = content.replaceAll(mention, ' ');
  if (!direct && said === content) return undefined;
  const own = readContent(raw);
  const answered = readContent(referenced_message);
  const invocation: Invocation = {
    id,
    platform,
    place: placeOfGuild(guild_id, author.id),
    // A message does not say whether its channel is a thread, and only a server has any.
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
 * A line as it was typed. One that says nothing more than which command is meant, or nothing at all, is about the links of
 * the message that it forwards or answers, as if the command had been chosen in that message's menu.
 */
function inputOf(
  line: string,
  own: MessageContent,
  answered: MessageContent,
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

function hasLinks({ texts }: MessageContent): boolean {
  return texts.some((text) => linksIn(text).length > 0);
}
