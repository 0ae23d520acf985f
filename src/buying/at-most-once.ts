import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';
import type { AccountClaims } from '../store/contract/accounts.ts';
import { beginOrWait } from './claims.ts';
import { isExpired } from './order-key.ts';

export interface SendingDeps {
  readonly claims: AccountClaims;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

/** What is to be sent at most once. */
export interface OnceSending {
  /** Of the kind of call, such as `ship-create`: no key of another kind is this one. */
  readonly kind: string;
  readonly key: string;
  /** The same text for the same thing, another for any other; holds no name, phone or address. */
  readonly what: string;
  /** The person's patience: ends what changes nothing, never what was sent off. */
  readonly signal: AbortSignal;
}

/** The ways of sending one kind of thing. */
export interface Steps<Outcome, Early> {
  readonly outcome: z.ZodType<Outcome>;
  /** Looks whether it may be sent, and changes nothing; `note` is what a person needs to find it by later. */
  prepare(): Promise<PreparedSending<Outcome, Early>>;
  /** Finds what was sent off earlier (ms since 1970 UTC) without an answer; `undefined`: can't tell. */
  lookUp?(sent: { readonly at: number; readonly note: string }): Promise<Outcome | undefined>;
}

export type PreparedSending<Outcome, Early> =
  | { readonly early: Early }
  | {
      readonly note: string;
      /** Sends it: what came of it for good, or `undefined` where that is unknown. */
      send(): Promise<Outcome | undefined>;
    };

export type SentOnce<Outcome, Early> =
  | Outcome
  | Early
  | { readonly state: 'under way' }
  /** It was sent off, and its outcome is unknown. Asking again looks where that is possible, and never sends. */
  | { readonly state: 'not known'; readonly note: string }
  | { readonly state: 'expired' }
  /** The key belongs to something else. */
  | { readonly state: 'other' };

/** Longer than preparing, sending and looking may take together. */
const holdMs = minuteMs;
const waitMs = 6000;

const sentOff = z.object({ what: z.string(), by: z.string(), at: z.number(), note: z.string() });
type SentOff = z.output<typeof sentOff>;

/**
 * Sends something at most once under its key, however often, by however many processes and after whatever restart it is
 * asked for: that it is about to be sent is written down first, and a process that finds that written never sends.
 *
 * Rejects as `prepare` does, with the signal's reason when it aborts before anything is sent, and with the store's error;
 * only in the last case something may have been sent, and asking again says so.
 */
export async function sendOnce<Outcome, Early>(
  deps: SendingDeps,
  sending: OnceSending,
  steps: Steps<Outcome, Early>,
): Promise<SentOnce<Outcome, Early>> {
  const { claims, clock } = deps;
  const { signal, what } = sending;
  const key = `${sending.kind}:${sending.key}`;
  const claim = await beginOrWait(claims, clock, { key, holdMs }, { waitMs, signal });
  if (claim.state === 'running') return { state: 'under way' };
  const kept = z.object({ what: z.string(), outcome: steps.outcome });
  if (claim.state === 'done') {
    const read = kept.parse(JSON.parse(claim.outcome));
    return read.what === what ? read.outcome : { state: 'other' };
  }
  try {
    const came = await attempt(deps, sending, steps);
    if (!('final' in came)) return came.passing;
    const outcome = JSON.stringify({ what, outcome: came.final });
    await claims.finish({ key, outcome });
    return came.final;
  } finally {
    // What has an outcome is not given back.
    await claims.release({ key, since: claim.since });
  }
}

async function attempt<Outcome, Early>(
  deps: SendingDeps,
  sending: OnceSending,
  steps: Steps<Outcome, Early>,
): Promise<{ readonly final: Outcome } | { readonly passing: SentOnce<Outcome, Early> }> {
  const { claims, clock, random } = deps;
  const { signal, what } = sending;
  const key = `${sending.kind}-sent:${sending.key}`;
  const notKnown = async ({ at, note, what: sent }: SentOff) => {
    if (sent !== what) return { passing: { state: 'other' as const } };
    const found = await steps.lookUp?.({ at, note });
    return found === undefined ? { passing: { state: 'not known' as const, note } } : { final: found };
  };

  const before = await written(claims, key);
  if (before !== undefined) return notKnown(before);
  if (isExpired(sending.key, clock.now())) return { passing: { state: 'expired' } };
  const prepared = await steps.prepare();
  if ('early' in prepared) return { passing: prepared.early };
  signal.throwIfAborted();

  const mine: SentOff = { what, by: random.token(20), at: clock.now(), note: prepared.note };
  await claims.finish({ key, outcome: JSON.stringify(mine) });
  const now = await written(claims, key);
  if (now === undefined) throw new Error('what was written down is not there');
  // A process whose hold ran out may have come first: only the process that is written there sends.
  if (now.by !== mine.by) return notKnown(now);
  const outcome = await prepared.send();
  return outcome === undefined ? notKnown(mine) : { final: outcome };
}

/** What stands written of something that was sent off; looking takes the key for a moment, and changes nothing else. */
async function written(claims: AccountClaims, key: string): Promise<SentOff | undefined> {
  const claim = await claims.begin({ key, holdMs: 1 });
  return claim.state === 'done' ? sentOff.parse(JSON.parse(claim.outcome)) : undefined;
}
