import { lookUpWithinMs, type Role } from '../../../../src/chat/role.ts';
import type { FakeDiscord } from '../../../fakes/discord/fake-discord.ts';
import type { FaultEffect } from '../../../fakes/discord/faults.ts';
import { places } from '../../../fakes/discord/world.ts';
import type { HurriedClock } from '../../../fakes/hurried-clock.ts';
import { discordKinds } from './discord-kinds.ts';

/** The two servers that are let in. */
export const servers = [places.guildId, places.otherGuildId] as const;
const [server, second] = servers;
const strange = '290926798626359000';

/** A role of the first server that may only look. */
export const lookers = '300000000000000001';
/** An admin who sets up what is to be tried. */
export const boss = '80351110224678000';

interface Grant {
  readonly role: Role;
  readonly guildId: string;
  /** In the channel alone. */
  readonly here?: boolean;
}

/** Somebody, and what is theirs. */
export interface DiscordPerson {
  /** The server where they ask; `null`: in a direct message. */
  readonly guildId: string | null;
  readonly channelId?: string;
  /** They ask in a thread of this channel. */
  readonly threadOf?: string;
  /** What the server where they ask says of them. */
  readonly member?: { readonly flags?: number; readonly pending?: boolean };
  /** Of `ADMINS`. */
  readonly admin?: boolean;
  /** By a command of an admin. */
  readonly granted?: Grant;
  /** The servers that they are a member of, as Discord says when it is asked. */
  readonly memberOf?: readonly string[];
  /** Their role in the first of these, if any. */
  readonly serverRole?: string;
  /** What happens to them after they asked once. */
  after?(userId: string, discord: FakeDiscord, clock: HurriedClock): void;
  /** What is wrong while they ask; the function ends it. */
  trouble?(discord: FakeDiscord, clock: HurriedClock): () => void;
  /** What they may do; absent: nothing. */
  readonly role?: Role;
  /** Why they may do no more, as they are told. */
  readonly why?: string;
}

/** Discord does this with every question after members of these servers, until it is ended. */
function asked(discord: FakeDiscord, ids: readonly string[], effect: FaultEffect): () => void {
  const path = new RegExp(`^/guilds/(?:${ids.join('|')})/`);
  discord.addFault({ path, times: Number.POSITIVE_INFINITY, effect });
  return discord.clearFaults;
}

const viewer = (guildId: string, here = false): Grant => ({ role: 'viewer', guildId, here });

export const discordPeople: Readonly<Record<string, DiscordPerson>> = {
  'member of the let-in server': { guildId: server, role: 'buyer' },
  'first admin': { guildId: server, admin: true, role: 'admin' },
  'demoted person': { guildId: server, granted: viewer(server), role: 'viewer' },
  'person who is demoted in a channel': { guildId: server, granted: viewer(server, true), role: 'viewer' },
  'person who is demoted in a channel, in its thread': {
    guildId: server,
    channelId: places.threadId,
    threadOf: places.channelId,
    granted: viewer(server, true),
    role: 'viewer',
  },
  'guest of one voice channel': { guildId: server, member: { flags: 1 << 4 }, role: 'viewer' },
  'guest of one voice channel who is granted more': {
    guildId: server,
    member: { flags: 1 << 4 },
    granted: { role: 'buyer', guildId: server },
    role: 'buyer',
  },
  'member who has not passed the screening': {
    guildId: server,
    member: { pending: true },
    role: 'viewer',
  },
  'person who is demoted in another server': { guildId: server, granted: viewer(second), role: 'buyer' },
  'member of a stranger’s server': { guildId: strange },
  'first admin in a stranger’s server': { guildId: strange, admin: true },

  'direct message of a member of a shared server': { guildId: null, memberOf: [server], role: 'buyer' },
  'direct message of a first admin': { guildId: null, memberOf: [server], admin: true, role: 'admin' },
  'direct message of a demoted person': {
    guildId: null,
    memberOf: [server],
    granted: viewer(server),
    role: 'viewer',
  },
  'direct message of a person whose role of the server is demoted': {
    guildId: null,
    memberOf: [server],
    serverRole: lookers,
    role: 'viewer',
  },
  'direct message of a person who is demoted in one of two shared servers': {
    guildId: null,
    memberOf: [server, second],
    granted: viewer(second),
    role: 'viewer',
  },
  'direct message of a person who is more in one of two shared servers': {
    guildId: null,
    memberOf: [server, second],
    granted: { role: 'approver', guildId: second },
    role: 'buyer',
  },
  'direct message without a shared server': { guildId: null },
  'direct message of a first admin without a shared server': { guildId: null, admin: true },
  'direct message of a person who left the shared server': {
    guildId: null,
    memberOf: [server],
    after(userId, discord, clock) {
      discord.members.remove(server, userId);
      // So long they are taken for a member still.
      clock.skip(5 * 60_000);
    },
  },
  'direct message while Discord does not say who is in one of two servers': {
    guildId: null,
    memberOf: servers,
    why: 'in time',
    trouble: (discord) =>
      asked(discord, [second], { kind: 'answer', status: 500, body: { code: 0, message: '500' } }),
  },
  'direct message while Discord says too late who is in a server': {
    guildId: null,
    memberOf: [server],
    why: 'in time',
    trouble(discord, clock) {
      const late = Promise.withResolvers<void>();
      const end = asked(discord, servers, { kind: 'held', until: late.promise });
      clock.hurry(lookUpWithinMs);
      return () => {
        clock.hurry(undefined);
        end();
        late.resolve();
      };
    },
  },
};

/** One account for all that a person asks, but where something happens to them: what comes of it is remembered. */
export function discordAccountOf(who: string, kind: string): string {
  const at = Object.keys(discordPeople).indexOf(who);
  const { after, trouble } = discordPeople[who] ?? {};
  const by = (after ?? trouble) === undefined ? 0 : Object.keys(discordKinds).indexOf(kind);
  return `80351110224${String(at).padStart(3, '0')}${String(by).padStart(3, '0')}`;
}

export const discordAccounts = Object.entries(discordPeople).flatMap(([who, person]) => {
  const ids = new Set(Object.keys(discordKinds).map((kind) => discordAccountOf(who, kind)));
  return [...ids].map((id) => ({ id, person }));
});
