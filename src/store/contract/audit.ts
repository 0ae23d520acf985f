/* The audit log, what guards it against changes from outside, and how a person is taken out of all that is kept. */

import type { Anchor, AnchorBreak } from '../../domain/audit/anchors.ts';
import type { ChainBreak } from '../../domain/audit/chain.ts';
import type { AuditEntry, AuditRecord } from '../../domain/audit/entry.ts';

/** Which records are wanted; all of the organization's when only that is given. */
export interface AuditQuery {
  readonly organization: string;
  /** `platform:id` of the person who did it, or it was done to. */
  readonly person?: string;
  /** A command's whole name, or its first word. */
  readonly command?: string;
  /** Ms since 1970 UTC. */
  readonly since?: number;
  /** The number of a record: only those before it. */
  readonly before?: number;
}

/**
 * The audit log: of each organization one chain of records, in which each covers the one before by its hash. Records are
 * added, and cut off at the front once they are past their age (`Store.sweep`); nothing else ever happens to one but that
 * personal values are erased from it, which its hash survives.
 */
export interface AuditTrail {
  /**
   * Resolves once the record is durable, with its number in its chain. Any number of processes may call it at once: the chain has no gap and no fork.
   * Calls that come while a commit is under way share the next one. When it rejects the record was not written, or, where
   * the fault is `unreachable`, it may have been.
   */
  append(entry: AuditEntry): Promise<number>;
  /** The newest first. */
  list(
    query: AuditQuery & { readonly skip?: number; readonly limit: number },
  ): Promise<readonly AuditRecord[]>;
  /**
   * Erases `person` as the one who did something or to whom it was done, and what was written by or about them. How many
   * records it was.
   */
  forget(input: { readonly organization: string; readonly person: string }): Promise<number>;
  /** Goes through a whole chain. `good`: how many records were as they should be. */
  verify(input: {
    readonly organization: string;
  }): Promise<{ readonly good: number; readonly broken?: ChainBreak }>;
  /** How many records each chain ever had, by its organization, for metrics. */
  lengths(most?: number): Promise<readonly { readonly organization: string; readonly seq: number }[]>;
  /** Every organization that has a chain, for the doctor. */
  organizations(): Promise<readonly string[]>;
}

/** What names the end of a chain. */
export type AnchorName = Pick<Anchor, 'organization' | 'seq' | 'hash'>;

/**
 * What stood at the end of each chain of the audit log at times, kept outside of the chains: in a file beside the database
 * (SQLite), or in a table of its own (PostgreSQL). Any number of processes may do this at once: none takes back what
 * another anchored.
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

/** Takes a person out of what the store knows. */
export interface Erasure {
  /**
   * Takes a person, `platform:id`, out of every row of `organization`, and everything out of their own direct messages with
   * the bot: all of it or, where that fails, nothing.
   *
   * A person's direct messages are theirs, whichever organization asks: where they are an organization of their own, no
   * other has anything in it, so that all of it goes. Its audit log keeps its records without their values, as any other
   * does.
   */
  forget(input: {
    readonly organization: string;
    readonly person: string;
    /** What stands for the workspace of the person's direct messages where those are in none, as `platform:workspace`. */
    readonly directWorkspace: string;
    /**
     * Of the organization's conversations, those between the person and the bot alone, as `platform:id`; `undefined` where
     * that could not be found out.
     */
    readonly directs: readonly string[] | undefined;
    readonly without: Without;
  }): Promise<Forgotten>;
  /** The workspaces whose rows a forgetting for `organization` reaches: its own, and those that were joined to it. */
  workspaces(input: { readonly organization: string }): Promise<readonly string[]>;
}

/** What is left of what the store itself can't read; `id` is the platform's own of the person. */
export interface Without {
  /** Of a watch's rule. */
  rule(rule: string, id: string): string;
  /** Of a delivery's content. */
  content(content: string, id: string): string;
  /** Of a request that others asked for. */
  request(state: string, person: string): string;
  /** The conversation between its asker and the bot alone in which a request was asked, if it was in one. */
  askedDirectly(state: string): string | undefined;
  /** The platform's own id of the conversation between the asker and the bot alone that an answer, by its progress, went to. */
  answeredDirectly(progress: string): string | undefined;
  /** In place of a card that named the person. */
  readonly card: string;
}

/** In how many rows a person was forgotten. */
export interface Forgotten {
  /** Of audit logs. */
  readonly records: number;
  readonly watches: number;
  readonly others: number;
  /** What of them could not be reached. */
  readonly stays: readonly Stays[];
}

/**
 * `spending`: what they spent within 24 hours, which a limit still counts; it ends by itself. `chain`: their direct
 * messages have an audit log, whose name holds their id, and its hashes cover that. `rule`: requests are still sent to
 * their direct messages, by a rule of the organization. `directs`: their direct messages could not be found.
 */
export type Stays = 'spending' | 'chain' | 'rule' | 'directs';
