import { type Clock, pause } from '../runtime/clock.ts';

/**
 * Where it is written down, for every process to see, what was begun at the partner's account and what came of it. The
 * account is one for all organizations, so that what two of them want at once is still done once.
 */
export interface Claims {
  /** Exactly one of any number of callers at once gets `new`; again when `holdMs` are over without an outcome. */
  begin(input: { key: string; holdMs: number }): Promise<Claim>;
  /** The first outcome of a key stays. */
  finish(input: { key: string; outcome: string }): Promise<void>;
  /** Gives back what was begun at `since`, unless it has an outcome. */
  release(input: { key: string; since: number }): Promise<void>;
}

export type Claim =
  | { readonly state: 'new'; readonly since: number }
  | { readonly state: 'running'; readonly since: number }
  | { readonly state: 'done'; readonly outcome: string };

/** How often somebody looks whether another has finished. */
const lookEveryMs = 200;

/** Begins a key; while somebody else runs it, waits for their outcome, for at most `waitMs`. */
export async function beginOrWait(
  claims: Claims,
  clock: Clock,
  wanted: { readonly key: string; readonly holdMs: number },
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<Claim> {
  const until = clock.now() + waitMs;
  for (;;) {
    const claim = await claims.begin(wanted);
    if (claim.state !== 'running' || clock.now() + lookEveryMs > until) return claim;
    await pause(clock, lookEveryMs, signal);
  }
}
