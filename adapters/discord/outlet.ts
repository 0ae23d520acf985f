import type {
  Destination,
  Found,
  MessageRef,
  Outgoing,
  Outlet,
  Refused,
  Sent,
} from '../../src/chat/outlet.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi } from './api.ts';
import { plainTitle } from './card-head.ts';
import { drawDiscordCard, drawPlainer } from './cards.ts';
import { findByKey, nonceOf, parseRef, printRef, type SentMessage } from './delivery-key.ts';
import { DiscordError, isRefusal } from './errors.ts';
import { makeFiles, type UploadFile } from './files.ts';
import { guildOf, snowflake } from './ids.ts';
import { discordLimits, pace } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import { createThreads } from './threads.ts';

type Send<T> = (message: DiscordMessage, files: readonly UploadFile[]) => Promise<T>;

const noSuchMessage: Sent = { refused: 'message gone', detail: 'no message of the bot has this name' };
const noSuchChannel: Sent = { refused: 'gone', detail: 'no channel of Discord has this name' };
const notStarted = 'the Discord adapter is not running';

/**
 * Sends order news and the like on Discord: over REST, in any process.
 *
 * A quiet reply goes into the thread of its card; the first one starts the thread. A broadcast reply is a message in the
 * channel that replies to the card, and is not in the thread as well: two messages under one key can't be sent both or
 * none. The same holds for each reply where there can be no thread: in direct messages, within a thread, or where the bot
 * lacks the permission.
 *
 * `api`: one without retries; `undefined` while the adapter is not running.
 */
export function discordOutlet(deps: {
  readonly api: () => DiscordApi | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): Outlet {
  const { log } = deps;
  const threads = createThreads(deps.clock);

  async function resultOf(work: (api: DiscordApi) => Promise<Sent>): Promise<Sent> {
    const api = deps.api();
    if (api === undefined) return { unreachable: notStarted };
    try {
      return await work(api);
    } catch (error) {
      if (!(error instanceof DiscordError)) log.error({ err: error }, 'a message could not be made');
      return sentOf(error);
    }
  }

  /** Sends a card; retries once with a plainer one when Discord refuses it or its files. */
  async function sendCard<T>({ card }: Outgoing, nonce: string, send: Send<T>): Promise<T> {
    const { message, files } = drawDiscordCard(card, 'attached', nonce);
    try {
      return await send(message, makeFiles(files));
    } catch (error) {
      const filesForbidden = files.length > 0 && isRefusal(error, 'forbidden') && error.code === 50013;
      if (!filesForbidden && !isRefusal(error, 'content')) throw error;
      log.warn({ event: 'card refused', err: error }, 'Discord does not take a card; it is sent plainer');
    }
    return send(drawPlainer(card, nonce).message, []);
  }

  async function replyInChannel(
    api: DiscordApi,
    { channelId, messageId }: SentMessage,
    message: Outgoing,
    nonce: string,
  ): Promise<Sent> {
    const to = { channelId, nonce };
    const id = await sendCard(message, nonce, async (drawn, files) => {
      try {
        return await api.send({ ...to, replyOnlyTo: messageId }, drawn, files);
      } catch (error) {
        // A bot without Read Message History may send messages but no replies.
        if (!isRefusal(error, 'forbidden') || error.code !== 160002) throw error;
        return api.send(to, drawn, files);
      }
    });
    return { sent: printRef({ channelId, messageId: id, nonce }) };
  }

  async function replyInThread(
    api: DiscordApi,
    under: SentMessage,
    message: Outgoing,
    nonce: string,
  ): Promise<Sent> {
    const channelId = await threads.under(api, under, plainTitle(message.card));
    if (channelId === undefined) return replyInChannel(api, under, message, nonce);
    try {
      const id = await sendCard(message, nonce, (drawn, files) =>
        api.send({ channelId, nonce }, drawn, files),
      );
      return { sent: printRef({ channelId, messageId: id, nonce }) };
    } catch (error) {
      const isDeleted = isRefusal(error, 'gone');
      if (isDeleted) threads.cards.forget(under.messageId);
      if (!isDeleted && !threads.isClosed(error)) throw error;
      return replyInChannel(api, under, message, nonce);
    }
  }

  async function findIn(
    api: DiscordApi,
    channelId: string,
    nonce: string,
    sinceMs: number,
  ): Promise<MessageRef | undefined> {
    const messageId = await findByKey(api, channelId, nonce, sinceMs);
    return messageId === undefined ? undefined : printRef({ channelId, messageId, nonce });
  }

  return {
    payloadLimits: { button: discordLimits.keyedPayload, option: discordLimits.payload },
    paceMs: pace.channelMs,
    listItems: pace.listItems,
    editableMs: pace.editableMs,
    oneOfKeyMs: pace.nonceMs,
    post: (to, message, key) =>
      resultOf(async (api) => {
        const channelId = channelOf(to);
        if (channelId === undefined) return noSuchChannel;
        const nonce = nonceOf(key);
        const messageId = await sendCard(message, nonce, (drawn, files) =>
          api.send({ channelId, nonce }, drawn, files),
        );
        threads.cards.noteCard(messageId, plainTitle(message.card));
        return { sent: printRef({ channelId, messageId, nonce }) };
      }),
    reply: (to, under, message, broadcast, key) =>
      resultOf(async (api) => {
        const card = parseRef(under);
        if (card === undefined) return noSuchMessage;
        const inThread = !broadcast && guildOf(to.workspace) !== undefined;
        const reply = inThread ? replyInThread : replyInChannel;
        return reply(api, card, message, nonceOf(key));
      }),
    edit: (_to, ref, outgoing) =>
      resultOf(async (api) => {
        const place = parseRef(ref);
        if (place === undefined) return noSuchMessage;
        const { channelId, messageId, nonce } = place;
        try {
          await sendCard(outgoing, nonce, (message, files) => api.edit(channelId, messageId, message, files));
        } catch (error) {
          // Discord allows no edit in an archived or locked thread; a new message opens the thread, or goes beside it.
          const isShut = isRefusal(error, 'forbidden') && (error.code === 50083 || error.code === 160005);
          if (isShut) return { refused: 'too old', detail: error.message };
          throw error;
        }
        return { sent: ref };
      }),
    async find(to, key, sinceMs, under): Promise<Found> {
      const api = deps.api();
      const channelId = channelOf(to);
      if (api === undefined) return { unknown: notStarted };
      if (channelId === undefined) return { absent: true };
      const nonce = nonceOf(key);
      const card = under === undefined ? undefined : parseRef(under);
      try {
        const inThread =
          card === undefined || guildOf(to.workspace) === undefined
            ? undefined
            : await findIn(api, card.messageId, nonce, sinceMs).catch(unlessNone);
        const found = inThread ?? (await findIn(api, channelId, nonce, sinceMs));
        return found === undefined ? { absent: true } : { found };
      } catch (error) {
        const unknown = error instanceof Error ? error.message : 'no answer';
        const waitMs = error instanceof DiscordError ? error.retryAfterMs : undefined;
        return { unknown, ...(waitMs !== undefined && { retryAfterMs: waitMs }) };
      }
    },
    async direct(workspace, person) {
      const api = deps.api();
      if (api === undefined || !snowflake.test(person)) return undefined;
      try {
        return { workspace, conversation: await api.directChannel(person) };
      } catch (error) {
        if (!(error instanceof DiscordError)) throw error;
        log.warn({ event: 'no direct channel', err: error }, 'a direct message could not be opened');
        return undefined;
      }
    },
    async linkTo({ workspace }, ref) {
      const parsed = parseRef(ref);
      if (parsed === undefined) return undefined;
      const { channelId, messageId } = parsed;
      const where = guildOf(workspace) ?? '@me';
      return safeUrl(`https://discord.com/channels/${where}/${channelId}/${messageId}`, ['discord.com']);
    },
  };
}

/** The channel of `to`; `undefined` unless it is an id, since it goes into a path. */
function channelOf({ conversation }: Destination): string | undefined {
  return snowflake.test(conversation) ? conversation : undefined;
}

/** A card without a thread has no replies there. */
function unlessNone(error: unknown): undefined {
  if (!isRefusal(error, 'gone')) throw error;
}

/** For a rate limit whose wait Discord does not tell, ms. */
const usualWaitMs = 5_000;

/** The result of a call that failed with `error`. */
function sentOf(error: unknown): Sent {
  // Any other error comes from drawing, before anything is sent, and a retry would fail as well.
  if (!(error instanceof DiscordError)) return { refused: 'content', detail: String(error) };
  if (error.refusal === 'limited') return { retryAfterMs: error.retryAfterMs ?? usualWaitMs };
  if (error.neverSent) return { unreachable: error.message };
  if (error.refusal === 'unreachable') return { unclear: error.message };
  return { refused: refusedOf(error), detail: error.message };
}

/** By Discord's own code, where it tells more than the kind of refusal. */
const refusedByCode: Readonly<Record<number, Refused>> = {
  10003: 'gone',
  10004: 'gone',
  30046: 'too old',
  50001: 'not invited',
  // A message opens an archived thread again, so one that takes none is archived for good.
  50083: 'gone',
  160005: 'gone',
};

function refusedOf({ refusal, code }: DiscordError): Refused {
  const known = code === undefined ? undefined : refusedByCode[code];
  if (known !== undefined) return known;
  if (refusal === 'unauthorized') return 'dismissed';
  if (refusal === 'forbidden' || refusal === 'closed') return 'forbidden';
  return refusal === 'gone' ? 'message gone' : 'content';
}
