import type { Block, Field } from '../chat/card.ts';
import { shorten, type Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import { formatMoney, readCharge } from '../domain/shipping/money.ts';
import { maskedReceiver } from '../domain/shipping/receiver.ts';
import type { ShippingWords } from '../languages/en/shipping.ts';
import type { AbroadService, FreightInfo, ReceiverAddress } from '../xport/client.ts';
import { outsideWords } from './outside-words.ts';

/** As many services as a choice holds. */
export const mostServices = 25;
const longestLine = 75;

/** A service in one line: who carries it, for how much, in how many days. */
export function serviceLine(service: AbroadService, words: ShippingWords): string {
  const charge = readCharge(service.amount, service.currency);
  const price =
    charge === undefined
      ? words.noPrice
      : `${formatMoney(charge.money)}${charge.unsure ? ` ${words.unsure}` : ''}`;
  const days = words.days(service.minDays, service.maxDays);
  return [serviceName(service), price, ...(days === undefined ? [] : [days])].join(' · ');
}

export function serviceName({
  serviceId,
  companyName,
}: {
  readonly serviceId: string;
  readonly companyName?: string | undefined;
}): string {
  const company = companyName === undefined ? '' : `${outsideWords(companyName)} `;
  return shorten(`${company}${outsideWords(serviceId)}`.trim(), longestLine);
}

export function servicesBlock(services: readonly AbroadService[], words: ShippingWords): Block {
  return {
    kind: 'list',
    items: services.slice(0, mostServices).map((service): Text => [serviceLine(service, words)]),
  };
}

/** What is sent: the offer, how many, by which service, declared at how much. */
export function consignmentFields(
  sent: {
    readonly offerId: string;
    readonly kind: string | undefined;
    readonly pieces: string;
    readonly weight: string | undefined;
    readonly service: FreightInfo;
    readonly declaredFen: number;
  },
  labels: { readonly offerId: string; readonly kind: string; readonly amount: string },
  words: ShippingWords,
): Block {
  const field = (label: string, value: Text): Field => ({ label, value });
  return {
    kind: 'fields',
    fields: [
      field(labels.offerId, [{ code: sent.offerId }]),
      ...(sent.kind === undefined ? [] : [field(labels.kind, [shorten(sent.kind, longestLine)])]),
      field(labels.amount, [sent.pieces]),
      ...(sent.weight === undefined ? [] : [field(words.weightLabel, [sent.weight])]),
      field(words.serviceLabel, [serviceName(sent.service)]),
      field(words.declaredLabel, [formatFen(sent.declaredFen)]),
    ],
  };
}

/** Who receives, masked. */
export function receiverCardFields(receiver: ReceiverAddress, words: ShippingWords): Block {
  const { name, phone, place } = maskedReceiver(receiver);
  const line = (label: string, value: string): Field => ({
    label,
    value: [shorten(value.replaceAll(/[\s\p{C}]+/gu, ' ').trim() || '—', 200)],
  });
  return {
    kind: 'fields',
    fields: [line(words.receiverLabel, name), line(words.phoneLabel, phone), line(words.toLabel, place)],
  };
}
