/*
 * What the store keeps of orders: messages as they were pushed, the orders themselves, and who watches what. Rows of messages
 * and orders belong to an account at the partner API: `account` stands in their `organization` column. Watches belong to the
 * organization of the conversation. Times are ms since 1970 UTC.
 */

import type { NewDelivery } from './deliveries.ts';

/** A message as the partner pushed it. */
export interface PushedMessage {
  readonly account: string;
  /** SHA-256 of the raw bytes, base64url: a message has no id, so this is what tells a repeat. */
  readonly digest: string;
  readonly body: string;
  /** Follows the message through the logs. */
  readonly trace: string;
  readonly receivedAt: number;
}

/** A message that waits to be read. */
export interface WaitingMessage extends PushedMessage {
  readonly id: number;
}

export interface Inbox {
  /**
   * Resolves once the message is durable: it survives a killed process and a cut power line. Calls that come while a
   * commit is under way share the next one. A known digest changes nothing. Rejects with a StoreError when it could
   * not be stored; then it must not be acknowledged.
   */
  keep(message: PushedMessage): Promise<'new' | 'repeat'>;
  state(input: { readonly account: string }): Promise<InboxState>;
}

export interface InboxState {
  readonly waiting: number;
  readonly oldestWaitingAt?: number;
  readonly lastReceivedAt?: number;
  readonly unreadable: number;
}

/** An order as it is kept. `state` is JSON of the orders' own, opaque here. */
export interface StoredOrder {
  readonly orderId: string;
  readonly state: string;
  /** Counts the changes worth telling, from 1. */
  readonly version: number;
  readonly phase: string;
  /** When it was placed, or first heard of. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** When the partner's API is to be asked about it, since a message left doubt. */
  readonly askAt?: number | undefined;
  /** When to look whether something that should have happened has not. */
  readonly checkAt?: number | undefined;
  /** JSON of the orders' own: what was shown of its goods when it was placed here. Only {@link Orders} reads it. */
  readonly goods?: string | undefined;
}

/** Who is told of what. One conversation can watch several subjects; a subject is watched once in each. */
export interface Watch {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  /** The platform's own id of the workspace or server, as invocations name it. */
  readonly workspace: string;
  readonly account: string;
  /** `all`, `order:<id>` or `seller:<id>`. */
  readonly subject: string;
  /** JSON of the notifications' own: kinds, limits, mentions. */
  readonly rule: string;
  /** `platform:id` of the person who set it, who is told when it can't be served. */
  readonly setBy: string;
  readonly setAt: number;
}

export interface Watches {
  /** Sets or replaces the watch of its conversation and subject. */
  set(watch: Watch): Promise<void>;
  /** Removes one subject, or all of the conversation; how many were there. */
  remove(input: {
    readonly organization: string;
    readonly conversation: string;
    readonly subject?: string;
  }): Promise<number>;
  of(input: { readonly organization: string; readonly conversation: string }): Promise<readonly Watch[]>;
  /** Every watch of orders of `account`, those of one conversation together; for summaries. */
  conversationsOf(input: { readonly account: string }): Promise<readonly Watch[]>;
}

/** What reads pushed messages into orders and deliveries, inside one transaction: all of it happens, or nothing. */
export interface OrderTransaction {
  /** The oldest messages that wait. No other transaction gets them until this one ends. */
  takeMessages(input: {
    readonly account: string;
    readonly limit: number;
  }): Promise<readonly WaitingMessage[]>;
  settleMessages(input: {
    readonly account: string;
    readonly ids: readonly number[];
    readonly as: 'done' | 'unreadable';
  }): Promise<void>;
  /** Keeps which of the messages taken were about which orders. */
  noteMessages(input: {
    readonly account: string;
    readonly about: readonly { readonly id: number; readonly orderId: string }[];
  }): Promise<void>;
  /**
   * Locks these orders until the transaction ends, those that are not there yet as well. To be asked once for all
   * that the transaction is about: asking twice can set two transactions waiting for each other.
   */
  orders(input: {
    readonly account: string;
    readonly orderIds: readonly string[];
  }): Promise<ReadonlyMap<string, StoredOrder>>;
  saveOrders(input: { readonly account: string; readonly orders: readonly StoredOrder[] }): Promise<void>;
  /** Nothing was spent on these orders after all, by any person of any organization. */
  takeBackSpending(input: { readonly account: string; readonly orderIds: readonly string[] }): Promise<void>;
  /** The watches of any organization on these subjects of `account`. */
  watches(input: {
    readonly account: string;
    readonly subjects: readonly string[];
  }): Promise<readonly Watch[]>;
  /** Also makes each conversation's queue due. */
  addDeliveries(deliveries: readonly NewDelivery[]): Promise<void>;
}

export interface Orders {
  /**
   * Runs `work` in one transaction; its rejection undoes unscoped. It must ask nothing of the store but its transaction,
   * for the rest of the store may wait until it ends, and it may be run again when the database asks for that.
   */
  transact<T>(work: (transaction: OrderTransaction) => Promise<T>): Promise<T>;
  get(input: { readonly account: string; readonly orderId: string }): Promise<StoredOrder | undefined>;
  /**
   * Keeps what was shown of an order's goods when it was placed, before or after the order is heard of. Gives what is kept:
   * the first stays.
   */
  keepGoods(input: {
    readonly account: string;
    readonly orderId: string;
    readonly goods: string;
  }): Promise<string>;
  /**
   * The newest first, those placed before `before`; with `beforeOrderId`, where the page before ended, also those
   * that were placed at that very moment and come after it. None that were placed earlier than `since`. `holding`: those
   * alone whose `state` has that text in it, of ASCII, whatever its case; no index helps to find it.
   */
  list(input: {
    readonly account: string;
    readonly phases?: readonly string[];
    readonly since?: number;
    readonly before?: number;
    readonly beforeOrderId?: string;
    readonly holding?: string;
    readonly limit: number;
  }): Promise<readonly StoredOrder[]>;
  /**
   * Orders whose `askAt` (or `checkAt`) has come, the longest due first, each given to one caller alone: its time moves
   * to `again` at once, so that a caller who dies has only delayed it.
   */
  claimDue(input: {
    readonly account: string;
    readonly what: 'ask' | 'check';
    readonly limit: number;
    readonly again: number;
  }): Promise<readonly StoredOrder[]>;
  /** How many orders are in each phase, and how many were created since `since`. */
  counts(input: { readonly account: string; readonly since: number }): Promise<{
    readonly byPhase: Readonly<Record<string, number>>;
    readonly created: number;
  }>;
}
