import type { Answer, ReplyTransport, Visibility } from '../../src/chat/invocation.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi, FirstAnswer, Interaction } from './api.ts';
import { drawDiscordCard, type PicturePlace } from './cards.ts';
import { isRefusal } from './errors.ts';
import { makeFiles, type UploadFile } from './files.ts';
import { drawModal } from './forms.ts';
import { madeAt } from './ids.ts';
import { discordLimits, ephemeral } from './limits.ts';
import { messageOf, type Recipient, sendMessage } from './message-outbound.ts';

/** How the first answer to an interaction reaches Discord; everything after it goes over REST. */
export interface FirstAnswers {
  /** Rejects with refusal `token over` when it comes too late. */
  send(answer: FirstAnswer, files: readonly UploadFile[]): Promise<void>;
  /** What a QR code becomes that the direct answer would need a second request for. */
  readonly pictures: PicturePlace;
  /**
   * How long to wait, ms, before each new try of an edit that Discord says is about no interaction: over HTTP
   * an edit can be faster than the first answer, which is still on its way.
   */
  readonly settleMs: readonly number[];
}

/** An interaction's answer, however far it has come. */
export interface InteractionTransport extends ReplyTransport {
  /** Whether anything was sent. */
  readonly used: boolean;
}

/**
 * What an interaction can't be answered for where it was asked, though perhaps another way: its token is over, its thread
 * was archived or locked, its channel is gone, or the bot was shut out.
 */
const noWayThere = ['token over', 'forbidden', 'gone'] as const;

type Deferral = { readonly visibility: Visibility; readonly replace: boolean; readonly failed: boolean };

/**
 * Answers one interaction: the first answer within three seconds, then the card over the token's fifteen minutes;
 * once the token is dead as a message. What is for the asker alone stays so on every way.
 */
export function interactionTransport(
  interaction: Interaction,
  recipient: Recipient,
  deps: { readonly api: DiscordApi; readonly first: FirstAnswers; readonly clock: Clock; readonly log: Log },
): InteractionTransport {
  const { api, first, clock, log } = deps;
  let deferral: Deferral | undefined;
  let used = false;

  /** In a direct message everything is for the asker alone, and stays there for later. */
  function flagsOf(visibility: Visibility): { flags?: number } {
    return visibility === 'asker' && !recipient.conversation.direct ? { flags: ephemeral } : {};
  }

  function noteDeath(error: unknown, doing: string): void {
    const ageMs = clock.now() - madeAt(interaction.id);
    const event = isRefusal(error, 'forbidden', 'gone') ? 'interaction refused' : 'interaction expired';
    log.warn({ event, doing, ageMs, err: error }, 'an interaction can no longer be answered');
  }

  async function instead(answer: Answer, error: unknown, doing: string): Promise<void> {
    noteDeath(error, doing);
    await sendMessage(api, answer, recipient);
  }

  /** Edits `@original`, and again after a while where the first answer may not have arrived yet. */
  async function editOriginal(answer: Answer): Promise<void> {
    const { message, files } = messageOf(answer);
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

  async function followUp(answer: Answer): Promise<void> {
    const { message, files } = messageOf(answer);
    await api.followUp(interaction, { ...message, ...flagsOf(answer.visibility) }, files);
  }

  async function deliverTo({ visibility, replace }: Deferral, answer: Answer): Promise<void> {
    if (replace && !answer.replace) return followUp(answer);
    if (!replace && flagsOf(answer.visibility).flags !== flagsOf(visibility).flags) {
      // The loading message is everybody's, and a follow-up would take its place.
      await api.deleteOriginal(interaction);
      return followUp(answer);
    }
    try {
      await editOriginal(answer);
    } catch (error) {
      if (!isRefusal(error, 'gone')) throw error;
      await followUp(answer);
    }
  }

  async function deliverOrInstead(promised: Deferral, answer: Answer): Promise<void> {
    try {
      await deliverTo(promised, answer);
    } catch (error) {
      if (!isRefusal(error, ...noWayThere)) throw error;
      await instead(answer, error, 'deliver');
    }
  }

  /** The deferral failed: the first answer may still be in time, or the deferral had got through all the same. */
  async function answerAfterAll(answer: Answer): Promise<void> {
    try {
      await sendFirst(answer);
    } catch (error) {
      if (isRefusal(error, 'acknowledged') && deferral !== undefined)
        return deliverOrInstead(deferral, answer);
      if (!isRefusal(error, ...noWayThere, 'unreachable')) throw error;
      await instead(answer, error, 'deliver');
    }
  }

  async function sendFirst(answer: Answer): Promise<void> {
    const replace = answer.replace && interaction.component;
    const { message, files } = drawDiscordCard(answer.card, first.pictures);
    const data = replace ? message : { ...message, ...flagsOf(answer.visibility) };
    await first.send({ type: replace ? 7 : 4, data }, makeFiles(files));
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
        if (!isRefusal(error, ...noWayThere)) throw error;
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
        await first.send(replace ? { type: 6 } : { type: 5, data: flagsOf(visibility) }, []);
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
