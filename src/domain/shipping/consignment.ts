import { createHash } from 'node:crypto';
import type { AbroadItem, FreightInfo, ReceiverAddress } from '../../xport/client.ts';

/** What a person wants to send abroad: so many of one offer, by one service. */
export interface Consignment {
  readonly offerId: string;
  /** Absent where the offer has no SKUs. */
  readonly skuId: string | undefined;
  readonly quantity: number;
  readonly service: FreightInfo;
  /** What one piece is declared at, in fen. */
  readonly pieceFen: number;
  readonly title: string;
  readonly imageUrl: string;
  /** The order within China whose goods they are. */
  readonly orderId: string | undefined;
}

/** The same text for the same consignment; the receiver stands in it by the key that the store has it under. */
export function printConsignment(
  { offerId, skuId, quantity, service, orderId }: Consignment,
  receiverKey: string,
): string {
  return JSON.stringify([offerId, skuId ?? '', quantity, service.serviceId, orderId ?? '', receiverKey]);
}

/** Tells consignments and their receivers apart, and nothing of either. */
export function consignmentDigest(consignment: Consignment, receiverKey: string): string {
  return createHash('sha256').update(printConsignment(consignment, receiverKey)).digest('hex');
}

function itemOf({ offerId, skuId, quantity, service, pieceFen }: Consignment): AbroadItem {
  const digits = String(pieceFen).padStart(3, '0');
  return {
    itemId: offerId,
    skuId: skuId ?? '',
    quantity,
    freightInfo: service,
    currency: 'CNY',
    price: `${digits.slice(0, -2)}.${digits.slice(-2)}`,
  };
}

/** What the call that says what it costs is told. */
export function renderRequestOf(consignment: Consignment, receiverAddress: ReceiverAddress) {
  return { receiverAddress, renderItems: [itemOf(consignment)] };
}

/** What the call that books is told. */
export function bookRequestOf(consignment: Consignment, receiverAddress: ReceiverAddress, renderId: string) {
  const { title, imageUrl, orderId } = consignment;
  return {
    renderId,
    receiverAddress,
    lineItems: [{ ...itemOf(consignment), title, imageUrl }],
    ...(orderId !== undefined && { tmallOrderInfo: { tmallOrderId: orderId } }),
  };
}

const separator = '/';

/** A service as one word: its id, and the carrier and the category that came with it. */
export function printService({ serviceId, companyName, serviceCategory }: FreightInfo): string {
  return [serviceId, companyName, serviceCategory].join(separator).replace(/\/+$/, '');
}

/** What {@link printService} wrote, or an id alone. */
export function readService(typed: string): FreightInfo | undefined {
  const [serviceId = '', companyName = '', serviceCategory = '', ...more] = typed
    .normalize('NFKC')
    .trim()
    .split(separator);
  const isId = /^[\w.:-]{1,64}$/.test(serviceId);
  return isId && more.length === 0 ? { serviceId, companyName, serviceCategory } : undefined;
}
