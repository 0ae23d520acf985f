import { z } from 'zod';
import { word } from '../../chat/argument.ts';
import { chosen, inner, labelled, matching, named, optional } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import { labelOf } from '../../chat/label.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { readOrderKey } from '../../domain/buying/order-key.ts';
import { printService, readService } from '../../domain/shipping/consignment.ts';
import {
  measureSize,
  measureWeight,
  printSize,
  printWeight,
  wordsOfWeight,
} from '../../domain/shipping/measure.ts';
import { type Money, printMoney, readMoney } from '../../domain/shipping/money.ts';
import type { TypedReceiver } from '../../domain/shipping/receiver.ts';
import type { ShippingWords } from '../../languages/en/shipping.ts';
import { allWords, formNamed, localized } from '../../languages/index.ts';
import type { FreightInfo } from '../../xport/client.ts';
import { withdrawnSentence } from '../amount-argument.ts';
import { askReasonArgument, goodsArguments } from '../buying/descriptions.ts';
import { orderIdArgument } from '../order/order-argument.ts';
import {
  aboutShipping,
  countryAbroad,
  measureArgument,
  suggestingCountries,
  valued,
  wordsOfCountry,
} from './arguments.ts';
import { parcelNumber } from './parcel-number.ts';

/** `/ship estimate <country> <weight> [size] [--zip …]`: what services would take. */
export const shipEstimate = describeCommand({
  name: 'ship estimate',
  summary: localized(({ shipping }) => shipping.estimate.summary),
  form: formNamed(({ forms }) => forms.shipEstimate),
  begins: ['country', 'weight', 'size', 'zip'],
  everyday: ['shipping', '国际物流', '寄送'],
  everydayAlone: { command: 'help', arguments: { command: 'ship' } },
  examples: ['ship estimate US 1.2kg', 'ship estimate DE 500g 30x20x12'],
  examplesIn: { 'zh-CN': ['ship estimate 美国 1.2公斤', 'ship estimate 德国 500克 30x20x12'] },
  arguments: {
    country: suggestingCountries(countryAbroad()),
    weight: measureArgument({
      pick: ({ weight }) => weight,
      example: '1.2kg',
      span: wordsOfWeight,
      measure: measureWeight,
      print: printWeight,
    }),
    size: optional(
      measureArgument({
        pick: ({ size }) => size,
        example: '30x20x12',
        measure: measureSize,
        print: printSize,
      }),
    ),
    zip: optional(
      named(matching(/^[A-Za-z0-9 -]{2,12}$/, { ...aboutShipping(({ zip }) => zip), example: '97201' })),
    ),
  },
  effect: 'read',
  needs: 'viewer',
});

/** What a form for a receiver asks, which is as much as a form holds. */
export const receiverFields = ['name', 'contact', 'street', 'place', 'country'] as const;

/** What a form for what is sent asks, by which service too. */
export const shipmentFormFields = ['sku', 'quantity', 'service'] as const;

const part = (pick: (words: ShippingWords) => ArgumentWords, example: string, required = true) => ({
  ...optional(named(word(z.string(), { ...aboutShipping(pick), example, maxLength: 200 }))),
  requiredInForm: required,
});

/** What is sent to whom. The receiver's parts take any words: what is wrong is said without repeating one of them. */
const shipmentArguments = {
  ...goodsArguments,
  service: chosen(
    optional(
      named(
        valued<FreightInfo>(
          { ...aboutShipping(({ service }) => service), example: 'STANDARD' },
          { read: readService, print: printService },
        ),
      ),
    ),
  ),
  order: optional(named(orderIdArgument(aboutShipping(({ order }) => order)))),
  receiver: inner(
    optional(
      named(
        matching(/^[A-Za-z0-9]{8,40}$/, {
          ...aboutShipping(({ receiver }) => receiver),
          example: 'Xy12Xy12Xy12Xy12Xy12Xy',
        }),
      ),
    ),
  ),
  name: part(({ name }) => name, 'Ann Example'),
  contact: part(({ contact }) => contact, '+1 503 555 0100, ann@example.com'),
  street: part(({ street }) => street, '1 Example Street'),
  place: part(({ place }) => place, 'Portland, OR, 97201'),
  country: suggestingCountries({
    ...part(({ receiverCountry }) => receiverCountry, 'US'),
    span: wordsOfCountry,
  }),
  tax: part(({ tax }) => tax, '123456789', false),
};

/** `/ship preview <offer> <quantity> …`: what sending it abroad costs. Asks for what is missing; books nothing. */
export const shipPreview = describeCommand({
  name: 'ship preview',
  summary: localized(({ shipping }) => shipping.preview.summary),
  form: formNamed(({ forms }) => forms.shipAbroad),
  begins: ['offer', 'quantity', 'sku'],
  examples: ['ship preview 889512351602 2', 'ship preview 889512351602 2 --sku 5736673805656'],
  arguments: shipmentArguments,
  effect: 'read',
  needs: 'buyer',
});

/**
 * `/ship create <offer> <quantity> … --total … --key …`: books it, once under the key, for exactly the total that was
 * confirmed; without them it shows the preview whose button holds them.
 */
export const shipCreate = describeCommand({
  name: 'ship create',
  summary: localized(({ shipping }) => shipping.create.summary),
  examples: ['ship create 889512351602 2'],
  arguments: {
    ...shipmentArguments,
    total: inner(
      optional(
        named({
          ...valued<Money>(
            { ...aboutShipping(({ total }) => total), example: 'USD 12.34', spaced: true },
            { read: readMoney, print: printMoney },
          ),
          why: (typed) => withdrawnSentence(allWords, /[A-Z]{3}/i.exec(typed)?.[0].toUpperCase() ?? ''),
        }),
      ),
    ),
    key: inner(
      optional(
        named(
          valued<string>(
            {
              hint: localized(({ buying }) => buying.key.hint),
              expected: localized(({ buying }) => buying.key.expected),
              example: 'mih0a1b2Xy12Xy12Xy12Xy',
            },
            { read: readOrderKey, print: (key) => key },
          ),
        ),
      ),
    ),
    reason: askReasonArgument,
  },
  needs: 'buyer',
  effect: 'write',
  audited: (given) => ({
    offer: given.offer,
    quantity: given.quantity,
    confirmed: given.total === undefined ? undefined : printMoney(given.total),
  }),
});

/** What stands before the number of an international order. */
const shipmentLabel = labelOf([
  '国际订单',
  '国际单',
  '订单',
  'international order',
  'shipment',
  'order',
  'booking',
]);

/** `/ship update <shipment> <carrier> <number>`: by which parcel within China an international order's goods come. */
export const shipUpdate = describeCommand({
  name: 'ship update',
  summary: localized(({ shipping }) => shipping.update.summary),
  form: formNamed(({ forms }) => forms.shipParcel),
  begins: ['shipment', 'carrier', 'number'],
  examples: ['ship update 2026112500000001 YTO YT7565691026776'],
  arguments: {
    shipment: labelled(
      matching(/^[\w-]{4,64}$/, {
        ...aboutShipping(({ shipment }) => shipment),
        example: '2026112500000001',
      }),
      shipmentLabel,
    ),
    carrier: matching(/^[\p{L}\p{N} ._-]{1,40}$/u, {
      ...aboutShipping(({ carrier }) => carrier),
      example: 'YTO',
    }),
    number: parcelNumber(aboutShipping(({ mailNo }) => mailNo)),
  },
  needs: 'buyer',
  effect: 'write',
  audited: ({ shipment, carrier, number }) => ({ shipment, carrier, number }),
});

export type WantedAbroad = Values<typeof shipmentArguments>;
type ConfirmedAbroad = WantedAbroad & { readonly total: Money; readonly key: string };

/** What of it a button may hold: nothing that a person typed of a receiver. */
function impersonal({ offer, quantity, sku, service, order, receiver }: WantedAbroad): WantedAbroad {
  const unnamed = {
    name: undefined,
    contact: undefined,
    street: undefined,
    place: undefined,
    tax: undefined,
  };
  return { offer, quantity, sku, service, order, receiver, ...unnamed, country: undefined };
}

/** The calls that freight abroad puts on buttons. */
export const shipCalls = {
  preview: (
    wanted: WantedAbroad,
    options: {
      readonly ask?: typeof receiverFields | typeof shipmentFormFields;
      readonly replace?: true;
      readonly country?: string | undefined;
    } = {},
  ): CommandCall => {
    const { country, ...rest } = options;
    return shipPreview.call({ ...impersonal(wanted), country }, rest);
  },
  create: ({ total, key, ...wanted }: ConfirmedAbroad): CommandCall =>
    shipCreate.call({ ...impersonal(wanted), total, key, reason: undefined }, { replace: true }),
  /** Asks a second person for exactly that, with a reason that a form asks for. */
  approval: ({ total, key, ...wanted }: ConfirmedAbroad): CommandCall =>
    shipCreate.call({ ...impersonal(wanted), total, key, reason: undefined }, { ask: ['reason'] }),
  /** Asks which offer, and how many, go by that service. */
  begin: (service: FreightInfo, country: string): CommandCall => ({
    command: shipPreview.menu.name,
    arguments: { service: printService(service), country },
    ask: ['offer', 'quantity', 'sku'],
  }),
  update: (shipment: string): CommandCall => ({
    command: shipUpdate.menu.name,
    arguments: { shipment },
    ask: ['carrier', 'number'],
  }),
};

/** Whether anything of a receiver was typed; a country alone names no person. */
export function isReceiverTyped({ name, contact, street, place, tax }: TypedReceiver): boolean {
  return [name, contact, street, place, tax].some((part) => part !== undefined);
}
