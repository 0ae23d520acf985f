import type { Admissions, Grants, Organizations } from './access.ts';
import type { AccountNames } from './account-names.ts';
import type { DailyCounts, Spending, StoredOrderUsers, UserChoices } from './accounts.ts';
import type { AuditAnchors, AuditTrail, Erasure } from './audit.ts';
import type { Copies } from './copies.ts';
import type { ConversationQueues } from './deliveries.ts';
import type { Buttons, Claims, SecretKeys, StoredLinks } from './interactions.ts';
import type { OperatorView } from './operator.ts';
import type { Inbox, Orders, Watches } from './orders.ts';
import type { Exclusive, Lives, Signals, StoredTimes, Turns } from './processes.ts';
import type { Requests } from './requests.ts';
import type { Conversations, Exchanges, OrganizationSettings, People } from './settings.ts';
import type { RunUnit } from './units.ts';

/**
 * What the bot remembers. Every operation names the organization whose rows it touches, and sees no other's.
 * Times are integer milliseconds: points since 1970 UTC, or spans where a name ends in `Ms`.
 * Every operation may reject with a `StoreError`.
 */
export interface Store extends NewsStore {
  readonly organizations: Organizations;
  readonly admissions: Admissions;
  readonly claims: Claims;
  readonly conversations: Conversations;
  readonly people: People;
  readonly exchanges: Exchanges;
  readonly buttons: Buttons;
  readonly audit: AuditTrail;
  readonly anchors: AuditAnchors;
  readonly erasure: Erasure;
  readonly keys: SecretKeys;
  readonly links: StoredLinks;
  readonly grants: Grants;
  readonly userChoices: UserChoices;
  readonly accountNames: AccountNames;
  readonly orderUsers: StoredOrderUsers;
  readonly requests: Requests;
  /** Of a whole organization. */
  readonly settings: OrganizationSettings;
  readonly spending: Spending;
  readonly dailyCounts: DailyCounts;
  readonly times: StoredTimes;
  /** Of every organization, for the operator alone. */
  readonly operator: OperatorView;
  /** Deletes what is past its time, of every organization, some rows at a time. To be called now and then. */
  sweep(): Promise<Swept>;
  readonly runUnit: RunUnit;
  /** Of the whole store. */
  readonly copies: Copies;
  /**
   * Whether the store answers and takes writes; for /readyz. However often it is asked, it writes a row once in five seconds at
   * most, and what came of that stands meanwhile. Never rejects.
   */
  ready(): Promise<{ readonly ok: boolean; readonly detail?: string }>;
  /** Writes a row and reads it back. @throws StoreError that says what is in the way */
  writeAndRead(): Promise<void>;
  /** What the store is kept in, for the doctor. */
  describe(): Promise<StoreDescription>;
  /** Resolves with why (a StoreError) once the store can keep nothing more, so that the process should end; else never. */
  readonly ended: Promise<Error>;
  /** Commits what was begun, then closes. What is asked afterwards rejects with reason `closed`. */
  close(): Promise<void>;
}

/** A database as an operator should know it. */
export interface StoreDescription {
  /** Its kind and version, such as `PostgreSQL 17.2`. */
  readonly name: string;
  /** What in its settings may cost data that the bot said it had kept; a sentence each that says what to do. */
  readonly concerns: readonly string[];
}

/** How many rows a sweep deleted or emptied. */
export interface Swept {
  readonly claims: number;
  readonly buttons: number;
  /** What people were answered on the page, 30 days ago. */
  readonly exchanges: number;
  /** Pushed messages that were read, 30 days after they came: until then a repeat of them is told. */
  readonly messages: number;
  /** Of pushed messages that were read; emptied, 7 days after they came. */
  readonly bodies: number;
  /** Seller links that open no more. */
  readonly links: number;
  /** Settled requests that were past the age of the audit log. */
  readonly requests: number;
  /** Codes that join no more. */
  readonly codes: number;
  /** Records of the audit log that were past their age. */
  readonly audit: number;
  /** Messages about settled requests, 30 days after they were parked. */
  readonly parked: number;
  /** Amounts that people spent, and counts of days, that count no more. */
  readonly spending: number;
}

/** All of it, on one database. */
export interface NewsStore {
  readonly inbox: Inbox;
  readonly orders: Orders;
  readonly watches: Watches;
  readonly queues: ConversationQueues;
  readonly turns: Turns;
  readonly lives: Lives;
  readonly signals: Signals;
  readonly exclusive: Exclusive;
}
