import { hash } from 'node:crypto';
import {
  type AuditEntry,
  type AuditRecord,
  type ChainHead,
  firstHash,
  type PersonalField,
  personalFields,
  type Sealed,
} from './entry.ts';

/** The head of a chain that has no record yet. */
export const emptyHead: ChainHead = { seq: 0, hash: firstHash, cutSeq: 0, cutHash: firstHash };

/**
 * `entry` as the next record after `head`. `salts` has a new unguessable text for each personal value: without the salt no
 * reader can tell an erased value, not even by trying all of them.
 * @throws TypeError for a personal value without a salt
 */
export function linkOn(
  head: Pick<ChainHead, 'seq' | 'hash'>,
  entry: AuditEntry,
  { at, salts }: { readonly at: number; readonly salts: Readonly<Partial<Record<PersonalField, string>>> },
): AuditRecord {
  const { organization, workspace, conversation, command, outcome, trace } = entry;
  const seal = (field: PersonalField): Sealed => {
    const value = entry[field];
    if (value === undefined) return { mark: null, value: null, salt: null };
    const fresh = salts[field];
    if (fresh === undefined) throw new TypeError(`no salt was given for ${field}`);
    return { mark: markOf(field, fresh, value), value, salt: fresh };
  };
  const record = {
    organization,
    seq: head.seq + 1,
    at,
    workspace,
    conversation,
    command,
    outcome,
    trace,
    facts: JSON.stringify(Object.fromEntries(Object.entries(entry.facts).sort(byName))),
    personal: { person: seal('person'), about: seal('about'), words: seal('words') },
    before: head.hash,
  };
  return { ...record, hash: hashOf(record) };
}

/** What is wrong with a chain, and from which record on. */
export interface ChainBreak {
  readonly seq: number;
  readonly why: 'missing' | 'out of place' | 'changed' | 'personal data changed' | 'too many' | 'cut off';
}

/** Checks one chain from its beginning, record by record. */
export interface ChainCheck {
  /** The records in their order. The first thing that is wrong, if anything is. */
  take(record: AuditRecord): ChainBreak | undefined;
  /** After the last record. */
  end(): ChainBreak | undefined;
  /** How many records were good. */
  readonly good: number;
}

/**
 * A check of the chain that `head` says there is. It tells any change of a record, a gap, records that were moved, and a
 * missing end. A chain whose records and head were all rewritten, with new hashes, passes it; that is told by what was
 * anchored outside of the chain (`anchors.ts`). An erased personal value is not told from one that was forgotten on demand.
 */
export function checkChain(head: ChainHead): ChainCheck {
  let last = { seq: head.cutSeq, hash: head.cutHash };
  let good = 0;
  return {
    take(record) {
      const { seq } = record;
      if (seq > head.seq || seq <= last.seq) return { seq, why: 'too many' };
      if (seq !== last.seq + 1) return { seq: last.seq + 1, why: 'missing' };
      if (record.before !== last.hash) return { seq, why: 'out of place' };
      if (record.hash !== hashOf(record)) return { seq, why: 'changed' };
      if (!personalFields.every((field) => isSealed(field, record.personal[field]))) {
        return { seq, why: 'personal data changed' };
      }
      last = { seq, hash: record.hash };
      good += 1;
      return undefined;
    },
    end() {
      if (last.seq !== head.seq) return { seq: last.seq + 1, why: 'cut off' };
      return last.hash === head.hash ? undefined : { seq: last.seq, why: 'out of place' };
    },
    get good() {
      return good;
    },
  };
}

/** Whether a value is the one that was sealed, or was erased with its salt, or never was there. */
function isSealed(field: PersonalField, { mark, value, salt }: Sealed): boolean {
  if (value === null || salt === null) return value === null && salt === null;
  return mark === markOf(field, salt, value);
}

function markOf(field: PersonalField, salt: string, value: string): string {
  return digest([field, salt, value]);
}

function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const { organization, seq, at, workspace, conversation, command, outcome, trace, facts, before } = record;
  const marks = personalFields.map((field) => record.personal[field].mark);
  return digest([
    'record 1',
    before,
    organization,
    seq,
    at,
    workspace,
    conversation,
    command,
    outcome,
    trace,
    facts,
    ...marks,
  ]);
}

/** Of a list, so that no two lists of texts run together to the same bytes. */
function digest(parts: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(parts));
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}
