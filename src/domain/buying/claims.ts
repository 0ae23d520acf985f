import { type Clock, pause } from '../../runtime/clock.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { ClaimState } from '../../store/contract/interactions.ts';

/** How often a waiting caller looks whether the key's holder has finished. */
const lookEveryMs = 200;

/** Begins a key; while another caller runs it, waits for that outcome, for at most `waitMs`. */
export async function beginOrWait(
  claims: AccountClaims,
  clock: Clock,
  wanted: Parameters<AccountClaims['begin']>[0],
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<ClaimState> {
  const until = clock.elapsed() + waitMs;
  for (;;) {
    const claim = await claims.begin(wanted);
    if (claim.state !== 'running' || clock.elapsed() + lookEveryMs > until) return claim;
    await pause(clock, lookEveryMs, signal);
  }
}
