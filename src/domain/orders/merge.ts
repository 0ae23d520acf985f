import { happeningOf } from '../../xport/messages.ts';
import { isCovered, mergeAnswer } from './api-answer.ts';
import { type DerivedOrder, deriveOrder } from './derived-order.ts';
import type { OrderFact } from './facts.ts';
import type { News } from './news.ts';
import { newsBetween } from './news-between.ts';
import type { Order } from './order.ts';
import { withParcels } from './parcels.ts';
import {
  asSet,
  blankState,
  keptContent,
  type MessageContent,
  mostMessages,
  type OrderState,
  printState,
  textOfContent,
} from './state.ts';

/*
 * How what is said of an order becomes one state.
 *
 * Messages come late, twice and in any order, and their times prove little. So the state keeps them as a set, and what
 * the order is follows from the set alone: any order of the same messages, with any repeats, ends in the same state.
 *
 * - Phase: the latest that any message claims; closing beats, and of two closings the one that ends more (status.ts).
 *   A word that is not listed is the phase only while it is what was said last and nothing has closed the order.
 * - Amounts: those of the message from the latest phase, within it of a changed price, then of the latest message
 *   (amounts.ts).
 * - Refund: as far as the one with the greatest id has come (refunding.ts).
 * - Parcels: what happened last by the carrier's own times; signed for stays signed for (parcels.ts).
 *
 * Doubt, by which the API is asked: it was never asked, since no message tells items and seller; two closings; a status
 * or a type that is not known; different amounts with no order between them, or a price change without amounts; a refund
 * of which it can't be told what came (reckoning.ts).
 *
 * An answer of the API is true as of when it was asked. It takes the place of all messages until a minute before, which
 * then change nothing any more, and settles what they left in doubt. Those of that last minute still say how far the
 * order has come, for the API may lag behind its own messages (answering.ts). What was sent later joins the answer as
 * messages join each other.
 *
 * News is what the state after has passed and the state before had not (news-between.ts).
 */

/** What came of {@link mergeFact}. */
export interface Merged {
  readonly state: OrderState;
  /** What can be read from `state`. */
  readonly derived: DerivedOrder;
  /** What is worth telling, in the order to tell it in. */
  readonly news: readonly News[];
  readonly changed: boolean;
  /** The order looks other than before; much that changes a state is only said once more. */
  readonly looksOther: boolean;
  /** The API has to be asked what is true. */
  readonly doubt: boolean;
}

/**
 * Joins `fact` to what is known of its order, `undefined` where nothing is. Pure; the same fact once more changes nothing
 * and is no news.
 *
 * @throws RangeError when the fact is about another order.
 */
export function mergeFact(known: OrderState | undefined, fact: OrderFact): Merged {
  if (known !== undefined && known.orderId !== fact.orderId) {
    throw new RangeError('a fact about another order');
  }
  const before = known ?? blankState(fact.orderId, fact.market);
  const state = joined(withMarket(before, fact.market), fact);
  const derived = deriveOrder(state);
  const changed = known === undefined || !isSame(known, state, fact);
  if (!changed) return { state: known, derived, news: [], changed, looksOther: false, doubt: derived.doubt };
  const after = { state, reckoning: derived };
  const was = known === undefined ? undefined : { state: known, reckoning: deriveOrder(known) };
  return {
    state,
    derived,
    news: newsBetween(was, after, fact.from === 'answer'),
    changed,
    looksOther: JSON.stringify(was?.reckoning.order) !== JSON.stringify(derived.order),
    doubt: derived.doubt,
  };
}

/** Whether `fact`, joined to `known`, said nothing new. What a message says leaves the state itself as it was then. */
function isSame(known: OrderState, state: OrderState, { from }: OrderFact): boolean {
  return state === known || (from !== 'message' && printState(state) === printState(known));
}

/** The order that is kept as `state`. */
export function orderOf(state: OrderState): Order {
  return deriveOrder(state).order;
}

function joined(state: OrderState, fact: OrderFact): OrderState {
  switch (fact.from) {
    case 'message':
      return withContent(state, fact.said);
    case 'parcels':
      return withParcels(state, fact.parcels, fact.replaced);
    case 'answer':
      return mergeAnswer(state, fact);
  }
}

/** Only one of the markets numbers its orders so; should both ever, the same one counts in either order. */
function withMarket(state: OrderState, market: OrderState['market']): OrderState {
  return state.market === market || state.market === 'taobao' ? state : { ...state, market };
}

/** `state` itself where the message says nothing new. */
function withContent(state: OrderState, given: MessageContent): OrderState {
  const isNewType = happeningOf(given.type) === undefined && !state.unknownTypes.includes(given.type);
  const known = isNewType ? { ...state, unknownTypes: asSet([...state.unknownTypes, given.type]) } : state;
  if (known.answer !== undefined && isCovered(given, known.answer.askedAt)) return known;
  const said = keptContent(given);
  const texts = new Map(known.said.map((each) => [each, textOfContent(each)]));
  const text = textOfContent(said);
  if ([...texts.values()].includes(text)) return known;
  texts.set(said, text);
  const sorted = [...texts].sort(([first, one], [second, other]) => {
    const times = (first.at ?? -1) - (second.at ?? -1);
    return times === 0 ? (one < other ? -1 : 1) : times;
  });
  const latest = sorted.slice(-mostMessages).map(([each]) => each);
  return latest.includes(said) ? { ...known, said: latest } : known;
}
