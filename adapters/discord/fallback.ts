import type { Answer, Conversation, Person } from '../../src/chat/invocation.ts';
import type { DiscordApi } from './api.ts';
import { drawCard } from './cards.ts';
import { isRefusal } from './errors.ts';
import { makeFiles } from './files.ts';
import type { DiscordMessage } from './message.ts';
import type { UploadFile } from './multipart.ts';

/** To whom an answer goes as a message of its own. */
export interface Recipient {
  readonly conversation: Conversation;
  readonly person: Person;
  /** What tells the answer from another; an interaction's or a message's id. */
  readonly id: string;
  /** The message that it answers. */
  readonly replyTo?: string;
}

/** An answer as a message, with its files made. */
export function messageOf({ card }: Answer): { message: DiscordMessage; files: UploadFile[] } {
  const { message, files } = drawCard(card, 'attached');
  return { message, files: makeFiles(files) };
}

/**
 * Sends an answer as a message of its own: what everybody may see to the channel, what is for the asker alone as
 * a direct message. Where the bot may not write in the channel the asker gets it directly; the other way round
 * never. Rejects with refusal `closed` when the person takes no direct messages.
 */
export async function sendMessage(
  api: DiscordApi,
  answer: Answer,
  to: Recipient,
): Promise<'direct' | 'channel'> {
  const { message, files } = messageOf(answer);
  if (answer.visibility === 'conversation' || to.conversation.direct) {
    try {
      await sendToChannel(api, to, message, files);
      return 'channel';
    } catch (error) {
      if (to.conversation.direct || !isRefusal(error, 'forbidden', 'gone')) throw error;
    }
  }
  const channelId = await api.directChannel(to.person.id);
  await api.send({ channelId, nonce: to.id }, message, files);
  return 'direct';
}

/** Discord refuses a reply to a bot that may not read older messages; the message itself it takes. */
export async function sendToChannel(
  api: DiscordApi,
  { conversation, id, replyTo }: Recipient,
  message: DiscordMessage,
  files: readonly UploadFile[],
): Promise<void> {
  const to = { channelId: conversation.id, nonce: id };
  if (replyTo === undefined || conversation.direct) {
    await api.send(to, message, files);
    return;
  }
  try {
    await api.send({ ...to, replyTo }, message, files);
  } catch (error) {
    if (!isRefusal(error, 'forbidden') || error.code !== 160002) throw error;
    await api.send(to, message, files);
  }
}
