import type { ChainBreak } from '../audit/chain.ts';
import type { AuditEntry, AuditRecord } from '../audit/entry.ts';

/** Which records are wanted; all of the organization's when only that is given. */
export interface AuditQuery {
  readonly organization: string;
  /** `platform:id` of whoever did it, or it was done to. */
  readonly person?: string;
  /** A command's whole name, or its first word. */
  readonly command?: string;
  /** Ms since 1970 UTC. */
  readonly since?: number;
  /** The number of a record: only those before it. */
  readonly before?: number;
}

/**
 * The audit trail: of each organization one chain of records, in which each covers the one before by its hash. Records
 * are added, and cut off at the front once they are past their age (`Store.sweep`); nothing else ever happens to one but
 * that personal values are erased from it, which its hash survives.
 */
export interface AuditTrail {
  /**
   * Resolves once the record is durable. Any number of processes may call it at once: the chain has no gap and no fork.
   * Calls that come while a commit is under way share the next one. When it rejects the record was not written, or, where
   * the fault is `unreachable`, it may have been.
   */
  append(entry: AuditEntry): Promise<AuditRecord>;
  /** The newest first. */
  list(
    query: AuditQuery & { readonly skip?: number; readonly limit: number },
  ): Promise<readonly AuditRecord[]>;
  /** Erases whoever did something, whom it was done to, and what was written by or about them. How many records it was. */
  forget(input: { readonly organization: string; readonly person: string }): Promise<number>;
  /** Goes through a whole chain. `good`: how many records were as they should be. */
  verify(input: {
    readonly organization: string;
  }): Promise<{ readonly good: number; readonly broken?: ChainBreak }>;
  /** How many records each chain ever had, by its organization, for metrics. */
  lengths(): Promise<readonly { readonly organization: string; readonly seq: number }[]>;
  /** Every organization that has a chain, for the doctor. */
  organizations(): Promise<readonly string[]>;
}
