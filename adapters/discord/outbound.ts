import type { Answer, ReplyTransport, Visibility } from '../../src/chat/invocation.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi, FirstAnswer, Interaction } from './api.ts';
import type { PicturePlace } from './cards.ts';
import { isRefusal } from './errors.ts';
import type { UploadFile } from './files.ts';
import { drawModal } from './forms.ts';
import { madeAt } from './ids.ts';
import { discordLimits, ephemeral } from './limits.ts';
import type { AnyMessage } from './message.ts';
import { type Recipient, sendBestForm, sendMessage } from './message-outbound.ts';

/** How the first answer to an interaction reaches Discord; all later ones go over REST. */
export interface FirstAnswers {
  /** Rejects with refusal `token over` when it is too late. */
  send(answer: FirstAnswer, files: readonly UploadFile[]): Promise<void>;
  /** What becomes of a QR code, which an answer in the response can't hold. */
  readonly pictures: PicturePlace;
  /**
   * Waits, ms, before each retry of an edit of an answer that Discord does not know: over HTTP an edit can overtake the
   * first answer.
   */
  readonly settleMs: readonly number[];
}

/** Answers one interaction. */
interface InteractionTransport extends ReplyTransport {
  /** Whether an answer or a deferral was sent. */
  readonly used: boolean;
}

/**
 * Refusals after which the answer goes another way: the token is expired, the thread is archived or locked, the channel is
 * gone, or the bot is shut out.
 */
const needsAnotherWay = ['token over', 'forbidden', 'gone'] as const;

type Deferral = { readonly visibility: Visibility; readonly replace: boolean; readonly failed: boolean };

/**
 * Answers one interaction: first within three seconds, then by its token for fifteen minutes, and after that as a message
 * of its own. An answer for the asker alone stays private each way.
 */
export function interactionTransport(
  interaction: Interaction,
  recipient: Recipient,
  deps: { readonly api: DiscordApi; readonly first: FirstAnswers; readonly clock: Clock; readonly log: Log },
): InteractionTransport {
  const { api, first, clock, log } = deps;
  let deferral: Deferral | undefined;
  let used = false;

  /** In a direct message all is private, and needs no flag, which would not let it stay. */
  function isEphemeral(visibility: Visibility): boolean {
    return visibility === 'asker' && !recipient.conversation.direct;
  }

  function withVisibility(message: AnyMessage, visibility: Visibility): AnyMessage {
    return isEphemeral(visibility) ? { ...message, flags: (message.flags ?? 0) | ephemeral } : message;
  }

  /** Whether the card that was clicked can become `message`: what is a gallery stays one. */
  function canBecome(message: AnyMessage): boolean {
    return !interaction.gallery || message.content === null;
  }

  function logExpiry(error: unknown, doing: string): void {
    const ageMs = clock.now() - madeAt(interaction.id);
    const event = isRefusal(error, 'forbidden', 'gone') ? 'interaction refused' : 'interaction expired';
    log.warn({ event, doing, ageMs, err: error }, 'an interaction can no longer be answered');
  }

  async function instead(answer: Answer, error: unknown, doing: string): Promise<void> {
    logExpiry(error, doing);
    await sendMessage(api, answer, recipient);
  }

  /** Edits `@original`; retries where the first answer may not have arrived yet. */
  async function editOriginal(message: AnyMessage, files: readonly UploadFile[]): Promise<void> {
    for (const waitMs of first.settleMs) {
      try {
        return await api.editOriginal(interaction, message, files);
      } catch (error) {
        if (!isRefusal(error, 'token over') || error.code !== 10015) throw error;
      }
      await pause(clock, waitMs);
    }
    await api.editOriginal(interaction, message, files);
  }

  async function deliverTo({ visibility, replace }: Deferral, answer: Answer): Promise<void> {
    if (!replace && isEphemeral(answer.visibility) !== isEphemeral(visibility)) {
      // The first follow-up would edit the loading message, and take its visibility.
      await api.deleteOriginal(interaction);
      return sendBestForm(answer, 'attached', (message, files) => followUp(answer, message, files));
    }
    return sendBestForm(answer, 'attached', async (message, files) => {
      if (replace && !(answer.replace && canBecome(message))) return followUp(answer, message, files);
      try {
        await editOriginal(message, files);
      } catch (error) {
        if (!isRefusal(error, 'gone')) throw error;
        await followUp(answer, message, files);
      }
    });
  }

  function followUp(answer: Answer, message: AnyMessage, files: readonly UploadFile[]): Promise<void> {
    return api.followUp(interaction, withVisibility(message, answer.visibility), files);
  }

  async function deliverOrInstead(promised: Deferral, answer: Answer): Promise<void> {
    try {
      await deliverTo(promised, answer);
    } catch (error) {
      if (!isRefusal(error, ...needsAnotherWay)) throw error;
      await instead(answer, error, 'deliver');
    }
  }

  /** After a failed deferral: the first answer may be in time, or the deferral may have reached Discord all the same. */
  async function answerAfterAll(answer: Answer): Promise<void> {
    try {
      await sendFirst(answer);
    } catch (error) {
      if (isRefusal(error, 'acknowledged') && deferral !== undefined)
        return deliverOrInstead(deferral, answer);
      if (!isRefusal(error, ...needsAnotherWay, 'unreachable')) throw error;
      await instead(answer, error, 'deliver');
    }
  }

  async function sendFirst(answer: Answer): Promise<void> {
    await sendBestForm(answer, first.pictures, (message, files) => {
      const replace = answer.replace && interaction.component && canBecome(message);
      const data = replace ? message : withVisibility(message, answer.visibility);
      return first.send({ type: replace ? 7 : 4, data }, files);
    });
  }

  return {
    payloadLimits: { button: discordLimits.payload, option: discordLimits.payload },
    get used() {
      return used;
    },
    async answer(answer) {
      used = true;
      try {
        await sendFirst(answer);
      } catch (error) {
        if (isRefusal(error, 'acknowledged')) return;
        if (!isRefusal(error, ...needsAnotherWay)) throw error;
        await instead(answer, error, 'answer');
      }
    },
    async ask(form) {
      used = true;
      try {
        await first.send({ type: 9, data: drawModal(form) }, []);
      } catch (error) {
        if (!isRefusal(error, 'acknowledged')) throw error;
      }
    },
    async defer(visibility, asksToReplace) {
      used = true;
      const replace = asksToReplace && interaction.component;
      deferral = { visibility, replace, failed: false };
      try {
        await first.send(
          replace ? { type: 6 } : { type: 5, data: isEphemeral(visibility) ? { flags: ephemeral } : {} },
          [],
        );
      } catch (error) {
        if (isRefusal(error, 'acknowledged')) return;
        deferral = { ...deferral, failed: true };
        throw error;
      }
    },
    async deliver(answer) {
      if (deferral === undefined || deferral.failed) return answerAfterAll(answer);
      await deliverOrInstead(deferral, answer);
    },
  };
}
