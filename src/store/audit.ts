import { checkChain, linkOn } from '../domain/audit/chain.ts';
import { type AuditEntry, type AuditRecord, personalFields } from '../domain/audit/entry.ts';
import { ordersNamed } from '../domain/audit/orders-named.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { mentionsPerson, splitScopedId } from '../runtime/scoped-id.ts';
import {
  auditInsertion,
  chainHead,
  headOf,
  lockHead,
  namedAuditRow,
  readHead,
  recordOf,
  storableEntry,
} from './audit-rows.ts';
import { createGathering, inParts } from './batches.ts';
import type { AuditQuery, AuditTrail } from './contract/audit.ts';
import type { DatedEntry, RunUnit, UnitTables } from './contract/units.ts';
import {
  type Database,
  holds,
  lockingRows,
  type ScopedQueries,
  type TransactingDatabase,
} from './database.ts';
import { prepared } from './prepared.ts';
import { appendUnit } from './units.ts';

/** How many entries one transaction adds, and how many of its rows, of twenty parameters, one statement. */
const atOnce = 200;
const rowsAtOnce = 500;

/** 22 characters of 62 kinds: 130 bits. */
const saltLength = 22;

/** How many records a check has in memory at once. */
const checkedAtOnce = 1_000;

/** How often a check begins anew because old records were cut off under it. */
const tries = 3;

/** Adds to chains; {@link UnitTables.appendEntries} is what it promises. A transaction that adds to a chain has its head locked. */
export function createAppending(database: TransactingDatabase): UnitTables['appendEntries'] {
  const { scoped } = database;
  const findHead = prepared(scoped, (queries, place) =>
    lockingRows(headOf(queries, place('organization')), database),
  );
  const insertRows = prepared(scoped, auditInsertion);
  const moveOn = prepared(scoped, (queries, place) =>
    queries
      .updateTable('audit_heads')
      .set({ seq: place<number>('seq'), hash: place('hash') })
      .where('organization', '=', place('organization')),
  );

  async function appendTo(transaction: Database, organization: string, entries: readonly DatedEntry[]) {
    const [found] = await findHead(transaction, 1, { organization });
    const head = found === undefined ? await lockHead(transaction, organization) : chainHead(found);
    const added: AuditRecord[] = [];
    for (const { entry, at, salts } of entries) {
      added.push(linkOn(added.at(-1) ?? head, storableEntry(entry), { at, salts }));
    }
    for (const part of inParts(added, rowsAtOnce)) {
      const values = Object.fromEntries(part.flatMap(namedAuditRow));
      await insertRows(transaction, part.length, { ...values, organization });
    }
    const about = added.flatMap(({ seq, at }, index) =>
      ordersNamed(entries[index]?.entry.facts).map((id) => ({ order_id: id, at, organization, seq })),
    );
    for (const part of inParts(about, rowsAtOnce)) {
      await transaction.scoped.insertInto('audit_orders').values(part).execute();
    }
    const { seq, hash } = added.at(-1) ?? head;
    await moveOn(transaction, 1, { organization, seq, hash });
    return added.map((record) => record.seq);
  }

  return async (entries) => {
    // In one order everywhere, so that two processes that add to the same chains never wait for each other.
    const organizations = [...new Set(entries.map(({ entry }) => entry.organization))].sort();
    return database.transact(async (transaction) => {
      const added = new Map<DatedEntry, number>();
      for (const organization of organizations) {
        const mine = entries.filter(({ entry }) => entry.organization === organization);
        const numbers = await appendTo(transaction, organization, mine);
        for (const [index, seq] of numbers.entries()) {
          const entry = mine[index];
          if (entry !== undefined) added.set(entry, seq);
        }
      }
      return entries.flatMap((entry) => added.get(entry) ?? []);
    });
  };
}

/** {@link AuditTrail} in the tables `audit` and `audit_heads`. */
export function createAudit({
  database,
  runUnit,
  pace,
  clock,
  random,
}: {
  readonly database: TransactingDatabase;
  readonly runUnit: RunUnit;
  /** Of the units, see {@link createGathering}. */
  readonly pace?: (() => Promise<void>) | undefined;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}): AuditTrail {
  const { scoped, unscoped } = database;

  function dated(entry: AuditEntry): DatedEntry {
    const salted = personalFields.filter((field) => entry[field] !== undefined);
    const salts = Object.fromEntries(salted.map((field) => [field, random.token(saltLength)]));
    return { entry, at: clock.now(), salts };
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
    append: createGathering({ run: (entries) => runUnit(appendUnit, entries.map(dated)), atOnce, pace }),
    async list({ skip = 0, limit, ...query }) {
      const rows = await chosen(query).orderBy('seq', 'desc').limit(limit).offset(skip).execute();
      return rows.map(recordOf);
    },
    forget: (whom) => database.transact(({ scoped: rows }) => forgetInAudit(rows, whom)),
    verify: ({ organization }) => check(organization),
    lengths(most) {
      const all = unscoped.selectFrom('audit_heads').select(['organization', 'seq']).orderBy('organization');
      return (most === undefined ? all : all.limit(most)).execute();
    },
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
