import { z } from 'zod';
import type { XportFault } from '../xport/errors.ts';

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
  /** For which of the account's users; absent: its own. */
  userId: z.string().optional(),
});

export function printOutcome(purchase: string, what: PartnerOutcome): string {
  return JSON.stringify({ purchase, outcome: what } satisfies z.output<typeof kept>);
}

/** @throws Error for what {@link printOutcome} did not write. */
export function readOutcome(text: string): { readonly purchase: string; readonly outcome: PartnerOutcome } {
  return kept.parse(JSON.parse(text));
}

/** That an order was sent off: for which purchase, by whom, when (ms since 1970 UTC). */
export type SentOff = z.output<typeof sent>;

export function printSentOff(what: SentOff): string {
  return JSON.stringify(what);
}

export function readSentOff(text: string): SentOff {
  return sent.parse(JSON.parse(text));
}

/** Such a refusal as can be kept. */
export function refusalOf({ code, msg, requestId, status }: Extract<XportFault, { kind: 'refused' }>) {
  return { state: 'refused' as const, fault: { kind: 'refused' as const, code, msg, requestId, status } };
}
