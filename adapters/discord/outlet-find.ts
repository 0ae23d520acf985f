import { z } from 'zod';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { DiscordApi } from './api.ts';
import { DiscordError } from './errors.ts';
import { limits } from './limits.ts';
import { isMarked } from './marks.ts';
import { idBefore } from './snowflakes.ts';

/** So much may Discord's clock be behind ours. */
const clocksApartMs = minuteMs;
/** A thousand messages since then: more would take longer than anybody should look. */
const mostPages = 10;

const page = z.array(z.looseObject({ id: z.string(), author: z.object({ id: z.string() }) }));
const channel = z.object({ last_message_id: z.string().nullish() });

/**
 * The id of the bot's message in `channelId` that is marked with `nonce` and was sent at `sinceMs` (ms since 1970
 * UTC) or later; `undefined` when there is none. Rejects with a reason when that can't be said.
 */
export async function findMarked(
  api: DiscordApi,
  channelId: string,
  nonce: string,
  sinceMs: number,
): Promise<string | undefined> {
  const botUserId = await api.botUserId();
  let after = idBefore(sinceMs - clocksApartMs);
  for (let each = 0; each < mostPages; each += 1) {
    const messages = await read(api, channelId, `after=${after}&limit=${limits.messagesAPage}`);
    const found = messages.find((message) => message.author.id === botUserId && isMarked(message, nonce));
    if (found !== undefined) return found.id;
    if (each === 0 && messages.length === 0) await checkReadable(api, channelId);
    if (messages.length < limits.messagesAPage) return undefined;
    after = messages.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  throw new DiscordError('other', undefined, 'too many messages came since');
}

async function read(api: DiscordApi, channelId: string, query: string): Promise<z.infer<typeof page>> {
  const parsed = page.safeParse(await api.call('GET', `/channels/${channelId}/messages?${query}`));
  if (!parsed.success) throw new DiscordError('other', undefined, 'the messages were not understood');
  return parsed.data;
}

/** To a bot that may not read what was said before, Discord shows an empty channel (resources/message). */
async function checkReadable(api: DiscordApi, channelId: string): Promise<void> {
  const any = await read(api, channelId, 'limit=1');
  if (any.length > 0) return;
  const parsed = channel.safeParse(await api.call('GET', `/channels/${channelId}`));
  if (parsed.success && parsed.data.last_message_id == null) return;
  throw new DiscordError('forbidden', undefined, 'the bot lacks the permission Read Message History');
}
