import { z } from 'zod';

/** events/gateway, List of Intents. */
export const intentBits = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

const privileged = intentBits.guildMembers | intentBits.guildPresences | intentBits.messageContent;
const highest = 1 << 26;

/** The close code that Discord answers such intents with, if any. The fake's application has no privileged ones. */
export function refusalOfIntents(intents: number): 4013 | 4014 | undefined {
  if (!Number.isInteger(intents) || intents < 0 || intents >= highest) return 4013;
  return (intents & privileged) === 0 ? undefined : 4014;
}

const message = z.looseObject({
  guild_id: z.string().optional(),
  content: z.string(),
  mentions: z.array(z.looseObject({ id: z.string() })),
});

/** The event as a session with `intents` gets it: not at all, or without the words it may not read. */
export function eventFor(intents: number, type: string, data: object, botUserId: string): object | undefined {
  if (type !== 'MESSAGE_CREATE') return data;
  const { guild_id, mentions } = message.parse(data);
  const needed = guild_id === undefined ? intentBits.directMessages : intentBits.guildMessages;
  if ((intents & needed) === 0) return undefined;
  const readable = guild_id === undefined || mentions.some((one) => one.id === botUserId);
  return readable ? data : { ...data, content: '', embeds: [], attachments: [], components: [] };
}
