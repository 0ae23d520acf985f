import { labelOf } from '../../chat/label.ts';
import { isHostOf } from '../../chat/safe-url.ts';
import { marketHosts } from '../../sellers/hosts.ts';
import { marketLinksIn, scannable } from '../../sellers/links-in-text.ts';
import { longestReference } from '../../sellers/offer-id.ts';
import { unwrapNumber } from '../../sellers/unwrap.ts';

/** What a person names an order by. */
export type OrderReference =
  | { readonly orderId: string }
  /** The buyer's own number of it, such as `PO202605200001`, which several orders can have. */
  | { readonly number: string };

/** What stands before an order's number where it is copied from, cards of the bot among that. */
const label = labelOf([
  '订单',
  '采购单',
  '采购',
  '交易',
  '1688订单',
  '淘宝订单',
  '单号',
  'order',
  'purchase order',
  'purchase',
  'trade',
  'number',
]);

/** How many of a line's words are a label and the number behind it. */
export const wordsOfOrder = (words: readonly string[]): number => label.span(words);

const idForm = /^\d{6,19}$/;
/** With three digits at least, so that no word is a number. */
const numberForm = /^(?=(?:[^\d]*\d){3})[a-z\d][\w-]{3,63}$/i;

/**
 * An order in what a person typed or pasted: its id of 6 to 19 digits, the buyer's own number of it, with a label before
 * it, full-width too; or a text that links to one order, as 1688's, Taobao's and Tmall's pages about orders are linked to.
 */
export function readOrder(typed: string): OrderReference | undefined {
  if (typed.length > longestReference) return undefined;
  const linked = orderLinkedIn(scannable(typed));
  if (linked !== undefined) return linked;
  const whole = unwrapNumber(typed.normalize('NFKC'));
  const behind = label.after(whole);
  const texts = behind === undefined ? [whole] : [unwrapNumber(behind), whole];
  const orderId = texts.find((text) => idForm.test(text));
  if (orderId !== undefined) return { orderId };
  const number = texts.find((text) => numberForm.test(text));
  return number === undefined ? undefined : { number };
}

/**
 * The parameters by which pages about an order name it: `trade.1688.com/order/new_step_order_detail.htm?orderId=…`,
 * `air.1688.com/app/ctf-page/trade-order-detail/index.html?orderId=…`, `…/buyer_order_print.htm?order_id=…`;
 * `trade.taobao.com/trade/detail/trade_order_detail.htm?biz_order_id=…`, `trade.tmall.com/detail/orderDetail.htm?bizOrderId=…`.
 */
const parameters = /[?&#!;](?:biz_?)?order_?id=(\d*)(?![a-z\d]|[._-]+\d)/gi;

function orderLinkedIn(text: string): OrderReference | undefined {
  const ids = new Set<string>();
  for (const { host, rest } of marketLinksIn(text)) {
    if (!isHostOf(host, marketHosts)) continue;
    for (const { 1: id = '' } of rest.matchAll(parameters)) ids.add(id);
  }
  const [orderId, ...others] = ids;
  return orderId !== undefined && others.length === 0 && idForm.test(orderId) ? { orderId } : undefined;
}
