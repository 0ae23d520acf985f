import type { UpdateObject } from 'kysely';
import type { ConversationQueue, DeliveryId, DeliveryIds } from './contract/deliveries.ts';
import { heldQueue, oneOf } from './conversation-queues.ts';
import type { Database, ScopedQueries } from './database.ts';
import { type Places, placesOf, prepared, preparedChange } from './prepared.ts';
import type { Schema } from './schema.ts';

/** The values that name a queue, and its holder, in a prepared statement. */
export function namesOfQueue({ organization, conversation, leaseHolder }: ConversationQueue) {
  return { organization, conversation, leaseHolder };
}

/** The values that name deliveries, for a statement of as many. */
export function namesOfDeliveries(ids: DeliveryIds): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    ids.flatMap(({ subjectKind, subjectId, part, version }, at) => [
      [`kind ${at}`, subjectKind],
      [`id ${at}`, subjectId],
      [`part ${at}`, part],
      [`version ${at}`, version],
    ]),
  );
}

/** The statements that every message said unasked takes, each prepared once. What names a shape is how many deliveries it is about. */
export function prepareDeliveries({ scoped, locks }: Database) {
  const ofQueue = (queries: ScopedQueries, place: Places) =>
    queries
      .selectFrom('outbox')
      .where('organization', '=', place('organization'))
      .where('conversation', '=', place('conversation'))
      .where('parked_at', 'is', null);

  const due = (queries: ScopedQueries, place: Places) =>
    ofQueue(queries, place)
      .selectAll()
      .where('due_at', '<=', place<number>('now'))
      .orderBy('due_at')
      .orderBy('created_at')
      .orderBy('subject_kind')
      .orderBy('subject_id')
      .orderBy('part')
      .orderBy('version')
      .limit(place<number>('limit'));

  /** Changes deliveries of a queue that is held after `heldAfter`. */
  const change = (valuesOf: (place: Places) => UpdateObject<Schema, 'outbox'>) =>
    preparedChange(scoped, (queries, place, count) =>
      queries
        .updateTable('outbox')
        .set(valuesOf(place))
        .where('organization', '=', place('organization'))
        .where('conversation', '=', place('conversation'))
        .where(oneOf(placesOfIds(place, count)))
        .where(({ exists }) =>
          exists(
            heldQueue({ scoped: queries, locks }, queueOf(place)).where(
              'held_until',
              '>',
              place<number>('heldAfter'),
            ),
          ),
        ),
    );

  const attempt = (place: Places) => ({
    attempt_key: place('key'),
    attempt_at: place<number>('now'),
    attempt_process: place<string | null>('process'),
    attempt_over_at: null,
  });

  return {
    held: prepared(scoped, (queries, place) => heldQueue({ scoped: queries, locks }, queueOf(place))),
    heldAfter: prepared(scoped, (queries, place) =>
      heldQueue({ scoped: queries, locks }, queueOf(place)).where(
        'held_until',
        '>',
        place<number>('heldAfter'),
      ),
    ),
    due: prepared(scoped, due),
    dueOf: prepared(scoped, (queries, place, count) =>
      due(queries, place)
        .where('subject_kind', '=', place('subjectKind'))
        .where('subject_id', 'in', placesOf(place, count)),
    ),
    doubts: prepared(scoped, (queries, place) =>
      ofQueue(queries, place)
        .select(['subject_kind', 'subject_id', 'due_at'])
        .where('attempt_key', 'is not', null)
        .where('due_at', '>', place<number>('now')),
    ),
    cards: prepared(scoped, (queries, place, count) =>
      queries
        .selectFrom('cards')
        .select(['subject_id', 'message', 'posted_at', 'version'])
        .where('organization', '=', place('organization'))
        .where('conversation', '=', place('conversation'))
        .where('subject_kind', '=', place('subjectKind'))
        .where('part', '=', place('part'))
        .where('subject_id', 'in', placesOf(place, count)),
    ),
    begin: change(attempt),
    beginFurther: change((place) => ({ ...attempt(place), progress: place('progress') })),
    hold: change((place) => ({ due_at: place<number>('dueAt') })),
    park: change((place) => ({ parked_at: place<number>('now'), reason: place('reason') })),
    remove: prepared(scoped, (queries, place, count) =>
      queries
        .deleteFrom('outbox')
        .where('organization', '=', place('organization'))
        .where('conversation', '=', place('conversation'))
        .where(oneOf(placesOfIds(place, count))),
    ),
    removeOlder: prepared(scoped, (queries, place) =>
      queries
        .deleteFrom('outbox')
        .where('organization', '=', place('organization'))
        .where('conversation', '=', place('conversation'))
        .where('subject_kind', '=', place('kind 0'))
        .where('subject_id', '=', place('id 0'))
        .where('part', '=', place('part 0'))
        .where('version', '<', place<number>('version 0')),
    ),
    pace: prepared(scoped, (queries, place) =>
      queries
        .updateTable('queues')
        .set({ next_send_at: place<number>('nextSendAt') })
        .where('organization', '=', place('organization'))
        .where('conversation', '=', place('conversation')),
    ),
  };
}

function queueOf(place: Places) {
  return {
    organization: place('organization'),
    conversation: place('conversation'),
    leaseHolder: place('leaseHolder'),
  };
}

function placesOfIds(place: Places, count: number): readonly DeliveryId[] {
  return Array.from({ length: count }, (_, at) => ({
    subjectKind: place(`kind ${at}`),
    subjectId: place(`id ${at}`),
    part: place(`part ${at}`),
    version: place<number>(`version ${at}`),
  }));
}
