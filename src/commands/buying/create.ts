import { type Placed, placeOnce } from '../../buying/placing.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { chooseAddress, createTable } from './arguments.ts';
import { describe } from './described.ts';
import { answerInTime } from './in-time.ts';
import type { BuyingParts } from './parts.ts';
import { placedCard } from './placed-card.ts';
import { completed, previewCard } from './previewing.ts';

/**
 * `/order create <offer> <quantity> … --total … --key …`: orders it, once under the key, for exactly the total that was
 * confirmed; without them it shows the preview whose button holds them.
 */
export function orderCreateCommand(parts: BuyingParts) {
  return defineCommand({
    name: 'order create',
    summary: inEach(parts.words, ({ buying }) => buying.create.summary),
    examples: ['order create 889512351602 2 --address 5738'],
    arguments: createTable(parts.words),
    needs: 'buyer',
    effect: 'write',
    audited: ({ offer, quantity, sku, address, total }) => ({
      offer,
      quantity,
      sku,
      address,
      confirmedFen: total,
    }),
    async run({ total, key, ...wanted }, run): Promise<Card> {
      const { address } = wanted;
      // What was confirmed names where it goes: no default that may have changed since stands in for it.
      const isConfirmed = total !== undefined && key !== undefined;
      if (!isConfirmed || address === undefined || address === chooseAddress) {
        run.trail.add({ state: 'asked' });
        return previewCard(parts, wanted, run);
      }
      const confirmed = { ...wanted, total, key };
      return answerInTime(parts.clock, order(parts, confirmed, run), () => {
        run.trail.add({ state: 'under way' });
        return placedCard(parts, confirmed, undefined, { state: 'under way' }, run);
      });
    },
  });
}

/** What a button holds is taken as it is: what was confirmed depends on no description that may come or not. */
async function order(parts: BuyingParts, wanted: Parameters<typeof placedCard>[1], run: Run): Promise<Card> {
  const { offer: offerId, quantity, sku: specId, address: addressId } = wanted;
  const isWhole = addressId !== undefined && (specId === undefined || specId.length === 32);
  const ready = isWhole
    ? { purchase: { lines: [{ offerId, specId, quantity }], addressId } }
    : await completed(parts, wanted, run);
  if ('card' in ready) return ready.card;
  await run.trail.intend({ state: 'asked for' });
  const placed = await placeOnce(parts, {
    organization: run.organization,
    userId: run.userId,
    key: wanted.key,
    purchase: ready.purchase,
    confirmedFen: wanted.total,
    signal: run.signal,
  });
  run.trail.add(factsOf(placed));
  const told = placed.state === 'moved' ? (await describe(parts, wanted, run)).told : undefined;
  return placedCard(parts, wanted, told, placed, run);
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
