import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { type Booked, bookOnce } from '../../shipping/booking.ts';
import type { Money } from '../../shipping/money.ts';
import { answerInTime } from '../buying/in-time.ts';
import { createTable, type WantedAbroad } from './arguments.ts';
import { bookedCard } from './booked-card.ts';
import type { ShipParts } from './parts.ts';
import { completed, previewCard } from './previewing.ts';

/**
 * `/ship create <offer> <quantity> … --total … --key …`: books it, once under the key, for exactly the total that was
 * confirmed; without them it shows the preview whose button holds them.
 */
export function shipCreateCommand(parts: ShipParts) {
  return defineCommand({
    name: 'ship create',
    summary: inEach(parts.words, ({ shipping }) => shipping.create.summary),
    examples: ['ship create 889512351602 2'],
    arguments: createTable(parts.words, parts),
    needs: 'buyer',
    effect: 'write',
    audited: ({ offer, quantity, total }) => ({
      offer,
      quantity,
      confirmed: total === undefined ? undefined : `${total.minor} ${total.currency}`,
    }),
    async run({ total, key, ...wanted }, given): Promise<Card> {
      // Its answer is kept for redeliveries: never with more of the receiver than others may see.
      const run = { ...given, direct: false };
      if (total === undefined || key === undefined) {
        run.trail.add({ state: 'asked' });
        return previewCard(parts, wanted, run);
      }
      const confirmed = { ...wanted, total, key };
      return answerInTime(parts.clock, book(parts, confirmed, run), () => {
        run.trail.add({ state: 'under way' });
        return bookedCard(parts, confirmed, { state: 'under way' }, run);
      });
    },
  });
}

async function book(
  parts: ShipParts,
  { total, key, ...wanted }: WantedAbroad & { readonly total: Money; readonly key: string },
  run: Run,
): Promise<Card> {
  const ready = await completed(parts, wanted, run);
  if ('card' in ready) return ready.card;
  await run.trail.intend({ state: 'asked for' });
  const booked = await bookOnce(parts, {
    organization: run.organization,
    userId: run.userId,
    key,
    consignment: ready.consignment,
    receiver: ready.to.receiver,
    receiverKey: ready.to.key,
    confirmed: total,
    signal: run.signal,
  });
  run.trail.add(factsOf(booked));
  return bookedCard(parts, { ...ready.wanted, total, key }, booked, run);
}

/** What came of it, for the trail. */
function factsOf(booked: Booked): Facts {
  const { state } = booked;
  if (booked.state === 'booked') return { state, shipment: booked.orderId, render: booked.renderId };
  if (booked.state !== 'refused') return { state };
  return { state, code: booked.fault.code, request: booked.fault.requestId };
}
