import { minuteMs } from '../runtime/durations.ts';
import type { Schema } from './schema.ts';

/** The columns of a table that hold a point in time. */
type TimesOf<Table> = Extract<keyof Table, `${string}_at` | `${string}_until` | 'at' | `${string}since`>;

/** What a point in time is, and so what becomes of it where the machine's clock was set back. */
type PointInTime =
  /** When something happened, by the clock as it was then. It stays, and what counts from it bears one that is still to come. */
  | 'happened'
  /** Until when something is kept or good for. It lasts as much longer as the clock was ahead. */
  | 'kept until'
  /** It follows from facts that are kept beside it, and is made of them anew. */
  | 'of facts'
  /** What is waited for: once the clock is right, it lies at most so many ms ahead; only where the column `free` is empty. */
  | { readonly mostAheadMs: number; readonly free?: string };

/** A conversation's pace, and what of it a process that stood still may have left. */
const soonMs = 2000;

/** As long as processes hold what they work on: one that is alive renews it, or is through with it by then. */
const leaseMs = minuteMs;

/** As long as the longest claim, that of a payment, so that none is begun twice. */
export const longestClaimMs = 10 * minuteMs;

/** Every point in time that is kept, by table and column; in a list where both of its rules hold. */
export const pointsInTime: {
  readonly [Table in keyof Schema as TimesOf<Schema[Table]> extends never ? never : Table]: {
    readonly [Column in TimesOf<Schema[Table]>]: PointInTime | readonly PointInTime[];
  };
} = {
  migrations: { applied_at: 'happened' },
  releases: { migrated_at: 'happened' },
  copies: { made_at: 'happened', restored_at: 'happened' },
  accounts: { used_at: 'happened' },
  account_users: { since: 'happened' },
  admissions: { changed_at: 'happened', knocked_at: 'happened' },
  claims: { since: 'happened', held_until: { mostAheadMs: longestClaimMs }, keep_until: 'kept until' },
  exchanges: { at: 'happened' },
  buttons: { expires_at: 'kept until' },
  inbox: { received_at: 'happened', settled_at: 'happened' },
  orders: {
    created_at: 'happened',
    changed_at: 'happened',
    ask_at: { mostAheadMs: leaseMs },
    check_at: 'of facts',
  },
  ordered_goods: { ordered_at: 'happened' },
  watches: { set_at: 'happened' },
  queues: {
    ready_at: [{ mostAheadMs: leaseMs }, { mostAheadMs: soonMs, free: 'lease_holder' }],
    ready_since: 'happened',
    next_send_at: { mostAheadMs: soonMs },
    held_until: { mostAheadMs: leaseMs },
  },
  // Those that wait for the end of quiet hours or for a time of the day are planned anew when they are due.
  outbox: {
    due_at: { mostAheadMs: 0 },
    created_at: 'happened',
    attempt_at: 'happened',
    attempt_over_at: 'happened',
    parked_at: 'happened',
    copied_at: 'happened',
  },
  cards: { posted_at: 'happened' },
  turns: { held_until: { mostAheadMs: leaseMs } },
  audit: { at: 'happened' },
  audit_orders: { at: 'happened' },
  audit_anchors: { at: 'happened', front_at: 'happened' },
  guarded_links: { expires_at: 'kept until' },
  grants: { granted_at: 'happened' },
  account_choices: { set_at: 'happened' },
  join_codes: { expires_at: { mostAheadMs: 15 * minuteMs } },
  requests: { created_at: 'happened', changed_at: 'happened', due_at: 'of facts' },
  // What was spent counts for a day from then on.
  spending: { at: { mostAheadMs: 0 } },
  daily_counts: { at: 'happened' },
};
