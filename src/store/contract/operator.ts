/*
 * What an operator sees and mends, over all organizations: what is parked, what could not be read, who watches, who asked,
 * who is let in, what was done. Lists are paged by keys: each page goes on behind the last row of the one before. Times are ms
 * since 1970 UTC.
 */

import type { AuditRecord } from '../../domain/audit/entry.ts';
import type { StoredAdmission, StoredGrant } from './access.ts';
import type { Delivery, DeliveryId, ParkedDelivery, StandingCard, Subject } from './deliveries.ts';
import type { InboxState, Watch } from './orders.ts';
import type { StoredRequest } from './requests.ts';

/** A page of a list: at most `limit` rows behind `after`, or the first ones. */
interface PageOf<Key> {
  readonly limit: number;
  readonly after?: Key | undefined;
}

/** Names one delivery in the whole store. */
export interface DeliveryKey extends DeliveryId {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
}

/** A pushed message as it is kept. */
export interface KeptMessage {
  readonly account: string;
  /** Its own in the whole store. */
  readonly id: number;
  /** SHA-256 of the raw bytes, base64url. */
  readonly digest: string;
  /** As it was pushed; absent once it was emptied for its age. */
  readonly body?: string;
  readonly trace: string;
  readonly receivedAt: number;
  readonly unreadable: boolean;
}

type RecordKey = Pick<AuditRecord, 'at' | 'organization' | 'seq'>;

type MessageKey = Pick<KeptMessage, 'account' | 'id' | 'receivedAt'>;

/** How many there are; `orMore` where not all were counted. */
export interface Figure {
  readonly count: number;
  readonly orMore: boolean;
}

/** Of which account the messages are; absent: it is not known which, and there are none. Nothing is counted beyond `atMost`. */
export interface OperatorFiguresAsked {
  readonly account: string | undefined;
  readonly atMost: number;
}

/** How much waits: deliveries of all organizations, messages of one account. */
export interface OperatorFigures {
  readonly deliveries: {
    readonly due: Figure;
    readonly later: Figure;
    readonly unclear: Figure;
    readonly parked: Figure;
  };
  readonly inbox: Pick<InboxState, 'oldestWaitingAt' | 'lastReceivedAt'> & { readonly unreadable: Figure };
}

/** The operator's view of the whole store. */
export interface OperatorView {
  figures(of: OperatorFiguresAsked): Promise<OperatorFigures>;
  /** Parked deliveries, the last parked first. */
  parked(page: PageOf<DeliveryKey & { readonly parkedAt: number }>): Promise<readonly ParkedDelivery[]>;
  /**
   * Makes one parked delivery due again, or all that are parked by now, with their attempts counted anew; how many. A person
   * decided: one that came out of a copy is not looked for any more. All of them are done in several transactions: where one fails,
   * those before it stand.
   */
  retry(which: DeliveryKey | 'all'): Promise<number>;
  /** Takes a parked delivery out; whether it was there and parked. */
  discard(which: DeliveryKey): Promise<boolean>;
  /** Messages that could not be read, the last first. */
  unreadable(page: PageOf<Pick<MessageKey, 'id' | 'receivedAt'>>): Promise<readonly KeptMessage[]>;
  message(which: Pick<MessageKey, 'account' | 'id'>): Promise<KeptMessage | undefined>;
  /** Has a message that could not be read, or each of them, read once more; how many. */
  readAgain(which: Pick<MessageKey, 'account' | 'id'> | 'all'): Promise<number>;
  /** Marks a message as done that could not be read; whether it was one. It stays known, and goes when it is old. */
  dismiss(which: Pick<MessageKey, 'account' | 'id'>): Promise<boolean>;
  /** Messages that were about an order and are still kept, the last that came first. */
  messagesOf(
    order: { readonly account: string; readonly orderId: string } & PageOf<Pick<MessageKey, 'id'>>,
  ): Promise<readonly KeptMessage[]>;
  /** The cards of a subject that stand in conversations of any organization. */
  cardsOf(
    subject: Subject,
  ): Promise<readonly (StandingCard & { readonly organization: string; readonly conversation: string })[]>;
  /** What is still to be said of a subject, or is parked. */
  deliveriesOf(
    subject: Subject,
  ): Promise<readonly (Delivery & Partial<Pick<ParkedDelivery, 'parkedAt' | 'reason'>>)[]>;
  /** By organization, conversation and subject. */
  watches(page: PageOf<Pick<Watch, 'organization' | 'conversation' | 'subject'>>): Promise<readonly Watch[]>;
  /** The last asked first; `open` alone where that is given. */
  requests(
    page: PageOf<Pick<StoredRequest, 'createdAt' | 'id'>> & { readonly open?: boolean | undefined },
  ): Promise<readonly StoredRequest[]>;
  /** By organization, scope and subject. */
  grants(
    page: PageOf<Pick<StoredGrant, 'organization' | 'scope' | 'subject'>>,
  ): Promise<readonly StoredGrant[]>;
  /** Workspaces that are let in by what an admin decided, in the order of their names. */
  admitted(page: PageOf<string>): Promise<readonly StoredAdmission[]>;
  /** Workspaces that were joined to another organization than their own, in the order of their names. */
  joined(
    page: PageOf<string>,
  ): Promise<readonly { readonly workspace: string; readonly organization: string }[]>;
  /** Records of one chain, the last first: those that a person did or that were done to them, those of one command. */
  auditOf(
    page: PageOf<number> & {
      readonly organization: string;
      readonly person?: string | undefined;
      /** Its whole name. */
      readonly command?: string | undefined;
    },
  ): Promise<readonly AuditRecord[]>;
  /** Records of every chain, the last first. */
  audit(page: PageOf<RecordKey>): Promise<readonly AuditRecord[]>;
  /** Records of every chain whose facts name an order, the last first. */
  auditOfOrder(page: PageOf<RecordKey> & { readonly orderId: string }): Promise<readonly AuditRecord[]>;
}
