import { nextCheckAt, type Patience } from '../domain/orders/alerts.ts';
import { factsOfMessage, type OrderFact } from '../domain/orders/facts.ts';
import { mergeFact } from '../domain/orders/merge.ts';
import { printState, readState } from '../domain/orders/state.ts';
import { readPushedMessage } from '../xport/messages.ts';
import type { AppliedUpdate, OrderUpdate, UpdateSource } from './order-update.ts';

/** What pushed messages say. `patience`: how long an order may stand still before that is news. Pure. */
export function messageReading(patience: Patience): UpdateSource['ofMessage'] {
  return ({ body, receivedAt }) => {
    const message = readPushedMessage(body);
    if ('malformed' in message) return { unreadable: message.malformed };
    return { updates: factsOfMessage(message, receivedAt).map((fact) => updateOf(fact, patience)) };
  };
}

/** A fact, to be joined to what is known of its order. */
export function updateOf(fact: OrderFact, patience: Patience): OrderUpdate {
  return {
    orderId: fact.orderId,
    join(known): AppliedUpdate {
      const before = known === undefined ? undefined : readState(known);
      const { state, derived, news, changed, looksOther, doubt } = mergeFact(before, fact);
      return {
        state: changed || known === undefined ? printState(state) : known,
        order: derived.order,
        news,
        looksOther,
        doubt,
        checkAt: nextCheckAt(state, derived, patience),
      };
    },
  };
}
