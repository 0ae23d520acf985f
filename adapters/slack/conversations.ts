import { z } from 'zod';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Called } from './errors.ts';
import type { SlackApi } from './web-api.ts';

/**
 * What Slack tells of conversations, by one call for all of it; the call is asked for again a minute later.
 * No payload of a command says whether a direct conversation is the bot's own with one person, or one between two other
 * people, who can type its commands too: that is learned one answer late, since no look-up stands before one.
 */
export interface ConversationInfo {
  /** Whether `channel` is known to be a direct conversation of the bot's own. */
  isDirect(channel: string): boolean;
  /** It is one: Slack says so. */
  noteDirect(channel: string): void;
  /** Asks Slack, once for each direct conversation. Never rejects. */
  learn(channel: string): Promise<void>;
  /**
   * Whether workspaces other than `ours` (ids of workspaces and organizations) read it, or are invited to; `undefined` where
   * Slack does not say. Never rejects.
   */
  isReadByOthers(channel: string, ours: readonly string[]): Promise<boolean | undefined>;
}

type Told = { readonly channel: z.infer<typeof info>['channel'] } | { readonly fault: string };

const ids = z.array(z.string()).nullish();
/** https://docs.slack.dev/reference/objects/conversation-object */
const info = z.object({
  channel: z.object({
    is_im: z.boolean().nullish(),
    is_ext_shared: z.boolean().nullish(),
    /** Another company was invited and has not come yet. */
    is_pending_ext_shared: z.boolean().nullish(),
    connected_team_ids: ids,
    connected_limited_team_ids: ids,
    pending_connected_team_ids: ids,
  }),
});

const keepMs = minuteMs;
const limit = 10_000;
/** Where the bot is not one of the two, there is no such conversation for it. */
const notOurs = ['channel_not_found', 'missing_scope'];

export function createConversationInfo(options: { api: SlackApi; clock: Clock }): ConversationInfo {
  const { api, clock } = options;
  const directs = new Map<string, boolean>();
  const known = new Map<string, { readonly at: number; readonly told: Promise<Told> }>();
  const note = (channel: string, own: boolean) => setNewest(directs, channel, own, limit);

  function ask(channel: string): Promise<Told> {
    const found = known.get(channel);
    if (found !== undefined && clock.elapsed() - found.at < keepMs) return found.told;
    const told = api.call('conversations.info', { channel }).then(toldBy);
    const entry = { at: clock.elapsed(), told };
    setNewest(known, channel, entry, limit);
    void told.then((each) => {
      if ('fault' in each && known.get(channel) === entry) known.delete(channel);
    });
    return told;
  }

  return {
    isDirect: (channel) => directs.get(channel) === true,
    noteDirect: (channel) => note(channel, true),
    async learn(channel) {
      if (!channel.startsWith('D') || directs.has(channel)) return;
      note(channel, false);
      const told = await ask(channel);
      // An app that was installed before it asked for im:read can find the same out from the messages there.
      const fault =
        'fault' in told && told.fault === 'missing_scope'
          ? faultOf(await api.call('conversations.history', { channel, limit: 1 }))
          : 'fault' in told
            ? told.fault
            : undefined;
      if (fault === undefined) note(channel, true);
      else if (!notOurs.includes(fault)) directs.delete(channel);
    },
    async isReadByOthers(channel, ours) {
      const told = await ask(channel);
      if ('fault' in told) return undefined;
      const { is_ext_shared: shared, is_pending_ext_shared: pending, is_im: direct } = told.channel;
      if (shared === true || pending === true) return true;
      if (connectedTo(told.channel).some((workspace) => !ours.includes(workspace))) return true;
      // Of a direct conversation with the bot Slack says it only where it is so.
      return shared === false || direct === true ? false : undefined;
    },
  };
}

function connectedTo(channel: z.infer<typeof info>['channel']): readonly string[] {
  const { connected_team_ids, connected_limited_team_ids, pending_connected_team_ids } = channel;
  return [connected_team_ids, connected_limited_team_ids, pending_connected_team_ids].flatMap(
    (each) => each ?? [],
  );
}

function toldBy(called: Called): Told {
  if (!called.ok) return { fault: called.error };
  const read = info.safeParse(called.data);
  return read.success ? read.data : { fault: 'an answer without a conversation' };
}

function faultOf(called: Called): string | undefined {
  return called.ok ? undefined : called.error;
}
