import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * One outbox for all that is said unasked: deliveries are about any kind of subject, and know which process began to send
 * them. Moves what waits and what is parked with its attempts, and the cards that stand.
 */
export const oneOutbox: Migration = {
  name: '0014-one-outbox',
  async up(schema, database) {
    await queues(schema, database);
    await cards(schema, database);
    await outbox(schema, database);
    await requestMessages(schema, database);
  },
};

async function queues(schema: SchemaModule, database: QueryExecutorProvider): Promise<void> {
  await schema
    .createTable('queues')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('ready_since', 'bigint')
    .addColumn('next_send_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_holder', 'text')
    .addColumn('lease_process', 'text')
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('queues_primary', ['organization', 'conversation'])
    .execute();
  await sql`
    insert into queues
      (organization, conversation, place, ready_at, ready_since, next_send_at, lease_holder, held_until)
    select organization, conversation, place, ready_at, ready_since, free_at, holder, held_until from lanes
  `.execute(database);
  await schema.dropTable('lanes').execute();
  await schema
    .createIndex('queues_by_ready_at')
    .on('queues')
    .column('ready_at')
    .where(sql.ref('ready_at'), 'is not', null)
    .execute();
}

async function cards(schema: SchemaModule, database: QueryExecutorProvider): Promise<void> {
  await schema
    .createTable('cards')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('posted_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('cards_primary', [
      'organization',
      'subject_kind',
      'subject_id',
      'part',
      'conversation',
    ])
    .execute();
  await sql`
    insert into cards (organization, conversation, subject_kind, subject_id, part, message, posted_at, version)
    select organization, conversation, 'order', order_id, '', message, posted_at, version from order_cards
  `.execute(database);
  await schema.dropTable('order_cards').execute();
}

async function outbox(schema: SchemaModule, database: QueryExecutorProvider): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('progress', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('trace', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('attempt_key', 'text')
    .addColumn('attempt_at', 'bigint')
    .addColumn('attempt_process', 'text')
    .addColumn('parked_at', 'bigint')
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('outbox_primary', [
      'organization',
      'subject_kind',
      'subject_id',
      'part',
      'version',
      'conversation',
    ])
    .execute();
  // A summary had the name of its day behind this mark in place of an order's id.
  await sql`
    insert into outbox
      (organization, conversation, subject_kind, subject_id, part, version, place, account, content, due_at, created_at,
      trace, attempts, attempt_key, attempt_at, parked_at, reason)
    select organization, conversation,
      case when order_id like 'summary:%' then 'summary' else 'order' end,
      case when order_id like 'summary:%' then substr(order_id, 9) else order_id end,
      '', version, place, account, content, due_at, created_at, trace, attempts, attempt_key, attempt_at, parked_at, reason
    from deliveries
  `.execute(database);
  await schema.dropTable('deliveries').execute();
  await schema
    .createIndex('outbox_waiting')
    .on('outbox')
    .columns([
      'organization',
      'conversation',
      'due_at',
      'created_at',
      'subject_kind',
      'subject_id',
      'part',
      'version',
    ])
    .where(sql.ref('parked_at'), 'is', null)
    .execute();
  await schema
    .createIndex('outbox_unclear')
    .on('outbox')
    .columns(['organization', 'conversation', 'due_at'])
    .where(sql.ref('attempt_key'), 'is not', null)
    .where(sql.ref('parked_at'), 'is', null)
    .execute();
  await schema
    .createIndex('outbox_parked')
    .on('outbox')
    .columns(['organization', 'parked_at', 'created_at'])
    .where(sql.ref('parked_at'), 'is not', null)
    .execute();
  await schema
    .createIndex('outbox_by_parked_at')
    .on('outbox')
    .column('parked_at')
    .where(sql.ref('parked_at'), 'is not', null)
    .execute();
}

/** A message about a request, as it was kept in one row until it had gone and after. */
interface OldMessage {
  readonly organization: string;
  readonly request: string;
  readonly kind: string;
  readonly conversation: string;
  readonly way: string | null;
  readonly target: string | null;
  readonly message: string | null;
}

const pageOf = 500;

/**
 * Messages that wait or are parked become deliveries, with how far they are; those that stand become cards. What was begun
 * is looked up first, as it would have been.
 */
async function requestMessages(schema: SchemaModule, database: QueryExecutorProvider): Promise<void> {
  await schema.alterTable('requests').addColumn('shown_in', 'text').execute();
  await sql`
    update requests set shown_in = (
      select conversation from request_messages
      where request_messages.organization = requests.organization and request = requests.id and kind = 'card'
    )
  `.execute(database);
  await schema
    .createIndex('requests_by_shown_in')
    .on('requests')
    .columns(['organization', 'shown_in', 'created_at'])
    .execute();
  await sql`
    insert into cards (organization, conversation, subject_kind, subject_id, part, message, posted_at, version)
    select organization, conversation, 'request', request, 'card', message, created_at, shown from request_messages
    where kind = 'card' and message is not null
  `.execute(database);
  await sql`
    insert into outbox
      (organization, conversation, subject_kind, subject_id, part, version, place, content, due_at, created_at, trace,
      attempts, attempt_key, attempt_at, parked_at, reason)
    select organization, conversation, 'request', request, kind, wanted, place, '{}', coalesce(due_at, parked_at, 0),
      created_at, request, attempts, attempt_key, attempt_at, parked_at, reason
    from request_messages where due_at is not null or parked_at is not null or attempt_key is not null
  `.execute(database);
  await answers(database);
  await schema.dropTable('request_messages').execute();
  await sql`
    insert into queues (organization, conversation, place, ready_at, next_send_at, held_until)
    select organization, conversation, min(place), min(due_at), 0, 0 from outbox
    where subject_kind = 'request' and parked_at is null group by organization, conversation
    on conflict (organization, conversation) do update set ready_at = case
      when queues.lease_holder is not null then queues.ready_at
      when queues.ready_at <= excluded.ready_at then queues.ready_at
      when excluded.ready_at < queues.next_send_at then queues.next_send_at
      else excluded.ready_at end
  `.execute(database);
}

/** Of an answer it is kept which way it is being sent, and where it stands in the asker's direct messages. */
async function answers(database: QueryExecutorProvider): Promise<void> {
  for (let last: Pick<OldMessage, 'organization' | 'request'> | undefined; ; ) {
    const after = last ?? { organization: '', request: '' };
    const { rows } = await sql<OldMessage>`
      select organization, request, kind, conversation, way, target, message from request_messages
      where (organization, request) > (${after.organization}, ${after.request}) and kind = 'answer'
        and (way is not null or target is not null)
      order by organization, request limit ${sql.lit(pageOf)}
    `.execute(database);
    for (const row of rows) {
      const { organization, request, conversation, way, target, message } = row;
      const progress = JSON.stringify({
        ...(way !== null && { way }),
        ...(target !== null && { target }),
      });
      await sql`
        update outbox set progress = ${progress} where organization = ${organization} and subject_kind = 'request'
          and subject_id = ${request} and part = 'answer'
      `.execute(database);
      if (way !== null || target === null || message === null) continue;
      const platform = conversation.slice(0, conversation.indexOf(':'));
      await sql`
        insert into cards (organization, conversation, subject_kind, subject_id, part, message, posted_at, version)
        select organization, ${`${platform}:${target}`}, 'request', request, 'answer', message, created_at, shown
        from request_messages where organization = ${organization} and request = ${request} and kind = 'answer'
      `.execute(database);
    }
    last = rows.at(-1);
    if (last === undefined) return;
  }
}
