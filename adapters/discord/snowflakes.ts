/** The first second of 2015: Discord's ids count from there (reference, Snowflakes). */
const epochMs = 1_420_070_400_000;

/** When Discord made the thing with this id, ms since 1970 UTC. */
export function madeAt(snowflake: string): number {
  return /^\d{1,20}$/.test(snowflake) ? Number(BigInt(snowflake) >> 22n) + epochMs : Number.NaN;
}

/** An id that is less than all that Discord makes from `ms` (since 1970 UTC) on. */
export function idBefore(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - epochMs)) << 22n);
}
