import { expiryOf } from '../../buying/order-key.ts';
import { serviceName } from '../../cards/shipping-cards.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { type Booked, bookOnce } from '../../shipping/booking.ts';
import { consignmentDigest } from '../../shipping/consignment.ts';
import { type Money, printMoney } from '../../shipping/money.ts';
import { maskedReceiver } from '../../shipping/receiver.ts';
import { answerInTime } from '../buying/in-time.ts';
import type { SpendingSubject } from '../requests/second-person.ts';
import { createTable, shipCalls, type WantedAbroad } from './arguments.ts';
import { bookedCard } from './booked-card.ts';
import type { ShipDeps } from './deps.ts';
import { completed, previewCard, type ReadyToShip, shipmentBlocks } from './previewing.ts';

type FreightSubject = Extract<SpendingSubject, { readonly kind: 'freight' }>;

/**
 * `/ship create <offer> <quantity> … --total … --key …`: books it, once under the key, for exactly the total that was
 * confirmed; without them it shows the preview whose button holds them.
 */
export function shipCreateCommand(deps: ShipDeps) {
  return defineCommand({
    name: 'ship create',
    summary: inEach(deps.words, ({ shipping }) => shipping.create.summary),
    examples: ['ship create 889512351602 2'],
    arguments: createTable(deps.words, deps),
    needs: 'buyer',
    effect: 'write',
    audited: ({ offer, quantity, total }) => ({
      offer,
      quantity,
      confirmed: total === undefined ? undefined : printMoney(total),
    }),
    async run({ total, key, ...wanted }, run): Promise<Card> {
      if (total === undefined || key === undefined) {
        run.trail.add({ state: 'asked' });
        return previewCard(deps, wanted, run);
      }
      const confirmed = { ...wanted, total, key };
      return answerInTime(deps.clock, book(deps, confirmed, run), () => {
        run.trail.add({ state: 'under way' });
        return bookedCard(deps, confirmed, { booked: { state: 'under way' }, facts: [] }, run);
      });
    },
  });
}

async function book(
  deps: ShipDeps,
  { total, key, ...wanted }: WantedAbroad & { readonly total: Money; readonly key: string },
  run: Run,
): Promise<Card> {
  const ready = await completed(deps, wanted, run);
  if ('card' in ready) return ready.card;
  const { secondPerson } = deps;
  const freight = await freightOf(deps, { total, key }, ready, run);
  await run.trail.intend({ state: 'asked for' });
  const booked = await bookOnce(deps, {
    organization: run.organization,
    userId: run.userId,
    key,
    consignment: ready.consignment,
    receiver: ready.to.receiver,
    receiverKey: ready.to.key,
    confirmed: total,
    signal: run.signal,
    ...(secondPerson !== undefined && { count: () => secondPerson.count(freight, run) }),
  });
  run.trail.add(factsOf(booked));
  if (booked.state === 'above' && secondPerson !== undefined) {
    return secondPerson.ask(freight, booked.broken, run, expiryOf(key));
  }
  const facts = shipmentBlocks(deps, ready, run);
  return bookedCard(deps, { ...ready.wanted, total, key }, { booked, facts }, run);
}

/** What an approver is asked for, with what is known of what is sent and to whom. */
async function freightOf(
  { words, secondPerson }: Pick<ShipDeps, 'words' | 'secondPerson'>,
  { total, key }: { readonly total: Money; readonly key: string },
  { wanted, goods, consignment, to }: ReadyToShip,
  run: Run,
): Promise<FreightSubject> {
  const fen = await secondPerson?.fenOf(total, run);
  const { name, place } = maskedReceiver(to.receiver);
  return {
    kind: 'freight',
    key,
    digest: consignmentDigest(consignment, to.key),
    money: total,
    ...(fen !== undefined && { fen }),
    call: shipCalls(words).create({ ...wanted, total, key }).arguments,
    offer: consignment.offerId,
    service: serviceName(consignment.service),
    title: goods.title,
    goods: [
      {
        ...(goods.chosen !== undefined && { variant: goods.chosen.name }),
        quantity: consignment.quantity,
        pieceFen: consignment.pieceFen,
      },
    ],
    receiver: [name, place].filter((part) => part !== '').join(', '),
  };
}

/** What came of it, for the trail. */
function factsOf(booked: Booked): Facts {
  const { state } = booked;
  if (booked.state === 'above') return { state: 'asked for approval', above: booked.broken.by };
  if (booked.state === 'booked') return { state, shipment: booked.orderId, render: booked.renderId };
  if (booked.state !== 'refused') return { state };
  return { state, code: booked.fault.code, request: booked.fault.requestId };
}
