import { z } from 'zod';
import { readOrderKey } from '../../buying/order-key.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { type Argument, named, optional, readAs, unreadable, word } from '../../chat/argument.ts';
import { matching } from '../../chat/argument-kinds.ts';
import { printValues, type Values } from '../../chat/bind.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { ShippingWords } from '../../languages/shipping/words.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { countryName } from '../../places/countries.ts';
import { printService, readService } from '../../shipping/consignment.ts';
import { countriesAbroadLike, readCountry } from '../../shipping/country.ts';
import { measureSize, measureWeight, printSize, printWeight, wordsOfWeight } from '../../shipping/measure.ts';
import { type Money, printMoney, readMoney } from '../../shipping/money.ts';
import type { TypedReceiver } from '../../shipping/receiver.ts';
import type { FreightInfo } from '../../xport/client.ts';
import { withdrawnSentence } from '../amount-argument.ts';
import { goodsArguments } from '../buying/descriptions.ts';
import { offerLookUp } from '../offers/offer-argument.ts';
import { orderIdArgument } from '../order/order-argument.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import type { ShipDeps } from './deps.ts';
import { measureArgument } from './measure-argument.ts';

/** What a form for a receiver asks, which is as much as a form holds. */
export const receiverFields = ['name', 'contact', 'street', 'place', 'country'] as const;

/** As many countries as a platform shows below a field. */
const mostSuggestions = 25;

export function aboutIn(words: Localized<Words>) {
  return (pick: (words: ShippingWords) => ArgumentWords) => ({
    hint: inEach(words, ({ shipping }) => pick(shipping).hint),
    expected: inEach(words, ({ shipping }) => pick(shipping).expected),
  });
}

/** An argument whose text `read` takes apart and `print` puts together again. */
export function valued<T>(
  about: Pick<Argument<T>, 'hint' | 'expected' | 'example' | 'spaced'>,
  { read, print }: { read(typed: string): T | undefined; print(value: T): string },
): Argument<T> {
  const text = word(z.string(), { ...about, maxLength: 100 });
  return readAs(text, { parse: (typed) => read(typed) ?? unreadable, print });
}

function suggestingCountries<T>(argument: Argument<T>): Argument<T> {
  return {
    ...argument,
    suggest: async (typed, { language }) =>
      countriesAbroadLike(typed)
        .slice(0, mostSuggestions)
        .map((code) => ({ value: code, label: `${code} ${countryName(code, language)}` })),
  };
}

/** A country abroad, as its code; a name that several have is asked back. */
function countryAbroad(words: Localized<Words>): Argument<string> {
  const about = { ...aboutIn(words)(({ country }) => country), example: 'US', spaced: true };
  return {
    ...valued<string>(about, {
      read(typed) {
        const found = readCountry(typed);
        if (found === undefined || found === 'home') return undefined;
        return 'code' in found ? found.code : typed;
      },
      print: (country) => country,
    }),
    why(typed) {
      if (readCountry(typed) !== 'home') return undefined;
      return inEach(words, ({ shipping }) => shipping.estimate.home);
    },
    lookUp(country) {
      const found = readCountry(country);
      if (typeof found !== 'object' || 'code' in found) return undefined;
      return async ({ language }, again) => {
        const { estimate } = words[language].shipping;
        const options = found.oneOf.map((code) => ({
          label: countryName(code, language),
          run: { ...again(code), replace: true },
        }));
        return {
          card: plainCard('warning', estimate.whichCountry, [estimate.whichCountryAdvice], {
            actions: [{ kind: 'select', label: estimate.whichCountry, options }],
          }),
        };
      };
    },
  };
}

/** How many of `words` name a country together: `South Korea`. */
function wordsOfCountry(words: readonly string[]): number {
  const counts = words.map((_, at) => words.length - at);
  return counts.find((count) => readCountry(words.slice(0, count).join(' ')) !== undefined) ?? 1;
}

/** What an estimate is asked by. */
export function estimateTable(words: Localized<Words>) {
  const about = aboutIn(words);
  return {
    country: suggestingCountries(countryAbroad(words)),
    weight: measureArgument(words, {
      pick: ({ weight }) => weight,
      example: '1.2kg',
      span: wordsOfWeight,
      measure: measureWeight,
      print: printWeight,
    }),
    size: optional(
      measureArgument(words, {
        pick: ({ size }) => size,
        example: '30x20x12',
        measure: measureSize,
        print: printSize,
      }),
    ),
    zip: optional(named(matching(/^[A-Za-z0-9 -]{2,12}$/, { ...about(({ zip }) => zip), example: '97201' }))),
  };
}

/** How what a person names is found; where a part is absent, what buttons hold is read, and no more. */
type Finding = Partial<Pick<ShipDeps, 'offers' | 'ofOrders'>>;

/** What is sent to whom. The receiver's parts take any words: what is wrong is said without repeating one of them. */
export function previewTable(words: Localized<Words>, finding: Finding = {}) {
  const about = aboutIn(words);
  const { offer, quantity, sku } = goodsArguments;
  const { offers, ofOrders } = finding;
  const part = (pick: (words: ShippingWords) => ArgumentWords, example: string, required = true) => ({
    ...optional(named(word(z.string(), { ...about(pick), example, maxLength: 200 }))),
    requiredInForm: required,
  });
  return {
    offer: { ...offer, ...(offers !== undefined && { lookUp: offerLookUp(offers, 'asked back') }) },
    quantity,
    sku,
    service: optional(
      named(
        valued<FreightInfo>(
          { ...about(({ service }) => service), example: 'STANDARD' },
          { read: readService, print: printService },
        ),
      ),
    ),
    order: optional(
      named({
        ...orderIdArgument(about(({ order }) => order)),
        ...(ofOrders !== undefined && { lookUp: orderLookUp(ofOrders), suggest: orderSuggestions(ofOrders) }),
      }),
    ),
    receiver: optional(
      named(
        matching(/^[A-Za-z0-9]{8,40}$/, {
          ...about(({ receiver }) => receiver),
          example: 'Xy12Xy12Xy12Xy12Xy12Xy',
        }),
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
}

/** The same, and what was confirmed. */
export function createTable(words: Localized<Words>, finding: Finding = {}) {
  const about = aboutIn(words);
  return {
    ...previewTable(words, finding),
    total: optional(
      named({
        ...valued<Money>(
          { ...about(({ total }) => total), example: 'USD 12.34', spaced: true },
          { read: readMoney, print: printMoney },
        ),
        why: (typed) => withdrawnSentence(words, /[A-Z]{3}/i.exec(typed)?.[0].toUpperCase() ?? ''),
      }),
    ),
    key: optional(
      named(
        valued<string>(
          {
            hint: inEach(words, ({ buying }) => buying.key.hint),
            expected: inEach(words, ({ buying }) => buying.key.expected),
            example: 'mih0a1b2Xy12Xy12Xy12Xy',
          },
          { read: readOrderKey, print: (key) => key },
        ),
      ),
    ),
  };
}

export type WantedAbroad = Values<ReturnType<typeof previewTable>>;
export type ConfirmedAbroad = Values<ReturnType<typeof createTable>>;

/** What of it a button may hold: nothing that a person typed of a receiver. */
function impersonal({ offer, quantity, sku, service, order, receiver }: WantedAbroad): WantedAbroad {
  const nobody = { name: undefined, contact: undefined, street: undefined, place: undefined, tax: undefined };
  return { offer, quantity, sku, service, order, receiver, ...nobody, country: undefined };
}

/** The calls that freight abroad puts on buttons. */
export function shipCalls(words: Localized<Words>) {
  const [wantedTable, confirmedTable] = [previewTable(words), createTable(words)];
  return {
    preview: (
      wanted: WantedAbroad,
      options: Pick<CommandCall, 'ask' | 'replace'> & { readonly country?: string | undefined } = {},
    ): CommandCall => {
      const { country, ...rest } = options;
      const printed = printValues(wantedTable, { ...impersonal(wanted), country });
      return { command: 'ship preview', arguments: printed, ...rest };
    },
    create: ({ total, key, ...wanted }: ConfirmedAbroad): CommandCall => ({
      command: 'ship create',
      arguments: printValues(confirmedTable, { ...impersonal(wanted), total, key }),
      replace: true,
    }),
    /** Asks which offer, and how many, go by that service. */
    begin: (service: FreightInfo, country: string): CommandCall => ({
      command: 'ship preview',
      arguments: { service: printService(service), country },
      ask: ['offer', 'quantity', 'sku'],
    }),
    update: (shipment: string): CommandCall => ({
      command: 'ship update',
      arguments: { shipment },
      ask: ['carrier', 'number'],
    }),
  };
}

/** Whether anything of a receiver was typed; a country alone names nobody. */
export function isReceiverTyped({ name, contact, street, place, tax }: TypedReceiver): boolean {
  return [name, contact, street, place, tax].some((part) => part !== undefined);
}
