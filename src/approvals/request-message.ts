import type { Card, ReadyCard } from '../chat/card.ts';
import type { IsServed, Outlet, Sent } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import { firstLookMs, lookSince } from '../notifications/attempts.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Signals } from '../store/contract/processes.ts';
import type { HeldMessage, Requests } from '../store/contract/requests.ts';
import type { ConversationSettings } from '../store/contract/settings.ts';
import type { ApprovalRequest } from './request.ts';
import type { RequestService } from './request-service.ts';
import { isMessageWornOut, messageWaitAfter } from './retry-policy.ts';

/** What is drawn of a request, for a conversation or for one person. */
interface RequestDrawings {
  card(request: ApprovalRequest, earlier: readonly ApprovalRequest[], reading: DrawnFor): Card;
  answer(request: ApprovalRequest, reading: DrawnFor): Card;
  reminder(request: ApprovalRequest, reading: DrawnFor): Card;
  waits(request: ApprovalRequest, reading: DrawnFor): Card;
  notice(request: ApprovalRequest, reading: DrawnFor): Card;
}

export interface DrawnFor {
  readonly language: Language;
  readonly platform: string;
  readonly zone?: string | undefined;
}

export interface RequestNotifierDeps {
  readonly requests: Requests;
  readonly signals: Signals;
  readonly desk: Pick<RequestService, 'lookAfter' | 'earlier'>;
  /** By the name that a conversation's begins with. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly isServed: IsServed;
  settings(of: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<ConversationSettings>;
  readonly drawings: RequestDrawings;
  /**
   * What was approved, for the asker alone: the link, or what came of spending; or that the approval lapsed, since the asker
   * no longer may do that. Rejects where it can't be had now.
   */
  handOver(
    request: ApprovalRequest,
    signal: AbortSignal,
  ): Promise<Card | { readonly lapsed: ApprovalRequest }>;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  readonly defaultLanguage: Language;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly timing?: Partial<Timing>;
}

/** What became of an attempt that did not arrive, as far as is known. */
type Failed = Exclude<Sent, { readonly sent: unknown } | { readonly retryAfterMs: number }>;

export interface Timing {
  /** How long a message is held: longer than handing over and sending it can take. */
  readonly holdMs: number;
  /** How long an attempt that can't be found may still arrive. */
  readonly doubtfulMs: number;
  /** For how long after the decision what was approved is handed over with the answer. */
  readonly freshMs: number;
}

const usual: Timing = { holdMs: minuteMs, doubtfulMs: minuteMs, freshMs: 5 * minuteMs };

export function timingOf(timing: Partial<Timing> = {}): Timing {
  return { ...usual, ...timing };
}

/** One message that its holder is to send now. */
export interface RequestMessage {
  readonly held: HeldMessage;
  readonly request: ApprovalRequest;
  /** Of the request as it is here. */
  readonly version: number;
  readonly platform: string;
  readonly outlet: Outlet;
  /** The platform's own id of the conversation. */
  readonly id: string;
  readonly reading: DrawnFor;
}

/**
 * Notes an attempt, makes it, and writes down what came of it. Gives how the platform refused, where it did for good:
 * then nothing was written but the note.
 */
export async function posted(
  { requests, clock, random, log }: RequestNotifierDeps,
  { held }: Pick<RequestMessage, 'held'>,
  { target, shown }: { readonly target: string; readonly shown: number },
  call: (key: string) => Promise<Sent>,
  { refusedGoesOn = false } = {},
): Promise<Extract<Sent, { refused: unknown }> | undefined> {
  const key = `r${random.token(20)}`;
  const at = clock.now();
  if (at >= held.heldUntil || !(await requests.begin(held, { key, at, target }))) return undefined;
  const sent = await call(key);
  const now = clock.now();
  const { request, kind } = held;
  log.info({ request, kind, key, outcome: outcomeOf(sent) }, 'a message about a request was sent');
  if ('sent' in sent) {
    await requests.settle(held, { message: sent.sent, shown, at: now });
    return undefined;
  }
  if ('retryAfterMs' in sent) {
    await requests.postpone(held, { dueAt: now + sent.retryAfterMs, counts: false, forget: true });
    return undefined;
  }
  if ('refused' in sent && refusedGoesOn) return sent;
  const isUnclear = 'unclear' in sent;
  if (isMessageWornOut(held)) {
    await givenUp({ requests, clock, log }, held, { reason: reasonOf(sent), forget: !isUnclear });
    return undefined;
  }
  const dueAt = now + (isUnclear ? firstLookMs : messageWaitAfter(held, random));
  await requests.postpone(held, { dueAt, counts: true, forget: !isUnclear });
  return undefined;
}

/** Keeps a message that was tried often enough, with why it could not be said, until it is said again. */
export async function givenUp(
  { requests, clock, log }: Pick<RequestNotifierDeps, 'requests' | 'clock' | 'log'>,
  held: HeldMessage,
  { reason, forget }: { readonly reason: string; readonly forget: boolean },
): Promise<void> {
  log.error({ request: held.request, kind: held.kind, reason }, 'a message about a request was given up');
  await requests.park(held, { reason, at: clock.now(), forget });
}

/** For an operator who looks why something was not said. */
export function reasonOf(failed: Failed): string {
  if ('refused' in failed) return `${failed.refused}: ${failed.detail}`;
  return 'unclear' in failed ? `no answer: ${failed.unclear}` : `unreachable: ${failed.unreachable}`;
}

/** Finds out what became of an attempt before it is made again. */
export async function lookForAttempt(
  { requests, clock, random, log }: RequestNotifierDeps,
  { doubtfulMs }: Timing,
  { held, outlet, id }: RequestMessage,
  { key, at }: { readonly key: string; readonly at: number },
): Promise<void> {
  const now = clock.now();
  const age = now - at;
  const sure = age >= doubtfulMs;
  // What only one person was shown stands nowhere to be looked for: the rest is said where it does.
  if (held.way === 'whisper') {
    await requests.postpone(held, { dueAt: now, counts: false, forget: true, way: 'aloud' });
    return;
  }
  const to = { place: held.place, conversation: held.target ?? id };
  const found = await outlet.find(to, key, lookSince(at, now, sure));
  log.info(
    { request: held.request, kind: held.kind, key, found: 'found' in found },
    'an attempt was looked up',
  );
  if ('found' in found) {
    // What a card shows is not known for certain: it is edited once more.
    const shown = held.kind === 'card' ? 0 : held.wanted;
    await requests.settle(held, { message: found.found, shown, at: now });
    return;
  }
  if ('unknown' in found) {
    const { retryAfterMs, unknown } = found;
    if (retryAfterMs === undefined && isMessageWornOut(held)) {
      await givenUp({ requests, clock, log }, held, {
        reason: `could not be looked up: ${unknown}`,
        forget: false,
      });
      return;
    }
    const dueAt = now + (retryAfterMs ?? messageWaitAfter(held, random));
    await requests.postpone(held, { dueAt, counts: retryAfterMs === undefined, forget: false });
    return;
  }
  const dueAt = sure ? now : now + Math.max(1, doubtfulMs - age);
  await requests.postpone(held, { dueAt, counts: false, forget: sure });
}

function outcomeOf(sent: Sent): string {
  if ('sent' in sent) return 'sent';
  if ('retryAfterMs' in sent) return 'limited';
  if ('refused' in sent) return sent.refused;
  return 'unclear' in sent ? 'unclear' : 'unreachable';
}
