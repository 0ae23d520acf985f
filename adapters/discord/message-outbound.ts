import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, Conversation, Person, ReplyTransport } from '../../src/chat/invocation.ts';
import type { Localized } from '../../src/runtime/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi } from './api.ts';
import { drawDiscordCard, type PicturePlace } from './cards.ts';
import { isRefusal } from './errors.ts';
import { makeFiles, type UploadFile } from './files.ts';
import { drawGalleryMessage } from './gallery-message.ts';
import { discordLimits } from './limits.ts';
import type { AnyMessage, DiscordMessage } from './message.ts';
import { escapeMarkdown } from './rich-text.ts';

/**
 * Answers a mention or a direct message. A server's channel knows no private messages: an answer for the asker alone goes
 * as a direct message, and a hint in the channel says that it did, or that it could not.
 *
 * `command`: the command that the person used, with the slash, for that hint.
 */
export function messageTransport(
  recipient: Recipient,
  command: string,
  deps: { readonly api: DiscordApi; readonly words: Localized<AdapterWords>; readonly log: Log },
): ReplyTransport {
  const { api, words, log } = deps;

  /** Sends a hint to the channel. Its failure does not fail the answer. */
  async function hint(sentence: string): Promise<void> {
    const to = { ...recipient, id: `${recipient.id}-hint`.slice(-discordLimits.nonce) };
    await sendToChannel(api, to, saying(sentence), []).catch((error: unknown) => {
      log.warn({ err: error }, 'the hint at a direct message could not be sent');
    });
  }

  async function send(answer: Answer): Promise<void> {
    const saysWhere = answer.visibility === 'asker' && !recipient.conversation.direct;
    try {
      const where = await sendMessage(api, answer, recipient);
      if (saysWhere && where === 'direct') await hint(words[answer.language].sentPrivately);
    } catch (error) {
      if (!saysWhere || !isRefusal(error, 'closed')) throw error;
      await hint(words[answer.language].directMessagesClosed(command));
    }
  }

  return {
    payloadLimits: { button: discordLimits.payload, option: discordLimits.payload },
    answer: send,
    deliver: send,
    async defer() {
      // A courtesy: the answer does not depend on it.
      await api.typing(recipient.conversation.id).catch((error: unknown) => {
        log.debug({ err: error }, 'typing could not be shown');
      });
    },
  };
}

function saying(sentence: string): DiscordMessage {
  return {
    content: escapeMarkdown(sentence),
    embeds: [],
    components: [],
    attachments: [],
    allowed_mentions: { parse: [] },
  };
}

/** Where an answer goes as a message of its own. */
export interface Recipient {
  readonly conversation: Conversation;
  readonly person: Person;
  /** The nonce: the id of the interaction or the message that is answered. */
  readonly id: string;
  /** The message that the answer replies to. */
  readonly replyTo?: string;
}

type Send<T> = (message: AnyMessage, files: UploadFile[]) => Promise<T>;

/**
 * Hands an answer to `send` in the best form that Discord takes: as components where it has a gallery, else in embeds, with
 * its files made.
 */
export async function sendBestForm<T>(
  { card }: Pick<Answer, 'card'>,
  pictures: PicturePlace,
  send: Send<T>,
): Promise<T> {
  const gallery = drawGalleryMessage(card);
  if (gallery !== undefined) {
    try {
      return await send(gallery, []);
    } catch (error) {
      if (!isRefusal(error, 'content')) throw error;
    }
  }
  const { message, files } = drawDiscordCard(card, pictures);
  return send(message, makeFiles(files));
}

/**
 * Sends an answer as a message of its own: a public one to the channel, one for the asker alone as a direct message. A
 * public one goes as a direct message where the bot may not write in the channel; never the other way round. Rejects with
 * refusal `closed` when the person takes no direct messages.
 */
export async function sendMessage(
  api: DiscordApi,
  answer: Answer,
  to: Recipient,
): Promise<'direct' | 'channel'> {
  return sendBestForm(answer, 'attached', (message, files) => sendDrawn(api, answer, to, message, files));
}

async function sendDrawn(
  api: DiscordApi,
  answer: Answer,
  to: Recipient,
  message: AnyMessage,
  files: readonly UploadFile[],
): Promise<'direct' | 'channel'> {
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

/** A bot without Read Message History may send messages but no replies. */
async function sendToChannel(
  api: DiscordApi,
  { conversation, id, replyTo }: Recipient,
  message: AnyMessage,
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
