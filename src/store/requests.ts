import type { Selectable } from 'kysely';
import type { Requests, StoredRequest, WantedMessage } from './contract/requests.ts';
import type { Database, TransactingDatabase } from './database.ts';
import { StoreError } from './error.ts';
import { type AddDeliveries, createDeliveryAdding, retryParked } from './new-deliveries.ts';
import type { Schema } from './schema.ts';
import { dueRequests, requestOfAsker } from './unscoped-queries.ts';

/** {@link Requests} in the table `requests`, and what is to be said of them in the outbox. */
export function createRequests({ database }: { readonly database: TransactingDatabase }): Requests {
  const { scoped, unscoped } = database;
  const addDeliveries = createDeliveryAdding(database);

  async function openOne(
    { scoped: rows }: Pick<Database, 'scoped'>,
    { organization, kind, subject, asker }: StoredRequest,
  ): Promise<StoredRequest | undefined> {
    const row = await rows
      .selectFrom('requests')
      .selectAll()
      .where('organization', '=', organization)
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('asker', '=', asker)
      .where('open', '=', 1)
      .executeTakeFirst();
    return row && storedRequestOf(row);
  }

  return {
    async open(request, messages) {
      const kept = await database.transact(async (transaction) => {
        const { dueAt } = request;
        const made = await transaction.scoped
          .insertInto('requests')
          .values({
            organization: request.organization,
            id: request.id,
            kind: request.kind,
            subject: request.subject,
            asker: request.asker,
            open: request.open ? 1 : 0,
            status: request.status,
            state: request.state,
            version: request.version,
            created_at: request.createdAt,
            changed_at: request.changedAt,
            due_at: dueAt ?? null,
            shown_in: request.shownIn ?? null,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['organization', 'kind', 'subject', 'asker'])
              // As it stands in the index: PostgreSQL can't tell that a parameter is the same.
              .where(({ eb, lit }) => eb('open', '=', lit(1)))
              .doNothing(),
          )
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) return openOne(transaction, request);
        await wantMessages(addDeliveries, transaction, request, request.version, messages);
        return request;
      });
      if (kept === undefined) {
        throw new StoreError('busy', 'A request was decided while it was asked for again: try again.');
      }
      return { request: kept, isNew: kept.id === request.id };
    },
    async get({ organization, id }) {
      const row = await scoped
        .selectFrom('requests')
        .selectAll()
        .where('organization', '=', organization)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && storedRequestOf(row);
    },
    async ofAsker({ id, asker }) {
      const row = await requestOfAsker(unscoped, id, asker).executeTakeFirst();
      return row && storedRequestOf(row);
    },
    async list({ organization, kind, subject, asker, open, status, shownIn, sinceMs, limit }) {
      let query = scoped
        .selectFrom('requests')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (subject !== undefined) query = query.where('subject', '=', subject);
      if (asker !== undefined) query = query.where('asker', '=', asker);
      if (open !== undefined) query = query.where('open', '=', open ? 1 : 0);
      if (status !== undefined) query = query.where('status', '=', status);
      if (shownIn !== undefined) query = query.where('shown_in', '=', shownIn);
      if (sinceMs !== undefined) query = query.where('changed_at', '>=', sinceMs);
      return (await query.execute()).map(storedRequestOf);
    },
    async due({ now, limit }) {
      return (await dueRequests(unscoped, now, limit).execute()).map(storedRequestOf);
    },
    change(request, next, messages) {
      const { organization, id, version } = request;
      return database.transact(async (transaction) => {
        const { numUpdatedRows } = await transaction.scoped
          .updateTable('requests')
          .set({
            open: next.open ? 1 : 0,
            status: next.status,
            state: next.state,
            version: version + 1,
            changed_at: next.changedAt,
            due_at: next.dueAt ?? null,
          })
          .where('organization', '=', organization)
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) return false;
        await wantMessages(addDeliveries, transaction, request, version + 1, messages);
        return true;
      });
    },
  };
}

/** Puts into the outbox that `version` of a request is to be shown, and retries what of these messages was parked. */
async function wantMessages(
  addDeliveries: AddDeliveries,
  transaction: Database,
  { organization, id }: Pick<StoredRequest, 'organization' | 'id'>,
  version: number,
  messages: readonly WantedMessage[],
): Promise<void> {
  const wanted = messages.map(({ part, workspace, conversation, dueAt }) => ({
    organization,
    conversation,
    workspace,
    subjectKind: 'request',
    subjectId: id,
    part,
    version,
    content: '{}',
    dueAt,
    createdAt: dueAt,
    trace: id,
  }));
  await addDeliveries(transaction, wanted);
  // After the queue was woken, and so locked, by whoever is first.
  for (const message of wanted) await retryParked(transaction.scoped, message);
}

export function storedRequestOf(row: Selectable<Schema['requests']>): StoredRequest {
  return {
    organization: row.organization,
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    asker: row.asker,
    open: row.open === 1,
    status: row.status,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.due_at !== null && { dueAt: row.due_at }),
    ...(row.shown_in !== null && { shownIn: row.shown_in }),
  };
}
