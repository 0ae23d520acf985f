import type { Clock } from '../../../src/runtime/clock.ts';
import { type Channels, createChannels } from './channels.ts';
import { type CommandRegistry, createCommandRegistry } from './command-registry.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createInteractionBook, type InteractionBook } from './interaction-book.ts';
import { createMembers, type Members } from './members.ts';
import { createMessageStore, type MessageStore } from './message-store.ts';
import { createSnowflakes, type Snowflakes } from './snowflakes.ts';

/** Everything the fake remembers, behind its REST API and its gateway. */
export interface World {
  readonly clock: Clock;
  readonly ids: Snowflakes;
  readonly identity: Identity;
  readonly channels: Channels;
  readonly messages: MessageStore;
  readonly interactions: InteractionBook;
  readonly commands: CommandRegistry;
  /** Guilds the bot is in. */
  readonly guildIds: readonly string[];
  readonly members: Members;
  /** Whether others than its owner may add the application to servers. */
  isPublic: boolean;
  /** What the bot may do in every server, in decimal. */
  permissions: string;
  /** Channels in which the bot said that it is typing, in order. */
  readonly typing: string[];
}

/** Where the payload factories place what they make. */
export const places = {
  guildId: '290926798626357999',
  channelId: '645027906669510667',
  /** A thread that people speak in, started from no message of the bot's. */
  threadId: '645027906669510777',
  otherGuildId: '290926798626358111',
} as const;

export function createWorld(clock: Clock): World {
  const ids = createSnowflakes(clock);
  const identity = createIdentity();
  const channels = createChannels(ids);
  channels.addGuildChannel(places.channelId);
  channels.addThread(places.threadId, places.channelId);
  const messages = createMessageStore({ ids, clock });
  const guildIds = [places.guildId, places.otherGuildId];
  return {
    clock,
    ids,
    identity,
    channels,
    messages,
    interactions: createInteractionBook({ applicationId: identity.applicationId, clock, messages }),
    commands: createCommandRegistry(ids),
    guildIds,
    members: createMembers(guildIds),
    isPublic: false,
    permissions: String(1n << 3n),
    typing: [],
  };
}
