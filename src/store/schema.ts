/**
 * The tables, the same in every dialect. Texts are `text`, times are `bigint` milliseconds since 1970 UTC
 * (below 2^53, so a dialect must give them as numbers).
 */
export interface Schema {
  /** The migrations that were applied. */
  readonly migrations: { name: string; applied_at: number };
  /** Places that were joined to another organization than their own. */
  readonly organization_places: { place: string; organization: string };
  readonly claims: {
    organization: string;
    key: string;
    /** When the holder began it. */
    since: number;
    held_until: number;
    /** Absent while it runs. */
    outcome: string | null;
    keep_until: number;
  };
  /** One row a setting, so that two changes at once never undo each other. */
  readonly conversation_settings: {
    organization: string;
    conversation: string;
    name: string;
    /** JSON; `null` when it was unset. */
    value: string;
  };
  readonly buttons: {
    organization: string;
    key: string;
    /** SHA-256 of the payload, by which the same payload finds its key. */
    digest: string;
    payload: string;
    expires_at: number;
  };
  /** What the partner pushed. `organization` is the account, as it is of orders and turns. */
  readonly inbox: {
    organization: string;
    /** SHA-256 of the raw bytes. */
    digest: string;
    body: string;
    trace: string;
    received_at: number;
    state: 'waiting' | 'done' | 'unreadable';
  };
  readonly orders: {
    organization: string;
    order_id: string;
    state: string;
    version: number;
    phase: string;
    created_at: number;
    changed_at: number;
    ask_at: number | null;
    check_at: number | null;
  };
  readonly watches: {
    organization: string;
    conversation: string;
    subject: string;
    place: string;
    /** Whose orders they are about. */
    account: string;
    rule: string;
    set_by: string;
    set_at: number;
  };
  /** The queue of one conversation. */
  readonly lanes: {
    organization: string;
    conversation: string;
    place: string;
    /** When its next delivery is due; absent while nothing waits. */
    due_at: number | null;
    holder: string;
    held_until: number;
    free_at: number;
  };
  readonly deliveries: {
    organization: string;
    conversation: string;
    order_id: string;
    version: number;
    place: string;
    account: string;
    content: string;
    trace: string;
    created_at: number;
    due_at: number;
    attempts: number;
    attempt_key: string | null;
    attempt_at: number | null;
    state: 'due' | 'parked';
    parked_at: number | null;
    reason: string | null;
  };
  /** The living card of an order in a conversation. */
  readonly order_cards: {
    organization: string;
    conversation: string;
    order_id: string;
    message: string;
    posted_at: number;
    version: number;
  };
  readonly turns: {
    organization: string;
    name: string;
    holder: string;
    held_until: number;
    note: string | null;
  };
}

/** The column that says whose a row is. */
export const organizationColumn = 'organization';

/** The tables whose rows belong to no single organization. Any other table's do: a new one is guarded. */
export const sharedTables: ReadonlySet<string> = new Set<keyof Schema>(['migrations', 'organization_places']);
