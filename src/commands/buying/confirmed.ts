import { type Placed, placeOnce } from '../../buying/placing.ts';
import type { Purchase } from '../../buying/purchase.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Run } from '../../chat/command.ts';
import type { BuyingParts } from './parts.ts';

/**
 * Orders what was confirmed, once under its key, for exactly that total. That it is about to be done is in the trail
 * before, what came of it after. Rejects as {@link placeOnce} does, and with NotRecorded before anything was done.
 */
export async function orderConfirmed(
  parts: BuyingParts,
  { purchase, total, key }: { readonly purchase: Purchase; readonly total: number; readonly key: string },
  run: Run,
): Promise<Placed> {
  await run.trail.intend({ state: 'asked for' });
  const placed = await placeOnce(parts, {
    organization: run.organization,
    userId: run.userId,
    key,
    purchase,
    confirmedFen: total,
    signal: run.signal,
  });
  run.trail.add(factsOf(placed));
  return placed;
}

/** What came of it, for the trail. */
function factsOf(placed: Placed): Facts {
  const { state } = placed;
  switch (placed.state) {
    case 'placed':
      return {
        state,
        orders: placed.orderIds.join(' '),
        fen: placed.totalFen,
        notOrdered: placed.failed.length || undefined,
        request: placed.requestId,
      };
    case 'failed':
      return { state, request: placed.requestId };
    case 'refused':
      return { state, code: placed.fault.code, request: placed.fault.requestId };
    case 'moved':
      return { state, fen: placed.quote.toPayFen };
    case 'not known':
    case 'not placed':
      return { state, outOrderId: placed.outOrderId };
    default:
      return { state };
  }
}
