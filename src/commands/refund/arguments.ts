import { z } from 'zod';
import { readOrderKey } from '../../buying/order-key.ts';
import { flag, named, optional, word } from '../../chat/argument.ts';
import { matching, yesOrNo } from '../../chat/argument-kinds.ts';
import { printValues, type Values } from '../../chat/bind.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { amountArgument } from '../amount-argument.ts';
import type { OrderFinderDeps } from '../order/find-order.ts';
import { orderIdArgument } from '../order/order-id.ts';
import { pictureArgument } from '../picture-argument.ts';

/** What a form for a refund asks. */
export const claimFields = ['amount', 'note', 'received', 'back', 'proof'] as const;

export function aboutIn(words: Localized<Words>) {
  return (pick: (words: RefundWords) => ArgumentWords) => ({
    hint: inEach(words, ({ refunds }) => pick(refunds).hint),
    expected: inEach(words, ({ refunds }) => pick(refunds).expected),
  });
}

/** What a person wants back of which order. Without `finding` it reads what buttons hold, and no more. */
export function claimTable(words: Localized<Words>, finding?: OrderFinderDeps) {
  const about = aboutIn(words);
  const says = { yes: inEach(words, ({ yes }) => yes), no: inEach(words, ({ no }) => no) };
  const oneLine = z.string().transform((typed) => typed.replaceAll(/[\s\p{C}]+/gu, ' ').trim());
  return {
    id: orderIdArgument(words, finding),
    reason: optional(named(matching(/^\d{1,20}$/, { ...about(({ reason }) => reason), example: '20006' }))),
    amount: {
      ...optional(
        named(
          amountArgument(
            words,
            about(({ amount }) => amount),
          ),
        ),
      ),
      requiredInForm: true,
    },
    note: {
      ...optional(
        named(
          word(oneLine.pipe(z.string().min(2).max(150)), {
            ...about(({ note }) => note),
            example: 'Two of ten are broken',
            maxLength: 150,
          }),
        ),
      ),
      requiredInForm: true,
    },
    received: optional(yesOrNo({ ...about(({ received }) => received), ...says })),
    back: flag({ ...about(({ back }) => back), ...says }),
    proof: named({
      ...pictureArgument(
        { mark: 'proof-', form: /^[\w:/.!%~-]{1,500}$/ },
        about(({ proof }) => proof),
      ),
      requiredInForm: false,
    }),
    key: optional(
      named(
        word(
          z.string().refine((typed) => readOrderKey(typed) !== undefined),
          { ...about(({ key }) => key), example: 'mih0a1b2Xy12Xy12Xy12Xy', maxLength: 40 },
        ),
      ),
    ),
  };
}

export type Claimed = Values<ReturnType<typeof claimTable>>;

/** The calls that refunds put on buttons. */
export function refundCalls(words: Localized<Words>) {
  const table = claimTable(words);
  return {
    reasons: (id: string): CommandCall => ({ command: 'refund reasons', arguments: { id } }),
    create: (claimed: Claimed, options: Pick<CommandCall, 'ask' | 'replace'> = {}): CommandCall => ({
      command: 'refund create',
      arguments: printValues(table, claimed),
      ...options,
    }),
    giveBack: (refund: string, options: { readonly number?: string; readonly carrier?: string } = {}) => {
      const whole = options.carrier !== undefined && options.number !== undefined;
      return {
        command: 'refund return',
        arguments: { refund, ...options },
        ...(whole ? { replace: true } : { ask: ['carrier', 'number'] }),
      } satisfies CommandCall;
    },
    show: (id: string): CommandCall => ({ command: 'order show', arguments: { id } }),
  };
}
