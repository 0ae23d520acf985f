import type { Destination, Found, MessageRef, Sent } from '../chat/outlet.ts';
import type { Delivery } from '../store/contract/deliveries.ts';
import { lookSince } from './attempts.ts';
import type { HeldConversation } from './held-conversation.ts';

/** Where a message can be found, under which other one if it is said under one; `nowhere` where it can't be. */
export type Whereabouts = { readonly to: Destination; readonly under?: MessageRef | undefined } | 'nowhere';

/** Why something that came out of a copy is parked. */
export const whyCopied = 'it waited when the copy was made, and may have been said since: it was not found';

/** When the oldest copy was made that one of them came out of; `undefined` where none did. */
export function copiedAtOf(deliveries: readonly Delivery[]): number | undefined {
  const times = deliveries.flatMap(({ copiedAt }) => copiedAt ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Looks whether what came out of a copy of `copiedAt` was said since, under the key that it is said under. */
export async function lookForCopied(
  { outlet }: Pick<HeldConversation, 'outlet'>,
  where: Whereabouts,
  key: string,
  times: { readonly copiedAt: number; readonly now: number },
): Promise<Found> {
  if (where === 'nowhere') return { absent: true };
  const since = lookSince(times.copiedAt, times.now, { decides: true, offMs: 0 });
  return outlet.find(where.to, key, since, where.under);
}

/** What was found, as the attempt that it was; `undefined` where there is nothing. */
export function sentIfFound(found: Found): Sent | undefined {
  if ('found' in found) return { sent: found.found };
  if ('absent' in found) return undefined;
  const { unknown, retryAfterMs } = found;
  return retryAfterMs === undefined ? { unreachable: unknown } : { retryAfterMs };
}
