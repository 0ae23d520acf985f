import { z } from 'zod';
import { parcelStates, phases, type Refund, refundStates, steps } from './order.ts';
import { parcelState } from './parcel-words.ts';
import { phaseOfStatus, stateOfRefund } from './status.ts';

/*
 * What is kept of an order, in three parts: what messages said since the API was last asked, word for word; the API's
 * last answer; and its parcels. What it comes to is read from them by reckoning.ts, which is all that has to change
 * when the partner's words are understood better.
 */

const said = z.object({
  /** The message's type. */
  type: z.string(),
  /** When it was sent, by the partner's clock. */
  at: z.int().optional(),
  status: z.string().optional(),
  payStatus: z.string().optional(),
  orderNo: z.string().optional(),
  totalFen: z.int().optional(),
  shippingFen: z.int().optional(),
  productFen: z.int().optional(),
  refundFen: z.int().optional(),
  refundStatus: z.string().optional(),
  refundId: z.string().optional(),
  refundAction: z.string().optional(),
  closeReason: z.string().optional(),
  createdAt: z.int().optional(),
  paidAt: z.int().optional(),
  sellerId: z.string().optional(),
});

const parcel = z.object({
  mailNo: z.string(),
  carrier: z.string().optional(),
  /** The carrier's name, where its code is known too. */
  carrierName: z.string().optional(),
  state: z.enum(parcelStates),
  /** The word for a state that is not listed. */
  raw: z.string().optional(),
  at: z.int().optional(),
  /** When the first thing that is known of it happened. */
  firstAt: z.int().optional(),
  /** It was sent back to its sender: the person who signs for it then is not the buyer. */
  back: z.literal(true).optional(),
});

const item = z.object({
  offerId: z.string().optional(),
  title: z.string().optional(),
  picture: z.string().optional(),
  sku: z.string().optional(),
  quantity: z.number().optional(),
  unit: z.string().optional(),
  priceFen: z.int().optional(),
});

const namedRefund = z.object({
  refundId: z.string(),
  state: z.enum(refundStates),
  raw: z.string().optional(),
  fen: z.int().optional(),
});

const answer = z.object({
  askedAt: z.int(),
  phase: z.enum(phases),
  status: z.string().optional(),
  /** The phase before, where the answer's own is none that is listed: so far the order had come at least. */
  before: z.enum(phases).optional(),
  passed: z.array(z.enum(steps)),
  times: z.object({
    created: z.int().optional(),
    paid: z.int().optional(),
    shipped: z.int().optional(),
    arrived: z.int().optional(),
    done: z.int().optional(),
  }),
  orderNo: z.string().optional(),
  totalFen: z.int().optional(),
  shippingFen: z.int().optional(),
  productFen: z.int().optional(),
  refundFen: z.int().optional(),
  unsure: z.boolean(),
  refund: z
    .object({
      state: z.enum(refundStates),
      raw: z.string().optional(),
      refundId: z.string().optional(),
    })
    .optional(),
  /** Those that were known by their ids when the API was asked, the lowest id first. Absent in what was kept long ago. */
  refunds: z.array(namedRefund).default([]),
  closeReason: z.string().optional(),
  seller: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  items: z.array(item),
});

/** An order as it is kept. Lists are sorted and hold nothing twice, so that what is the same has one text. */
export const orderState = z.object({
  /** The version of this form. */
  form: z.literal(1),
  orderId: z.string(),
  market: z.enum(['1688', 'taobao']),
  said: z.array(said),
  answer: answer.optional(),
  parcels: z.array(parcel),
  /** Numbers of parcels that others stand in for now. */
  replaced: z.array(z.string()),
  /** Types of messages that were not known when they came. */
  unknownTypes: z.array(z.string()),
  /** The causes of alerts that were told already. */
  alerted: z.array(z.string()),
});
export type OrderState = z.output<typeof orderState>;

/** What one message said of an order, in the partner's words. */
export type MessageContent = z.output<typeof said>;
/** A parcel as it is kept. */
export type KeptParcel = z.output<typeof parcel>;
/** The API's last answer as it is kept. */
export type KeptAnswer = z.output<typeof answer>;
export type KeptItem = z.output<typeof item>;
/** A refund as it is kept. */
export type KeptRefund = z.output<typeof namedRefund>;

/** An order of which nothing is known but its id. */
export function blankState(orderId: string, market: OrderState['market']): OrderState {
  return {
    form: 1,
    orderId,
    market,
    said: [],
    parcels: [],
    replaced: [],
    unknownTypes: [],
    alerted: [],
  };
}

/** Equal states give the same text. */
export function printState(state: OrderState): string {
  return JSON.stringify(orderState.parse(state));
}

/**
 * Words that this bot did not know when they were kept are read once more: they may be known now.
 *
 * @throws SyntaxError or ZodError for what {@link printState} did not make.
 */
export function readState(text: string): OrderState {
  const state = orderState.parse(JSON.parse(text));
  const parcels = state.parcels.map((kept): KeptParcel => {
    if (kept.state !== 'unknown' || kept.raw === undefined) return kept;
    const known = parcelState(kept.raw);
    return known === 'unknown' ? kept : { ...kept, state: known, raw: undefined };
  });
  return { ...state, parcels, answer: state.answer && readAnew(state.answer, state.market) };
}

function readAnew(kept: KeptAnswer, market: OrderState['market']): KeptAnswer {
  const refundOf = <Kept extends Refund>(refund: Kept): Kept => {
    const known = refund.state === 'unknown' && refund.raw !== undefined && stateOfRefund(refund.raw);
    return known && known !== 'none' ? { ...refund, state: known } : refund;
  };
  const phase =
    kept.phase === 'unknown' && kept.status !== undefined ? phaseOfStatus(market, kept.status) : undefined;
  return {
    ...kept,
    ...(phase !== undefined && { phase, before: undefined }),
    refund: kept.refund && refundOf(kept.refund),
    refunds: kept.refunds.map(refundOf),
  };
}

/**
 * So many messages are kept of one order between two answers of the API, the latest; long before, the API will have
 * been asked.
 */
export const mostMessages = 60;

/** Sorted, without repeats. */
export function asSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** What one message said as it is kept, whatever the order of its fields. */
export function keptContent(given: MessageContent): MessageContent {
  return said.parse(given);
}

/** The text of what {@link keptContent} or {@link readState} gave: the same for the same. */
export function textOfContent(kept: MessageContent): string {
  return JSON.stringify(kept);
}
