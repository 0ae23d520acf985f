import { type Doubtful, isWornOut, lookSince, waitAfter, waitForAbsent } from './attempts.ts';
import type { ClearUp } from './clear-up.ts';
import type { Whereabouts } from './copied-deliveries.ts';
import type { DeliveryActions } from './delivery-actions.ts';
import type { Attempted, DeliveryKind } from './delivery-kind.ts';
import { keyOf, namesOf } from './delivery-names.ts';
import type { Ended, HeldConversation } from './held-conversation.ts';

/**
 * Finds out what became of an attempt whose outcome is not known. What is found is settled, as it would have been. Its
 * absence counts only once it can't arrive any more (see `waitForAbsent`); then it may be sent again. Where the platform makes
 * one message of one key, it is sent again as it was, and at once where its process is known to be over.
 */
export async function lookUp(
  actions: DeliveryActions,
  kind: DeliveryKind,
  conversation: HeldConversation,
  { attempt, deliveries }: Extract<ClearUp, { readonly kind: 'look' }>,
  doubtful: Doubtful,
): Promise<Ended> {
  const { outlet, hold, platform } = conversation;
  const { clock, log } = actions;
  const { key, at } = attempt;
  const attempted = { key, at, deliveries };
  const where = await kind.whereToFind(conversation, attempted);
  if (where === 'nowhere') return kind.notFindable(conversation, attempted);

  const now = clock.now();
  const waitMs = waitForAbsent(attempt, doubtful);
  const sure = waitMs === 0;
  const found = await outlet.find(
    where.to,
    key,
    lookSince(at, now, { decides: sure, offMs: doubtful.clockWatch.offMs() }),
    where.under,
  );
  const outcome = 'found' in found ? 'found' : 'absent' in found ? 'absent' : 'unknown';
  actions.measure({ platform, outcome });
  const named = { conversation: hold.queue.conversation, key, ...namesOf(deliveries), outcome };
  log.info(named, 'an attempt was looked up');

  if ('found' in found) return kind.found(conversation, attempted, found.found);
  if ('unknown' in found) {
    const asked = found.retryAfterMs;
    if (asked === undefined && isWornOut(deliveries)) {
      return actions.park(conversation, deliveries, `could not be looked up: ${found.unknown}`);
    }
    const waitMs = asked ?? waitAfter(deliveries, actions.random);
    const counts = asked === undefined;
    return actions.postpone(conversation, deliveries, { waitMs, alone: true, counts, unclear: true });
  }
  if (sure || attempt.overAt !== undefined) {
    const ended = await sendAgain(actions, kind, conversation, attempted, { sure, where });
    if (ended !== undefined) return ended;
  }
  return actions.postpone(conversation, deliveries, { waitMs, alone: true, counts: false, unclear: !sure });
}

/**
 * Sends the attempt again, of the same deliveries and so under its own key, which shows it once even where the first call
 * arrives only now, of a process that was frozen, say; `undefined` where the platform would make two messages of it. `sure`:
 * it is not expected to arrive any more.
 */
async function sendAgain(
  actions: DeliveryActions,
  kind: DeliveryKind,
  conversation: HeldConversation,
  attempted: Attempted,
  { sure, where }: { readonly sure: boolean; readonly where: Whereabouts },
): Promise<Ended | undefined> {
  const { outlet, hold } = conversation;
  const { key, at, deliveries } = attempted;
  const mark = key.charAt(0);
  const ageMs = actions.clock.now() - at;
  const isOne = ageMs >= 0 && ageMs < (outlet.oneOfKeyMs ?? 0);
  // A part of what the attempt was to say has another key, and would be said besides.
  if (!isOne || keyOf(hold.queue, deliveries, mark) !== key) return undefined;
  const call = await kind.callAgain?.(conversation, attempted);
  if (call === undefined) return undefined;
  const progress = deliveries[0]?.progress;
  const sent = await actions.attempt(conversation, deliveries, { mark, where, progress }, call);
  if (sent === undefined) return { kind: 'lost' };
  // It may be the first call's message, with what was drawn then.
  if ('sent' in sent) return kind.found(conversation, attempted, sent.sent);
  const asked = 'retryAfterMs' in sent ? sent.retryAfterMs : undefined;
  const waitMs = asked ?? waitAfter(deliveries, actions.random);
  return actions.postpone(conversation, deliveries, {
    waitMs,
    alone: true,
    counts: asked === undefined,
    unclear: !sure || 'unclear' in sent,
  });
}
