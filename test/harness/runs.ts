/**
 * How often a property runs: `deep` times in `npm run test:deep`, a fifth of that in the run that comes before each commit, but
 * at least 50 times.
 */
export function runs(deep: number): number {
  if (process.env['TEST_DEEP'] !== undefined) return deep;
  return Math.min(deep, Math.max(50, Math.ceil(deep / 5)));
}
