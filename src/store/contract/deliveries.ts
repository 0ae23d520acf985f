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
