import type { CommandCall, SelectAction } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { Order } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { payLabel } from './order-card.ts';
import { titleOf } from './order-goods.ts';

/** What every platform's menu can hold, and shows of one entry. */
const mostOptions = 25;
const longestOption = 75;

/** As much of a name as tells two orders apart. */
const longestTitle = 24;

/** A menu of what each of the orders leads to: paying it, tracking it, its details. Only details, where more has no room. */
export function chooseOrder(orders: readonly Order[], words: OrderWords): SelectAction[] {
  if (orders.length === 0) return [];
  const all = orders.flatMap((order) => [...nextSteps(order, words), details(order, words)]);
  const isWhole = all.length <= mostOptions;
  const options = isWhole ? all : orders.slice(0, mostOptions).map((order) => details(order, words));
  const leadsOn = options.length > orders.length;
  return [{ kind: 'select', label: leadsOn ? words.chooseOrder : words.showOrder, options }];
}

/** What an order waits for: to be paid, or to arrive. */
function nextSteps(order: Order, words: OrderWords): readonly Option[] {
  if (order.phase === 'awaiting payment') return [option(payLabel(order, words), 'order pay', order, words)];
  return order.parcels.length > 0 ? [option(words.track, 'order track', order, words)] : [];
}

function details(order: Order, words: OrderWords): Option {
  return option(words.details, 'order show', order, words);
}

interface Option {
  readonly label: string;
  readonly run: CommandCall;
}

function option(verb: string, command: string, order: Order, words: OrderWords): Option {
  const named = `${shorten(titleOf(order, words), longestTitle)} · ${order.orderId}`;
  return {
    label: shorten(words.doWith(verb, named), longestOption),
    run: { command, arguments: { id: order.orderId } },
  };
}
