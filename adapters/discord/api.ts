import { z } from 'zod';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { openConnections } from './connections.ts';
import { DiscordError, explainer } from './errors.ts';
import { encodeMultipart, type UploadFile } from './files.ts';
import type { AnyMessage } from './message.ts';

/** What it takes to answer one interaction. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** From a button, a select, or a modal that one of them opened: the card with it can be edited. */
  readonly component: boolean;
  /** That card is a message of components, and can't become another kind of message. */
  readonly gallery: boolean;
}

/** The first answer to an interaction (interactions/receiving-and-responding, Interaction Response Object). */
export interface FirstAnswer {
  readonly type: 4 | 5 | 6 | 7 | 8 | 9;
  readonly data?: object;
}

/** Where a message goes, and its key. */
interface SendTarget {
  readonly channelId: string;
  /** Discord makes no second message with the same nonce within some minutes. At most 25 characters. */
  readonly nonce: string;
  /** The message that this one replies to; where that is gone, this one is sent as no reply. */
  readonly replyTo?: string;
  /** The same, but where that is gone, the call is refused as `gone`. */
  readonly replyOnlyTo?: string;
}

interface Application {
  readonly id: string;
  /** 64 hex digits. */
  readonly verifyKey: string;
}

/**
 * The calls of Discord's REST API that the bot makes. Each rejects with a {@link DiscordError}; no error holds
 * a token or a message. The library queues within rate limits; a longer wait than a few seconds is refused as `limited`.
 */
export interface DiscordApi {
  answer(interaction: Interaction, answer: FirstAnswer, files: readonly UploadFile[]): Promise<void>;
  editOriginal(interaction: Interaction, message: AnyMessage, files: readonly UploadFile[]): Promise<void>;
  deleteOriginal(interaction: Interaction): Promise<void>;
  followUp(interaction: Interaction, message: AnyMessage, files: readonly UploadFile[]): Promise<void>;
  /** Resolves with the message's id. */
  send(to: SendTarget, message: AnyMessage, files: readonly UploadFile[]): Promise<string>;
  /** Replaces a message of the bot's own. */
  edit(
    channelId: string,
    messageId: string,
    message: AnyMessage,
    files: readonly UploadFile[],
  ): Promise<void>;
  /** The bot's own user id; asked of Discord once. */
  botUserId(): Promise<string>;
  /** The channel for direct messages to a person. */
  directChannel(personId: string): Promise<string>;
  typing(channelId: string): Promise<void>;
  application(): Promise<Application>;
  /** Any other call with the bot's token; resolves with the answer as it came. */
  call(
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    path: `/${string}`,
    body?: unknown,
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Time limit of one attempt, ms; Discord's own for the first answer is three seconds. */
const attemptMs = 5_000;

const retries = 2;

const usualWaitMs = 4_000;

/**
 * What the library adds to every wait, ms. The library counts a bucket's rest from the arrival of an answer, later than
 * Discord does, so calls at a steady pace need no addition and would fall behind with one.
 */
const offsetMs = 50;

/** Interactions are not bound to the global limit (topics/rate-limits), so their calls get a queue of their own. */
const interactionsPerSecond = 10_000;

/** Of a bot's fifty requests a second (topics/rate-limits), those for order news and look-ups. */
const unaskedPerSecond = 45;

/** Interval, ms, at which the library drops the queues of finished interactions: each token has its own. */
const sweepMs = minuteMs;

/** Answers of 401, 403 and 429 from one warning to the next; Discord bans an address for 10,000 in ten minutes. */
const warnEvery = 500;

/** A channel, a message or a user. */
const identified = z.object({ id: z.string() });

const applicationPayload = z.object({ id: z.string(), verify_key: z.string() });

/**
 * Loads Discord's REST library, and only that. `apiUrl`: without version. `waitMs`: the longest wait for a rate limit,
 * ms; by default as long as a person may wait for an answer. `once`: retries nothing, for callers with a queue of their
 * own.
 */
export async function openApi(deps: {
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Log;
  readonly waitMs?: number;
  readonly once?: boolean;
}): Promise<DiscordApi> {
  const library = await import('@discordjs/rest');
  const { REST, DiscordAPIError, HTTPError, RateLimitError } = library;
  const explained = explainer(library);
  const connections = openConnections();
  const common = {
    api: deps.apiUrl,
    version: '10',
    timeout: attemptMs,
    retries: deps.once === true ? 0 : retries,
    offset: deps.once === true ? 0 : offsetMs,
    makeRequest: connections.send,
    rejectOnRateLimit: ({ timeToReset, retryAfter }: { timeToReset: number; retryAfter: number }) =>
      Math.max(timeToReset, retryAfter) > (deps.waitMs ?? usualWaitMs),
  };
  const bot = new REST({
    ...common,
    invalidRequestWarningInterval: warnEvery,
    ...(deps.once === true && { globalRequestsPerSecond: unaskedPerSecond }),
  }).setToken(deps.token);
  const hooks = new REST({
    ...common,
    globalRequestsPerSecond: interactionsPerSecond,
    handlerSweepInterval: sweepMs,
  });
  bot.on('invalidRequestWarning', ({ count }) => {
    deps.log.warn({ event: 'discord refusals', count }, 'many requests to Discord are refused');
  });

  /** Every call here is idempotent: edits by nature, messages by their nonce, first answers by error 40060. */
  async function attempt<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (first) {
      const isAnswer = first instanceof DiscordAPIError || first instanceof HTTPError;
      if (isAnswer || first instanceof RateLimitError || deps.once === true) throw explained(first);
    }
    return request().catch((second: unknown) => {
      throw explained(second);
    });
  }

  let isTokenRefused = false;
  /** The same with the bot's token. A refused token is not tried again (topics/rate-limits). */
  async function attemptAsBot<T>(request: () => Promise<T>): Promise<T> {
    if (isTokenRefused) throw new DiscordError('unauthorized', undefined, 'the token was refused before');
    return attempt(request).catch((error: unknown) => {
      isTokenRefused ||= error instanceof DiscordError && error.refusal === 'unauthorized';
      throw error;
    });
  }

  let botUser: Promise<string> | undefined;

  /** `json` as the request's body; with files, one multipart body. */
  async function bodyOf(json: object, files: readonly UploadFile[]) {
    if (files.length === 0) return { body: json };
    const { bytes, contentType } = await encodeMultipart(json, files);
    return { body: bytes, passThroughBody: true, headers: { 'content-type': contentType } };
  }

  const originalOf = ({ applicationId, token }: Interaction): `/${string}` =>
    `/webhooks/${applicationId}/${encodeURIComponent(token)}/messages/@original`;

  return {
    async answer({ id, token }, answer, files) {
      const path: `/${string}` = `/interactions/${id}/${encodeURIComponent(token)}/callback`;
      const body = await bodyOf(answer, files);
      await attempt(() => hooks.post(path, { auth: false, ...body }));
    },
    async editOriginal(interaction, message, files) {
      const path = originalOf(interaction);
      const body = await bodyOf(message, files);
      await attempt(() => hooks.patch(path, { auth: false, ...body }));
    },
    async deleteOriginal(interaction) {
      await attempt(() => hooks.delete(originalOf(interaction), { auth: false }));
    },
    async followUp({ applicationId, token }, message, files) {
      const path: `/${string}` = `/webhooks/${applicationId}/${encodeURIComponent(token)}`;
      const body = await bodyOf(message, files);
      await hooks.post(path, { auth: false, ...body }).catch((error: unknown) => {
        throw explained(error);
      });
    },
    async send({ channelId, nonce, replyTo, replyOnlyTo }, message, files) {
      const answers = replyOnlyTo ?? replyTo;
      const json = {
        ...message,
        nonce,
        enforce_nonce: true,
        ...(answers !== undefined && {
          message_reference: { message_id: answers, fail_if_not_exists: replyOnlyTo !== undefined },
        }),
      };
      const body = await bodyOf(json, files);
      const sent = await attemptAsBot(() => bot.post(`/channels/${channelId}/messages`, body));
      const parsed = identified.safeParse(sent);
      if (!parsed.success) throw new DiscordError('unreachable', undefined, 'an answer without a message');
      return parsed.data.id;
    },
    async edit(channelId, messageId, message, files) {
      const body = await bodyOf(message, files);
      await attemptAsBot(() => bot.patch(`/channels/${channelId}/messages/${messageId}`, body));
    },
    botUserId() {
      botUser ??= attemptAsBot(() => bot.get('/users/@me'))
        .then((user) => identified.parse(user).id)
        .catch((error: unknown) => {
          botUser = undefined;
          throw error;
        });
      return botUser;
    },
    async directChannel(personId) {
      const body = { recipient_id: personId };
      const opened = await attemptAsBot(() => bot.post('/users/@me/channels', { body }));
      return identified.parse(opened).id;
    },
    async typing(channelId) {
      await attemptAsBot(() => bot.post(`/channels/${channelId}/typing`));
    },
    async application() {
      const parsed = applicationPayload.safeParse(await attemptAsBot(() => bot.get('/applications/@me')));
      if (!parsed.success) throw new DiscordError('other', undefined, 'the application was not understood');
      const { id, verify_key } = parsed.data;
      return { id, verifyKey: verify_key };
    },
    call: (method, path, body) => attemptAsBot(() => requestBy(bot, method, path, body)),
    async close() {
      for (const rest of [bot, hooks]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
      await connections.close();
    },
  };
}

type Rest = InstanceType<typeof import('@discordjs/rest').REST>;

function requestBy(rest: Rest, method: string, path: `/${string}`, body: unknown): Promise<unknown> {
  const options = body === undefined ? {} : { body };
  if (method === 'GET') return rest.get(path);
  if (method === 'PUT') return rest.put(path, options);
  if (method === 'POST') return rest.post(path, options);
  return method === 'PATCH' ? rest.patch(path, options) : rest.delete(path);
}
