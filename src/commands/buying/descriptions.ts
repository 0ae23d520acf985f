import { z } from 'zod';
import { statusName } from '../../cards/summary-card.ts';
import { choice, flag, rest, word } from '../../chat/argument.ts';
import { chosen, inner, named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { readDigest } from '../../domain/addresses/address-digest.ts';
import { printTime, readOrderKey, readTime } from '../../domain/buying/order-key.ts';
import { mostPieces } from '../../domain/buying/purchase.ts';
import { isVariantId, readVariant } from '../../domain/products/variants.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import { aboutArgument, allWords, formNamed, localized, yesAndNo } from '../../languages/index.ts';
import { cancelReasons } from '../../xport/client.ts';
import { amountArgument } from '../amount-argument.ts';
import { offerArgument } from '../offer-argument.ts';
import { orderIdArgument } from '../order/order-argument.ts';

/** In place of an address's id: it is to be asked for, whatever the default. */
export const chooseAddress = 'choose';

const about = (pick: (words: BuyingWords) => ArgumentWords) => aboutArgument(({ buying }) => pick(buying));

/** `<offer>` of a command that buys. */
export const boughtOfferArgument = offerArgument({
  ...about(({ offer }) => offer),
  example: '889512351602',
});

/** `[<sku>]`: a variant by its id, or by what it is called, in all the words that are left. */
export const skuArgument = chosen(
  optional(
    rest(readBy(readVariant), {
      ...about(({ sku }) => sku),
      example: '530ad00177264564503ec3b848650652',
      exampleIn: localized(({ buying }) => buying.skuExample),
      maxLength: 100,
    }),
  ),
);

/** What is bought of an offer. */
export const goodsArguments = {
  offer: boughtOfferArgument,
  quantity: wholeNumber({
    ...about(({ quantity }) => quantity),
    example: '2',
    least: 1,
    most: mostPieces,
  }),
  sku: skuArgument,
};

/** `[--address]` */
export const addressArgument = chosen(
  optional(
    named(
      word(
        readBy((typed) => /^(?:\d{1,20}|choose)$/.exec(typed.normalize('NFKC').trim().toLowerCase())?.[0]),
        { ...about(({ address }) => address), example: '5738', maxLength: 40 },
      ),
    ),
  ),
);

const purchaseArguments = { ...goodsArguments, address: addressArgument };

const totalArgument = inner(
  optional(
    named(
      amountArgument(
        allWords,
        about(({ confirmedTotal }) => confirmedTotal),
      ),
    ),
  ),
);

/** `[--total] [--key] [--to]`: what a preview's button says. */
export const confirmationArguments = {
  total: totalArgument,
  key: inner(
    optional(
      named(
        word(readBy(readOrderKey), {
          ...about(({ key }) => key),
          example: 'mih0a1b2Xy12Xy12Xy12Xy',
          maxLength: 40,
        }),
      ),
    ),
  ),
  to: inner(
    optional(
      named(
        word(readBy(readDigest), {
          ...about(({ confirmedAddress }) => confirmedAddress),
          example: '5d41402abc4b2a76b9719d91',
          maxLength: 40,
        }),
      ),
    ),
  ),
};

/** `[--confirm]` of a command that asks before it does anything. */
export const confirmArgument = inner(flag({ ...about(({ confirm }) => confirm), ...yesAndNo }));

/** What a person wants to buy of an offer, as far as they said it. */
export type WantedGoods = Values<typeof goodsArguments>;
export type Wanted = Values<typeof purchaseArguments>;

/** `/order preview <offer> <quantity> [--sku …] [--address …]`: what an order would cost. Orders nothing. */
export const orderPreview = describeCommand({
  name: 'order preview',
  summary: localized(({ buying }) => buying.preview.summary),
  form: formNamed(({ forms }) => forms.order),
  examples: [
    'order preview 889512351602 2 --address 5738',
    'order preview 889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738',
  ],
  arguments: purchaseArguments,
  begins: ['offer', 'quantity', 'sku'],
  everyday: ['buy', '下单', '购买'],
  everydayAlone: { command: 'help', arguments: { command: 'buy' } },
  needs: 'buyer',
  effect: 'read',
});

/**
 * `/order create <offer> <quantity> … --total … --key … --to …`: orders it, once under the key, for exactly the total that
 * was confirmed, to the address as it was shown; without them it shows the preview whose button holds them.
 */
export const orderCreate = describeCommand({
  name: 'order create',
  summary: localized(({ buying }) => buying.create.summary),
  examples: ['order create 889512351602 2 --address 5738'],
  arguments: { ...purchaseArguments, ...confirmationArguments },
  needs: 'buyer',
  effect: 'write',
  audited: ({ offer, quantity, sku, address, total }) => ({
    offer,
    quantity,
    // A name is whatever a person typed.
    sku: sku === undefined || isVariantId(sku) ? sku : undefined,
    address,
    confirmedFen: total,
  }),
});

/** Why a second person should approve it, which a form asks for; with it, that person is asked. */
export const askReasonArgument = {
  ...optional(
    named(
      word(z.string(), {
        ...aboutArgument(({ requests }) => requests.reason),
        example: 'sample for the spring line',
        maxLength: 300,
      }),
    ),
  ),
  requiredInForm: true,
  formOnly: true,
};

/** `[--shown]`: when the button was drawn that pays. */
const shownArgument = inner(
  optional(
    named(word(readBy(readTime), { ...about(({ shown }) => shown), example: 'mih0a1b2', maxLength: 20 })),
  ),
);

/**
 * `/order pay <id> [--total …] [--reason …]`: asks for confirmation with the exact amount, then pays that amount and no other: by
 * agreement, or with the link to 1688's cashier.
 */
export const orderPay = describeCommand({
  name: 'order pay',
  summary: localized(({ buying }) => buying.pay.summary),
  examples: ['order pay 3305075341149134260'],
  arguments: { id: orderIdArgument(), total: totalArgument, reason: askReasonArgument, shown: shownArgument },
  everyday: ['pay', '付款', '支付'],
  everydayAlone: { command: 'order list', arguments: { status: statusName('awaiting payment') } },
  needs: 'buyer',
  effect: 'write',
  audited: ({ id, total }) => ({ order: id, confirmedFen: total }),
});

/** The calls that pay. */
export const payCalls = {
  /** Asks for confirmation first. */
  ask: (id: string): CommandCall =>
    orderPay.call({ id, total: undefined, reason: undefined, shown: undefined }),
  /** Pays exactly that; `now`: when it is offered. */
  exactly: (id: string, total: number, now: number): CommandCall =>
    orderPay.call({ id, total, reason: undefined, shown: printTime(now) }, { replace: true }),
  /** Asks a second person for exactly that, with a reason that a form asks for. */
  approval: (id: string, total: number, now: number): CommandCall =>
    orderPay.call({ id, total, reason: undefined, shown: printTime(now) }, { ask: ['reason'] }),
};

/** `/order cancel <id> [--reason …] [--confirm]`: cancels an order that is not paid, after asking. */
export const orderCancel = describeCommand({
  name: 'order cancel',
  summary: localized(({ buying }) => buying.cancel.summary),
  examples: ['order cancel 3305075341149134260'],
  arguments: {
    id: orderIdArgument(),
    reason: optional(
      named(
        choice(
          cancelReasons.map((reason) => ({
            value: reason,
            label: localized(({ buying }) => buying.reasons[reason]),
          })),
          { ...about(({ reason }) => reason), example: 'buyerCancel' },
        ),
      ),
    ),
    confirm: confirmArgument,
  },
  needs: 'buyer',
  effect: 'write',
  audited: ({ id, reason }) => ({ order: id, reason }),
});

/** A schema that reads typed text by a function which gives `undefined` for what it can't read. */
function readBy(read: (typed: string) => string | undefined) {
  return z.string().transform((typed, context) => {
    const value = read(typed);
    if (value === undefined) context.addIssue({ code: 'custom', message: 'unreadable' });
    return value ?? z.NEVER;
  });
}
