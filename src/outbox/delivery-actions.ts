import type { Card, ReadyCard } from '../chat/card.ts';
import type { MessageRef, Outgoing, Refused, Sent } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import { type Clock, pause } from '../runtime/clock.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { ConversationQueues, Delivery, StandingCard } from '../store/contract/deliveries.ts';
import type { Lives } from '../store/contract/processes.ts';
import { firstLookMs, isWornOut, promptMs, waitAfter, waitAfterFailed } from './attempts.ts';
import { copiedAtOf, lookForCopied, sentIfFound, type Whereabouts, whyCopied } from './copied-deliveries.ts';
import { idsOf, keyOf, namesOf } from './delivery-names.ts';
import type { Ended, Failure, HeldConversation } from './held-conversation.ts';

/**
 * How long before a conversation's pace permits more its queue is taken, ms: reading, drawing and noting take their time,
 * and what is said next is ready when its moment comes.
 */
export const aheadMs = 200;

/** What sends need besides the conversation at hand. */
export interface DeliveryDeps {
  readonly queues: ConversationQueues;
  readonly lives: Pick<Lives, 'isLived'>;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told how each call of a platform ended. Must not throw. */
  measure(ended: {
    readonly platform: string;
    readonly outcome: string;
    /** What was to be said, as the log calls it, and how long its call took; absent for look-ups and edits. */
    readonly said?: { readonly about: string; readonly traces: readonly string[]; readonly ms: number };
  }): void;
}

/** How deliveries wait. */
interface Wait {
  readonly waitMs: number;
  /** Whether they wait by themselves; otherwise the conversation does, so that nothing overtakes them. */
  readonly alone: boolean;
  /** Whether it counts as an attempt. */
  readonly counts: boolean;
  /** Whether they may have been said. */
  readonly unclear: boolean;
  /** How far the kind is with them now. */
  readonly progress?: string | undefined;
}

/** The few moves that every step is made of; each leaves the store such that the process may die right after it. */
export interface DeliveryActions extends DeliveryDeps {
  /** `card` as the conversation's platform takes it, in `language` where that is not the conversation's. */
  outgoing(conversation: HeldConversation, card: Card, language?: Language): Promise<Outgoing>;
  /**
   * Notes the attempt, makes it, and gives what came of it; `undefined` when the queue was lost before. `mark`: one letter
   * by which the kind tells what the attempt was to send, the first of its key. `where`: where it can be found. What came out of a
   * copy of the store counts as begun when that was made: it is only looked for, by the key that it would have been sent
   * under, and parked where it is not found, which gives `undefined` too.
   */
  attempt(
    conversation: HeldConversation,
    deliveries: readonly Delivery[],
    what: {
      readonly mark: string;
      readonly where: Whereabouts;
      readonly progress?: string | undefined;
    },
    call: (key: string) => Promise<Sent>,
  ): Promise<Sent | undefined>;
  /** Gives a message of the bot's another content; what came of it. */
  edit(conversation: HeldConversation, message: MessageRef, outgoing: Outgoing): Promise<Sent>;
  /**
   * They were said. Nothing more is said before the pace permits it, which counts from when the last call was made.
   * `supersedes`: and with them all that is older of the same subject and part, parked or not.
   */
  settle(
    conversation: HeldConversation,
    deliveries: readonly Delivery[],
    cards: readonly StandingCard[],
    how?: { readonly supersedes: boolean },
  ): Promise<Ended>;
  /** They need not be said. */
  drop(
    conversation: HeldConversation,
    deliveries: readonly Delivery[],
    how?: { readonly supersedes: boolean },
  ): Promise<Ended>;
  /** They are not wanted before `until`, and nothing waits for them. */
  holdBack(conversation: HeldConversation, deliveries: readonly Delivery[], until: number): Promise<Ended>;
  /** They were not said, or are not known to have been. */
  postpone(conversation: HeldConversation, deliveries: readonly Delivery[], how: Wait): Promise<Ended>;
  /**
   * What follows from a failed call. `alone`: it was not made in the conversation itself, which does not wait for it.
   * `insists`: that the conversation refuses is not final; they are tried again, and nothing waits for that.
   */
  failed(
    conversation: HeldConversation,
    deliveries: readonly Delivery[],
    failure: Failure,
    how?: { readonly alone?: boolean; readonly insists?: boolean },
  ): Promise<Ended>;
  park(conversation: HeldConversation, deliveries: readonly Delivery[], reason: string): Promise<Ended>;
}

const lost: Ended = { kind: 'lost' };

export function createDeliveryActions(deps: DeliveryDeps): DeliveryActions {
  const { queues, clock, random, log } = deps;
  /** When, by `elapsed`, the last call that shows something was made in a conversation, as long as its queue is held. */
  const calledAt = new WeakMap<HeldConversation, number>();

  /** Until the pace permits a call; no longer than a queue is taken ahead, whatever the clock says. */
  async function untilFree({ hold }: HeldConversation): Promise<void> {
    const waitMs = hold.queue.nextSendAt - clock.now();
    if (waitMs > 0) await pause(clock, Math.min(waitMs, aheadMs));
  }

  function measured(conversation: HeldConversation, sent: Sent): Sent {
    deps.measure({ platform: conversation.platform, outcome: outcomeOf(sent) });
    return sent;
  }

  /**
   * From when on the pace permits more after a call at `last`, by `elapsed`. A platform counts what reaches it, however long its
   * answers take.
   */
  function pacedFrom(conversation: HeldConversation, last: number): number {
    // `elapsed` has fractions, and points in time are whole.
    return Math.ceil(clock.now() - (clock.elapsed() - last)) + conversation.outlet.paceMs;
  }

  const self: DeliveryActions = {
    ...deps,
    async outgoing(conversation, card, language = conversation.language) {
      const { outlet, hold } = conversation;
      return { card: await deps.pack(card, outlet.payloadLimits, hold.queue.organization), language };
    },

    async attempt(conversation, deliveries, { mark, where, progress }, call) {
      const { hold } = conversation;
      const key = keyOf(hold.queue, deliveries, mark);
      const copiedAt = copiedAtOf(deliveries);
      if (copiedAt !== undefined) {
        const found = await lookForCopied(conversation, where, key, { copiedAt, now: clock.now() });
        const named = { conversation: hold.queue.conversation, key, ...namesOf(deliveries) };
        log.info({ ...named, found: 'found' in found }, 'what waited in the copy was looked for');
        const sent = sentIfFound(found);
        if (sent === undefined) await self.park(conversation, deliveries, whyCopied);
        return sent;
      }
      const noted = clock.elapsed();
      if (!(await queues.begin(hold.queue, idsOf(deliveries), { key, progress }))) return undefined;
      await untilFree(conversation);
      // A process that finds the note later on waits longer than this before it takes the message for not sent.
      if (!hold.held() || clock.elapsed() - noted > promptMs) {
        // Nothing was sent: no process has to look for it, unless another one has the queue by now.
        const later = { nextSendAt: soonest(hold.queue, clock), counts: false, unclear: false };
        await queues.postpone(hold.queue, idsOf(deliveries), later);
        return undefined;
      }
      const called = clock.elapsed();
      calledAt.set(conversation, called);
      const sent = await call(key);
      // The one case that no look-up excludes: the process stood still or was cut off in the middle of the call, and
      // another may have said it meanwhile.
      const unheld = ('sent' in sent || 'unclear' in sent) && !hold.held();
      const outcome = unheld ? `${outcomeOf(sent)} unheld` : outcomeOf(sent);
      const { about = '', traces } = namesOf(deliveries);
      const said = { about, traces, ms: clock.elapsed() - called };
      deps.measure({ platform: conversation.platform, outcome, said });
      const { conversation: name } = hold.queue;
      log.info({ conversation: name, key, ...namesOf(deliveries), outcome }, 'a delivery was sent');
      return sent;
    },

    async edit(conversation, message, outgoing) {
      const { hold, outlet, to } = conversation;
      await untilFree(conversation);
      // Another process may have taken over and shown something newer.
      if (!hold.held()) return { unreachable: 'the conversation was lost to another process' };
      calledAt.set(conversation, clock.elapsed());
      return measured(conversation, await outlet.edit(to, message, outgoing));
    },

    async settle(conversation, deliveries, cards, { supersedes } = { supersedes: false }) {
      const nextSendAt = pacedFrom(conversation, calledAt.get(conversation) ?? clock.elapsed());
      const outcome = { cards, nextSendAt, supersedes };
      const settled = await queues.settle(conversation.hold.queue, idsOf(deliveries), outcome);
      return settled ? { kind: 'free', at: nextSendAt } : lost;
    },

    async drop({ hold: { queue } }, deliveries, { supersedes } = { supersedes: false }) {
      const outcome = { cards: [], nextSendAt: soonest(queue, clock), supersedes };
      return (await queues.settle(queue, idsOf(deliveries), outcome)) ? { kind: 'on' } : lost;
    },

    async holdBack({ hold }, deliveries, until) {
      return (await queues.hold(hold.queue, idsOf(deliveries), until)) ? { kind: 'on' } : lost;
    },

    async postpone(conversation, deliveries, { waitMs, alone, ...how }) {
      const { queue } = conversation.hold;
      const until = clock.now() + waitMs;
      const last = calledAt.get(conversation);
      const free = last === undefined ? soonest(queue, clock) : pacedFrom(conversation, last);
      const nextSendAt = alone ? free : until;
      const dueAt = alone || how.unclear ? until : undefined;
      const kept = await queues.postpone(queue, idsOf(deliveries), { nextSendAt, dueAt, ...how });
      if (!kept) return lost;
      return alone && last === undefined ? { kind: 'on' } : { kind: 'free', at: nextSendAt };
    },

    async failed(conversation, deliveries, failure, { alone = false, insists = false } = {}) {
      const notSent = { alone, counts: false, unclear: false };
      if ('retryAfterMs' in failure) {
        return self.postpone(conversation, deliveries, { waitMs: failure.retryAfterMs, ...notSent });
      }
      if ('refused' in failure) {
        const { refused, detail } = failure;
        if (concernsMessage(refused)) return self.park(conversation, deliveries, `${refused}: ${detail}`);
        if (refused === 'dismissed' || !insists) {
          const kept = await self.postpone(conversation, deliveries, { waitMs: 0, ...notSent });
          return kept.kind === 'lost' ? lost : { kind: 'refused', why: refused, detail };
        }
      }
      if (isWornOut(deliveries)) return self.park(conversation, deliveries, reasonOf(failure));
      if ('unclear' in failure) {
        const ended = await self.postpone(conversation, deliveries, {
          waitMs: firstLookMs,
          alone: true,
          counts: true,
          unclear: true,
        });
        return rested(conversation, ended);
      }
      const waitMs = waitAfter(deliveries, random);
      return self.postpone(conversation, deliveries, {
        waitMs,
        alone: alone || insists,
        counts: true,
        unclear: false,
      });
    },

    async park({ hold }, deliveries, reason) {
      const { conversation } = hold.queue;
      log.error(
        { conversation, ...namesOf(deliveries), reason },
        'a delivery could not be said and was parked',
      );
      return (await queues.park(hold.queue, idsOf(deliveries), reason)) ? { kind: 'on' } : lost;
    },
  };

  /** A platform that leaves one call after the other without an answer is called less and less often. */
  async function rested({ hold }: HeldConversation, ended: Ended): Promise<Ended> {
    if (ended.kind !== 'free') return ended;
    const doubts = new Set((await queues.doubts(hold.queue)).map(({ subjectId }) => subjectId)).size;
    return doubts > 1
      ? { kind: 'free', at: Math.max(ended.at, clock.now() + waitAfterFailed(doubts - 2, random)) }
      : ended;
  }
  return self;
}

/** When more may be said in `queue`, where nothing was sent since it was taken: the pace that held before still holds. */
export function soonest({ nextSendAt }: { readonly nextSendAt: number }, clock: Pick<Clock, 'now'>): number {
  const now = clock.now();
  return nextSendAt <= now + aheadMs ? Math.max(now, nextSendAt) : now;
}

/** It is this message that can't be said, not the conversation that can't be reached. */
function concernsMessage(refused: Refused): refused is 'message gone' | 'too old' | 'content' {
  return refused === 'message gone' || refused === 'too old' || refused === 'content';
}

/** For an operator who looks why something was not said. */
function reasonOf(failure: Exclude<Failure, { readonly retryAfterMs: number }>): string {
  if ('refused' in failure) return `${failure.refused}: ${failure.detail}`;
  return 'unclear' in failure ? `no answer: ${failure.unclear}` : `unreachable: ${failure.unreachable}`;
}

function outcomeOf(sent: Sent): string {
  if ('sent' in sent) return 'sent';
  if ('retryAfterMs' in sent) return 'limited';
  if ('refused' in sent) return sent.refused;
  return 'unclear' in sent ? 'unclear' : 'unreachable';
}
