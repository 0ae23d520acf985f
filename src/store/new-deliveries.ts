import { inParts } from './batches.ts';
import type { NewDelivery } from './contract/deliveries.ts';
import type { Database, ScopedQueries } from './database.ts';
import { type JsonRow, jsonOf, selectJsonRows } from './json-rows.ts';
import { prepared } from './prepared.ts';
import { createQueueWaking, type Waking } from './queue-waking.ts';

const rowsAtOnce = 500;

/** Adds what is not there yet, and makes the queues of what it added due. `on`: the database, or one of its transactions. */
export type AddDeliveries = (
  on: Pick<Database, 'unscoped'>,
  deliveries: readonly NewDelivery[],
) => Promise<void>;

export function createDeliveryAdding(database: Pick<Database, 'unscoped' | 'locks'>): AddDeliveries {
  const { unscoped, locks } = database;
  const wakeQueues = createQueueWaking(database);
  const add = prepared(unscoped, (queries, place) =>
    queries
      .insertInto('outbox')
      .columns(['organization', ...columns])
      .expression(selectJsonRows({ locks, organization: place('organization'), rows: place('rows'), types }))
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'subject_kind', 'subject_id', 'part', 'version', 'conversation'])
          .doNothing(),
      )
      .returning(['conversation', 'workspace', 'due_at']),
  );

  return async (on, deliveries) => {
    const added: Waking[] = [];
    const byOrganization = Map.groupBy(deliveries, ({ organization }) => organization);
    // In one order everywhere, so that two transactions that add the same never wait for each other.
    for (const organization of [...byOrganization.keys()].sort()) {
      for (const part of inParts(byOrganization.get(organization) ?? [], rowsAtOnce)) {
        const rows = await add(on, 0, { organization, rows: jsonOf(part.map(newRowOf)) });
        added.push(...rows.map(({ due_at: dueAt, ...queue }) => ({ organization, ...queue, dueAt })));
      }
    }
    await wakeQueues(on, added);
  };
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

const columns = [
  'conversation',
  'subject_kind',
  'subject_id',
  'part',
  'version',
  'workspace',
  'account',
  'content',
  'due_at',
  'created_at',
  'trace',
  'attempts',
  'copied_at',
] as const;

const numbers: ReadonlySet<string> = new Set(['version', 'due_at', 'created_at', 'attempts', 'copied_at']);
const types = columns.map((column) => (numbers.has(column) ? 'bigint' : 'text'));

/** A row of these columns. */
function newRowOf(delivery: NewDelivery): JsonRow {
  return [
    delivery.conversation,
    delivery.subjectKind,
    delivery.subjectId,
    delivery.part,
    delivery.version,
    delivery.workspace,
    delivery.account ?? null,
    delivery.content,
    delivery.dueAt,
    delivery.createdAt,
    delivery.trace,
    0,
    delivery.copiedAt ?? null,
  ];
}
