import { type Clock, pause } from '../runtime/clock.ts';

/** Where it is written down, for every process to see, what was begun and what came of it. */
export interface Claims {
  /** Exactly one of any number of callers at once gets `new`; again when `holdMs` are over without an outcome. */
  begin(input: { organization: string; key: string; holdMs: number }): Promise<Claim>;
  /** The first outcome of a key stays. */
  finish(input: { organization: string; key: string; outcome: string }): Promise<void>;
  /** Gives back what was begun at `since`, unless it has an outcome. */
  release(input: { organization: string; key: string; since: number }): Promise<void>;
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
  wanted: { readonly organization: string; readonly key: string; readonly holdMs: number },
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<Claim> {
  const until = clock.now() + waitMs;
  for (;;) {
    const claim = await claims.begin(wanted);
    if (claim.state !== 'running' || clock.now() + lookEveryMs > until) return claim;
    await pause(clock, lookEveryMs, signal);
  }
}
