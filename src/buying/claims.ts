import { type Clock, pause } from '../runtime/clock.ts';
import type { AccountClaims } from '../store/contract/accounts.ts';
import type { ClaimState } from '../store/contract/interactions.ts';

/** How often a waiting caller looks whether the key's holder has finished. */
const lookEveryMs = 200;

/** Begins a key; while another caller runs it, waits for that outcome, for at most `waitMs`. */
export async function beginOrWait(
  claims: AccountClaims,
  clock: Clock,
  wanted: { readonly key: string; readonly holdMs: number },
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<ClaimState> {
  const until = clock.now() + waitMs;
  for (;;) {
    const claim = await claims.begin(wanted);
    if (claim.state !== 'running' || clock.now() + lookEveryMs > until) return claim;
    await pause(clock, lookEveryMs, signal);
  }
}
