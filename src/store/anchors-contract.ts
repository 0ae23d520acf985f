import type { Anchor, AnchorBreak } from '../audit/anchors.ts';

/** What names the end of a chain. */
export type AnchorName = Pick<Anchor, 'organization' | 'seq' | 'hash'>;

/**
 * What stood at the end of each chain of the audit trail at times, kept outside of the chains: in a file beside the
 * database (SQLite), or in a table of its own (PostgreSQL). Any number of processes may do this at once: none takes back
 * what another anchored.
 */
export interface AuditAnchors {
  /** Compares every chain with its anchors, then anchors it as it is now. To be called now and then, and at the end. */
  renew(): Promise<AnchorReport>;
  /** Compares and changes nothing. */
  compare(): Promise<AnchorReport>;
  /** Whether a chain still has a record that an operator wrote down; `too old`: it was cut off for its age since. */
  check(anchor: AnchorName): Promise<'holds' | 'too old' | AnchorBreak>;
}

export interface AnchorReport {
  /** The end of each chain that has records, by the organizations' names. */
  readonly heads: readonly AnchorName[];
  /** In what the chains are not what they were. */
  readonly breaks: readonly AnchorBreak[];
  /** Where anchors are kept, for a person; absent: nowhere, since the database is in memory. */
  readonly where?: string;
  /** How many there were. */
  readonly anchors: number;
  /** Why they could not be read or kept, with what to do. */
  readonly fault?: string;
}
