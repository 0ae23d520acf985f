import type { IsServed, Outlet } from '../chat/outlet.ts';
import { minuteMs } from '../runtime/durations.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Language } from '../runtime/language.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { ConversationQueue, Delivery } from '../store/contract/deliveries.ts';
import type { ConversationSettings } from '../store/contract/settings.ts';
import { StoreError } from '../store/error.ts';
import { sayCard, sayLine } from './card-steps.ts';
import { createClockWatch } from './clock-watch.ts';
import {
  aheadMs,
  type DeliveryActions,
  type Ended,
  idsOf,
  type SpokenConversation,
} from './delivery-actions.ts';
import { sayDigest } from './digest-step.ts';
import { keepHeld } from './lease-keeper.ts';
import { createLoop, type Loop } from './loop.ts';
import { type DeliveryStep, planNext, type Readable } from './plan.ts';
import { lookUp } from './send-look-up.ts';
import { saySummary } from './summary-step.ts';

/** How many conversations are worked on at once. */
const mostQueues = 64;

/** How much of what is due in a conversation is looked at for one step. */
const mostDue = 1000;

/** How long a conversation, or a platform, that can't be written to is left alone. */
const refusedMs = 10 * minuteMs;

/** The longest that a queue with something due stays unnoticed when a wake-up got lost. */
const restMs = 2000;

/** When it is asked again whether a place may be told anything, after that could not be told. */
const notKnownMs = minuteMs;
const gatherMs = 5;

/** A conversation whose queue is held by a process that is gone becomes free in its own time: no use in asking often. */
const heldByOthersMs = 500;

export interface SenderDeps {
  readonly speaking: DeliveryActions;
  /** By the name that a conversation's begins with. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly isServed: IsServed;
  settings(queue: ConversationQueue): Promise<ConversationSettings>;
  readonly defaultLanguage: Language;
  /** Tells the people who set the conversation's watches that nothing can be said in it. Must not reject. */
  tellUnserved(queue: ConversationQueue, why: 'gone' | 'not invited' | 'forbidden'): Promise<void>;
  /** How long a queue is held before it has to be renewed, ms. */
  readonly holdMs: number;
  /** How long an attempt that can't be found may still arrive, ms. */
  readonly doubtfulMs: number;
}

export interface Sender extends Loop {
  /** Platforms that do not accept the bot any more, with when they are tried again. */
  paused(): readonly { readonly platform: string; readonly until: number }[];
}

/**
 * Says what is due, wherever it is due: holds a conversation's queue, does its next step, and gives the queue back until
 * its pace permits more. Any number of processes may do so on one store.
 */
export function createSender(deps: SenderDeps): Sender {
  const { speaking, outlets, holdMs } = deps;
  const { clock, log, random, store } = speaking;
  const { queues } = store;
  const inFlight = createInFlight();
  const pausedUntil = new Map<string, number>();
  const steadiness = createClockWatch(clock);
  let stopping = false;

  const loop = createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'news could not be taken from the store'),
    restMs,
    gatherMs,
    clock,
    random,
  });

  async function turn(): Promise<number> {
    const room = mostQueues - inFlight.size;
    if (room <= 0) return restMs;
    const askedAt = clock.now();
    const claimed = await queues.claim({ limit: room, holdMs });
    for (const queue of claimed) {
      inFlight.follow(workOn(queue)).then(() => {
        if (!stopping) loop.wake();
      });
    }
    // Each that is given back wakes the loop.
    if (claimed.length === room) return restMs;
    const nextAt = await queues.nextDueAt();
    if (nextAt === undefined) return restMs;
    // No process holds yet what became due while we asked.
    return nextAt > askedAt ? Math.max(0, nextAt - clock.now()) : heldByOthersMs;
  }

  /** Never rejects. */
  async function workOn(queue: ConversationQueue): Promise<void> {
    const hold = keepHeld({ queues, queue, holdMs, clock, log });
    try {
      const nextSendAt = await sayNext(queue, hold);
      hold.end();
      if (nextSendAt !== undefined) await queues.release(hold.queue, nextSendAt, aheadMs);
    } catch (thrown) {
      // The hold runs out by itself, and what was begun is looked up then.
      log.error(
        { err: thrown, conversation: queue.conversation },
        'a conversation could not be told its news',
      );
    } finally {
      hold.end();
    }
  }

  /** Works on a queue and gives when it may be worked on again; `undefined` when it was lost. */
  async function sayNext(
    queue: ConversationQueue,
    hold: ReturnType<typeof keepHeld>,
  ): Promise<number | undefined> {
    const { platform, id } = splitScopedId(queue.conversation);
    const outlet = outlets.get(platform);
    if (outlet === undefined) {
      log.warn({ conversation: queue.conversation }, 'no platform is there to tell news on');
      return clock.now() + refusedMs;
    }
    const pause = pausedUntil.get(platform);
    if (pause !== undefined && pause > clock.now() && pause <= clock.now() + refusedMs) return pause;

    const served = await deps.isServed(queue);
    if (served === 'not known') return clock.now() + notKnownMs;
    if (served === 'no') return forgetDue(hold);

    const { language = deps.defaultLanguage, notices = {} } = await deps.settings(queue);
    const to = { place: queue.place, conversation: id };
    const conversation: SpokenConversation = { hold, platform, outlet, to, language, notices };
    while (!stopping) {
      const step = await nextStep(conversation);
      if (step === undefined) return soonest(hold.queue);
      const ended = await take(conversation, step).catch((thrown) => stumbled(conversation, step, thrown));
      if (ended.kind === 'lost') return undefined;
      if (ended.kind === 'free') return ended.at;
      if (ended.kind === 'refused') return refuse(conversation, ended);
    }
    return soonest(hold.queue);
  }

  /** What is due in a place that is not let in is not said, there or later: its watches stay, and begin anew with it. */
  async function forgetDue(hold: ReturnType<typeof keepHeld>): Promise<number | undefined> {
    for (;;) {
      const due = await queues.due(hold.queue, mostDue);
      if (due.length === 0) return soonest(hold.queue);
      const outcome = { cards: [], nextSendAt: soonest(hold.queue) };
      if (!(await queues.settle(hold.queue, idsOf(due), outcome))) return undefined;
    }
  }

  /** The pace that held before still holds where nothing was sent. */
  function soonest({ nextSendAt }: ConversationQueue): number {
    const now = clock.now();
    return nextSendAt <= now + aheadMs ? Math.max(now, nextSendAt) : now;
  }

  async function nextStep({ hold, notices, outlet }: SpokenConversation): Promise<DeliveryStep | undefined> {
    const plan = async (due: readonly Delivery[]) => {
      const orderIds = [...new Set(due.map(({ orderId }) => orderId))];
      const cards = due.length === 0 ? new Map() : await queues.cards(hold.queue, orderIds);
      return planNext({ due, cards, notices, now: clock.now(), outlet });
    };
    const due = await queues.due(hold.queue, mostDue);
    const step = await plan(due);
    if (due.length < mostDue || step === undefined) return step;
    // Of a long backlog only the beginning was seen: all that waits of the step's orders is to be said with it.
    const orderIds = ordersOf(step);
    return orderIds.length === 0 ? step : plan(await queues.due(hold.queue, mostDue, orderIds));
  }

  async function take(conversation: SpokenConversation, step: DeliveryStep): Promise<Ended> {
    switch (step.kind) {
      case 'look':
        return lookUp(speaking, conversation, step, {
          doubtfulMs: deps.doubtfulMs,
          steadySince: steadiness.since(),
        });
      case 'hold': {
        const held = await queues.hold(conversation.hold.queue, idsOf(step.deliveries), step.until);
        return held ? { kind: 'on' } : { kind: 'lost' };
      }
      case 'skip': {
        const settled = await queues.settle(conversation.hold.queue, idsOf(step.deliveries), {
          cards: [],
          nextSendAt: soonest(conversation.hold.queue),
        });
        return settled ? { kind: 'on' } : { kind: 'lost' };
      }
      case 'summary':
        return saySummary(speaking, conversation, step.delivery);
      case 'card':
        return sayCard(speaking, conversation, step.batch, step.replaces);
      case 'line':
        return sayLine(speaking, conversation, step.batch, step.card);
      case 'digest':
        return sayDigest(speaking, conversation, step.batches, step.daily);
    }
  }

  /** A fault of our own in what one step says must not silence the conversation for ever. */
  function stumbled(conversation: SpokenConversation, step: DeliveryStep, thrown: unknown): Promise<Ended> {
    if (thrown instanceof StoreError) throw thrown;
    const { conversation: name } = conversation.hold.queue;
    log.error({ err: thrown, conversation: name, step: step.kind }, 'a step of telling news failed');
    return speaking.failed(conversation, deliveriesOf(step), { unclear: 'a fault of the bot' });
  }

  async function refuse(
    { hold, platform }: SpokenConversation,
    { why, detail }: Extract<Ended, { readonly kind: 'refused' }>,
  ): Promise<number | undefined> {
    const until = clock.now() + refusedMs;
    if (why === 'dismissed') {
      pausedUntil.set(platform, until);
      log.error(
        { platform, detail, until },
        'the platform does not accept the bot any more: nothing is told there',
      );
      return until;
    }
    const { conversation } = hold.queue;
    log.warn({ conversation, why, detail }, 'a conversation can not be written to: its news are parked');
    for (;;) {
      const due = await queues.due(hold.queue, mostDue);
      if (due.length === 0) break;
      if (!(await queues.park(hold.queue, idsOf(due), `${why}: ${detail}`))) return undefined;
    }
    await deps.tellUnserved(hold.queue, why);
    return until;
  }

  return {
    start() {
      steadiness.start();
      loop.start();
    },
    wake: loop.wake,
    async stop() {
      stopping = true;
      await loop.stop();
      await inFlight.settled();
      steadiness.stop();
    },
    paused: () =>
      [...pausedUntil].flatMap(([platform, until]) => (until > clock.now() ? [{ platform, until }] : [])),
  };
}

/** The orders that a step tells of. */
function ordersOf(step: DeliveryStep): readonly string[] {
  if (step.kind === 'digest') return step.batches.map(({ orderId }) => orderId);
  return step.kind === 'card' || step.kind === 'line' ? [step.batch.orderId] : [];
}

function deliveriesOf(step: DeliveryStep): readonly Readable[] {
  switch (step.kind) {
    case 'look':
    case 'hold':
    case 'skip':
      return step.deliveries;
    case 'summary':
      return [step.delivery];
    case 'card':
    case 'line':
      return step.batch.deliveries;
    case 'digest':
      return step.batches.flatMap(({ deliveries }) => deliveries);
  }
}
