import { sql } from 'kysely';
import {
  type AnchorBreak,
  breaksOf,
  type Chain,
  compareEnd,
  type Retention,
  renewAnchors,
} from '../domain/audit/anchors.ts';
import type { ChainHead } from '../domain/audit/entry.ts';
import type { Clock } from '../runtime/clock.ts';
import { inParts } from './batches.ts';
import type { AnchorName, AnchorReport, AuditAnchors } from './contract/audit.ts';
import type { Database, TransactingDatabase } from './database.ts';
import { type AnchorBook, AnchorFault } from './engine.ts';

/** Of two parameters each. */
const recordsAtOnce = 500;

/** {@link AuditAnchors} of the chains in `database`, in `book`; without one nothing is anchored. */
export function createAnchors({
  database,
  book,
  keptMs,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly book: AnchorBook | undefined;
  /** How long records of the audit log are kept. */
  readonly keptMs: number;
  readonly clock: Pick<Clock, 'now'>;
}): AuditAnchors {
  const retention = (): Retention => ({ now: clock.now(), keptMs });

  async function look(from: Database) {
    const read = await orFault(() => book?.read(from) ?? Promise.resolve([]));
    const anchors = 'fault' in read ? [] : read.value;
    const chains = await chainsOf(from, anchors);
    const ofChain = Map.groupBy(anchors, ({ organization }) => organization);
    const report = {
      heads: chains.flatMap(headOf),
      anchors: anchors.length,
      ...(book !== undefined && { where: book.where }),
    };
    return { read, anchors, chains, report, of: (chain: Chain) => ofChain.get(chain.organization) ?? [] };
  }

  return {
    renew: () =>
      database.transact(async (transaction): Promise<AnchorReport> => {
        const { read, anchors, chains, report, of } = await look(transaction);
        if (book === undefined) return { ...report, breaks: [] };
        // What can't be read is not written over.
        if ('fault' in read) return { ...report, breaks: [], fault: read.fault };
        const renewed = chains.map((chain) => renewAnchors(of(chain), chain, retention()));
        const next = renewed.flatMap((each) => each.anchors);
        const written = await orFault(() => book.write(transaction, { before: anchors, next }));
        return {
          ...report,
          breaks: renewed.flatMap(({ breaks }) => breaks),
          ...('fault' in written && { fault: written.fault }),
        };
      }),
    async compare() {
      const { read, chains, report, of } = await look(database);
      const breaks = chains.flatMap((chain) => breaksOf(of(chain), chain, retention()));
      const fault = 'fault' in read ? read.fault : await book?.writeObstacle?.();
      return { ...report, breaks, ...(fault !== undefined && { fault }) };
    },
    async check(anchor): Promise<'holds' | 'too old' | AnchorBreak> {
      const chains = await chainsOf(database, [anchor]);
      const chain = chains.find(({ organization }) => organization === anchor.organization);
      if (chain === undefined) return { organization: anchor.organization, seq: anchor.seq, why: 'gone' };
      const broken = compareEnd(anchor, chain);
      if (broken !== undefined) return broken;
      return anchor.seq < (chain.head?.cutSeq ?? 0) ? 'too old' : 'holds';
    },
  };
}

async function orFault<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly fault: string }> {
  try {
    return { value: await work() };
  } catch (thrown) {
    if (thrown instanceof AnchorFault) return { fault: thrown.message };
    throw thrown;
  }
}

/**
 * Every chain that has a head or an anchor, by the organizations' names. The heads are read after the records: what was cut
 * off for its age meanwhile is then known to be, and what came meanwhile is not asked for.
 */
async function chainsOf({ unscoped }: Database, anchors: readonly AnchorName[]): Promise<readonly Chain[]> {
  const hashes = new Map<string, Map<number, string>>();
  for (const part of inParts(anchors, recordsAtOnce)) {
    const names = part.map(
      ({ organization, seq }) => sql`(cast(${organization} as text), cast(${seq} as bigint))`,
    );
    const rows = await unscoped
      .selectFrom('audit')
      .select(['organization', 'seq', 'hash'])
      .where(sql<boolean>`(${sql.ref('organization')}, ${sql.ref('seq')}) in (values ${sql.join(names)})`)
      .execute();
    for (const { organization, seq, hash } of rows) {
      const known = hashes.get(organization) ?? new Map<number, string>();
      hashes.set(organization, known.set(seq, hash));
    }
  }
  const rows = await unscoped
    .selectFrom('audit_heads')
    .leftJoin('audit', (join) =>
      join
        .onRef('audit.organization', '=', 'audit_heads.organization')
        .on('audit.seq', '=', ({ eb, ref }) => eb(ref('audit_heads.cut_seq'), '+', eb.lit(1))),
    )
    .select([
      'audit_heads.organization',
      'audit_heads.seq',
      'audit_heads.hash',
      'audit_heads.cut_seq',
      'audit_heads.cut_hash',
      'audit.at',
    ])
    .execute();
  const heads = new Map(rows.map((row) => [row.organization, row]));
  const organizations = new Set([...heads.keys(), ...anchors.map(({ organization }) => organization)]);
  return [...organizations].sort().map((organization) => {
    const row = heads.get(organization);
    const known = hashes.get(organization) ?? new Map<number, string>();
    if (row === undefined) return { organization, hashes: known };
    const { seq, hash, cut_seq: cutSeq, cut_hash: cutHash, at } = row;
    const head: ChainHead = { seq, hash, cutSeq, cutHash };
    return { organization, head, hashes: known, ...(at !== null && { frontAt: at }) };
  });
}

function headOf({ organization, head }: Chain): readonly AnchorName[] {
  return head === undefined || head.seq === 0 ? [] : [{ organization, seq: head.seq, hash: head.hash }];
}
