import { z } from 'zod';
import { maybe, record, text, whole } from './fields.ts';
import { parseExactJson } from './json.ts';
import { type MessageBody, readMessageBody } from './message-bodies.ts';

export type { OrderBody, PaymentsBody } from './message-bodies.ts';

/** A message as the partner pushed it, read. */
export interface ReadMessage {
  /** The partner's own name for what happened, known or not. */
  readonly type: string;
  /** What `type` means; `undefined` for one that this version does not know. */
  readonly happening: Happening | undefined;
  readonly market: '1688' | 'taobao';
  /** When the partner says that it was sent, ms since 1970 UTC. */
  readonly sentAt?: number | undefined;
  readonly body: MessageBody;
}

export type Happening =
  | 'created'
  | 'price'
  | 'paid'
  | 'paid in part'
  | 'partly shipped'
  | 'shipped'
  | 'received'
  | 'done'
  | 'closed'
  | 'refund'
  | 'parcel';

/**
 * What the types mean. The first four and the refund are documented by the partner; the others are 1688's names, its
 * spelling included, which are expected to come as well (xport-api.md, section 6).
 */
const happenings: Readonly<Record<string, Happening>> = {
  ORDER_CREATE: 'created',
  ORDER_CANCEL: 'closed',
  ORDER_PAY_SUCCESS: 'paid',
  ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY: 'price',
  ORDER_BUYER_VIEW_ORDER_BUYER_REFUND: 'refund',
  ORDER_BUYER_VIEW_BUYER_MAKE: 'created',
  ORDER_BUYER_VIEW_ORDER_PAY: 'paid',
  ORDER_BUYER_VIEW_ORDER_STEP_PAY: 'paid in part',
  ORDER_BATCH_PAY: 'paid',
  ORDER_BUYER_VIEW_PART_PART_SENDGOODS: 'partly shipped',
  ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS: 'shipped',
  ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS: 'received',
  ORDER_BUYER_VIEW_ORDER_SUCCESS: 'done',
  ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE: 'closed',
  ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE: 'closed',
  ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE: 'closed',
  ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES: 'refund',
  ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES: 'refund',
  LOGISTICS_BUYER_VIEW_TRACE: 'parcel',
  LOGISTICS_MAIL_NO_CHANGE: 'parcel',
};

/** Looks a type up. */
export function happeningOf(type: string): Happening | undefined {
  return Object.hasOwn(happenings, type) ? happenings[type] : undefined;
}

/** `{messageType, messageBody, messagePlatform, timestamp}`, documented. */
const envelope = record({
  messageType: text,
  messageBody: z.unknown(),
  messagePlatform: maybe(whole),
  timestamp: maybe(whole),
});

/** Why a message can't be read, without its content. */
export type Malformed =
  | 'not UTF-8 text'
  | 'not JSON'
  | 'JSON without a message type'
  | 'a message type that is empty'
  | 'a message body that is not JSON'
  | 'a message body that is no object'
  | 'a message body that names too many orders';

const longestType = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a pushed message, as bytes or as their text. A type that is not known and a body of no known form are no faults.
 */
export function readPushedMessage(body: Buffer | string): ReadMessage | { readonly malformed: Malformed } {
  const outer = parsed(body);
  if ('nonsense' in outer) return { malformed: outer.nonsense };
  const read = envelope.safeParse(outer.value);
  if (!read.success) return { malformed: 'JSON without a message type' };
  const type = read.data.messageType.trim().slice(0, longestType);
  if (type === '') return { malformed: 'a message type that is empty' };

  const { messageBody } = read.data;
  const inner = typeof messageBody === 'string' ? parsed(messageBody) : { value: messageBody };
  if ('nonsense' in inner) return { malformed: 'a message body that is not JSON' };
  if (typeof inner.value !== 'object' || inner.value === null) {
    return { malformed: 'a message body that is no object' };
  }
  const content = readMessageBody(inner.value);
  if (content === undefined) return { malformed: 'a message body that names too many orders' };
  return {
    type,
    happening: happeningOf(type),
    // Documented: 0 Taobao, 1 1688.
    market: read.data.messagePlatform === 0 ? 'taobao' : '1688',
    sentAt: sentAt(read.data.timestamp) ?? (content.about === 'order' ? content.sentAt : undefined),
    body: content,
  };
}

function parsed(
  body: Buffer | string,
): { readonly value: unknown } | { readonly nonsense: 'not UTF-8 text' | 'not JSON' } {
  let json: string;
  try {
    json = typeof body === 'string' ? body : utf8.decode(body);
  } catch {
    return { nonsense: 'not UTF-8 text' };
  }
  try {
    return { value: parseExactJson(json) };
  } catch {
    return { nonsense: 'not JSON' };
  }
}

/** Milliseconds, as documented, or seconds, told by their size; nothing before 2001. */
function sentAt(timestamp: number | undefined): number | undefined {
  if (timestamp === undefined || timestamp < 1_000_000_000) return undefined;
  return timestamp < 100_000_000_000 ? timestamp * 1000 : timestamp;
}
