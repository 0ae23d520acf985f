import { createHash } from 'node:crypto';
import type { ConversationQueue, Delivery, DeliveryId, DeliveryIds } from '../store/contract/deliveries.ts';

/** 20 characters of 16 kinds: 80 bits. */
const keyLength = 20;

/**
 * The key of an attempt with `mark`: the same for the same deliveries, whoever sends them and however often: a platform that refuses a key it has seen (Discord's
 * enforced nonce) then shows them once, even where a process sends them that stood still while another took over.
 */
export function keyOf(
  { organization, conversation }: ConversationQueue,
  deliveries: readonly DeliveryId[],
  mark: string,
): string {
  const ids = idsOf(deliveries).map((id) => [id.subjectKind, id.subjectId, id.part, id.version]);
  const what = JSON.stringify([organization, conversation, ids.map((id) => id.join(' ')).sort()]);
  return mark + createHash('sha256').update(what).digest('hex').slice(0, keyLength);
}

/** What the store calls deliveries by. */
export function idsOf(deliveries: readonly DeliveryId[]): DeliveryIds {
  return deliveries.map(({ subjectKind, subjectId, part, version }) => ({
    subjectKind,
    subjectId,
    part,
    version,
  }));
}

/** What the log calls them by. */
export function namesOf(deliveries: readonly Delivery[]) {
  return { about: deliveries[0]?.subjectKind, traces: deliveries.map(({ trace }) => trace) };
}
