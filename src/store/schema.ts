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
}

/** The column that says whose a row is. */
export const organizationColumn = 'organization';

/** The tables whose rows belong to no single organization. Any other table's do: a new one is guarded. */
export const sharedTables: ReadonlySet<string> = new Set<keyof Schema>(['migrations', 'organization_places']);
