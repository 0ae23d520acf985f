import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MessageRef } from '../../src/chat/outlet.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { DiscordApi } from './api.ts';
import { DiscordError } from './errors.ts';
import { idBefore } from './ids.ts';
import { discordLimits } from './limits.ts';
import type { ActionRow } from './message.ts';

/*
 * How the bot finds a message of its own in a channel. The nonce is not enough: Discord returns it in the answer and in the
 * gateway's event, but not when messages are read later (Rapptz/discord.py #2451). So the key also stands where Discord keeps
 * it and people don't see it: in the id of a button or a select, which the bot chooses (components/reference, Custom ID), or,
 * in a message without any, in the URL of an embed without a title, which keeps its fragment (discord-api-docs #4129) and is
 * not shown as a link.
 */

/** The nonce for `key`: the key itself where Discord takes it, else a digest. Equal keys give equal nonces. */
export function nonceOf(key: string): string {
  if (/^[\w-]{1,25}$/.test(key)) return key;
  return createHash('sha256').update(key).digest('base64url').slice(0, discordLimits.nonce);
}

/** `rows` with `nonce` in one of their ids; `undefined` when no id has room for it. */
export function withKeyInRows(rows: readonly ActionRow[], nonce: string): readonly ActionRow[] | undefined {
  for (const [at, row] of rows.entries()) {
    const keyed = withKeyInRow(row, nonce);
    if (keyed !== undefined) return rows.with(at, keyed);
  }
  return undefined;
}

function withKeyInRow({ type, components }: ActionRow, nonce: string): ActionRow | undefined {
  const [first] = components;
  if (first?.type === 3) {
    const id = withKeyInId(first.custom_id, nonce);
    return id === undefined ? undefined : { type, components: [{ ...first, custom_id: id }] };
  }
  const buttons = components.filter((component) => component.type === 2);
  for (const [at, button] of buttons.entries()) {
    const id = 'custom_id' in button ? withKeyInId(button.custom_id, nonce) : undefined;
    if (id !== undefined && 'custom_id' in button) {
      return { type, components: buttons.with(at, { ...button, custom_id: id }) };
    }
  }
  return undefined;
}

/** `3|payload` as `3.nonce|payload`; {@link payloadOf} reads both. */
function withKeyInId(id: string, nonce: string): string | undefined {
  const keyed = id.replace('|', `.${nonce}|`);
  return keyed.length <= discordLimits.customId ? keyed : undefined;
}

/** The URL that carries `nonce` in an embed without a title. */
export function keyUrl(nonce: string): string {
  return `https://discord.com/channels/@me#${nonce}`;
}

const keyedMessage = z.object({
  embeds: z.array(z.object({ url: z.string().nullish() })).default([]),
  components: z
    .array(z.object({ components: z.array(z.object({ custom_id: z.string().nullish() })).default([]) }))
    .default([]),
});

/** Whether a raw message, as Discord returns it, carries `nonce`. */
function carriesKey(message: unknown, nonce: string): boolean {
  const parsed = keyedMessage.safeParse(message);
  if (!parsed.success) return false;
  const { embeds, components } = parsed.data;
  if (embeds.some(({ url }) => url === keyUrl(nonce))) return true;
  const ids = components.flatMap((row) => row.components.map(({ custom_id }) => custom_id ?? ''));
  return ids.some((id) => /^\d{1,3}\.([^|]+)\|/.exec(id)?.[1] === nonce);
}

/** A message of the bot's: where it is, and the key that it carries. */
export interface SentMessage {
  /** Of the channel or the thread. */
  readonly channelId: string;
  readonly messageId: string;
  readonly nonce: string;
}

export function printRef({ channelId, messageId, nonce }: SentMessage): MessageRef {
  return `${channelId}/${messageId}/${nonce}`;
}

/** `undefined` for what {@link printRef} did not make. */
export function parseRef(ref: MessageRef): SentMessage | undefined {
  const [, channelId, messageId, nonce] = /^(\d{1,20})\/(\d{1,20})\/([\w-]{1,25})$/.exec(ref) ?? [];
  if (channelId === undefined || messageId === undefined || nonce === undefined) return undefined;
  return { channelId, messageId, nonce };
}

/** How far Discord's clock may be behind this machine's. */
const clocksApartMs = minuteMs;
/** Of a hundred messages each; a longer search would hold up the queue. */
const mostPages = 10;

const page = z.array(z.looseObject({ id: z.string(), author: z.object({ id: z.string() }) }));
const channel = z.object({ last_message_id: z.string().nullish() });

/**
 * The id of the bot's message in `channelId` that carries `nonce` and was sent at `sinceMs` (ms since 1970 UTC) or later;
 * `undefined` when there is none. Rejects, with the reason, when the search is inconclusive.
 */
export async function findByKey(
  api: DiscordApi,
  channelId: string,
  nonce: string,
  sinceMs: number,
): Promise<string | undefined> {
  const botUserId = await api.botUserId();
  let after = idBefore(sinceMs - clocksApartMs);
  for (let each = 0; each < mostPages; each += 1) {
    const messages = await read(api, channelId, `after=${after}&limit=${discordLimits.messagesAPage}`);
    const found = messages.find((message) => message.author.id === botUserId && carriesKey(message, nonce));
    if (found !== undefined) return found.id;
    if (each === 0 && messages.length === 0) await checkReadable(api, channelId);
    if (messages.length < discordLimits.messagesAPage) return undefined;
    after = messages.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  throw new DiscordError('other', undefined, 'too many messages came since');
}

async function read(api: DiscordApi, channelId: string, query: string): Promise<z.infer<typeof page>> {
  const parsed = page.safeParse(await api.call('GET', `/channels/${channelId}/messages?${query}`));
  if (!parsed.success) throw new DiscordError('other', undefined, 'the messages were not understood');
  return parsed.data;
}

/** Discord shows an empty channel to a bot without Read Message History (resources/message). */
async function checkReadable(api: DiscordApi, channelId: string): Promise<void> {
  const any = await read(api, channelId, 'limit=1');
  if (any.length > 0) return;
  const parsed = channel.safeParse(await api.call('GET', `/channels/${channelId}`));
  if (parsed.success && parsed.data.last_message_id == null) return;
  throw new DiscordError('forbidden', undefined, 'the bot lacks the permission Read Message History');
}
