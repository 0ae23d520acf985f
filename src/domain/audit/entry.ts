/** How far something came that the audit log tells of. */
export const auditOutcomes = ['begun', 'done', 'refused', 'not permitted', 'failed'] as const;
type AuditOutcome = (typeof auditOutcomes)[number];

/** The chain of what the operator does, which belongs to no team. */
export const operatorChain = 'operator';

/** What the audit log is told of one thing that was done, tried or refused. */
export interface AuditEntry {
  readonly organization: string;
  /** The workspace or server, by its platform's id; `direct` for one person's own direct messages. */
  readonly workspace: string;
  /** `platform:id` of a channel; `direct` for a direct message, whose id would name the person. */
  readonly conversation: string;
  /** The command's name, or what else acted. */
  readonly command: string;
  readonly outcome: AuditOutcome;
  /** The request id, as log lines have it. */
  readonly trace: string;
  /** What was done, in ids and numbers. Never a person, a link, a nickname, an address or a free text. */
  readonly facts: Readonly<Record<string, string>>;
  /** `platform:id` of the person who did it; absent where no person is known to have. */
  readonly person?: string;
  /** `platform:id` of whom it was done to. */
  readonly about?: string;
  /** A free text that a person wrote, such as a reason. */
  readonly words?: string;
}

/** What belongs to a person, and can be erased. */
export const personalFields = ['person', 'about', 'words'] as const;
export type PersonalField = (typeof personalFields)[number];

/** A personal value as the audit log keeps it. */
export interface Sealed {
  /** `sha256(salt, value)`, which the chain covers; absent where there never was a value. */
  readonly mark: string | null;
  /** Both absent where there never was a value, or it was erased. */
  readonly value: string | null;
  readonly salt: string | null;
}

/** One link of an organization's chain, as it is kept. */
export interface AuditRecord extends Omit<AuditEntry, PersonalField | 'outcome' | 'facts'> {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Ms since 1970 UTC, by the clock of the process that wrote it. */
  readonly at: number;
  readonly outcome: string;
  /** JSON of the facts, as it was hashed. */
  readonly facts: string;
  readonly personal: Readonly<Record<PersonalField, Sealed>>;
  /** The hash of the record before, or where the chain was cut, of the last that was cut off. */
  readonly before: string;
  readonly hash: string;
}

/** Where a chain stands. */
export interface ChainHead {
  /** Of the last record; 0 and {@link firstHash} before there is any. */
  readonly seq: number;
  readonly hash: string;
  /** Of the last record that was cut off for its age; 0 and {@link firstHash} when none was. */
  readonly cutSeq: number;
  readonly cutHash: string;
}

/** What the first record of a chain has before it. */
export const firstHash = '0'.repeat(64);
