import { z } from 'zod';
import { namedOrder } from '../../cards/order-facts.ts';
import { titleOf } from '../../cards/order-goods.ts';
import type { Run } from '../../chat/command.ts';
import type { Order } from '../../domain/orders/order.ts';
import { isSameSeller } from '../../domain/orders/seller-names.ts';
import type { EarlierOrder } from '../../domain/requests/request.ts';
import { localized } from '../../languages/index.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import { jsonIn } from '../../runtime/json.ts';
import type { AuditTrail } from '../../store/contract/audit.ts';

/** As many of a person's commands are looked through, and as many orders shown. */
const mostRecords = 100;
const mostShown = 3;

/** What records of ordering hold. */
const facts = z.object({ orders: z.string().optional() });

/** The commands that place orders. */
const ordering = ['order create', 'basket order'];

/** The caller's last orders with a seller, the newest first. */
export type LastOrders = (
  of: { readonly seller: string; readonly without?: string | undefined },
  run: Pick<Run, 'authority' | 'person'>,
) => Promise<readonly EarlierOrder[]>;

/**
 * {@link LastOrders} by the audit log, which alone says who placed an order, and by what is kept of the orders. `seller`: the
 * name that stands on them.
 */
export function createLastOrders({
  audit,
  orders,
}: {
  readonly audit: Pick<AuditTrail, 'list'>;
  readonly orders: Pick<OrderBook, 'get'>;
}): LastOrders {
  return async ({ seller, without }, { authority: organization, person }) => {
    const records = await Promise.all(
      ordering.map((command) => audit.list({ organization, person, command, limit: mostRecords })),
    );
    const newest = records.flat().sort((one, other) => other.at - one.at);
    const ids = newest
      .filter(({ personal }) => personal.person.value === person)
      .flatMap((record) => facts.safeParse(jsonIn(record.facts)).data?.orders?.split(' ') ?? []);
    const known = await Promise.all(
      [...new Set(ids)].filter((id) => id !== '' && id !== without).map((id) => orders.get(id)),
    );
    return known
      .flatMap((each) => each?.order ?? [])
      .filter((order) => isOf(order, seller))
      .slice(0, mostShown)
      .map((order) => ({
        orderId: order.orderId,
        title: localized((words) => titleOf(order, words.orders)),
        // Who decides compares it: an amount that may be a hundred times another is better not there.
        ...(order.totalFen !== undefined && !order.moneyUnsure && { totalFen: order.totalFen }),
        ...(order.times.created !== undefined && { at: order.times.created }),
      }));
  };
}

/** A request names its seller as cards do, and offers and orders differ in blanks and brackets. */
function isOf({ seller: { name } = {} }: Order, seller: string): boolean {
  return name !== undefined && isSameSeller(namedOrder(name), namedOrder(seller));
}
