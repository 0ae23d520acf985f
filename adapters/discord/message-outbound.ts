import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, ReplyTransport } from '../../src/chat/invocation.ts';
import type { Localized } from '../../src/chat/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi } from './api.ts';
import { isRefusal } from './errors.ts';
import { type Recipient, sendMessage, sendToChannel } from './fallback.ts';
import { limits } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import { escapeMarkdown } from './wording.ts';

/**
 * Answers a mention or a direct message. Discord has no private message in a server's channel: what is for the
 * asker alone goes as a direct message, with a word in the channel that it did, or that it could not.
 *
 * `command`: what the person asked for, with the slash, for a hint at asking again.
 */
export function messageTransport(
  recipient: Recipient,
  command: string,
  deps: { readonly api: DiscordApi; readonly words: Localized<AdapterWords>; readonly log: Log },
): ReplyTransport {
  const { api, words, log } = deps;

  /** A sentence in the channel. That it fails is no reason to fail what it speaks of. */
  async function point(sentence: string): Promise<void> {
    const to = { ...recipient, id: `${recipient.id}-hint`.slice(-limits.nonce) };
    await sendToChannel(api, to, saying(sentence), []).catch((error: unknown) => {
      log.warn({ err: error }, 'the hint at a direct message could not be sent');
    });
  }

  async function send(answer: Answer): Promise<void> {
    const saysWhere = answer.visibility === 'asker' && !recipient.conversation.direct;
    try {
      const where = await sendMessage(api, answer, recipient);
      if (saysWhere && where === 'direct') await point(words[answer.language].sentPrivately);
    } catch (error) {
      if (!saysWhere || !isRefusal(error, 'closed')) throw error;
      await point(words[answer.language].directMessagesClosed(command));
    }
  }

  return {
    payloadLimits: { button: limits.payload, option: limits.payload },
    answer: send,
    deliver: send,
    async defer() {
      // Only a courtesy: nobody fails for want of it.
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
