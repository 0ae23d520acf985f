import { type Freshness, orderDetails, trackingCard } from '../../cards/order-details.ts';
import type { Action, Card } from '../../chat/card.ts';
import { mayDo } from '../../chat/role.ts';
import type { Order } from '../../domain/orders/order.ts';
import type { Trace } from '../../domain/orders/traces.ts';
import { englishPlace } from '../../domain/products/regions.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { type Language, readsChinese } from '../../runtime/language.ts';
import type { CallOptions } from '../../xport/client.ts';
import { orderCancel } from '../buying/descriptions.ts';
import { inTime } from '../deadlines.ts';
import { refundActions } from '../refund/refundability.ts';
import type { OrderCommandDeps } from './deps.ts';
import { orderShow, orderTrack } from './descriptions.ts';
import { orderLookUp, orderSuggestions } from './order-finder.ts';

export function orderShowCommand(deps: OrderCommandDeps) {
  return orderShow.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    knows: async ({ id }) =>
      (await deps.orders.get(id)) !== undefined || (await deps.orders.numbered(id)).length > 0,
    async run({ id }, run): Promise<Card> {
      const words = allWords[run.language];
      const [found, zone] = await Promise.all([currentOrder(deps, id, run), deps.zoneOf(run)]);
      if (found === undefined) return noSuchOrder(id, words.orders);
      const card = orderDetails({ ...found, now: deps.clock.now(), words: words.orders, zone });
      const isOpen = found.order.phase === 'awaiting payment' && mayDo(run.role, 'buyer');
      return {
        ...card,
        actions: [
          ...card.actions,
          ...(isOpen ? [cancelAction(id, words)] : []),
          ...refundActions(found.order, words.refunds),
        ],
      };
    },
  });
}

/** Asks before it does anything. */
function cancelAction(id: string, { buying }: Words): Action {
  return {
    kind: 'run',
    label: buying.cancel.ask,
    run: orderCancel.call({ id, reason: undefined, confirm: false }),
  };
}

export function orderTrackCommand(deps: OrderCommandDeps) {
  return orderTrack.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run({ id }, run): Promise<Card> {
      const words = allWords[run.language].orders;
      const [found, traced, zone] = await Promise.all([
        currentOrder(deps, id, run),
        inTime(deps.clock, run.signal, (signal) => deps.orders.track(id, { userId: run.userId, signal })),
        deps.zoneOf(run),
      ]);
      if (found === undefined) return noSuchOrder(id, words);
      const traces = 'answer' in traced ? traced.answer : [];
      const places = await placesOf(traces, run.language);
      return trackingCard({ ...found, traces, places, now: deps.clock.now(), words, zone });
    },
  });
}

/** The places of steps, which carriers name in Chinese, where the reader's language is another. */
async function placesOf(traces: readonly Trace[], language: Language): Promise<ReadonlyMap<string, string>> {
  if (readsChinese(language)) return new Map();
  const raw = new Set(traces.flatMap(({ steps }) => steps.flatMap(({ place }) => place ?? [])));
  const named = await Promise.all([...raw].map(async (each) => [each, await englishPlace(each)] as const));
  return new Map(named.flatMap(([each, name]) => (name === undefined ? [] : [[each, name] as const])));
}

/**
 * The order as the partner has it now; as it was known, where the partner gives no answer; `undefined` where neither knows
 * it. Rejects with the partner's fault where nothing is known to fall back on.
 */
async function currentOrder(
  deps: Pick<OrderCommandDeps, 'orders' | 'clock'>,
  orderId: string,
  { userId, signal }: CallOptions,
): Promise<{ readonly order: Order; readonly fresh: Freshness } | undefined> {
  const asked = await inTime(deps.clock, signal, (inner) =>
    deps.orders.ask(orderId, { userId, signal: inner }),
  );
  if ('answer' in asked && asked.answer !== undefined) return { order: asked.answer, fresh: { asked: true } };
  const known = await deps.orders.get(orderId);
  if (known !== undefined) return { order: known.order, fresh: { knownSince: known.changedAt } };
  if ('fault' in asked) throw asked.fault;
  return undefined;
}

export function noSuchOrder(orderId: string, words: OrderWords): Card {
  return {
    tone: 'warning',
    title: words.notFound,
    body: [{ kind: 'text', text: [words.notFoundAdvice(orderId)] }],
    actions: [],
  };
}
