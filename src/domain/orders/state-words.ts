import type { Phase, Refund } from './order.ts';

/*
 * The words for states of orders and refunds, each with where it is written. A word counts whatever its capitals,
 * underscores, hyphens and blanks: 1688 writes both `waitbuyerpay` and `WAIT_BUYER_PAY`. What the sources name without
 * saying how far the goods have come is left out, and shown in the partner's own word: waitbuyerconfirm,
 * waitbuyerrepayment, waitsellerbindalipay, wait_confirm_invoice, abort_receive_goods. All were read on 2026-11-29.
 */

interface Source<State> {
  /** Who writes these words, and where. */
  readonly source: string;
  readonly words: Readonly<Record<string, State>>;
}

const orderSources: readonly Source<Phase>[] = [
  {
    source:
      'the partner: the first two and CANCEL documented, HAS_BEEN_SENT inferred (xport-api.md, section 7)',
    words: {
      WAITING_FOR_PAYMENT: 'awaiting payment',
      WAITING_FOR_SENT: 'awaiting shipment',
      HAS_BEEN_SENT: 'shipped',
      CANCEL: 'cancelled',
    },
  },
  {
    source: '1688, alibaba.trade.get.buyerView-1, baseInfo.status, with the names that stand beside them',
    words: {
      waitbuyerpay: 'awaiting payment',
      等待买家付款: 'awaiting payment',
      waitsellersend: 'awaiting shipment',
      等待卖家发货: 'awaiting shipment',
      waitlogisticstakein: 'shipped',
      等待物流公司揽件: 'shipped',
      waitbuyerreceive: 'shipped',
      等待买家收货: 'shipped',
      等待买家确认收货: 'shipped',
      waitbuyersign: 'shipped',
      等待买家签收: 'shipped',
      signinsuccess: 'received',
      买家已签收: 'received',
      confirm_goods: 'received',
      已收货: 'received',
      success: 'done',
      交易成功: 'done',
      cancel: 'cancelled',
      交易取消: 'cancelled',
      terminated: 'ended',
      交易终止: 'ended',
    },
  },
  {
    // How far the goods have come is what purchasing systems on 1688's API take for it when they ask for refunds.
    source:
      '1688, alibaba.trade.getBuyerOrderList-1, orderStatus, and the seller workbench’s list of order states',
    words: {
      waitsellerconfirm: 'awaiting payment',
      wait_seller_accept_order: 'awaiting payment',
      waitsellermodify: 'awaiting payment',
      waitsellerconfirmfund: 'awaiting approval',
      paid_but_not_fund: 'awaiting shipment',
      paid_and_has_subsidy: 'awaiting shipment',
      waitselleract: 'awaiting shipment',
      waitsellerpush: 'awaiting shipment',
      wait_pintuan_order: 'awaiting shipment',
      wait_group_order: 'awaiting shipment',
      group_success_order: 'awaiting shipment',
      plus_order_pay_success: 'awaiting shipment',
      waitbuyerconfirmaction: 'shipped',
      send_goods_but_not_fund: 'shipped',
      signinfailed: 'shipped',
      global_part_into_warehouse: 'shipped',
      global_all_into_warehouse: 'shipped',
      global_package_transporting: 'shipped',
      global_package_delivered: 'arrived',
      confirm_goods_but_not_fund: 'received',
      confirm_goods_and_has_subsidy: 'received',
    },
  },
  {
    source: '1688, alibaba.trade.StepOrderModel, stepOrderStatus',
    words: { waitactivate: 'awaiting payment', inactiveandcancel: 'cancelled' },
  },
  {
    source: 'older lists of 1688’s SDKs, and what systems on them keep',
    words: {
      TRADE_CANCEL: 'cancelled',
      TRADE_SUCCESS: 'done',
      TRADE_TERMINATED: 'ended',
    },
  },
  {
    source: 'Taobao’s open platform, Trade.status and PurchaseOrder.status',
    words: {
      TRADE_NO_CREATE_PAY: 'awaiting payment',
      WAIT_PRE_AUTH_CONFIRM: 'awaiting payment',
      PAY_PENDING: 'awaiting payment',
      WAIT_SELLER_SEND_GOODS: 'awaiting shipment',
      PAID_FORBID_CONSIGN: 'awaiting shipment',
      SELLER_CONSIGNED_PART: 'partly shipped',
      WAIT_BUYER_CONFIRM_GOODS: 'shipped',
      WAIT_BUYER_CONFIRM_GOODS_ACOUNTED: 'shipped',
      TRADE_BUYER_SIGNED: 'received',
      TRADE_FINISHED: 'done',
      /** Closed before it was paid. */
      TRADE_CLOSED_BY_TAOBAO: 'cancelled',
      /** Closed after its money was given back. */
      TRADE_CLOSED: 'ended',
      TRADE_REFUNDED: 'ended',
    },
  },
];

const refundSources: readonly Source<Refund['state'] | 'none'>[] = [
  {
    source: '1688, alibaba.trade.getBuyerOrderList-1, refundStatus, and ProductItemInfo.refundStatus',
    words: {
      waitselleragree: 'asked',
      /** The buyer is to modify what the seller refused. */
      waitbuyermodify: 'refused',
      waitbuyersend: 'agreed',
      waitsellerreceive: 'returning',
      refundsuccess: 'refunded',
      /** Closed or failed: nothing was given back, no matter which party closed it. */
      refundclose: 'closed',
      REFUND_CLOSED: 'closed',
    },
  },
  {
    source: 'Taobao’s open platform, Refund.status',
    words: {
      NO_REFUND: 'none',
      WAIT_BUYER_RETURN_GOODS: 'agreed',
      WAIT_SELLER_CONFIRM_GOODS: 'returning',
      SELLER_REFUSE_BUYER: 'refused',
      CLOSED: 'closed',
      SUCCESS: 'refunded',
    },
  },
];

/** Words are compared without what their lists write in several ways. */
function keyOf(word: string): string {
  return word.replaceAll(/[\s_-]+/g, '').toLowerCase();
}

function tableOf<State>(sources: readonly Source<State>[]): ReadonlyMap<string, State> {
  return new Map(
    sources.flatMap(({ words }) =>
      Object.entries(words).map(([word, state]): [string, State] => [keyOf(word), state]),
    ),
  );
}

const orderStates = tableOf(orderSources);
const refundStates = tableOf(refundSources);

/** How far an order has come by the word for its state; `undefined` for a word that no source has. */
export function phaseOfWord(word: string): Phase | undefined {
  return orderStates.get(keyOf(word));
}

/** Where a refund stands by the word for its state; `undefined` for a word that no source has. */
export function refundOfWord(word: string): Refund['state'] | 'none' | undefined {
  return refundStates.get(keyOf(word));
}
