/*
 * What is still to be said about orders, in a queue for each conversation. Rows belong to the organization of the
 * conversation. Times are ms since 1970 UTC.
 */

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

/** The queue of one conversation, held by one process at a time. */
export interface ConversationQueue {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  /** The random name of this hold: it alone may settle what it began. */
  readonly leaseHolder: string;
  readonly heldUntil: number;
  /** Before then the conversation's pace permits nothing more. */
  readonly nextSendAt: number;
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
 * Claims, sends, settles. What a queue's hold says about writes holds for every function that takes a queue: it does
 * nothing and gives `false` when the hold was lost to another process meanwhile.
 */
export interface ConversationQueues {
  /** Holds at most `limit` conversations with something due, the longest due first, for `holdMs`. */
  claim(input: { readonly limit: number; readonly holdMs: number }): Promise<readonly ConversationQueue[]>;
  renew(queue: ConversationQueue, holdMs: number): Promise<ConversationQueue | undefined>;
  /**
   * What waits and is due in the queue, of `orderIds` alone if they are given (at most 500): the longest due are taken, and
   * given in the order they were made in.
   */
  due(queue: ConversationQueue, limit: number, orderIds?: readonly string[]): Promise<readonly Delivery[]>;
  cards(queue: ConversationQueue, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderCard>>;
  /**
   * Notes, durably, that these are about to be sent as one message under `key`. Also gives `false` when the hold's time is
   * up though no other process has the queue yet: then nothing may be sent.
   */
  begin(queue: ConversationQueue, ids: DeliveryIds, key: string): Promise<boolean>;
  /** They were said: removes them, keeps the cards, and paces the queue. */
  settle(
    queue: ConversationQueue,
    ids: DeliveryIds,
    outcome: { readonly cards: readonly OrderCard[]; readonly nextSendAt: number },
  ): Promise<boolean>;
  /**
   * They were not said: the whole queue waits until `nextSendAt`, so that nothing overtakes them. Counts an attempt unless the
   * platform only asked to wait. `unclear`: their attempt has to be looked up first.
   */
  postpone(
    queue: ConversationQueue,
    ids: DeliveryIds,
    later: { readonly nextSendAt: number; readonly counts: boolean; readonly unclear: boolean },
  ): Promise<boolean>;
  /** They are not wanted yet: they wait until `dueAt`, and nothing waits for them. */
  hold(queue: ConversationQueue, ids: DeliveryIds, dueAt: number): Promise<boolean>;
  /** They can't be said: kept until a person retries them. What was known of an attempt stays known. */
  park(queue: ConversationQueue, ids: DeliveryIds, reason: string): Promise<boolean>;
  /**
   * Gives the queue back; it is due again when its next delivery is, and not before `nextSendAt`. It can be claimed
   * `aheadMs` (0) before that, by the process that prepares what is said then.
   */
  release(queue: ConversationQueue, nextSendAt: number, aheadMs?: number): Promise<void>;
  /** What is parked, the newest first. */
  parked(input: {
    readonly organization: string;
    readonly conversation?: string;
    readonly limit: number;
  }): Promise<readonly ParkedDelivery[]>;
  /** Makes parked deliveries due again, with their attempts counted anew; how many. */
  retry(input: { readonly organization: string; readonly conversation?: string }): Promise<number>;
  /** When the next queue can be claimed, over all organizations, if any is waiting; a held one when its hold ends. */
  nextDueAt(): Promise<number | undefined>;
  /** Over all organizations, for metrics. `queues`: those that are held or have something to say. Reads an index whole. */
  counts(): Promise<{
    readonly due: number;
    readonly later: number;
    readonly unclear: number;
    readonly parked: number;
    readonly queues: number;
  }>;
}
