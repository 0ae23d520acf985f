/* Whole pieces of work on the store whose input and outcome are data, so that another thread can do them. */

import type { AuditEntry, PersonalField } from '../../domain/audit/entry.ts';
import type { OrderTransaction, PushedMessage } from './orders.ts';

/** A kind of work that is done as a whole or not at all. */
export interface Unit<In, Out> {
  readonly name: string;
  /** Reads what crossed the threads. @throws where it is no such input */
  input(value: unknown): In;
  /** Reads what crossed back. @throws where it is no such outcome */
  outcome(value: unknown): Out;
  /** Resolves once what it did is durable; when it rejects nothing was done. */
  run(tables: UnitTables, input: In): Promise<Out>;
}

/**
 * Does a unit's work, on whichever thread that is. It must not be asked for inside of a transaction, which it would wait for.
 * Rejects with a StoreError.
 */
export type RunUnit = <In, Out>(unit: Unit<In, Out>, input: In) => Promise<Out>;

/** What units are made of. */
export interface UnitTables {
  /** Of each message whether it is new, in their order. */
  keepMessages(messages: readonly PushedMessage[]): Promise<readonly ('new' | 'repeat')[]>;
  /** Adds the entries to their chains and gives the numbers of their records there, in the entries' order. */
  appendEntries(entries: readonly DatedEntry[]): Promise<readonly number[]>;
  /** As `Orders.transact`, at `now`, ms since 1970 UTC. */
  transact<T>(now: number, work: (transaction: OrderTransaction) => Promise<T>): Promise<T>;
  /** Ms that have gone by, for work that measures itself; on a thread of the store's own, ms of processor time. */
  elapsed(): number;
}

/** An audit entry with what its record is made of besides. */
export interface DatedEntry {
  readonly entry: AuditEntry;
  /** When it happened, ms since 1970 UTC. */
  readonly at: number;
  /** A new unguessable text for each personal value that the entry has. */
  readonly salts: Readonly<Partial<Record<PersonalField, string>>>;
}
