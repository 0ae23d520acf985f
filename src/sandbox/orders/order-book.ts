import { forgetOldest } from '../../runtime/bounded-map.ts';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import { usualProvince } from '../freight.ts';
import { businessRefusals, type SandboxRefusal } from '../refusals.ts';
import { nextStep, orderAfter } from './flow.ts';
import { messagesOf, type SandboxMessage } from './messages.ts';
import { type OrderStep, type SandboxOrder, totalFen } from './order.ts';
import { chooseLines, orderPrice, type WantedLine } from './order-price.ts';

/** The sandbox's orders. */
export interface SandboxOrderBook {
  /** Places an order; the rest happens by itself when the book has a clock of its own. */
  place(wanted: {
    readonly offerId: string;
    readonly specId?: string | undefined;
    readonly quantity: number;
    /** More of the same seller's, in the same order. */
    readonly others?: readonly WantedLine[];
    /** The buyer's own number. Used twice it makes two orders: whether the real service refuses that is not known. */
    readonly outOrderId?: string;
    /** Whether it costs the fee that a preview names. */
    readonly withFee?: boolean;
    /** Where it goes: the first two digits of a province's code. Left out, near by. */
    readonly province?: string;
    /** Of whom places it; left out, the account's own. */
    readonly userId?: string;
  }): SandboxOrder | SandboxRefusal;
  act(orderId: string, step: OrderStep): SandboxOrder | SandboxRefusal;
  /** Asks money back; a buyer who wants to send the goods back may do so at once. */
  askBack(
    orderId: string,
    wanted: { readonly amountFen: number; readonly returns: boolean },
  ): SandboxOrder | SandboxRefusal;
  /** The goods of that refund are on their way back. */
  sentBack(refundId: string): SandboxOrder | SandboxRefusal;
  /** Where `userId` is given, only if it was placed for that user: whether the real one keeps them apart is not known. */
  find(orderId: string, userId?: string): SandboxOrder | undefined;
  /** The newest first. */
  all(): readonly SandboxOrder[];
  /** Nothing happens by itself from the call on. */
  stop(): void;
}

/** So many orders are kept; beyond, the oldest are forgotten. */
const mostOrders = 10_000;
/** So many can be placed within a millisecond. */
const idsOfMs = 10_000;

/**
 * A book whose orders take their next step every `stepMs` (0: only when a caller acts). `tell` hears every message that the
 * partner would push, and whether it is about a step that an order took by itself.
 */
export function createOrderBook(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly stepMs: number;
  /** The account's own user. */
  readonly userId: string;
  readonly tell: (message: SandboxMessage, byItself: boolean) => void;
  /** Those of an earlier life, the oldest first. They go on from where they stood. */
  readonly found?: readonly SandboxOrder[] | undefined;
  /** Told of every change. */
  readonly changed?: () => void;
}): SandboxOrderBook {
  const { clock, random, stepMs, tell, found = [], changed = () => {} } = options;
  const orders = new Map(found.map((order) => [order.orderId, order]));
  const timers = new Map<string, Cancel>();

  function keep(
    order: SandboxOrder,
    step: OrderStep | 'create' | 'returned',
    byItself = false,
  ): SandboxOrder {
    orders.set(order.orderId, order);
    forgetOldest(orders, mostOrders, { forget });
    changed();
    for (const message of messagesOf(order, step, clock.now())) tell(message, byItself);
    goOn(order);
    return order;
  }

  function goOn(order: SandboxOrder): void {
    timers.get(order.orderId)?.();
    timers.delete(order.orderId);
    const next = nextStep(order);
    if (stepMs > 0 && next !== undefined) {
      timers.set(
        order.orderId,
        clock.after(stepMs, () => act(order.orderId, next, true)),
      );
    }
  }

  function forget(orderId: string): void {
    orders.delete(orderId);
    timers.get(orderId)?.();
    timers.delete(orderId);
  }

  /** With the time in front, so that a later order has the greater number, as the real ones do. */
  function freeId(now: number): string | undefined {
    const first = Math.floor(random.fraction() * idsOfMs);
    for (let next = 0; next < idsOfMs; next += 1) {
      const id = `33${now}${String((first + next) % idsOfMs).padStart(4, '0')}`;
      if (!orders.has(id)) return id;
    }
    return undefined;
  }

  function act(orderId: string, step: OrderStep, byItself = false): SandboxOrder | SandboxRefusal {
    const order = orders.get(orderId);
    if (order === undefined) return businessRefusals.orderUnknown;
    const after = orderAfter(order, step, clock.now());
    return 'code' in after ? after : keep(after, step, byItself);
  }

  for (const order of found) goOn(order);

  return {
    place({
      offerId,
      specId,
      quantity,
      others = [],
      outOrderId,
      withFee = false,
      province = usualProvince,
      userId = options.userId,
    }) {
      const lines = chooseLines([{ offerId, specId, quantity }, ...others]);
      if ('code' in lines) return lines;
      const { productFen, shippingFen, feeFen } = orderPrice(lines, province);
      const now = clock.now();
      const orderId = freeId(now);
      if (orderId === undefined) return businessRefusals.tooFast;
      const order: SandboxOrder = {
        orderId,
        orderNo: outOrderId ?? `PO${now}`,
        userId,
        lines,
        status: 'waitbuyerpay',
        productFen,
        shippingFen,
        feeFen: withFee ? feeFen : 0,
        refundFen: 0,
        refund: undefined,
        closeReason: undefined,
        parcel: undefined,
        times: { created: now },
        changedAt: now,
      };
      return keep(order, 'create');
    },
    act,
    askBack(orderId, { amountFen, returns }) {
      const order = orders.get(orderId);
      if (order === undefined) return businessRefusals.orderUnknown;
      const after = orderAfter(order, 'refund', clock.now());
      if ('code' in after) return after;
      if (amountFen > totalFen(order)) return businessRefusals.refundTooHigh;
      const { refund } = after;
      const status = returns ? ('waitbuyersend' as const) : ('waitselleragree' as const);
      return keep({ ...after, refund: refund && { ...refund, amountFen, status } }, 'refund');
    },
    sentBack(refundId) {
      const order = [...orders.values()].find(({ refund }) => refund?.refundId === refundId);
      if (order?.refund === undefined) return businessRefusals.refundUnknown;
      const { refund } = order;
      if (refund.status !== 'waitbuyersend') return businessRefusals.orderStatusWrong;
      const sent = { ...refund, status: 'waitsellerreceive' as const };
      return keep({ ...order, refund: sent, changedAt: clock.now() }, 'returned');
    },
    find(orderId, userId) {
      const order = orders.get(orderId);
      return userId === undefined || order?.userId === userId ? order : undefined;
    },
    all: () => [...orders.values()].reverse(),
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
