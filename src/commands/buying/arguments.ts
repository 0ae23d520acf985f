import { z } from 'zod';
import { readDigest } from '../../addresses/address-digest.ts';
import { readOrderKey } from '../../buying/order-key.ts';
import { mostPieces } from '../../buying/purchase.ts';
import { named, optional, word } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import { printValues, type Values } from '../../chat/bind.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { amountArgument } from '../amount-argument.ts';
import { type OfferFinder, offerArgument, offerLookUp } from '../offers/offer-argument.ts';

/** In place of an address's id: it is to be asked for, whatever the default. */
export const chooseAddress = 'choose';

/** The arguments that say what is bought of an offer. Without `offers` they read what buttons hold, and no more. */
export function goodsTable(words: Localized<Words>, offers?: OfferFinder) {
  return {
    offer: boughtOfferArgument(words, offers),
    quantity: wholeNumber({
      ...aboutIn(words)(({ quantity }) => quantity),
      example: '2',
      least: 1,
      most: mostPieces,
    }),
    sku: skuArgument(words),
  };
}

/** The same, and where it goes. */
export function purchaseTable(words: Localized<Words>, offers?: OfferFinder) {
  return { ...goodsTable(words, offers), address: addressArgument(words) };
}

/** The same, and what was confirmed. */
export function createTable(words: Localized<Words>, offers?: OfferFinder) {
  return { ...purchaseTable(words, offers), ...confirmationTable(words) };
}

/** `<offer>` of a command that buys. */
export function boughtOfferArgument(words: Localized<Words>, offers?: OfferFinder) {
  const about = { ...aboutIn(words)(({ offer }) => offer), example: '889512351602' };
  return {
    ...offerArgument(about),
    ...(offers !== undefined && { lookUp: offerLookUp(offers, 'asked back') }),
  };
}

/** `[--sku]` */
export function skuArgument(words: Localized<Words>) {
  return optional(
    named(
      word(
        readBy((typed) => {
          const plain = typed.normalize('NFKC').trim().toLowerCase();
          return /^(?:[0-9a-f]{32}|\d{1,20})$/.test(plain) ? plain : undefined;
        }),
        {
          ...aboutIn(words)(({ sku }) => sku),
          example: '530ad00177264564503ec3b848650652',
          maxLength: 100,
        },
      ),
    ),
  );
}

/** `[--address]` */
export function addressArgument(words: Localized<Words>) {
  return optional(
    named(
      word(
        readBy((typed) => /^(?:\d{1,20}|choose)$/.exec(typed.normalize('NFKC').trim().toLowerCase())?.[0]),
        { ...aboutIn(words)(({ address }) => address), example: '5738', maxLength: 40 },
      ),
    ),
  );
}

/** `[--total] [--key] [--to]`: what a preview's button says. */
export function confirmationTable(words: Localized<Words>) {
  const about = aboutIn(words);
  return {
    total: optional(
      named(
        amountArgument(
          words,
          about(({ confirmedTotal }) => confirmedTotal),
        ),
      ),
    ),
    key: optional(
      named(
        word(readBy(readOrderKey), {
          ...about(({ key }) => key),
          example: 'mih0a1b2Xy12Xy12Xy12Xy',
          maxLength: 40,
        }),
      ),
    ),
    to: optional(
      named(
        word(readBy(readDigest), {
          ...about(({ confirmedAddress }) => confirmedAddress),
          example: '5d41402abc4b2a76b9719d91',
          maxLength: 40,
        }),
      ),
    ),
  };
}

/** What somebody wants to buy of an offer, as far as they said it. */
export type WantedGoods = Values<ReturnType<typeof goodsTable>>;
export type Wanted = Values<ReturnType<typeof purchaseTable>>;

/** The calls that buying puts on buttons. */
export function buyingCalls(words: Localized<Words>) {
  const [goods, purchase, confirmed] = [goodsTable(words), purchaseTable(words), createTable(words)];
  return {
    preview: (wanted: Wanted, options: Pick<CommandCall, 'ask' | 'replace'> = {}): CommandCall => ({
      command: 'order preview',
      arguments: printValues(purchase, wanted),
      ...options,
    }),
    create: (wanted: Values<ReturnType<typeof createTable>>): CommandCall => ({
      command: 'order create',
      arguments: printValues(confirmed, wanted),
      replace: true,
    }),
    toBasket: (wanted: WantedGoods): CommandCall => ({
      command: 'basket add',
      arguments: printValues(goods, wanted),
    }),
    pay: (orderId: string): CommandCall => ({ command: 'order pay', arguments: { id: orderId } }),
    show: (orderId: string): CommandCall => ({ command: 'order show', arguments: { id: orderId } }),
  };
}

/** Hint and form of an argument in every language. */
export function aboutIn(words: Localized<Words>) {
  return (pick: (words: BuyingWords) => ArgumentWords) => ({
    hint: inEach(words, ({ buying }) => pick(buying).hint),
    expected: inEach(words, ({ buying }) => pick(buying).expected),
  });
}

/** A schema that reads typed text by a function which gives `undefined` for what it can't read. */
export function readBy(read: (typed: string) => string | undefined) {
  return z.string().transform((typed, context) => {
    const value = read(typed);
    if (value === undefined) context.addIssue({ code: 'custom', message: 'unreadable' });
    return value ?? z.NEVER;
  });
}
