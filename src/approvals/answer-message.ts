import type { Card } from '../chat/card.ts';
import type { Destination } from '../chat/outlet.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import { within } from '../runtime/time-limit.ts';
import type { ApprovalRequest } from './request.ts';
import { posted, type RequestMessage, type RequestNotifierDeps, type Timing } from './request-message.ts';

/** How long what was approved may take to be had. */
const handOverMs = 25_000;

/**
 * Tells the asker what came of their request, where only they see it: in a direct message, else to them alone in the
 * conversation where they asked, else by a button there that shows it to them alone. What was approved is handed over with
 * it only for some minutes after the decision; later the message holds a button for it, since an openUid is turned into a
 * link only when a person has just asked.
 */
export async function sendAnswer(
  deps: RequestNotifierDeps,
  timing: Timing,
  errand: RequestMessage,
): Promise<void> {
  const { requests, clock } = deps;
  const { held, request, outlet, id } = errand;
  const { id: person } = splitScopedId(request.asker);
  const nextWay = outlet.whisper === undefined || held.way === 'whisper' ? 'aloud' : 'whisper';
  const goAnotherWay = () =>
    requests.postpone(held, { dueAt: clock.now(), counts: true, forget: true, way: nextWay });
  const here = { place: held.place, conversation: id };

  if (held.way === 'aloud') {
    const outgoing = await outgoingOf(deps, errand, deps.drawings.waits(request, errand.reading));
    await posted(deps, errand, { target: id, shown: held.wanted }, (key) => outlet.post(here, outgoing, key));
    return;
  }
  const whispered = held.way === 'whisper';
  const to = whispered || request.asked.direct ? here : await directly(errand, person);
  if (to === undefined) {
    await goAnotherWay();
    return;
  }
  const outgoing = await outgoingOf(deps, errand, await answerFor(deps, timing, errand), request.language);
  const refused = await posted(
    deps,
    errand,
    { target: to.conversation, shown: held.wanted },
    (key) =>
      whispered && outlet.whisper !== undefined
        ? outlet.whisper(to, person, outgoing)
        : outlet.post(to, outgoing, key),
    { refusedGoesOn: true },
  );
  if (refused !== undefined) await goAnotherWay();
}

async function directly({ held, outlet }: RequestMessage, person: string): Promise<Destination | undefined> {
  if (held.target !== undefined) return { place: held.place, conversation: held.target };
  return outlet.direct?.(held.place, person);
}

/** The answer itself, with what was approved where that can be handed over now. */
async function answerFor(
  deps: RequestNotifierDeps,
  { freshMs }: Timing,
  errand: RequestMessage,
): Promise<Card> {
  const { request, platform, reading } = errand;
  const plain = deps.drawings.answer(request, { ...reading, language: request.language, platform });
  if (!isFresh(request, deps.clock.now(), freshMs)) return plain;
  const late = new AbortController();
  try {
    const card = await within(deps.clock, handOverMs, deps.handOver(request, late.signal));
    if (card === undefined) return plain;
    if ('lapsed' in card) {
      return deps.drawings.answer(card.lapsed, { ...reading, language: request.language, platform });
    }
    // What can't be had now can be asked for again.
    return card.tone === 'warning' || card.tone === 'bad'
      ? { ...card, actions: [...card.actions, ...plain.actions] }
      : card;
  } catch (thrown) {
    deps.log.warn({ err: thrown, request: request.id }, 'what was approved could not be handed over at once');
    return plain;
  } finally {
    late.abort('done');
  }
}

function isFresh({ standing }: ApprovalRequest, now: number, freshMs: number): boolean {
  return standing.is === 'approved' && now - standing.at <= freshMs && now >= standing.at;
}

async function outgoingOf(
  { pack }: RequestNotifierDeps,
  { held, outlet, reading }: RequestMessage,
  card: Card,
  language = reading.language,
) {
  return { card: await pack(card, outlet.payloadLimits, held.organization), language };
}
