import { isHostOf } from '../chat/safe-url.ts';
import { marketHosts } from './hosts.ts';

/** An order's id, on 1688 and on Taobao. */
export const orderIdForm = /^\d{6,19}$/;

/**
 * The parameters by which pages about an order name it: `trade.1688.com/order/new_step_order_detail.htm?orderId=…`,
 * `air.1688.com/app/ctf-page/trade-order-detail/index.html?orderId=…`, `…/buyer_order_print.htm?order_id=…`;
 * `trade.taobao.com/trade/detail/trade_order_detail.htm?biz_order_id=…`, `trade.tmall.com/detail/orderDetail.htm?bizOrderId=…`.
 */
const parameters = /[?&#!;](?:biz_?)?order_?id=(\d*)(?![a-z\d]|[._-]+\d)/gi;

/** The different ids of orders that a link to `host` has; one that is no id stands among them as it is. */
export function orderIdsIn(host: string, rest: string): readonly string[] {
  if (!isHostOf(host, marketHosts)) return [];
  return [...new Set(Array.from(rest.matchAll(parameters), ({ 1: id = '' }) => id))];
}
