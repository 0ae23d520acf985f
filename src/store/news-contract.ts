/*
 * What the store keeps for order news: messages as they were pushed, orders, who watches what, and what is still
 * to be said where. Rows of messages and orders belong to an account at the partner API: `account` stands in their
 * `organization` column. Rows of watches, lanes, deliveries and cards belong to the organization of the conversation.
 * Times are ms since 1970 UTC.
 */

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
}

/** Who is told of what. One conversation can watch several subjects; a subject is watched once in each. */
export interface Watch {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  /** The platform's own id of the workspace or server, as invocations name it. */
  readonly place: string;
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

/** Something to be said in a conversation about one order, or a summary (`orderId` then begins with `summary:`). */
export interface NewDelivery {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  readonly account: string;
  readonly orderId: string;
  /** With `orderId` and the conversation its identity: adding it again while it is there changes nothing. */
  readonly version: number;
  /** JSON of the notifications' own. */
  readonly content: string;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly trace: string;
}

export interface Delivery extends NewDelivery {
  readonly attempts: number;
  /** Set while an attempt's outcome is not known: it has to be looked up before anything is sent again. */
  readonly attempt?: { readonly key: string; readonly at: number } | undefined;
}

export interface ParkedDelivery extends Delivery {
  readonly parkedAt: number;
  /** Why, for a person; no secret. */
  readonly reason: string;
}

/** What reads pushed messages into orders and deliveries, inside one transaction: all of it happens, or nothing. */
export interface Books {
  /** The oldest messages that wait. Nobody else gets them until the transaction ends. */
  takeMessages(input: {
    readonly account: string;
    readonly limit: number;
  }): Promise<readonly PushedMessage[]>;
  settleMessages(input: {
    readonly account: string;
    readonly digests: readonly string[];
    readonly as: 'done' | 'unreadable';
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
  /** Also makes each conversation's lane due. */
  addDeliveries(deliveries: readonly NewDelivery[]): Promise<void>;
}

export interface Orders {
  /**
   * Runs `work` in one transaction; its rejection undoes everything. It must ask nothing of the store but its books,
   * for the rest of the store may wait until it ends, and it may be run again when the database asks for that.
   */
  transact<T>(work: (books: Books) => Promise<T>): Promise<T>;
  get(input: { readonly account: string; readonly orderId: string }): Promise<StoredOrder | undefined>;
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

/** The queue of one conversation, held by one process at a time. */
export interface Lane {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  /** The random name of this hold: it alone may settle what it began. */
  readonly holder: string;
  readonly heldUntil: number;
  /** Before then the conversation's pace permits nothing more. */
  readonly freeAt: number;
}

/** The living card of one order in one conversation. */
export interface OrderCard {
  readonly orderId: string;
  readonly message: string;
  readonly postedAt: number;
  /** The order's version that it shows. */
  readonly version: number;
}

export type DeliveryIds = readonly { readonly orderId: string; readonly version: number }[];

/**
 * Claims, sends, settles. What a lane's hold says about writes holds for every function that takes a lane: it does
 * nothing and gives `false` when the hold was lost to another process meanwhile.
 */
export interface Lanes {
  /** Holds at most `limit` conversations with something due, the longest due first, for `holdMs`. */
  claim(input: { readonly limit: number; readonly holdMs: number }): Promise<readonly Lane[]>;
  renew(lane: Lane, holdMs: number): Promise<Lane | undefined>;
  /**
   * What waits and is due in the lane, of `orderIds` alone if they are given (at most 500): the longest due are taken, and
   * given in the order they were made in.
   */
  due(lane: Lane, limit: number, orderIds?: readonly string[]): Promise<readonly Delivery[]>;
  cards(lane: Lane, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderCard>>;
  /**
   * Notes, durably, that these are about to be sent as one message under `key`. Also gives `false` when the hold's time
   * is up though nobody else has the lane yet: then nothing may be sent.
   */
  begin(lane: Lane, ids: DeliveryIds, key: string): Promise<boolean>;
  /** They were said: removes them, keeps the cards, and paces the lane. */
  settle(
    lane: Lane,
    ids: DeliveryIds,
    outcome: { readonly cards: readonly OrderCard[]; readonly freeAt: number },
  ): Promise<boolean>;
  /**
   * They were not said: the whole lane waits until `freeAt`, so that nothing overtakes them. Counts an attempt unless the
   * platform only asked to wait. `unclear`: their attempt has to be looked up first.
   */
  postpone(
    lane: Lane,
    ids: DeliveryIds,
    later: { readonly freeAt: number; readonly counts: boolean; readonly unclear: boolean },
  ): Promise<boolean>;
  /** They are not wanted yet: they wait until `dueAt`, and nothing waits for them. */
  hold(lane: Lane, ids: DeliveryIds, dueAt: number): Promise<boolean>;
  /** They can't be said: kept until somebody replays them. What was known of an attempt stays known. */
  park(lane: Lane, ids: DeliveryIds, reason: string): Promise<boolean>;
  /**
   * Gives the lane back; it is due again when its next delivery is, and not before `freeAt`. It can be claimed `aheadMs`
   * (0) before that, by whoever prepares what is said then.
   */
  release(lane: Lane, freeAt: number, aheadMs?: number): Promise<void>;
  /** What is parked, the newest first. */
  parked(input: {
    readonly organization: string;
    readonly conversation?: string;
    readonly limit: number;
  }): Promise<readonly ParkedDelivery[]>;
  /** Makes parked deliveries due again, with their attempts counted anew; how many. */
  replay(input: { readonly organization: string; readonly conversation?: string }): Promise<number>;
  /** When the next lane can be claimed, over all organizations, if any is waiting; a held one when its hold ends. */
  nextDueAt(): Promise<number | undefined>;
  /** Over all organizations, for metrics. `lanes`: those that are held or have something to say. Reads an index whole. */
  counts(): Promise<{
    readonly due: number;
    readonly later: number;
    readonly unclear: number;
    readonly parked: number;
    readonly lanes: number;
  }>;
}

/** Turns that only one process may take at a time, and small facts that must outlive it. */
export interface Turns {
  /** Takes the turn `name` for `holdMs`, unless somebody has it. Taking it again while one has it renews it. */
  take(input: {
    readonly organization: string;
    readonly name: string;
    readonly holder: string;
    readonly holdMs: number;
  }): Promise<boolean>;
  /**
   * Gives the turn back and, with `note`, leaves a note (a short text) that anyone can read. Does nothing when somebody
   * else took the turn meanwhile.
   */
  end(input: {
    readonly organization: string;
    readonly name: string;
    readonly holder: string;
    readonly note?: string;
  }): Promise<void>;
  note(input: { readonly organization: string; readonly name: string }): Promise<string | undefined>;
}

/** Wakes loops, in this process and in every other one on the same database. A wake-up can get lost: loops also look by themselves now and then. */
export interface Signals {
  wake(topic: 'inbox' | 'lanes' | 'requests'): void;
  /** `run` must not throw; the function given back ends it. */
  on(topic: 'inbox' | 'lanes' | 'requests', run: () => void): () => void;
}

/** Something that exactly one process on the database may hold. */
export interface Exclusive {
  /**
   * Waits for the hold in the background and calls `onHeld` once it is there; `onLost` when it was lost (the connection
   * to the database broke), after which it waits again. `release` gives it back or stops waiting.
   */
  hold(name: string, events: { onHeld(): void; onLost(): void }): { release(): Promise<void> };
}

/** All of it, on one database. */
export interface NewsStore {
  readonly inbox: Inbox;
  readonly orders: Orders;
  readonly watches: Watches;
  readonly lanes: Lanes;
  readonly turns: Turns;
  readonly signals: Signals;
  readonly exclusive: Exclusive;
}
