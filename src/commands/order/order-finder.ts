import { statusOf } from '../../cards/order-facts.ts';
import { titleOf } from '../../cards/order-goods.ts';
import { noOrderCard, noOrderNumberedCard, whichOrderCard } from '../../cards/reference-cards.ts';
import type { LookedUp, LookUp } from '../../chat/argument.ts';
import type { Caller } from '../../chat/caller.ts';
import type { CommandCall } from '../../chat/card.ts';
import { shorten } from '../../chat/text.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import { allWords } from '../../languages/index.ts';
import type { KnownOrder, OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';
import { inTime } from '../deadlines.ts';
import { type OrderReference, printOrder, readOrder } from './order-argument.ts';

/** What an order is found with. */
export interface OrderFinderDeps {
  readonly orders: Pick<OrderBook, 'list' | 'get' | 'numbered' | 'askNumbered'>;
  readonly clock: Clock;
}

/** As many as every platform's menu holds, and shows below a field. */
const mostOrders = 25;
const longestOption = 75;
const longestSuggestion = 100;

/** The newest orders among which suggestions are looked for. */
const mostSearched = 100;

/** Ids of 1688 and Taobao have 16 digits and more: fewer may be a buyer's own number. */
const longestNumber = 15;

/** Whether an order's id may be something else. */
function isUnsure(reference: OrderReference): boolean {
  return !('orderId' in reference) || reference.orderId.length <= longestNumber;
}

/** Finds the order that an argument only names, such as by the buyer's own number; an order's id is taken as it is. */
export function orderLookUp(deps: OrderFinderDeps) {
  return (value: string | undefined): LookUp<string> | undefined => {
    const reference = value === undefined ? undefined : readOrder(value);
    if (reference === undefined || !isUnsure(reference)) return undefined;
    return (caller, again) => findOrder(deps, reference, caller, again);
  };
}

/** Suggests orders that the typed text may mean, by their id, the buyer's number or their name, the newest first. */
export function orderSuggestions({ orders: book }: { readonly orders: Pick<OrderBook, 'list'> }) {
  return async (typed: string, { language }: Pick<Caller, 'language'>) => {
    const begun = typed.trim().toLowerCase();
    const reference = readOrder(typed);
    const named = reference === undefined ? begun : printOrder(reference).toLowerCase();
    const { orders } = allWords[language];
    const found = (await book.list({ limit: mostSearched }))
      .map((known) => ({
        value: known.order.orderId,
        label: shorten(orderName(known, orders), longestSuggestion),
        number: known.order.orderNo?.toLowerCase() ?? '',
      }))
      .filter(({ label, number }) =>
        [begun, named].some((each) => label.toLowerCase().includes(each) || number.includes(each)),
      )
      .slice(0, mostOrders)
      .map(({ value, label }) => ({ value, label }));
    // A link may be longer than what a menu can hold: its order is chosen, also where it is none of these.
    const isOther = named !== begun && reference !== undefined && 'orderId' in reference;
    return found.length === 0 && isOther ? [{ value: named, label: named }] : found;
  };
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
  const words = allWords[caller.language];
  const { orders } = words.references;
  const ask = (title: string, found: ReadonlyMap<string, KnownOrder | undefined>) => {
    const options = [...found].slice(0, mostOrders).map(([orderId, known]) => ({
      label: known === undefined ? orderId : shorten(orderName(known, words.orders), longestOption),
      run: again(orderId),
    }));
    return { card: whichOrderCard(title, options, words.references) };
  };
  if ('other' in reference) return { card: noOrderCard(reference.other, words.references) };
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
  if (only === undefined) return { card: noOrderNumberedCard(number, words.references) };
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
function orderName({ order }: KnownOrder, words: OrderWords): string {
  return `${order.orderId} · ${statusOf(order, words)} · ${titleOf(order, words)}`;
}
