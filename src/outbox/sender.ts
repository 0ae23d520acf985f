import type { IsServed, Outlet } from '../chat/outlet.ts';
import type { ClockWatch } from '../runtime/clock-watch.ts';
import { minuteMs } from '../runtime/durations.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Language } from '../runtime/language.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { ConversationQueue } from '../store/contract/deliveries.ts';
import type { ConversationSettings } from '../store/contract/settings.ts';
import { StoreError, type StoreFault } from '../store/error.ts';
import { aheadMs, type DeliveryActions, soonest } from './delivery-actions.ts';
import type { DeliveryKind, DeliveryStep } from './delivery-kind.ts';
import { idsOf } from './delivery-names.ts';
import type { Ended, HeldConversation } from './held-conversation.ts';
import { keepHeld } from './lease-keeper.ts';
import { createStepPlanner, mostDue } from './next-step.ts';

/** How many conversations are worked on at once. */
const mostQueues = 64;

/** How long a conversation, or a platform, that can't be written to is left alone. */
const refusedMs = 10 * minuteMs;

/** The longest that a queue with something due stays unnoticed when a wake-up got lost. */
const restMs = 2000;

/** When it is asked again whether a workspace may be told anything, after that could not be told. */
const notKnownMs = minuteMs;
const gatherMs = 5;

/** A conversation whose queue is held by a process that is gone becomes free in its own time: no use in asking often. */
const heldByOthersMs = 500;

/** Faults of the store that pass by themselves: what was held when one came is given back as soon as the store answers. */
const passing: readonly StoreFault[] = ['unreachable', 'busy', 'conflict'];

export interface SenderDeps {
  readonly actions: DeliveryActions;
  /** What is said of which subjects; what one has to say goes before what the next has. */
  readonly kinds: readonly DeliveryKind[];
  /** By the name that a conversation's begins with. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly isServed: IsServed;
  readonly clockWatch: Pick<ClockWatch, 'age' | 'offMs'>;
  settings(queue: ConversationQueue): Promise<ConversationSettings>;
  readonly defaultLanguage: Language;
  /** How long a queue is held before it has to be renewed, ms. */
  readonly holdMs: number;
  /** How long an attempt that can't be found may still arrive, ms. */
  readonly doubtfulMs: number;
}

export interface Sender extends Loop {
  /** Platforms that do not accept the bot any more, with when they are tried again. */
  paused(): readonly { readonly platform: string; readonly until: number }[];
}

type Refused = Extract<Ended, { readonly kind: 'refused' }>;

/**
 * Says what is due, wherever it is due: holds a conversation's queue, does its next step, and gives the queue back until
 * its pace permits more. Any number of processes may do so on one store.
 */
export function createSender(deps: SenderDeps): Sender {
  const { actions, outlets, holdMs } = deps;
  const { clock, log, random, queues, lives } = actions;
  const steps = createStepPlanner(deps);
  const inFlight = createInFlight();
  /** By `elapsed`. */
  const pausedUntil = new Map<string, number>();
  /** Held by this process though it works on them no more, since the store did not answer when they were to be given back. */
  const toGiveBack = new Set<ConversationQueue>();
  let stopping = false;

  const loop = createLoop({
    turn,
    onFault: (error, inARow) =>
      log.error({ err: error, inARow }, 'deliveries could not be taken from the store'),
    restMs,
    gatherMs,
    clock,
    random,
  });

  async function turn(): Promise<number> {
    const room = mostQueues - inFlight.size;
    if (room <= 0) return restMs;
    await giveBack();
    const askedAt = clock.now();
    const claimedAt = clock.elapsed();
    const claimed = await queues.claim({ limit: room, holdMs });
    for (const queue of claimed) {
      inFlight.follow(workOn(queue, claimedAt)).then(() => {
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

  /**
   * Without it a conversation would stand still until the hold of its queue has run out: nobody else may free what a process
   * holds that lives. A while later, so that a fault that comes again does not run hot. Never rejects.
   */
  async function giveBack(): Promise<void> {
    const given = [...toGiveBack].map(async (queue) => {
      await queues.release(queue, clock.now() + restMs);
      toGiveBack.delete(queue);
    });
    // What is not given back now is tried again in the next turn, for as long as it is held.
    await Promise.allSettled(given);
    for (const queue of toGiveBack) if (queue.heldUntil <= clock.now()) toGiveBack.delete(queue);
  }

  /** Never rejects. */
  async function workOn(queue: ConversationQueue, claimedAt: number): Promise<void> {
    const hold = keepHeld({ queues, lives, queue, claimedAt, holdMs, clock, log });
    try {
      const nextSendAt = await sayNext(queue, hold);
      hold.end();
      // One that was lost may still be this process's in the store, where the machine's clock was set.
      await queues.release(hold.queue, nextSendAt ?? soonest(hold.queue, clock), aheadMs);
    } catch (thrown) {
      // What was begun is looked up when the queue is taken next: given back, or once the hold has run out by itself.
      if (thrown instanceof StoreError && passing.includes(thrown.fault)) toGiveBack.add(hold.queue);
      log.error(
        { err: thrown, conversation: queue.conversation },
        'a conversation’s queue could not be worked on',
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
      log.warn({ conversation: queue.conversation }, 'no platform is there to speak on');
      return clock.now() + refusedMs;
    }
    const pausedMs = (pausedUntil.get(platform) ?? 0) - clock.elapsed();
    if (pausedMs > 0) return clock.now() + pausedMs;

    const served = await deps.isServed(queue);
    if (served === 'not known') return clock.now() + notKnownMs;
    if (served === 'no') return leaveUnsaid(hold);

    const { notifications = {}, language = notifications.language ?? deps.defaultLanguage } =
      await deps.settings(queue);
    const to = { workspace: queue.workspace, conversation: id };
    const conversation: HeldConversation = { hold, platform, outlet, to, language, settings: notifications };
    while (!stopping) {
      const step = await steps.next(conversation);
      if (step === undefined) return soonest(hold.queue, clock);
      const ended = await step.run().catch((thrown) => stumbled(conversation, step, thrown));
      if (ended.kind === 'lost') return undefined;
      if (ended.kind === 'free') return ended.at;
      if (ended.kind === 'refused') return refuse(conversation, ended, step);
    }
    return soonest(hold.queue, clock);
  }

  /**
   * What is due in a workspace that is not let in is not said, there or later: news are forgotten, since watches stay and begin
   * anew with the workspace; the rest is parked.
   */
  async function leaveUnsaid({ queue }: ReturnType<typeof keepHeld>): Promise<number | undefined> {
    for (;;) {
      const due = await queues.due(queue, mostDue);
      if (due.length === 0) return soonest(queue, clock);
      const parked = due.filter((delivery) => steps.kindOf(delivery)?.whenNotServed === 'park');
      const forgotten = due.filter((delivery) => !parked.includes(delivery));
      const outcome = { cards: [], nextSendAt: soonest(queue, clock) };
      const left =
        (forgotten.length === 0 || (await queues.settle(queue, idsOf(forgotten), outcome))) &&
        (parked.length === 0 || (await queues.park(queue, idsOf(parked), 'the workspace is not let in')));
      if (!left) return undefined;
    }
  }

  /** A fault of our own in what one step says must not silence the conversation for ever. */
  function stumbled(conversation: HeldConversation, step: DeliveryStep, thrown: unknown): Promise<Ended> {
    if (thrown instanceof StoreError) throw thrown;
    const { conversation: name } = conversation.hold.queue;
    log.error({ err: thrown, conversation: name, step: step.name }, 'a step of saying what is due failed');
    return actions.failed(conversation, step.deliveries, { unclear: 'a fault of the bot' });
  }

  async function refuse(
    { hold, platform }: HeldConversation,
    { why, detail }: Refused,
    { deliveries }: DeliveryStep,
  ): Promise<number | undefined> {
    const until = clock.now() + refusedMs;
    if (why === 'dismissed') {
      pausedUntil.set(platform, clock.elapsed() + refusedMs);
      log.error(
        { platform, detail, until },
        'the platform does not accept the bot any more: nothing is told there',
      );
      return until;
    }
    const { conversation } = hold.queue;
    const [first] = deliveries;
    const refused = first && steps.kindOf(first);
    log.warn(
      { conversation, why, detail },
      'a conversation can not be written to: what is due there is parked',
    );
    for (;;) {
      const due = (await queues.due(hold.queue, mostDue)).filter((each) => steps.kindOf(each) === refused);
      if (due.length === 0) break;
      if (!(await queues.park(hold.queue, idsOf(due), `${why}: ${detail}`))) return undefined;
    }
    await refused?.refused(hold.queue, why);
    return until;
  }

  return {
    start() {
      loop.start();
    },
    wake: loop.wake,
    async stop() {
      stopping = true;
      await loop.stop();
      await inFlight.settled();
    },
    paused: () =>
      [...pausedUntil].flatMap(([platform, until]) => {
        const leftMs = until - clock.elapsed();
        return leftMs > 0 ? [{ platform, until: clock.now() + leftMs }] : [];
      }),
  };
}
