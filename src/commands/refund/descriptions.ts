import { z } from 'zod';
import { choice, flag, word } from '../../chat/argument.ts';
import { chosen, inner, labelled, matching, named, optional, yesOrNo } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import { labelOf } from '../../chat/label.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { readOrderKey } from '../../domain/buying/order-key.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import { aboutArgument, allWords, formNamed, localized, yesAndNo } from '../../languages/index.ts';
import { amountArgument } from '../amount-argument.ts';
import { orderIdArgument } from '../order/order-argument.ts';
import { pictureArgument } from '../picture-argument.ts';
import { parcelNumber } from '../ship/parcel-number.ts';

/** What a form for a refund asks; what of the goods only where they were shipped. */
export const claimFields = ['reason', 'amount', 'kind', 'note', 'proof'] as const;
export const unshippedFields = ['reason', 'amount', 'note', 'proof'] as const;

const about = (pick: (words: RefundWords) => ArgumentWords) => aboutArgument(({ refunds }) => pick(refunds));

const received = optional(yesOrNo({ ...about((words) => words.received), ...yesAndNo }));

/** `/refund reasons <order>`: why money of an order can be asked back, each the beginning of asking. */
export const refundReasons = describeCommand({
  name: 'refund reasons',
  summary: localized(({ refunds }) => refunds.reasons.summary),
  examples: ['refund reasons 3305075341149134260'],
  arguments: { id: orderIdArgument(), received },
  form: formNamed(({ forms }) => forms.refundReasons),
  begins: ['id', 'received'],
  everyday: ['refunds', '退款'],
  everydayAlone: { command: 'help', arguments: { command: 'refund' } },
  effect: 'read',
  needs: 'buyer',
});

const oneLine = z.string().transform((typed) => typed.replaceAll(/[\s\p{C}]+/gu, ' ').trim());

/** Money alone or the goods back as well, and whether they have come: in one word, for `--received` and `--back`. */
const refundKinds = ['not-received', 'received', 'send-back'] as const;

/** As much as the seller is told, in characters. */
export const longestNote = 150;

/** What a person wants back of which order. */
const claimArguments = {
  id: orderIdArgument(),
  reason: chosen(
    optional(named(matching(/^\d{1,20}$/, { ...about(({ reason }) => reason), example: '20006' }))),
  ),
  amount: {
    ...optional(
      named(
        amountArgument(
          allWords,
          about(({ amount }) => amount),
        ),
      ),
    ),
    requiredInForm: true,
  },
  note: optional(
    named(
      word(oneLine.pipe(z.string().min(2).max(longestNote)), {
        ...about(({ note }) => note),
        example: 'Two of ten are broken',
        maxLength: longestNote,
      }),
    ),
  ),
  kind: optional(
    named(
      choice(
        refundKinds.map((value) => ({ value, label: localized(({ refunds }) => refunds.kinds[value]) })),
        { ...about(({ kind }) => kind), example: 'send-back' },
      ),
    ),
  ),
  received,
  back: flag({ ...about(({ back }) => back), ...yesAndNo }),
  proof: named({
    ...pictureArgument(
      { mark: 'proof-', form: /^[\w:/.!%~-]{1,500}$/ },
      about(({ proof }) => proof),
    ),
    requiredInForm: false,
  }),
  key: inner(
    optional(
      named(
        word(
          z.string().refine((typed) => readOrderKey(typed) !== undefined),
          { ...about(({ key }) => key), example: 'mih0a1b2Xy12Xy12Xy12Xy', maxLength: 40 },
        ),
      ),
    ),
  ),
};

type ClaimValues = Values<typeof claimArguments>;
export type Claimed = Omit<ClaimValues, 'kind'>;

/** What is claimed, with what a kind of refund says of the goods. */
export function claimedIn({ kind, ...claimed }: ClaimValues): Claimed {
  if (kind === undefined) return claimed;
  return { ...claimed, received: kind !== 'not-received', back: kind === 'send-back' };
}

/** The kind of refund that says the same; none where it was not said whether the goods have come. */
function kindOf({ received, back }: Pick<Claimed, 'received' | 'back'>): ClaimValues['kind'] {
  if (back) return 'send-back';
  if (received === undefined) return undefined;
  return received ? 'received' : 'not-received';
}

/** Exactly that claim: what a button sends. */
export function claimCall(claimed: Claimed, how?: Parameters<typeof refundCreate.call>[1]): CommandCall {
  return refundCreate.call({ ...claimed, kind: undefined }, how);
}

/** The form for that claim, which shows what is said of it already. */
export function claimForm(
  { received, back, ...claimed }: Claimed,
  fields: readonly (typeof claimFields)[number][] = claimFields,
): CommandCall {
  const kind = kindOf({ received, back });
  return refundCreate.call({ ...claimed, kind, received: undefined, back: false }, { ask: fields });
}

/**
 * `/refund create <order> --reason … --amount … --note … --key …`: asks the seller for exactly that amount back, once
 * under the key; without the key it shows the card whose button holds it.
 */
export const refundCreate = describeCommand({
  name: 'refund create',
  summary: localized(({ refunds }) => refunds.create.summary),
  form: formNamed(({ forms }) => forms.refund),
  examples: [
    'refund create 3305075341149134260',
    'refund create 3305075341149134260 --reason 20006 --amount 12.50 --note "Two of ten are broken"',
  ],
  examplesIn: {
    'zh-CN': [
      'refund create 3305075341149134260',
      'refund create 3305075341149134260 --reason 20006 --amount 12.50 --note 十件里有两件破损',
    ],
  },
  arguments: claimArguments,
  needs: 'buyer',
  effect: 'write',
  audited: ({ id, reason, amount }) => ({ order: id, reason, amountFen: amount }),
});

/** Asks in one form what is wanted back of that order. */
export function askForRefund(id: string, fields: readonly string[] = claimFields): CommandCall {
  return { command: refundCreate.menu.name, arguments: { id }, ask: fields };
}

/** What stands before the number of a refund. */
const refundLabel = labelOf(['退款', '退款单', '售后', '售后单', 'refund', 'dispute', 'after-sale']);

/** `/refund return <refund> <carrier> <number>`: with which parcel the goods of a refund go back. */
export const refundReturn = describeCommand({
  name: 'refund return',
  summary: localized(({ refunds }) => refunds.giveBack.summary),
  form: formNamed(({ forms }) => forms.giveBack),
  examples: ['refund return TQ123456789012 YTO YT7565691026776'],
  arguments: {
    refund: {
      ...labelled(
        matching(/^[A-Za-z]{0,4}\d{6,30}$/, {
          ...about(({ refundId }) => refundId),
          example: 'TQ123456789012',
        }),
        refundLabel,
      ),
      suggests: true,
    },
    carrier: {
      ...matching(/^[\p{L}\p{N} ._-]{1,40}$/u, { ...about(({ carrier }) => carrier), example: 'YTO' }),
      suggests: true,
    },
    number: parcelNumber(about(({ mailNo }) => mailNo)),
  },
  begins: ['refund', 'carrier', 'number'],
  needs: 'buyer',
  effect: 'write',
  audited: ({ refund, carrier, number }) => ({ refund, carrier, number }),
});

/** Asks with which parcel the goods of that refund go back. */
export function askForParcel(refund: string): CommandCall {
  return { command: refundReturn.menu.name, arguments: { refund }, ask: ['carrier', 'number'] };
}
