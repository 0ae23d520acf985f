import { lockHead, moveHead } from './audit-rows.ts';
import type { NewsDatabase } from './news-database.ts';

/**
 * Cuts what is older than `before` (ms since 1970 UTC) off the front of every chain, `batch` records at a time. The head
 * keeps number and hash of the last one that went, so that the rest still has something to stand on.
 */
export async function sweepAudit({
  database,
  before,
  batch,
}: {
  readonly database: NewsDatabase;
  readonly before: number;
  readonly batch: number;
}): Promise<number> {
  let cut = 0;
  for (let mine = await chainAfter(''); mine !== undefined; mine = await chainAfter(mine)) {
    for (let gone = batch; gone >= batch; cut += gone) gone = await cutOff(mine);
  }
  return cut;

  async function chainAfter(organization: string): Promise<string | undefined> {
    const row = await database.acrossOrganizations
      .selectFrom('audit_heads')
      .select('organization')
      .where('organization', '>', organization)
      .orderBy('organization')
      .limit(1)
      .executeTakeFirst();
    return row?.organization;
  }

  /** A clock that was set back leaves later records with earlier times: nothing is cut out of the middle for that. */
  function cutOff(organization: string): Promise<number> {
    return database.transact(async (doors) => {
      const head = await lockHead(doors, organization);
      const oldest = await doors.guarded
        .selectFrom('audit')
        .select(['seq', 'at', 'hash'])
        .where('organization', '=', organization)
        .orderBy('seq')
        .limit(batch)
        .execute();
      const fresh = oldest.findIndex(({ at }) => at > before);
      const old = fresh === -1 ? oldest : oldest.slice(0, fresh);
      const last = old.at(-1);
      // A chain with a gap at its front is broken, and stays so for everybody to see.
      if (last === undefined || last.seq !== head.cutSeq + old.length) return 0;
      await doors.guarded
        .deleteFrom('audit')
        .where('organization', '=', organization)
        .where('seq', '<=', last.seq)
        .execute();
      await moveHead(doors.guarded, organization, { ...head, cutSeq: last.seq, cutHash: last.hash });
      return old.length;
    });
  }
}
