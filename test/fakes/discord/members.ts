import { refusals } from './rest-error.ts';

/** What a server knows of one of its members. */
export interface Member {
  readonly roles?: readonly string[];
  /** Has not passed Membership Screening. */
  readonly pending?: boolean;
  /** ISO 8601; the member is timed out until then. */
  readonly silentUntil?: string;
  /** resources/guild, Guild Member Flags. */
  readonly flags?: number;
}

/** Who is in the servers that the bot is in. */
export interface Members {
  add(guildId: string, userId: string, member?: Member): void;
  remove(guildId: string, userId: string): void;
  /** The bot is taken out of a server: from now on 50001 there (discord-api-docs #1716), or 10004 (#5840). */
  expelBot(guildId: string, how?: 'missing access' | 'unknown guild'): void;
  /** The member, or throws what Discord answers to a bot that asks. */
  get(guildId: string, userId: string): Member;
}

export function createMembers(guildIds: readonly string[]): Members {
  const members = new Map<string, Member>();
  const expelled = new Map<string, 'missing access' | 'unknown guild'>();
  return {
    add(guildId, userId, member = {}) {
      members.set(`${guildId}/${userId}`, member);
    },
    remove(guildId, userId) {
      members.delete(`${guildId}/${userId}`);
    },
    expelBot(guildId, how = 'missing access') {
      expelled.set(guildId, how);
    },
    get(guildId, userId) {
      const how = guildIds.includes(guildId) ? expelled.get(guildId) : 'unknown guild';
      if (how === 'missing access') throw refusals.missingAccess();
      if (how === 'unknown guild') throw refusals.unknownGuild();
      const member = members.get(`${guildId}/${userId}`);
      if (member === undefined) throw refusals.unknownMember();
      return member;
    },
  };
}
