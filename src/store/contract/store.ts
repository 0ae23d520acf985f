import type { Admissions, Grants, Organizations } from './access.ts';
import type { DailyCounts, Spending, StoredOrderUsers, UserChoices } from './accounts.ts';
import type { AuditAnchors, AuditTrail, Erasure } from './audit.ts';
import type { ConversationQueues } from './deliveries.ts';
import type { Buttons, Claims, SecretKeys, StoredLinks } from './interactions.ts';
import type { Inbox, Orders, Watches } from './orders.ts';
import type { Exclusive, Signals, Turns } from './processes.ts';
import type { Requests } from './requests.ts';
import type { Conversations, OrganizationSettings, People } from './settings.ts';

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
  readonly buttons: Buttons;
  readonly audit: AuditTrail;
  readonly anchors: AuditAnchors;
  readonly erasure: Erasure;
  readonly keys: SecretKeys;
  readonly links: StoredLinks;
  readonly grants: Grants;
  readonly userChoices: UserChoices;
  readonly orderUsers: StoredOrderUsers;
  readonly requests: Requests;
  /** Of a whole organization. */
  readonly settings: OrganizationSettings;
  readonly spending: Spending;
  readonly dailyCounts: DailyCounts;
  /** Deletes what is past its time, of every organization, some rows at a time. To be called now and then. */
  sweep(): Promise<Swept>;
  /** Whether the store answers; cheap, for /readyz. Never rejects. */
  ready(): Promise<{ readonly ok: boolean; readonly detail?: string }>;
  /** What the store is kept in, for the doctor. */
  describe(): Promise<StoreDescription>;
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
  /** Messages about settled requests, 30 days after they were given up. */
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
  readonly signals: Signals;
  readonly exclusive: Exclusive;
}
