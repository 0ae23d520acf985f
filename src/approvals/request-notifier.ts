import type { Card } from '../chat/card.ts';
import { createLoop, type Loop } from '../notifications/loop.ts';
import { minuteMs } from '../runtime/durations.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { HeldMessage } from '../store/contract/requests.ts';
import { sendAnswer } from './answer-message.ts';
import { isOpen, requestOf } from './request.ts';
import {
  givenUp,
  lookForAttempt,
  posted,
  type RequestMessage,
  type RequestNotifierDeps,
  reasonOf,
  timingOf,
} from './request-message.ts';
import { isMessageWornOut, messageWaitAfter } from './retry-policy.ts';

const mostAtOnce = 16;

const earlierShown = 3;

const restMs = 2000;

const gatherMs = 5;

const heldByOthersMs = 500;

const noOutletMs = 10 * minuteMs;

const notKnownMs = minuteMs;

/**
 * Says what is to be said about requests, and reminds and ends those whose time has come. Each message has one holder at
 * a time, every attempt is noted before it is made, and one whose outcome is not known is looked for before it is made
 * again; so any number of processes may do this on one store, and each may die at any line.
 */
export function createRequestNotifier(deps: RequestNotifierDeps): Loop {
  const { requests, desk, outlets, clock, random, log } = deps;
  const timing = timingOf(deps.timing);
  const inFlight = createInFlight();
  let end = () => {};

  const loop = createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'requests could not be looked after'),
    restMs,
    gatherMs,
    clock,
    random,
  });

  async function turn(): Promise<number> {
    await desk.lookAfter(mostAtOnce);
    const room = mostAtOnce - inFlight.size;
    if (room <= 0) return restMs;
    const now = clock.now();
    const held = await requests.claim({ now, holder: random.token(16), holdMs: timing.holdMs, limit: room });
    for (const each of held) {
      inFlight.follow(deliver(each)).then(() => {
        loop.wake();
      });
    }
    if (held.length === room) return restMs;
    const nextAt = await requests.nextDueAt();
    if (nextAt === undefined) return restMs;
    return nextAt > now ? Math.max(0, nextAt - clock.now()) : heldByOthersMs;
  }

  /** Never rejects: what was begun is looked up when the hold has run out. */
  async function deliver(held: HeldMessage): Promise<void> {
    try {
      const stored = await requests.get({ organization: held.organization, id: held.request });
      const request = stored && requestOf(stored);
      const { platform, id } = splitScopedId(held.conversation);
      const outlet = outlets.get(platform);
      if (stored === undefined || request === undefined) {
        await givenUp(deps, held, { reason: 'the request can not be read', forget: false });
        return;
      }
      if (outlet === undefined) {
        log.warn({ conversation: held.conversation }, 'no platform is there to tell of a request on');
        await requests.postpone(held, { dueAt: clock.now() + noOutletMs, counts: false, forget: false });
        return;
      }
      const served = await deps.isServed(held);
      if (served === 'no') {
        await givenUp(deps, held, { reason: 'the workspace is not let in', forget: false });
        return;
      }
      if (served === 'not known') {
        await requests.postpone(held, { dueAt: clock.now() + notKnownMs, counts: false, forget: false });
        return;
      }
      const { language = deps.defaultLanguage, notices } = await deps.settings(held);
      const reading = { language, platform, zone: notices?.zone };
      await say({ held, request, version: stored.version, platform, outlet, id, reading });
    } catch (thrown) {
      log.error({ err: thrown, request: held.request, kind: held.kind }, 'a message about a request failed');
    }
  }

  async function say(errand: RequestMessage): Promise<void> {
    const { held } = errand;
    if (held.attempt !== undefined) return lookForAttempt(deps, timing, errand, held.attempt);
    switch (held.kind) {
      case 'card':
        return sayCard(errand);
      case 'reminder':
        return sayReminder(errand);
      case 'notice':
        return sayHere(errand, deps.drawings.notice(errand.request, errand.reading));
      default:
        return sendAnswer(deps, timing, errand);
    }
  }

  async function sayCard(errand: RequestMessage): Promise<void> {
    const { held, request, version, outlet, id, reading } = errand;
    const earlier = isOpen(request.standing) ? await desk.earlier(request, earlierShown) : [];
    const drawn = deps.drawings.card(request, earlier, reading);
    const outgoing = {
      card: await deps.pack(drawn, outlet.payloadLimits, held.organization),
      language: reading.language,
    };
    const to = { place: held.place, conversation: id };
    if (held.message === undefined) {
      await posted(deps, errand, { target: id, shown: version }, (key) => outlet.post(to, outgoing, key));
      return;
    }
    const sent = await outlet.edit(to, held.message, outgoing);
    const now = clock.now();
    log.info({ request: request.id, edited: 'sent' in sent }, 'a request’s card was edited');
    if ('sent' in sent) {
      await requests.settle(held, { message: sent.sent, shown: version, at: now });
    } else if ('retryAfterMs' in sent) {
      await requests.postpone(held, { dueAt: now + sent.retryAfterMs, counts: false, forget: false });
    } else if ('refused' in sent && (sent.refused === 'message gone' || sent.refused === 'too old')) {
      await requests.postpone(held, { dueAt: now, counts: true, forget: false, anew: true });
    } else if (isMessageWornOut(held)) {
      await givenUp(deps, held, { reason: reasonOf(sent), forget: false });
    } else {
      // The same edit twice is harmless: one that may have been made is made again.
      await requests.postpone(held, {
        dueAt: now + messageWaitAfter(held, random),
        counts: true,
        forget: false,
      });
    }
  }

  async function sayReminder(errand: RequestMessage): Promise<void> {
    const { held, request, reading } = errand;
    if (!isOpen(request.standing)) {
      await requests.settle(held, { shown: held.wanted, at: clock.now() });
      return;
    }
    await sayHere(errand, deps.drawings.reminder(request, reading));
  }

  /** Posts it where those who decide are. */
  async function sayHere(errand: RequestMessage, drawn: Card): Promise<void> {
    const { held, outlet, id, reading } = errand;
    const outgoing = {
      card: await deps.pack(drawn, outlet.payloadLimits, held.organization),
      language: reading.language,
    };
    const to = { place: held.place, conversation: id };
    await posted(deps, errand, { target: id, shown: held.wanted }, (key) => outlet.post(to, outgoing, key));
  }

  return {
    start() {
      end = deps.signals.on('requests', loop.wake);
      loop.start();
    },
    wake: loop.wake,
    async stop() {
      end();
      await loop.stop();
      await inFlight.settled();
    },
  };
}
