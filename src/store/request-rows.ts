import type { Selectable } from 'kysely';
import type { HeldMessage, ParkedMessage, StoredRequest } from './contract/requests.ts';
import type { Schema } from './schema.ts';

export function requestOf(row: Selectable<Schema['requests']>): StoredRequest {
  return {
    organization: row.organization,
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    asker: row.asker,
    open: row.open === 1,
    standing: row.standing,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.due_at !== null && { dueAt: row.due_at }),
  };
}

export function messageOf(row: Selectable<Schema['request_messages']>): HeldMessage {
  const { attempt_key: key, attempt_at: at } = row;
  return {
    organization: row.organization,
    request: row.request,
    kind: row.kind,
    holder: row.holder ?? '',
    heldUntil: row.held_until,
    place: row.place,
    conversation: row.conversation,
    wanted: row.wanted,
    shown: row.shown,
    createdAt: row.created_at,
    attempts: row.attempts,
    ...(row.person !== null && { person: row.person }),
    ...(row.way !== null && { way: row.way }),
    ...(row.target !== null && { target: row.target }),
    ...(row.message !== null && { message: row.message }),
    ...(key !== null && at !== null && { attempt: { key, at } }),
  };
}

export function parkedMessageOf(row: Selectable<Schema['request_messages']>): ParkedMessage {
  return {
    request: row.request,
    kind: row.kind,
    conversation: row.conversation,
    parkedAt: row.parked_at ?? 0,
    reason: row.reason ?? '',
  };
}
