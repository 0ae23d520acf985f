import type { Insertable } from 'kysely';
import { inParts } from './batches.ts';
import type { NewDelivery } from './contract/deliveries.ts';
import { wakeQueues } from './conversation-queues.ts';
import type { ScopedQueries } from './database.ts';
import type { Schema } from './schema.ts';

/** Fifteen parameters each. */
const rowsAtOnce = 500;

/** Adds what is not there yet, and makes the queues of what it added due. */
export async function addDeliveries(
  database: ScopedQueries,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const added: { organization: string; conversation: string; workspace: string; due_at: number }[] = [];
  for (const part of inParts(deliveries.map(newRowOf), rowsAtOnce)) {
    const rows = await database
      .insertInto('outbox')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'subject_kind', 'subject_id', 'part', 'version', 'conversation'])
          .doNothing(),
      )
      .returning(['organization', 'conversation', 'workspace', 'due_at'])
      .execute();
    added.push(...rows);
  }
  await wakeQueues(
    database,
    added.map(({ due_at: dueAt, ...queue }) => ({ ...queue, dueAt })),
  );
}

/** Makes due again what was parked of the same message in the same conversation. */
export async function retryParked(
  database: ScopedQueries,
  { organization, conversation, subjectKind, subjectId, part, dueAt }: NewDelivery,
): Promise<void> {
  await database
    .updateTable('outbox')
    .set({ parked_at: null, reason: null, copied_at: null, attempts: 0, due_at: dueAt })
    .where('organization', '=', organization)
    .where('conversation', '=', conversation)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .where('part', '=', part)
    .where('parked_at', 'is not', null)
    .execute();
}

function newRowOf(delivery: NewDelivery): Insertable<Schema['outbox']> {
  return {
    organization: delivery.organization,
    conversation: delivery.conversation,
    subject_kind: delivery.subjectKind,
    subject_id: delivery.subjectId,
    part: delivery.part,
    version: delivery.version,
    workspace: delivery.workspace,
    account: delivery.account ?? null,
    content: delivery.content,
    due_at: delivery.dueAt,
    created_at: delivery.createdAt,
    trace: delivery.trace,
    attempts: 0,
    copied_at: delivery.copiedAt ?? null,
  };
}
