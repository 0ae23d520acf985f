import { createPicks } from '../picks.ts';
import { businessRefusals, type SandboxRefusal } from '../refusals.ts';
import type { OrderStep, ParcelState, SandboxOrder, SandboxParcel, SandboxStatus } from './order.ts';

/** From which statuses a step can be taken; from any other the sandbox refuses, as the real one would. */
const allowed: Readonly<Record<OrderStep, readonly SandboxStatus[]>> = {
  pay: ['waitbuyerpay'],
  price: ['waitbuyerpay'],
  cancel: ['waitbuyerpay'],
  ship: ['waitsellersend'],
  move: ['waitbuyerreceive'],
  arrive: ['waitbuyerreceive'],
  receive: ['waitbuyerreceive'],
  finish: ['confirm_goods'],
  refund: ['waitsellersend', 'waitbuyerreceive', 'confirm_goods', 'success'],
  refunded: ['waitsellersend', 'waitbuyerreceive', 'confirm_goods', 'success'],
};

/** `order` after `step` at `now` (ms since 1970 UTC), or the refusal. */
export function orderAfter(order: SandboxOrder, step: OrderStep, now: number): SandboxOrder | SandboxRefusal {
  if (!allowed[step].includes(order.status)) return businessRefusals.orderStatusWrong;
  if (step === 'refunded' && order.refund === undefined) return businessRefusals.refundUnknown;
  if (step === 'refund' && order.refund !== undefined) return businessRefusals.refundUnderWay;
  return { ...order, ...changeOf(order, step, now), changedAt: now };
}

/** What happens next to an order that is left alone; `undefined` at its end. */
export function nextStep({ status, parcel }: SandboxOrder): OrderStep | undefined {
  switch (status) {
    case 'waitbuyerpay':
      return 'pay';
    case 'waitsellersend':
      return 'ship';
    case 'waitbuyerreceive': {
      const last = parcel?.trace.at(-1)?.state;
      if (last === 'SIGN') return 'receive';
      return last === 'CONSIGN' ? 'move' : 'arrive';
    }
    case 'confirm_goods':
      return 'finish';
    case 'success':
    case 'cancel':
    case 'terminated':
      return undefined;
  }
}

function changeOf(order: SandboxOrder, step: OrderStep, now: number): Partial<SandboxOrder> {
  const at = (name: 'paid' | 'shipped' | 'received' | 'done') => ({ ...order.times, [name]: now });
  switch (step) {
    case 'pay':
      return { status: 'waitsellersend', times: at('paid') };
    case 'price':
      return { productFen: Math.max(1, Math.round(order.productFen * 0.98)) };
    case 'cancel':
      return { status: 'cancel', closeReason: 'buyer_cancel' };
    case 'ship':
      return { status: 'waitbuyerreceive', parcel: parcelOf(order, now), times: at('shipped') };
    case 'move':
      return { parcel: traced(order, 'TRANSPORT', now) };
    case 'arrive':
      return { parcel: traced(order, 'SIGN', now) };
    case 'receive':
      return { status: 'confirm_goods', times: at('received') };
    case 'finish':
      return { status: 'success', times: at('done') };
    case 'refund':
      return {
        refund: { refundId: refundIdOf(order), status: 'waitselleragree', amountFen: wholeFen(order) },
      };
    case 'refunded': {
      const refundFen = order.refund?.amountFen ?? wholeFen(order);
      const isWhole = refundFen >= wholeFen(order);
      return {
        refund: { refundId: refundIdOf(order), status: 'refundsuccess', amountFen: refundFen },
        refundFen,
        ...(isWhole && { status: 'terminated', closeReason: 'refund' }),
      };
    }
  }
}

/** All that can be had back: goods and freight. */
function wholeFen({ productFen, shippingFen }: SandboxOrder): number {
  return productFen + shippingFen;
}

function parcelOf(order: SandboxOrder, now: number): SandboxParcel {
  const picks = createPicks(order.orderId);
  const carrier = picks.one('carrier', ['YTO', 'ZTO', 'STO', 'SF']);
  return {
    logisticsId: `LP${picks.between('logistics', 10_000_000_000, 99_999_999_999)}`,
    carrier,
    mailNo: `${carrier.slice(0, 2)}${picks.between('mail', 1_000_000_000_000, 9_999_999_999_999)}`,
    trace: [{ at: now, state: 'CONSIGN', remark: '卖家已发货' }],
  };
}

const remarks: Readonly<Record<ParcelState, string>> = {
  CONSIGN: '卖家已发货',
  ACCEPT: '快件已揽收',
  TRANSPORT: '快件运输中',
  DELIVERING: '快件派送中',
  SIGN: '快件已签收',
};

function traced({ parcel }: SandboxOrder, state: ParcelState, now: number): SandboxParcel | undefined {
  if (parcel === undefined) return undefined;
  return { ...parcel, trace: [...parcel.trace, { at: now, state, remark: remarks[state] }] };
}

function refundIdOf({ orderId }: SandboxOrder): string {
  return `TQ${createPicks(orderId).between('refund', 100_000_000_000, 999_999_999_999)}`;
}
