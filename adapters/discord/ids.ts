import { type Conversation, directWorkspaceOf } from '../../src/chat/invocation.ts';

/** The platform's name in invocations, in the store and in settings. */
export const discordName = 'discord';

/** The first second of 2015, from which Discord's ids count (reference, Snowflakes). */
const epochMs = 1_420_070_400_000;

/** The form of every id of Discord's. */
export const snowflake = /^\d{1,20}$/;

/** When Discord made `id`, ms since 1970 UTC; `NaN` for what is no id. */
export function madeAt(id: string): number {
  return snowflake.test(id) ? Number(BigInt(id) >> 22n) + epochMs : Number.NaN;
}

/** The largest id below all that Discord makes from `ms` (since 1970 UTC) on. */
export function idBefore(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - epochMs)) << 22n);
}

/** A server is a workspace; outside of servers each person is their own. */
export function workspaceOfGuild(guildId: string | undefined, personId: string): string {
  return guildId ?? directWorkspaceOf(personId);
}

/** A direct message does not tell which of the person's servers it is about. */
export function outsideOf(guildId: string | undefined): Pick<Conversation, 'outside'> {
  return guildId === undefined ? { outside: true } : {};
}

/** The server that `workspace` is; `undefined` for direct messages. */
export function guildOf(workspace: string): string | undefined {
  return snowflake.test(workspace) ? workspace : undefined;
}
