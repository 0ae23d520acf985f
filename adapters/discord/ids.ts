import { type Conversation, ownPlaceOf } from '../../src/chat/invocation.ts';

export const discordName = 'discord';

/** The first second of 2015: Discord's ids count from there (reference, Snowflakes). */
const epochMs = 1_420_070_400_000;

/** Any id of Discord's. */
export const snowflake = /^\d{1,20}$/;

/** When Discord made the thing with this id, ms since 1970 UTC. */
export function madeAt(id: string): number {
  return snowflake.test(id) ? Number(BigInt(id) >> 22n) + epochMs : Number.NaN;
}

/** An id that is less than all that Discord makes from `ms` (since 1970 UTC) on. */
export function idBefore(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - epochMs)) << 22n);
}

/** A server is an organization of its own; outside of servers each person is. */
export function placeOfGuild(guildId: string | undefined, personId: string): string {
  return guildId ?? ownPlaceOf(personId);
}

/** A direct message does not say which of the person's servers it is about. */
export function outsideOf(guildId: string | undefined): Pick<Conversation, 'outside'> {
  return guildId === undefined ? { outside: true } : {};
}

/** The server that a place is; `undefined` for direct messages. */
export function guildOf(place: string): string | undefined {
  return /^\d{1,20}$/.test(place) ? place : undefined;
}
