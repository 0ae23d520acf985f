import { z } from 'zod';
import type { Input } from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { PlatformFiles } from '../../src/pictures/platform-files.ts';
import { attached } from './files.ts';
import { identityOf, slackName } from './identity.ts';
import { type Inbound, identifiedPerson } from './inbound.ts';
import { readSlackContent, type SlackContent, textOf, wordsForBot } from './message-content.ts';

const event = z.object({
  event: z.looseObject({
    type: z.enum(['app_mention', 'message']),
    subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
    user: z.string().min(1),
    bot_id: z.undefined().optional(),
    text: z.string(),
    channel: z.string().min(1),
    channel_type: z.string().optional(),
    ts: z.string().min(1),
    thread_ts: z.string().optional(),
  }),
});

/**
 * https://docs.slack.dev/reference/events/app_mention and message.im: what a person wrote to the bot. One
 * message can arrive as both, and under several event ids, so its id is made of where and when it stands.
 * `undefined` for what bots write, for edits and joins, and for talk that the bot only overhears.
 */
export function readMessage(
  body: unknown,
  about: {
    readonly botUser: string;
    readonly receivedAt: number;
    readonly files: Pick<PlatformFiles, 'read'>;
    readonly menu: readonly CommandMenu[];
  },
): Inbound | undefined {
  const { botUser, receivedAt, files } = about;
  const read = event.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { event: message } = read.data;
  const direct = message.channel_type === 'im' || message.channel.startsWith('D');
  if (message.user === botUser || (message.type === 'message' && !direct)) return undefined;
  const content = readSlackContent(message);
  const { pictures } = content;
  return {
    invocation: {
      id: `${message.channel}:${message.ts}`,
      platform: slackName,
      workspace: identity.workspace,
      conversation: { id: message.channel, direct },
      person: identifiedPerson(message.user, identity),
      inMessage: true,
      input: inputOf(wordsForBot(message.text, botUser), content, about.menu),
      ...(pictures.length > 0 && { pictures: attached(pictures, files) }),
      receivedAt,
    },
    origin: { user: message.user, channel: message.channel, threadTs: message.thread_ts },
  };
}

/**
 * A line as it was typed. One that says no more than which command is meant, or nothing at all, is about the links of the
 * message that it shares, as if the command had been chosen in that one's menu.
 */
function inputOf(line: string, content: SlackContent, menu: readonly CommandMenu[]): Input {
  const typed = line.replace(/^[/／]/, '').toLowerCase();
  const isForPictures = typed === '' && content.pictures.length > 0;
  const command = menu.find(
    ({ name, fromMessage }) => fromMessage?.takes === 'text' && (typed === '' || typed === name),
  );
  if (command === undefined || isForPictures || !content.links.some(leadsOut))
    return { kind: 'text', text: line };
  return { kind: 'message', command: command.name, text: textOf(content) };
}

/** Whether a link is not just that to a shared message itself. */
function leadsOut(link: string): boolean {
  return !/^https:\/\/[\w-]+(?:\.enterprise)?\.slack\.com\/archives\//i.test(link);
}
