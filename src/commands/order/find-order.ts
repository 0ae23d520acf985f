import { statusOf, titleOf } from '../../cards/order-facts.ts';
import { noOrderCard, noOrderNumberedCard, whichOrderCard } from '../../cards/reference-cards.ts';
import type { Caller, LookedUp } from '../../chat/argument.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import { shorten } from '../../chat/text.ts';
import type { Words } from '../../languages/index.ts';
import type { KnownOrder, OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';
import { inTime } from './looking-up.ts';
import type { OrderReference } from './order-reference.ts';

/** What an order is found with. */
export interface OrderFinderDeps {
  readonly words: Localized<Words>;
  readonly orders: Pick<OrderBook, 'list' | 'get' | 'numbered' | 'askNumbered'>;
  readonly clock: Clock;
}

/** As many as every platform's menu holds. */
const mostOrders = 25;
const longestOption = 75;

/** Ids of 1688 and Taobao have 16 digits and more: fewer may be a buyer's own number. */
const longestNumber = 15;

/** Whether an order's id may be something else. */
export function isUnsure(reference: OrderReference): boolean {
  return !('orderId' in reference) || reference.orderId.length <= longestNumber;
}

/**
 * The id of the order that a person named; a card that asks where it could be several, and says so where it is none.
 * `again`: the same asked with an id. Rejects with an XportError where only the partner could know, and does not say.
 */
export async function findOrder(
  deps: OrderFinderDeps,
  reference: OrderReference,
  caller: Pick<Caller, 'language' | 'userId'> & { readonly signal: AbortSignal },
  again: (orderId: string) => CommandCall,
): Promise<LookedUp<string>> {
  const said = deps.words[caller.language];
  const { orders } = said.references;
  const ask = (title: string, found: ReadonlyMap<string, KnownOrder | undefined>) => {
    const options = [...found].slice(0, mostOrders).map(([orderId, known]) => ({
      label: known === undefined ? orderId : shorten(orderName(known, said.orders), longestOption),
      run: again(orderId),
    }));
    return { card: whichOrderCard(title, options, said.references) };
  };
  if ('other' in reference) return { card: noOrderCard(reference.other, said.references) };
  if ('orderId' in reference) {
    const { orderId } = reference;
    if (!isUnsure(reference) || (await deps.orders.get(orderId)) !== undefined) return { value: orderId };
    const numbered = byId(await deps.orders.numbered(orderId));
    return numbered.size === 0 ? { value: orderId } : ask(orders.noId(orderId), numbered);
  }
  const { number } = reference;
  const known = byId(await deps.orders.numbered(number));
  const found = new Map([...known, ...(await asked(deps, number, known, caller))]);
  const [only, ...others] = found.keys();
  if (only === undefined) return { card: noOrderNumberedCard(number, said.references) };
  return others.length === 0 ? { value: only } : ask(orders.several(number, found.size), found);
}

/** What the partner has besides what is known: an order may have been split since. */
async function asked(
  { orders, clock }: OrderFinderDeps,
  number: string,
  known: ReadonlyMap<string, KnownOrder>,
  { userId, signal }: { readonly userId: string | undefined; readonly signal: AbortSignal },
): Promise<readonly (readonly [string, KnownOrder | undefined])[]> {
  const ask = (inner: AbortSignal) => orders.askNumbered(number, { userId, signal: inner });
  // Where something is known already, a silent partner is not waited for.
  const answered = known.size === 0 ? { answer: await ask(signal) } : await inTime(clock, signal, ask);
  const ids = 'answer' in answered ? answered.answer : [];
  return Promise.all(ids.map(async (id) => [id, known.get(id) ?? (await orders.get(id))] as const));
}

function byId(known: readonly KnownOrder[]): ReadonlyMap<string, KnownOrder> {
  return new Map(known.map((each) => [each.order.orderId, each]));
}

/** `3305075341149134260 · ○ Awaiting payment · Compressor` */
export function orderName({ order }: KnownOrder, words: Words['orders']): string {
  return `${order.orderId} · ${statusOf(order, words)} · ${titleOf(order, words)}`;
}
