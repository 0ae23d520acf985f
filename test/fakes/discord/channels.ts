import { refusals } from './rest-error.ts';
import type { Snowflakes } from './snowflakes.ts';

/** The places a bot can write to, and who has shut it out. */
export interface Channels {
  /** A text channel of a guild. */
  addGuildChannel(id: string): void;
  /** The direct-message channel of a user, the same each time. */
  directChannel(userId: string): string;
  /** From now on the user takes no direct messages: 50007 on sending. */
  closeDirectMessages(userId: string): void;
  /** From now on the bot may not see (50001) or not write in (50013) the channel. */
  forbid(channelId: string, how: 'access' | 'permission'): void;
  /** Throws what Discord answers to a bot that writes there. */
  checkWritable(channelId: string): void;
}

export function createChannels(ids: Snowflakes): Channels {
  const guildChannels = new Set<string>();
  const directByUser = new Map<string, string>();
  const closed = new Set<string>();
  const forbidden = new Map<string, 'access' | 'permission'>();

  function directChannel(userId: string): string {
    const id = directByUser.get(userId) ?? ids.next();
    directByUser.set(userId, id);
    return id;
  }

  return {
    addGuildChannel(id) {
      guildChannels.add(id);
    },
    directChannel,
    closeDirectMessages(userId) {
      closed.add(directChannel(userId));
    },
    forbid(channelId, how) {
      forbidden.set(channelId, how);
    },
    checkWritable(channelId) {
      const how = forbidden.get(channelId);
      if (how !== undefined)
        throw how === 'access' ? refusals.missingAccess() : refusals.missingPermissions();
      if (closed.has(channelId)) throw refusals.cannotMessageUser();
      if (!guildChannels.has(channelId) && ![...directByUser.values()].includes(channelId)) {
        throw refusals.unknownChannel();
      }
    },
  };
}
