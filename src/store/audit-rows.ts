import type { Insertable, Selectable } from 'kysely';
import { emptyHead } from '../domain/audit/chain.ts';
import type { AuditEntry, AuditRecord, ChainHead } from '../domain/audit/entry.ts';
import { storable } from './bindable.ts';
import { type Database, lockingRows, type ScopedQueries } from './database.ts';
import type { Places } from './prepared.ts';
import type { Schema } from './schema.ts';

/** `entry` with its texts as the database keeps them: what is hashed must be what is read again. */
export function storableEntry({ person, about, words, ...rest }: AuditEntry): AuditEntry {
  const { organization, workspace, conversation, command, trace } = rest;
  return {
    // Its facts are written as JSON, which has neither in any case.
    ...rest,
    organization: storable(organization),
    workspace: storable(workspace),
    conversation: storable(conversation),
    command: storable(command),
    trace: storable(trace),
    ...(person !== undefined && { person: storable(person) }),
    ...(about !== undefined && { about: storable(about) }),
    ...(words !== undefined && { words: storable(words) }),
  };
}

export function recordOf(row: Selectable<Schema['audit']>): AuditRecord {
  const { organization, seq, at, workspace, conversation, command, outcome, trace, facts, before, hash } =
    row;
  return {
    organization,
    seq,
    at,
    workspace,
    conversation,
    command,
    outcome,
    trace,
    facts,
    before,
    hash,
    personal: {
      person: { mark: row.person_mark, value: row.person, salt: row.person_salt },
      about: { mark: row.about_mark, value: row.about, salt: row.about_salt },
      words: { mark: row.words_mark, value: row.words, salt: row.words_salt },
    },
  };
}

function auditRowOf({ personal, ...rest }: AuditRecord): Insertable<Schema['audit']> {
  const { person, about, words } = personal;
  return {
    ...rest,
    person_mark: person.mark,
    person: person.value,
    person_salt: person.salt,
    about_mark: about.mark,
    about: about.value,
    about_salt: about.salt,
    words_mark: words.mark,
    words: words.value,
    words_salt: words.salt,
  };
}

/** Adds so many rows of {@link auditRowOf}, with the values that {@link namedAuditRow} gives by their numbers. */
export function auditInsertion(scoped: ScopedQueries, place: Places, count: number) {
  const rows = Array.from({ length: count }, (_, at): Insertable<Schema['audit']> => {
    const of = <Value extends string | number | null = string>(column: string) =>
      place<Value>(`${column} ${at}`);
    return {
      organization: place('organization'),
      seq: of<number>('seq'),
      at: of<number>('at'),
      workspace: of('workspace'),
      conversation: of('conversation'),
      command: of('command'),
      outcome: of('outcome'),
      trace: of('trace'),
      facts: of('facts'),
      before: of('before'),
      hash: of('hash'),
      person_mark: of<string | null>('person_mark'),
      person: of<string | null>('person'),
      person_salt: of<string | null>('person_salt'),
      about_mark: of<string | null>('about_mark'),
      about: of<string | null>('about'),
      about_salt: of<string | null>('about_salt'),
      words_mark: of<string | null>('words_mark'),
      words: of<string | null>('words'),
      words_salt: of<string | null>('words_salt'),
    };
  });
  return scoped.insertInto('audit').values(rows);
}

/** The values of a record's row by the names of their workspaces in {@link auditInsertion}. */
export function namedAuditRow(
  record: AuditRecord,
  at: number,
): readonly (readonly [string, string | number | null])[] {
  return Object.entries(auditRowOf(record)).map(([column, value]) => [`${column} ${at}`, value ?? null]);
}

/** Where the chain stands; an empty head where there is none yet. */
export async function readHead(scoped: ScopedQueries, organization: string): Promise<ChainHead> {
  const row = await headOf(scoped, organization).executeTakeFirst();
  return row === undefined ? emptyHead : chainHead(row);
}

/** Where the chain stands. No other transaction changes that until this one ends. Makes the head where there is none. */
export async function lockHead(transaction: Database, organization: string): Promise<ChainHead> {
  const locked = () => lockingRows(headOf(transaction.scoped, organization), transaction).executeTakeFirst();
  const found = await locked();
  if (found !== undefined) return chainHead(found);
  const { seq, hash, cutSeq, cutHash } = emptyHead;
  await transaction.scoped
    .insertInto('audit_heads')
    .values({ organization, seq, hash, cut_seq: cutSeq, cut_hash: cutHash })
    .onConflict((conflict) => conflict.column('organization').doNothing())
    .execute();
  // Another transaction may have made it, and be ahead already.
  const made = await locked();
  return made === undefined ? emptyHead : chainHead(made);
}

export async function moveHead(
  scoped: ScopedQueries,
  organization: string,
  { seq, hash, cutSeq, cutHash }: ChainHead,
): Promise<void> {
  await scoped
    .updateTable('audit_heads')
    .set({ seq, hash, cut_seq: cutSeq, cut_hash: cutHash })
    .where('organization', '=', organization)
    .execute();
}

export function headOf(scoped: ScopedQueries, organization: string) {
  return scoped.selectFrom('audit_heads').selectAll().where('organization', '=', organization);
}

export function chainHead(row: Selectable<Schema['audit_heads']>): ChainHead {
  return { seq: row.seq, hash: row.hash, cutSeq: row.cut_seq, cutHash: row.cut_hash };
}
