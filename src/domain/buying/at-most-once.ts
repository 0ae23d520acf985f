import { z } from 'zod';
import { type Clock, pause } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { Random } from '../../runtime/random.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { ClaimState } from '../../store/contract/interactions.ts';
import { isBeforeRestore, isExpired } from './order-key.ts';

export interface SendingDeps {
  readonly claims: AccountClaims;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

/** What is to be sent at most once. */
interface OnceSending<Outcome, Note> {
  readonly kind: OnceKind<Outcome, Note>;
  readonly key: string;
  /** The same text for the same thing, another for any other; holds no name, phone or address. */
  readonly what: string;
  /** The person's patience: ends what changes nothing, never what was sent off. */
  readonly signal: AbortSignal;
}

/**
 * A kind of call, and what is written of it: under which keys, and as which text. Rows outlive the version that wrote them,
 * and two versions may run at once, so a kind never changes either.
 */
export interface OnceKind<Outcome, Note> {
  /** What its keys begin with; no other kind has either. */
  readonly keys: { readonly outcome: string; readonly sent: string };
  readonly outcome: WrittenForm<{ readonly what: string; readonly outcome: Outcome }>;
  readonly sent: WrittenForm<WrittenSending<Note>>;
}

/** How something is written down. @throws Error from `read` for what `print` did not write */
interface WrittenForm<Value> {
  print(value: Value): string;
  read(text: string): Value;
}

/** That something was sent off: what, by which attempt, when (ms since 1970 UTC), and what a later look-up needs. */
export interface WrittenSending<Note> {
  readonly what: string;
  readonly by: string;
  readonly at: number;
  readonly note: Note;
}

/** The kind of call named `name`, such as `ship-create`, with a text for its note. */
export function createOnceKind<Outcome>(
  name: string,
  outcome: z.ZodType<Outcome>,
): OnceKind<Outcome, string> {
  const kept = z.object({ what: z.string(), outcome });
  const sent = z.object({ what: z.string(), by: z.string(), at: z.number(), note: z.string() });
  return {
    keys: { outcome: name, sent: `${name}-sent` },
    outcome: { print: (value) => JSON.stringify(value), read: (text) => kept.parse(JSON.parse(text)) },
    sent: { print: (value) => JSON.stringify(value), read: (text) => sent.parse(JSON.parse(text)) },
  };
}

/** The ways of sending one kind of thing. */
interface Steps<Outcome, Early, Note> {
  /** Looks whether it may be sent, and changes nothing; `note` is what is needed to find it by later. */
  prepare(): Promise<PreparedSending<Outcome, Early, Note>>;
  /** Finds what was sent off earlier without an answer; `undefined`: can't tell. */
  lookUp?(sent: WrittenSending<Note>): Promise<Outcome | undefined>;
  /** Finds what may have been sent off before the store was restored at `at`; `undefined`: there is none, or it can't tell. */
  lookUpRestored?(at: number): Promise<Outcome | undefined>;
}

export type PreparedSending<Outcome, Early, Note = string> =
  | { readonly early: Early }
  | {
      readonly note: Note;
      /** Sends it: what came of it for good, or `undefined` where that is unknown and is to be looked up. */
      send(sent: WrittenSending<Note>): Promise<Outcome | undefined>;
    };

export type SentOnce<Outcome, Early, Note = string> =
  | Outcome
  | Early
  | { readonly state: 'under way' }
  /** It was sent off, and its outcome is unknown. Asking again looks where that is possible, and never sends. */
  | { readonly state: 'not known'; readonly note: Note }
  | { readonly state: 'expired' }
  /**
   * The key is older than the last restore of the store, which can't know whether it was used; what could be looked for was not
   * found. Nothing was sent now.
   */
  | { readonly state: 'before restore' }
  /** The key belongs to something else. */
  | { readonly state: 'other' };

/** Longer than preparing, sending and looking may take together. */
const holdMs = minuteMs;
const waitMs = 6000;

/**
 * Sends something at most once under its key, however often, by however many processes and after whatever restart it is
 * asked for: that it is about to be sent is written down first, and a process that finds that written never sends.
 *
 * Rejects as `prepare` does, with the signal's reason when it aborts before anything is sent, and with the store's error;
 * only in the last case something may have been sent, and asking again says so.
 */
export async function sendOnce<Outcome, Early, Note>(
  deps: SendingDeps,
  sending: OnceSending<Outcome, Note>,
  steps: Steps<Outcome, Early, Note>,
): Promise<SentOnce<Outcome, Early, Note>> {
  const { claims, clock } = deps;
  const { kind, signal, what } = sending;
  const key = `${kind.keys.outcome}:${sending.key}`;
  // It may end with its process, and while that still runs: what keeps a call from being made twice is the second key, which
  // has no end.
  const wanted = { key, holdMs, endsWithProcess: true };
  const claim = await beginOrWait(claims, clock, wanted, { waitMs, signal });
  if (claim.state === 'running') return { state: 'under way' };
  if (claim.state === 'done') {
    const kept = kind.outcome.read(claim.outcome);
    return kept.what === what ? kept.outcome : { state: 'other' };
  }
  try {
    const came = await attempt(deps, sending, steps);
    if (!('final' in came)) return came.passing;
    await claims.finish({ key, outcome: kind.outcome.print({ what, outcome: came.final }) });
    return came.final;
  } finally {
    // What has an outcome is not given back.
    await claims.release({ key, since: claim.since });
  }
}

async function attempt<Outcome, Early, Note>(
  deps: SendingDeps,
  sending: OnceSending<Outcome, Note>,
  steps: Steps<Outcome, Early, Note>,
): Promise<{ readonly final: Outcome } | { readonly passing: SentOnce<Outcome, Early, Note> }> {
  const { claims, clock, random } = deps;
  const { kind, signal, what } = sending;
  const key = `${kind.keys.sent}:${sending.key}`;
  const lookUp = async (sent: WrittenSending<Note>) => {
    if (sent.what !== what) return { passing: { state: 'other' as const } };
    const found = await steps.lookUp?.(sent);
    return found === undefined
      ? { passing: { state: 'not known' as const, note: sent.note } }
      : { final: found };
  };

  const before = await written(claims, kind, key);
  if (before !== undefined) return lookUp(before);
  const { restoredAt } = claims;
  if (isBeforeRestore(sending.key, restoredAt)) {
    const found = await steps.lookUpRestored?.(restoredAt);
    return found === undefined ? { passing: { state: 'before restore' } } : { final: found };
  }
  if (isExpired(sending.key, clock.now())) return { passing: { state: 'expired' } };
  const prepared = await steps.prepare();
  if ('early' in prepared) return { passing: prepared.early };
  signal.throwIfAborted();

  const mine = { what, by: random.token(20), at: clock.now(), note: prepared.note };
  await claims.finish({ key, outcome: kind.sent.print(mine) });
  const now = await written(claims, kind, key);
  if (now === undefined) throw new Error('what was written down is not there');
  // A process whose hold ran out may have come first: only the process that is written there sends.
  if (now.by !== mine.by) return lookUp(now);
  const outcome = await prepared.send(mine);
  return outcome === undefined ? lookUp(mine) : { final: outcome };
}

/** What stands written of something that was sent off; looking takes the key for a moment, and changes nothing else. */
async function written<Outcome, Note>(
  claims: AccountClaims,
  kind: OnceKind<Outcome, Note>,
  key: string,
): Promise<WrittenSending<Note> | undefined> {
  const claim = await claims.begin({ key, holdMs: 1 });
  return claim.state === 'done' ? kind.sent.read(claim.outcome) : undefined;
}

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
