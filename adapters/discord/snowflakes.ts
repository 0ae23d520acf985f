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
