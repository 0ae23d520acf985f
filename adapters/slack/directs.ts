import type { SlackApi } from './web-api.ts';

/**
 * Which direct conversations are the bot's own with one person, and not between two other people, who can type its
 * commands too. No payload of a command says so; it is learned one answer late, since no look-up stands before one.
 */
export interface Directs {
  /** Whether `channel` is known to be one. */
  has(channel: string): boolean;
  /** It is one: Slack says so. */
  note(channel: string): void;
  /** Asks Slack, once for each conversation. Never rejects. */
  learn(channel: string): Promise<void>;
}

const limit = 10_000;

export function createDirects({ api }: { readonly api: SlackApi }): Directs {
  const known = new Map<string, boolean>();
  const note = (channel: string, own: boolean) => {
    known.delete(channel);
    known.set(channel, own);
    for (const [oldest] of known) {
      if (known.size <= limit) break;
      known.delete(oldest);
    }
  };
  return {
    has: (channel) => known.get(channel) === true,
    note: (channel) => note(channel, true),
    async learn(channel) {
      if (!channel.startsWith('D') || known.has(channel)) return;
      note(channel, false);
      // Where the bot is not one of the two, there is no such conversation for it.
      const answer = await api.call('conversations.history', { channel, limit: 1 });
      if (answer.ok) note(channel, true);
      else if (answer.error !== 'channel_not_found' && answer.error !== 'missing_scope')
        known.delete(channel);
    },
  };
}
