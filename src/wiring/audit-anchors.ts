import { printAnchor } from '../domain/audit/anchors.ts';
import type { Log } from '../runtime/log.ts';
import type { Store } from '../store/contract/store.ts';

/**
 * Anchors the audit log: logs the end of each chain, keeps it beside the database, and says in what a chain is not what it
 * was. Never rejects: what can't be done is logged.
 */
export async function anchorAudit({
  store,
  log,
  broken,
}: {
  readonly store: Pick<Store, 'anchors'>;
  readonly log: Log;
  /** How many chains are not what they were, for metrics. */
  broken(chains: number): void;
}): Promise<void> {
  try {
    const { heads, breaks, fault, where } = await store.anchors.renew();
    for (const head of heads) log.info({ event: 'audit head', ...head, anchor: printAnchor(head) });
    for (const each of breaks) {
      log.error(
        { event: 'audit log differs', ...each },
        'the audit log is not what it was: npm run doctor says in what, and what to do',
      );
    }
    if (fault !== undefined) {
      log.error({ event: 'audit not anchored', where, fault }, 'the audit log could not be anchored');
    }
    broken(new Set(breaks.map(({ organization }) => organization)).size);
  } catch (thrown) {
    log.error({ event: 'audit not anchored', err: thrown }, 'the audit log could not be anchored');
  }
}
