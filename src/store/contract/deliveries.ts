/*
 * The outbox: what is still to be said unasked, in a queue for each conversation. Rows belong to the organization of the
 * conversation. Times are ms since 1970 UTC.
 */

/** What a delivery is about: an order, a request. Which kinds of subject there are is the outbox's own to know. */
export interface Subject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** Names a delivery within its conversation: adding it again while it is there changes nothing. */
export interface DeliveryId extends Subject {
  /** Which of the messages about the subject it is; empty where there is but one. */
  readonly part: string;
  /** Of the subject, as it came to be. */
  readonly version: number;
}

export type DeliveryIds = readonly DeliveryId[];

/** Subjects of one kind. */
export interface Subjects {
  readonly subjectKind: string;
  /** At most 500. */
  readonly subjectIds: readonly string[];
}

/** Something to be said in a conversation about one subject. */
export interface NewDelivery extends DeliveryId {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  readonly workspace: string;
  /** The account at the partner that the subject belongs to, if it does to one. */
  readonly account?: string | undefined;
  /** JSON of the delivery kind's own. */
  readonly content: string;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly trace: string;
  /**
   * Set where it waited in a copy that was made then, or follows from what did, and the store was restored from it: it may have
   * been said since, and has to be looked for before anything is sent.
   */
  readonly copiedAt?: number | undefined;
}

/** An attempt to send that was noted before it was made. */
export interface Attempt {
  readonly key: string;
  readonly at: number;
  /** The life of the process that began it; absent where it had none, or an earlier version of the bot began it. */
  readonly process?: string | undefined;
  /** Since when it is known that this process is over, and begins no call of a platform any more. */
  readonly overAt?: number | undefined;
}

export interface Delivery extends NewDelivery {
  readonly attempts: number;
  /** Set while an attempt's outcome is not known: it has to be looked up before anything is sent again. */
  readonly attempt?: Attempt | undefined;
  /** JSON of the delivery kind's own: how far it is. */
  readonly progress?: string | undefined;
}

export interface ParkedDelivery extends Delivery {
  readonly parkedAt: number;
  /** Why, for a person; no secret. */
  readonly reason: string;
}

/** A subject of which nothing is said before `dueAt`, when an attempt to say something of it is looked up. */
export interface Doubt extends Subject {
  readonly dueAt: number;
}

/** The queue of one conversation, held by one process at a time. */
export interface ConversationQueue {
  readonly organization: string;
  readonly conversation: string;
  readonly workspace: string;
  /** The random name of this hold: it alone may settle what it began. */
  readonly leaseHolder: string;
  /** The life of the process that holds it, see `Lives`; absent where it has none. */
  readonly process?: string | undefined;
  readonly heldUntil: number;
  /** Before then the conversation's pace permits nothing more. */
  readonly nextSendAt: number;
}

/** A message about a subject that stands in a conversation and is kept true. */
export interface StandingCard extends Subject {
  readonly part: string;
  /** The platform's own name of it. */
  readonly message: string;
  readonly postedAt: number;
  /** The subject's version that it shows. */
  readonly version: number;
  /** `platform:id`, where it is not the queue's own. */
  readonly conversation?: string | undefined;
}

/**
 * Claims, sends, settles. What a queue's hold says about writes holds for every function that takes a queue: it does
 * nothing and gives `false` when the hold was lost to another process meanwhile.
 */
export interface ConversationQueues {
  /** Holds at most `limit` conversations with something due, the longest due first, then by name, for `holdMs`. */
  claim(input: { readonly limit: number; readonly holdMs: number }): Promise<readonly ConversationQueue[]>;
  renew(queue: ConversationQueue, holdMs: number): Promise<ConversationQueue | undefined>;
  /**
   * What waits and is due in the queue, of `subjects` alone if they are given: the longest due are taken, and given in the
   * order they were made in.
   */
  due(queue: ConversationQueue, limit: number, subjects?: Subjects): Promise<readonly Delivery[]>;
  /** Of which subjects an attempt is to be looked up later. */
  doubts(queue: ConversationQueue): Promise<readonly Doubt[]>;
  /** The cards that stand in the queue's conversation, by the ids of their subjects. */
  cards(
    queue: ConversationQueue,
    of: Subjects & { readonly part: string },
  ): Promise<ReadonlyMap<string, StandingCard>>;
  /** The cards of one kind that stand in a conversation, the one that was posted last first. */
  standingCards(of: {
    readonly organization: string;
    readonly conversation: string;
    readonly subjectKind: string;
    readonly part: string;
    readonly limit: number;
  }): Promise<readonly StandingCard[]>;
  /**
   * Notes, durably, that these are about to be sent as one message under `key`, by this process. Also gives `false` when the
   * hold's time is up though no other process has the queue yet: then nothing may be sent.
   */
  begin(
    queue: ConversationQueue,
    ids: DeliveryIds,
    attempt: { readonly key: string; readonly progress?: string | undefined },
  ): Promise<boolean>;
  /** They were said: removes them, keeps the cards, and paces the queue. */
  settle(
    queue: ConversationQueue,
    ids: DeliveryIds,
    outcome: {
      readonly cards: readonly StandingCard[];
      readonly nextSendAt: number;
      /** Removes as well what is older of the same subject and part, parked or not. */
      readonly supersedes?: boolean;
    },
  ): Promise<boolean>;
  /** They were not said, or are not known to have been. */
  postpone(queue: ConversationQueue, ids: DeliveryIds, later: Postponement): Promise<boolean>;
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
  /**
   * Makes parked deliveries due again, with their attempts counted anew; how many. A person decided: one that came out of a
   * copy is not looked for any more. In several transactions: where one fails, those before it stand.
   */
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

/** How deliveries wait. */
interface Postponement {
  /** The whole queue waits until then, so that nothing overtakes what was tried. */
  readonly nextSendAt: number;
  /** When these are due again, where they alone wait for longer. */
  readonly dueAt?: number | undefined;
  /** Counts an attempt: one that the platform did not only ask to delay. */
  readonly counts: boolean;
  /** Their attempt has to be looked up first. */
  readonly unclear: boolean;
  readonly progress?: string | undefined;
}
