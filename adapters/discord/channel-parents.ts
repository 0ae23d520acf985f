import { z } from 'zod';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { lookUpWithinMs } from '../../src/chat/role.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { dayMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { within } from '../../src/runtime/time-limit.ts';
import type { DiscordApi } from './api.ts';
import { DiscordError } from './errors.ts';
import { snowflake } from './ids.ts';
import { createAnswerCache, createRefusedLookUps } from './look-ups.ts';

type ChannelOf = NonNullable<ChatAdapter['channelOf']>;

/** resources/channel, Channel Types: threads of announcements, public ones (posts of forums too), private ones. */
const threadTypes = [10, 11, 12];
/** resources/channel, Channel Structure. */
export const channelPayload = z.object({
  type: z.int(),
  parent_id: z.string().regex(snowflake).nullish(),
});

/** The channel of a thread; `null` for what is no thread, `undefined` when a thread's payload does not tell. */
export function parentOf({ type, parent_id }: z.infer<typeof channelPayload>): string | null | undefined {
  return threadTypes.includes(type) ? (parent_id ?? undefined) : null;
}

/** A thread stays in its channel and a channel never becomes a thread, so only the size limits what is kept. */
const keepMs = dayMs;
const failedMs = 5_000;
const remembered = 20_000;
const atOnce = 5;
const mostWaiting = 1_000;

/**
 * Tells the channels of threads, which messages don't tell: one request a channel (resources/channel, Get Channel).
 *
 * `api`: one without retries; `undefined` while the adapter is not running.
 */
export function createChannelParents(deps: {
  readonly api: () => DiscordApi | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): ChannelOf {
  const { api, clock } = deps;
  const refused = createRefusedLookUps(deps);
  const parents = createAnswerCache<string | null>({
    clock,
    size: remembered,
    atOnce,
    waiting: mostWaiting,
    async ask(channel) {
      refused.check(channel);
      return readParent(api(), channel);
    },
    keepMs: () => keepMs,
    onFailure: (channel, error) => refused.note(channel, error) ?? failedMs,
  });
  return async ({ conversation }) => {
    if (!snowflake.test(conversation)) return undefined;
    return within(clock, lookUpWithinMs, parents.of(conversation));
  };
}

async function readParent(api: DiscordApi | undefined, channel: string): Promise<string | null> {
  if (api === undefined) throw new DiscordError('unreachable', undefined, 'the adapter is not running');
  const parsed = channelPayload
    .extend({ id: z.literal(channel) })
    .safeParse(await api.call('GET', `/channels/${channel}`));
  const parent = parsed.success ? parentOf(parsed.data) : undefined;
  if (parent === undefined) throw new DiscordError('other', undefined, 'a channel was not understood');
  return parent;
}
