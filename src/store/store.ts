import { z } from 'zod';
import type { Grants } from './access-contract.ts';
import type { StoredOrderUsers, UserChoices } from './accounts-contract.ts';
import type { Admissions } from './admission-contract.ts';
import type { AuditAnchors } from './anchors-contract.ts';
import type { AuditTrail } from './audit-contract.ts';
import type { Forgetting } from './forgetting-contract.ts';
import type { Joining } from './joining-contract.ts';
import type { GuardedLinks } from './links-contract.ts';
import type { NewsStore } from './news-contract.ts';
import type { OrganizationSettings, Requests } from './requests-contract.ts';
import type { DailyCounts, Spending } from './spending-contract.ts';

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
  readonly forgetting: Forgetting;
  readonly keys: SecretKeys;
  readonly links: GuardedLinks;
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

/** Which organization a place (a workspace or a server on its platform) belongs to, and how it comes to another. */
export interface Organizations extends Joining {
  /**
   * The organization of `place`, such as `x:T0123`: the place's own name until somebody joins it to another
   * organization. Reads at most; never writes. Never an old answer: by an organization that a place was taken out of, no person
   * is held to what was decided of them there.
   */
  of(input: { readonly place: string }): Promise<string>;
}

/**
 * Runs something once, however often it is asked for: whoever begins a key first runs it and keeps the
 * outcome; whoever comes later is given that.
 *
 * A key is held for `holdMs`. When its holder neither finishes nor releases it in that time (it died), the
 * next `begin` gets the key as `new`, with a later `since`. So `holdMs` must be longer than the run can
 * take, and a run that may have been cut short must look before it acts again.
 */
export interface Claims {
  /** Exactly one of any number of callers at once gets `new`. `holdMs` is at least 1. */
  begin(input: {
    readonly organization: string;
    readonly key: string;
    readonly holdMs: number;
  }): Promise<ClaimState>;
  /**
   * Keeps `outcome`, a short JSON text, for days. The first outcome of a key stays: a later one, of a holder
   * that was taken for dead, changes nothing.
   */
  finish(input: {
    readonly organization: string;
    readonly key: string;
    readonly outcome: string;
  }): Promise<void>;
  /**
   * Gives the key back, for a run that failed before it changed anything; it can be begun again at once.
   * `since` is what `begin` gave: the key of somebody who began it later is left alone, as is a finished one.
   */
  release(input: {
    readonly organization: string;
    readonly key: string;
    readonly since: number;
  }): Promise<void>;
}

/** How far the run of a key has come. `since`: when it was begun. */
export type ClaimState =
  | { readonly state: 'new'; readonly since: number }
  | { readonly state: 'running'; readonly since: number }
  | { readonly state: 'done'; readonly outcome: string };

const minuteOfDay = z.int().min(0).max(1439);

/** What can be set for a conversation; an absent member is not set. */
export const conversationSettings = z.object({
  language: z.enum(['en', 'zh-CN']).optional(),
  /** Whether links to offers that people post get a card. */
  unfurl: z.boolean().optional(),
  /** How order news comes. */
  notices: z
    .object({
      /** Kinds of news that are also shown in the conversation itself, not only in the thread of their card. */
      aloud: z.array(z.string()).optional(),
      /** Minutes of the day between which only what is urgent comes; over midnight where `from` is the later. */
      quiet: z.object({ from: minuteOfDay, to: minuteOfDay }).optional(),
      /** The minute of the day at which the daily digest comes, and the summary where one is wanted. */
      dailyAt: minuteOfDay.optional(),
      summary: z.boolean().optional(),
      /** IANA name of the time zone that the minutes are of, such as `Asia/Shanghai`. */
      zone: z.string().optional(),
    })
    .optional(),
});

/** The settings of one conversation. */
export type ConversationSettings = z.infer<typeof conversationSettings>;

/** What people set for a conversation, by its platform's name and id (`x:C0123`). */
export interface Conversations {
  /**
   * Only what was set. What this version does not know, or finds malformed, is left out. Remembered for some seconds:
   * that is how long a process may take to notice what another one changed.
   */
  settings(input: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<ConversationSettings>;
  /** Sets the members of `change`, all or none; `null` unsets one; members left out stay as they are. */
  change(input: {
    readonly organization: string;
    readonly conversation: string;
    readonly change: { readonly [K in keyof ConversationSettings]: ConversationSettings[K] | null };
  }): Promise<void>;
}

/**
 * What is remembered of one person (`x:U0123`) within an organization: short texts by name, opaque here. Each stands by
 * itself, so that two changes at once never undo each other.
 */
export interface People {
  /** By name, in the order of their names. */
  remembered(input: {
    readonly organization: string;
    readonly person: string;
  }): Promise<ReadonlyMap<string, string>>;
  /** Keeps `value` under `name`, in the place of what is there. */
  remember(input: {
    readonly organization: string;
    readonly person: string;
    readonly name: string;
    readonly value: string;
  }): Promise<void>;
  forget(input: {
    readonly organization: string;
    readonly person: string;
    readonly names: readonly string[];
  }): Promise<void>;
}

/** Keeps what is too long for a platform's button, and gives it back. */
export interface Buttons {
  /**
   * An unguessable key of at most 22 characters `[A-Za-z0-9]`, good for at least `forMs`. The same payload of
   * the same organization gets the same key for as long as it lives.
   */
  keep(input: {
    readonly organization: string;
    readonly payload: string;
    readonly forMs: number;
  }): Promise<string>;
  /** `undefined` when the key is unknown, expired, or another organization's. */
  recall(input: { readonly organization: string; readonly key: string }): Promise<string | undefined>;
}

/**
 * Keys that the bot makes for itself the first time they are asked for: 43 characters `[A-Za-z0-9]`, unguessable, the same
 * in every process on the store and after every restart. No key says anything of another.
 */
export interface SecretKeys {
  /** The key for what `name` says, such as `links`. */
  of(name: string): Promise<string>;
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
  /** Settled requests that were past the age of the audit trail. */
  readonly requests: number;
  /** Codes that join no more. */
  readonly codes: number;
  /** Records of the audit trail that were past their age. */
  readonly audit: number;
  /** Messages about settled requests, 30 days after they were given up. */
  readonly parked: number;
  /** Amounts that people spent, and counts of days, that count no more. */
  readonly spending: number;
}
