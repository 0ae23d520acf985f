import { z } from 'zod';
import type { XportFault } from '../../xport/errors.ts';
import type { OnceKind } from './at-most-once.ts';

/** That the partner said no, as it is kept: nothing was ordered, booked or asked for. */
export const refusedOutcome = z.object({
  state: z.literal('refused'),
  fault: z
    .object({
      kind: z.literal('refused'),
      code: z.string(),
      msg: z.string(),
      requestId: z.string(),
      status: z.number(),
    })
    .readonly(),
});

const failed = z.array(
  z.object({ offerId: z.string().optional(), code: z.string(), message: z.string() }).readonly(),
);

const outcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('placed'),
    /** More than one where the purchase was split. */
    orderIds: z.array(z.string()).readonly(),
    /** What was not ordered although the rest was. */
    failed: failed.readonly(),
    /** Where the partner said it. */
    totalFen: z.number().optional(),
    /** The answer was lost; the order was found by its number. */
    found: z.boolean(),
    /** The partner's, where it answered. */
    requestId: z.string().optional(),
  }),
  z.object({ state: z.literal('failed'), failed: failed.readonly(), requestId: z.string() }),
  refusedOutcome,
  z.object({ state: z.literal('not placed'), outOrderId: z.string() }),
]);

/** What came of ordering, for good. */
export type PartnerOutcome = z.output<typeof outcome>;
export type NotOrdered = z.output<typeof failed>[number];

const kept = z.object({ purchase: z.string(), outcome });
const sent = z.object({
  purchase: z.string(),
  by: z.string(),
  at: z.number(),
  userId: z.string().optional(),
});

/**
 * Orders, as every version has written them down. The note says for which of the account's users it is; absent: its own.
 */
export const orderKind: OnceKind<PartnerOutcome, string | undefined> = {
  keys: { outcome: 'order-create', sent: 'order-sent' },
  outcome: {
    print: ({ what, outcome }) => JSON.stringify({ purchase: what, outcome } satisfies z.output<typeof kept>),
    read(text) {
      const { purchase, outcome } = kept.parse(JSON.parse(text));
      return { what: purchase, outcome };
    },
  },
  sent: {
    print: ({ what, by, at, note }) =>
      JSON.stringify({ purchase: what, by, at, userId: note } satisfies z.output<typeof sent>),
    read(text) {
      const { purchase, by, at, userId } = sent.parse(JSON.parse(text));
      return { what: purchase, by, at, note: userId };
    },
  },
};

/** Such a refusal as can be kept. */
export function refusalOf({ code, msg, requestId, status }: Extract<XportFault, { kind: 'refused' }>) {
  return { state: 'refused' as const, fault: { kind: 'refused' as const, code, msg, requestId, status } };
}
