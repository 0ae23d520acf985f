import { checkChain, linkOn } from '../audit/chain.ts';
import type { AuditEntry, AuditRecord } from '../audit/entry.ts';
import type { Clock } from '../runtime/clock.ts';
import { mentionsPerson } from '../runtime/person-names.ts';
import type { Random } from '../runtime/random.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import { auditRowOf, lockHead, moveHead, readHead, recordOf, storableEntry } from './audit-rows.ts';
import { createGathering, inParts } from './batches.ts';
import type { AuditQuery, AuditTrail } from './contract/audit.ts';
import { type Database, holds, type ScopedQueries, type TransactingDatabase } from './database.ts';

/** How many entries one transaction adds, and how many of its rows, of twenty parameters, one statement. */
const atOnce = 200;
const rowsAtOnce = 500;

/** 22 characters of 62 kinds: 130 bits. */
const saltLength = 22;

/** How many records a check has in memory at once. */
const checkedAtOnce = 1_000;

/** How often a check begins anew because old records were cut off under it. */
const tries = 3;

/** {@link AuditTrail} in the tables `audit` and `audit_heads`. A transaction that adds to a chain has its head locked. */
export function createAudit({
  database,
  clock,
  random,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}): AuditTrail {
  const { scoped, unscoped } = database;

  async function appendTo(transaction: Database, organization: string, entries: readonly AuditEntry[]) {
    const head = await lockHead(transaction, organization);
    const added: AuditRecord[] = [];
    for (const entry of entries) {
      const record = linkOn(added.at(-1) ?? head, storableEntry(entry), {
        at: clock.now(),
        salt: () => random.token(saltLength),
      });
      added.push(record);
    }
    for (const part of inParts(added, rowsAtOnce)) {
      await transaction.scoped.insertInto('audit').values(part.map(auditRowOf)).execute();
    }
    const { seq, hash } = added.at(-1) ?? head;
    await moveHead(transaction.scoped, organization, { ...head, seq, hash });
    return added;
  }

  async function appendAll(entries: readonly AuditEntry[]): Promise<readonly AuditRecord[]> {
    // In one order everywhere, so that two processes that add to the same chains never wait for each other.
    const organizations = [...new Set(entries.map(({ organization }) => organization))].sort();
    return database.transact(async (transaction) => {
      const added = new Map<AuditEntry, AuditRecord>();
      for (const organization of organizations) {
        const mine = entries.filter((entry) => entry.organization === organization);
        const records = await appendTo(transaction, organization, mine);
        for (const [index, record] of records.entries()) {
          const entry = mine[index];
          if (entry !== undefined) added.set(entry, record);
        }
      }
      return entries.flatMap((entry) => added.get(entry) ?? []);
    });
  }

  function chosen({ organization, person, command, since, before }: AuditQuery) {
    let query = scoped.selectFrom('audit').selectAll().where('organization', '=', organization);
    if (person !== undefined) {
      query = query.where(({ eb, or }) => or([eb('person', '=', person), eb('about', '=', person)]));
    }
    if (command !== undefined) {
      query = query.where(({ eb, or }) =>
        or([eb('command', '=', command), eb('command', 'like', `${command} %`)]),
      );
    }
    if (before !== undefined) query = query.where('seq', '<', before);
    return since === undefined ? query : query.where('at', '>=', since);
  }

  async function check(organization: string): Promise<Awaited<ReturnType<AuditTrail['verify']>>> {
    for (let left = tries; ; left -= 1) {
      const head = await readHead(scoped, organization);
      const chain = checkChain(head);
      let broken: ReturnType<typeof chain.take>;
      let last: AuditRecord | undefined;
      do {
        const rows = await scoped
          .selectFrom('audit')
          .selectAll()
          .where('organization', '=', organization)
          .where('seq', '>', last?.seq ?? 0)
          .where('seq', '<=', head.seq)
          .orderBy('seq')
          .limit(checkedAtOnce)
          .execute();
        last = undefined;
        for (const row of rows) {
          last = recordOf(row);
          broken ??= chain.take(last);
        }
      } while (last !== undefined && broken === undefined);
      broken ??= chain.end() ?? (await beyondHead(organization));
      if (broken === undefined) return { good: chain.good };
      const { cutSeq } = await readHead(scoped, organization);
      if (cutSeq === head.cutSeq || left <= 1) return { good: chain.good, broken };
    }
  }

  /** The head is read last: what is added at this moment moves it together with the records. */
  async function beyondHead(organization: string) {
    const newest = await scoped
      .selectFrom('audit')
      .select('seq')
      .where('organization', '=', organization)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const head = await readHead(scoped, organization);
    if (newest === undefined || newest.seq <= head.seq) return undefined;
    return { seq: head.seq + 1, why: 'too many' as const };
  }

  return {
    append: createGathering({ run: appendAll, atOnce }),
    async list({ skip = 0, limit, ...query }) {
      const rows = await chosen(query).orderBy('seq', 'desc').limit(limit).offset(skip).execute();
      return rows.map(recordOf);
    },
    forget: (whom) => database.transact(({ scoped: rows }) => forgetInAudit(rows, whom)),
    verify: ({ organization }) => check(organization),
    lengths: () =>
      unscoped.selectFrom('audit_heads').select(['organization', 'seq']).orderBy('organization').execute(),
    async organizations() {
      const [chains, heads] = await Promise.all([
        unscoped.selectFrom('audit').select('organization').distinct().execute(),
        unscoped.selectFrom('audit_heads').select('organization').execute(),
      ]);
      return [...new Set([...chains, ...heads].map(({ organization }) => organization))].sort();
    },
  };
}

/**
 * Erases a person from an organization's records; of how many. What they wrote, what was written on them, and what others
 * wrote that names them goes too.
 */
export async function forgetInAudit(
  rows: ScopedQueries,
  { organization, person }: { readonly organization: string; readonly person: string },
): Promise<number> {
  const { records } = await rows
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('records'))
    .where('organization', '=', organization)
    .where(({ eb, or }) => or([eb('person', '=', person), eb('about', '=', person)]))
    .executeTakeFirstOrThrow();
  for (const column of ['person', 'about'] as const) {
    await rows
      .updateTable('audit')
      .set({ [column]: null, [`${column}_salt`]: null, words: null, words_salt: null })
      .where('organization', '=', organization)
      .where(column, '=', person)
      .execute();
  }
  const written = await rows
    .selectFrom('audit')
    .select(['seq', 'words'])
    .where('organization', '=', organization)
    .where(holds('words', splitScopedId(person).id))
    .execute();
  const naming = written.filter(({ words }) => words !== null && mentionsPerson(words, person));
  for (const { seq } of naming) {
    await rows
      .updateTable('audit')
      .set({ words: null, words_salt: null })
      .where('organization', '=', organization)
      .where('seq', '=', seq)
      .execute();
  }
  return records + naming.length;
}

/** Erases every personal value of an organization's records; of how many. Their hashes hold without them. */
export async function forgetChain(rows: ScopedQueries, organization: string): Promise<number> {
  const { numUpdatedRows } = await rows
    .updateTable('audit')
    .set({ person: null, person_salt: null, about: null, about_salt: null, words: null, words_salt: null })
    .where('organization', '=', organization)
    .where(({ eb, or }) =>
      or([eb('person', 'is not', null), eb('about', 'is not', null), eb('words', 'is not', null)]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
