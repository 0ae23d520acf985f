import type { Clock } from '../runtime/clock.ts';
import type { Swept } from './contract/store.ts';
import { gatherStragglers } from './joining.ts';
import type { NewsDatabase } from './news-database.ts';
import { repeated } from './repeated.ts';
import { sweepAudit } from './sweep-audit.ts';
import { sweepInbox } from './sweep-inbox.ts';
import { sweepGivenUp, sweepSettled } from './sweep-requests.ts';
import { sweepSpending } from './sweep-spending.ts';

/** How many rows one statement deletes, so that none keeps the database for long. */
const batch = 500;

/**
 * Deletes claims, buttons, seller links, codes, pushed messages, messages that were given up and amounts that were spent,
 * where they are past their time, and of the audit trail and of settled requests what is older than `auditKeptMs`, of every
 * organization, {@link batch} at a time. Gathers what was written to joined places.
 */
export async function sweep({
  database: whole,
  auditKeptMs,
  clock,
}: {
  readonly database: NewsDatabase;
  readonly auditKeptMs: number;
  readonly clock: Clock;
}): Promise<Swept> {
  const { acrossOrganizations: database } = whole;
  const now = clock.now();
  const claims = await repeated(batch, () =>
    database
      .deleteFrom('claims')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'key'),
          'in',
          selectFrom('claims')
            .select(['organization', 'key'])
            .where('keep_until', '<=', now)
            .limit(batch)
            .$asTuple('organization', 'key'),
        ),
      )
      .executeTakeFirst(),
  );
  const buttons = await repeated(batch, () =>
    database
      .deleteFrom('buttons')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'key'),
          'in',
          selectFrom('buttons')
            .select(['organization', 'key'])
            .where('expires_at', '<=', now)
            .limit(batch)
            .$asTuple('organization', 'key'),
        ),
      )
      .executeTakeFirst(),
  );
  const links = await repeated(batch, () =>
    database
      .deleteFrom('guarded_links')
      .where(({ eb, selectFrom }) =>
        eb('id', 'in', selectFrom('guarded_links').select('id').where('expires_at', '<=', now).limit(batch)),
      )
      .executeTakeFirst(),
  );
  const codes = await repeated(batch, () =>
    database.deleteFrom('join_codes').where('expires_at', '<=', now).executeTakeFirst(),
  );
  await gatherStragglers(whole);
  const audit = await sweepAudit({ database: whole, before: now - auditKeptMs, batch });
  const parked = await sweepGivenUp({ database, now, batch });
  const requests = await sweepSettled({ database, before: now - auditKeptMs, batch });
  const spending = await sweepSpending({ database, now, batch });
  return {
    claims,
    buttons,
    links,
    codes,
    audit,
    parked,
    requests,
    spending,
    ...(await sweepInbox({ database, now, batch })),
  };
}
