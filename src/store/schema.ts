import type { Generated } from 'kysely';

/**
 * The tables, the same in every dialect. Texts are `text`, times are `bigint` milliseconds since 1970 UTC
 * (below 2^53, so a dialect must give them as numbers).
 */
export interface Schema {
  /** The migrations that were applied. */
  readonly migrations: { name: string; applied_at: number };
  /** Accounts at the partner by names of their own; `named`: 1 where a person gave it. */
  readonly accounts: { id: string; name: string; named: number; kind: string; used_at: number };
  /** Which account an access key belongs to, by the key's digest. */
  readonly account_keys: { digest: string; account: string };
  /** Who was the account's own user, and since when. */
  readonly account_users: { account: string; user_id: string; since: number };
  /** Which build brought the schema as far as a migration. */
  readonly releases: {
    migration: string;
    version: string;
    migrated_at: number;
    /** Where a copy from before is; absent where none was made. */
    copy_before: string | null;
  };
  /** Copies of the store that were made of it, and those that it was made of. */
  readonly copies: { id: string; made_at: number; version: string; restored_at: number | null };
  /** Workspaces that were joined to another organization than their own. */
  readonly joined_workspaces: { workspace: string; organization: string };
  /** Which workspaces are let in. */
  readonly admissions: {
    workspace: string;
    state: string;
    /** `platform:id` of a person; absent where no person decided. */
    changed_by: string | null;
    changed_at: number;
    knocked_at: number | null;
  };
  readonly claims: {
    organization: string;
    key: string;
    /** When the holder began it. */
    since: number;
    held_until: number;
    /** Absent while it runs. */
    outcome: string | null;
    keep_until: number;
    /** Of the process that runs it, where the hold ends with it. */
    life: string | null;
  };
  /** One row a setting, so that two changes at once never undo each other. */
  readonly conversation_settings: {
    organization: string;
    conversation: string;
    name: string;
    /** JSON; `null` when it was unset. */
    value: string;
  };
  /** One row a thing, so that two changes at once never undo each other. */
  readonly person_settings: { organization: string; person: string; name: string; value: string };
  /** What a person asked and was answered, where no platform keeps it. */
  readonly exchanges: {
    organization: string;
    person: string;
    id: string;
    at: number;
    /** JSON of the adapter's own. */
    body: string;
  };
  readonly buttons: {
    organization: string;
    key: string;
    /** SHA-256 of the payload, by which the same payload finds its key. */
    digest: string;
    payload: string;
    expires_at: number;
  };
  /** Messages as they were pushed. `organization` is the account that they were pushed to. */
  readonly inbox: {
    /** In the order of arrival. */
    id: Generated<number>;
    organization: string;
    /** What {@link inboxKeyOf} says of the digest, or the next free number where another digest has that one. */
    key: number;
    /** SHA-256 of the raw bytes. */
    digest: string;
    /** Absent some time after it was read. */
    body: string | null;
    trace: string;
    received_at: number;
    /** Absent while it waits to be read. */
    settled_at: number | null;
    /** 1 when it was settled and could not be read, else absent. */
    unreadable: number | null;
  };
  /** Which pushed messages, by their `id` in the inbox, were about which orders. `organization` is the account. */
  readonly order_messages: { organization: string; order_id: string; message: number };
  /** `organization` is the account that the orders were placed with. */
  readonly orders: {
    organization: string;
    order_id: string;
    /** JSON of the orders' own. */
    state: string;
    /** 0 within a transaction that locks an order which is not there yet, and never after it. */
    version: number;
    phase: string;
    created_at: number;
    changed_at: number;
    ask_at: number | null;
    check_at: number | null;
  };
  /** `organization` is the account that the orders were placed with. */
  readonly ordered_goods: {
    organization: string;
    order_id: string;
    /** JSON of the orders' own. */
    goods: string;
    ordered_at: number;
  };
  readonly watches: {
    organization: string;
    conversation: string;
    subject: string;
    workspace: string;
    account: string;
    /** JSON of the notifications' own. */
    rule: string;
    set_by: string;
    set_at: number;
  };
  /** One row a conversation that was ever to be told something. */
  readonly queues: {
    organization: string;
    conversation: string;
    workspace: string;
    /** When it may be claimed: while it is held the end of that, absent when nothing waits. */
    ready_at: number | null;
    /** Since when it could have been claimed when it last was. */
    ready_since: number | null;
    next_send_at: number;
    lease_holder: string | null;
    /** The life of the process that holds it. */
    lease_process: string | null;
    held_until: number;
  };
  /** What is still to be said in conversations. */
  readonly outbox: {
    organization: string;
    conversation: string;
    subject_kind: string;
    subject_id: string;
    /** Empty where there is but one message about the subject. */
    part: string;
    version: number;
    workspace: string;
    /** The account that the subject belongs to, if it does to one. */
    account: string | null;
    /** JSON of the delivery kind's own, as is `progress`. */
    content: string;
    progress: string | null;
    due_at: number;
    created_at: number;
    trace: string;
    attempts: number;
    /** Present, with `attempt_at`, while the outcome of an attempt is not known. */
    attempt_key: string | null;
    attempt_at: number | null;
    /** The life of the process that began it; absent where it had none, or an earlier version began it. */
    attempt_process: string | null;
    /** Since when that process is known to be over. */
    attempt_over_at: number | null;
    /** Present, with `reason`, while it is parked. */
    parked_at: number | null;
    reason: string | null;
    /** When the copy was made out of which it was restored: it may have been said since. */
    copied_at: number | null;
  };
  /** Messages about subjects that stand in conversations. */
  readonly cards: {
    organization: string;
    conversation: string;
    subject_kind: string;
    subject_id: string;
    part: string;
    /** The platform's own name of the message. */
    message: string;
    posted_at: number;
    /** The subject's version that it shows. */
    version: number;
  };
  /** `organization` may be an account. */
  readonly turns: {
    organization: string;
    name: string;
    /** Absent when no process has the turn. */
    holder: string | null;
    held_until: number;
    note: string | null;
    /** Of the process that has it. */
    life: string | null;
  };
  /** The audit log; which of its columns the hash covers, and how, is the audit's own (`src/domain/audit/chain.ts`). */
  readonly audit: {
    organization: string;
    seq: number;
    at: number;
    workspace: string;
    /** `direct` for a direct message. */
    conversation: string;
    command: string;
    outcome: string;
    trace: string;
    /** JSON of ids and numbers. */
    facts: string;
    before: string;
    hash: string;
    person_mark: string | null;
    person: string | null;
    person_salt: string | null;
    about_mark: string | null;
    about: string | null;
    about_salt: string | null;
    words_mark: string | null;
    words: string | null;
    words_salt: string | null;
  };
  /** The orders that records of the audit log are about. */
  readonly audit_orders: { order_id: string; at: number; organization: string; seq: number };
  /** One row a chain of the audit log: its last record, and the last that was cut off. */
  readonly audit_heads: {
    organization: string;
    seq: number;
    hash: string;
    cut_seq: number;
    cut_hash: string;
  };
  /**
   * What stood at the end of a chain at times, and how far its front was cut off then. Of PostgreSQL alone: beside a file
   * of SQLite it is a file.
   */
  readonly audit_anchors: {
    organization: string;
    seq: number;
    hash: string;
    at: number;
    cut_seq: number;
    /** When the first record that was not cut off was made. */
    front_at: number | null;
  };
  /** Seller links that stand behind a link of the bot's own. */
  readonly guarded_links: {
    organization: string;
    id: string;
    workspace: string;
    conversation: string;
    link: string;
    offer: string;
    expires_at: number;
    opens: number;
  };
  /** What the bot signs with, by what it is for. */
  readonly link_keys: { name: string; key: string };
  readonly grants: {
    organization: string;
    /** A conversation, or `everywhere`. */
    scope: string;
    subject: string;
    role: string;
    name: string;
    granted_by: string;
    granted_at: number;
  };
  /** For which of the partner's users calls are made. */
  readonly account_choices: {
    organization: string;
    subject: string;
    user_id: string;
    set_by: string;
    set_at: number;
  };
  /** For which of them an order was placed; empty: the account's own. `organization` is an account. */
  readonly order_users: { organization: string; order_id: string; user_id: string };
  /** Codes that join another place to `organization`. */
  readonly join_codes: {
    organization: string;
    /** SHA-256 of the code. */
    digest: string;
    made_by: string;
    expires_at: number;
  };
  readonly requests: {
    organization: string;
    id: string;
    kind: string;
    subject: string;
    asker: string;
    /** 1 while it waits for a decision, else 0. */
    open: number;
    status: string;
    /** JSON of the approvals' own. */
    state: string;
    version: number;
    created_at: number;
    changed_at: number;
    due_at: number | null;
    /** The conversation where those who decide see it. */
    shown_in: string | null;
  };
  readonly organization_settings: { organization: string; name: string; value: string };
  /** What people spent of late, and for each of them one row that says nothing, to be locked. */
  readonly spending: {
    organization: string;
    person: string;
    account: string;
    what: string;
    fen: number;
    at: number;
  };
  /** How often something was done on a day. `organization` is an account. */
  readonly daily_counts: {
    organization: string;
    name: string;
    day: string;
    counted: number;
    /** Of the last time. */
    at: number;
  };
}

/** The column that says whose a row is. */
export const organizationColumn = 'organization';

/** The tables whose rows belong to no single organization. Any other table's do: a new one is scoped. */
export const sharedTables: ReadonlySet<string> = new Set<keyof Schema>([
  'migrations',
  'accounts',
  'account_keys',
  'account_users',
  'releases',
  'copies',
  'joined_workspaces',
  'admissions',
  'link_keys',
]);
