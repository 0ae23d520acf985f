import { plainCard } from '../../cards/buying-cards.ts';
import { serviceName } from '../../cards/shipping-cards.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { expiryOf } from '../../domain/buying/order-key.ts';
import { type Booked, bookOnce } from '../../domain/shipping/booked-freight.ts';
import { consignmentDigest } from '../../domain/shipping/consignment.ts';
import { formatMoney, type Money } from '../../domain/shipping/money.ts';
import { maskedReceiver } from '../../domain/shipping/receiver.ts';
import { allWords } from '../../languages/index.ts';
import { answerInTime } from '../deadlines.ts';
import type { SpendingSubject } from '../requests/second-person.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { ShipDeps } from './deps.ts';
import { shipCalls, shipCreate, type WantedAbroad } from './descriptions.ts';
import { shipmentReading, shipPreviewCard } from './preview.ts';
import { completedShipment, type ReadyToShip, shipmentBlocks, shipmentPicture } from './shipment.ts';

type FreightSubject = Extract<SpendingSubject, { readonly kind: 'freight' }>;

export function shipCreateCommand(deps: ShipDeps) {
  return shipCreate.does({
    ...shipmentReading(deps),
    async run({ total, key, reason, ...wanted }, run): Promise<Card> {
      if (total === undefined || key === undefined) {
        run.audit.add({ state: 'asked' });
        return shipPreviewCard(deps, wanted, run);
      }
      const confirmed = { ...wanted, total, key };
      return answerInTime(deps.clock, book(deps, { ...confirmed, reason }, run), () => {
        run.audit.add({ state: 'under way' });
        return bookedCard(confirmed, { booked: { state: 'under way' }, facts: [] }, run);
      });
    },
  });
}

async function book(
  deps: ShipDeps,
  {
    total,
    key,
    reason,
    ...wanted
  }: WantedAbroad & { readonly total: Money; readonly key: string; readonly reason: string | undefined },
  run: Run,
): Promise<Card> {
  const ready = await completedShipment(deps, wanted, run);
  if ('card' in ready) return ready.card;
  const { secondPerson } = deps;
  const freight = await freightOf(deps, { total, key }, ready, run);
  await run.audit.intend({ state: 'asked for' });
  const booked = await bookOnce(deps, {
    organization: run.organization,
    userId: run.userId,
    key,
    consignment: ready.consignment,
    receiver: ready.to.receiver,
    receiverKey: ready.to.key,
    confirmed: total,
    signal: run.signal,
    count: () => secondPerson.count(freight, run),
  });
  if (booked.state === 'above') {
    const asked = await secondPerson.ask(freight, booked.broken, run, {
      reason,
      again: shipCalls.approval({ ...ready.wanted, total, key }),
      until: expiryOf(key),
    });
    run.audit.add({ state: asked.state, above: booked.broken.by });
    return asked.card;
  }
  run.audit.add(factsOf(booked));
  const facts = shipmentBlocks(ready, run);
  const card = bookedCard({ ...ready.wanted, total, key }, { booked, facts }, run);
  if (booked.state !== 'booked') return card;
  // It stays what it was shown as before.
  const title = allWords[run.language].buying.create.titled(card.title, ready.goods.title);
  return { ...card, ...(ready.goods.title !== '' && { title }), ...shipmentPicture(ready, run) };
}

/** What an approver is asked for, with what is known of what is sent and to whom. */
async function freightOf(
  { secondPerson }: Pick<ShipDeps, 'secondPerson'>,
  { total, key }: { readonly total: Money; readonly key: string },
  { wanted, goods, consignment, to }: ReadyToShip,
  run: Run,
): Promise<FreightSubject> {
  const fen = await secondPerson.fenOf(total, run);
  const { name, place } = maskedReceiver(to.receiver);
  return {
    kind: 'freight',
    key,
    digest: consignmentDigest(consignment, to.key),
    money: total,
    ...(fen !== undefined && { fen }),
    call: shipCalls.create({ ...wanted, total, key }).arguments,
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
    ...(goods.seller !== undefined && { seller: goods.seller }),
    ...(goods.imageUrl !== '' && { picture: goods.imageUrl }),
    receiver: [name, place].filter((part) => part !== '').join(', '),
  };
}

/** What came of it, for the audit log. */
function factsOf(booked: Exclude<Booked, { state: 'above' }>): Facts {
  const { state } = booked;
  if (booked.state === 'booked') return { state, shipment: booked.orderId, render: booked.renderId };
  if (booked.state !== 'refused') return { state };
  return { state, code: booked.fault.code, request: booked.fault.requestId };
}

/** What came of booking, and what can be done next. Whatever may have happened is never booked anew by a button. */
function bookedCard(
  confirmed: WantedAbroad & { readonly total: Money; readonly key: string },
  {
    booked,
    facts,
  }: { readonly booked: Booked /** What is sent and to whom. */; readonly facts: readonly Block[] },
  { language }: Pick<Run, 'language'>,
): Card {
  const all = allWords[language];
  const words = all.shipping;
  const { create } = words;
  const anew: readonly Action[] = [
    { kind: 'run', label: create.previewAgain, run: shipCalls.preview(confirmed) },
  ];
  const check: readonly Action[] = [
    { kind: 'run', label: create.checkAgain, run: shipCalls.create(confirmed) },
  ];
  switch (booked.state) {
    case 'booked': {
      const { orderId } = booked;
      const fields = [
        ...(orderId === undefined ? [] : [{ label: words.shipmentLabel, value: [{ code: orderId }] }]),
        { label: words.renderLabel, value: [{ code: booked.renderId }] },
        { label: words.costLabel, value: [{ bold: formatMoney(confirmed.total) }] },
      ];
      return plainCard('good', create.booked, [orderId === undefined ? create.noId : create.bookedAdvice], {
        blocks: [...facts, { kind: 'fields', fields }],
        actions:
          orderId === undefined
            ? []
            : [{ kind: 'run', label: create.giveCarrier, run: shipCalls.update(orderId), style: 'primary' }],
      });
    }
    case 'refused': {
      const card = xportFaultCard(booked.fault, all.xport);
      const nothing = { kind: 'text' as const, text: [create.nothingBooked] };
      return { ...card, body: [nothing, ...card.body], actions: anew };
    }
    case 'above':
      return plainCard('warning', create.nothingBooked, []);
    case 'moved': {
      const is = formatMoney(booked.money);
      const run = shipCalls.create({ ...confirmed, total: booked.money });
      const sentences = [create.was(formatMoney(confirmed.total), is), create.nothingBooked];
      return plainCard('warning', create.moved, sentences, {
        blocks: facts,
        actions: [{ kind: 'run', label: words.preview.book(is), run, style: 'primary' }],
      });
    }
    case 'unsure':
      return plainCard('warning', create.unsure, [create.unsureAdvice], { actions: anew });
    case 'not known':
      return plainCard('warning', create.notKnown, [create.notKnownAdvice(booked.note)]);
    case 'under way':
      return plainCard('warning', create.underWay, [create.underWayAdvice], { actions: check });
    case 'before restore':
      return plainCard('warning', create.restored, [create.restoredAdvice], { actions: anew });
    case 'expired':
      return plainCard('warning', create.expired, [create.expiredAdvice], { actions: anew });
    case 'other':
      return plainCard('bad', create.other, [create.otherAdvice], { actions: anew });
  }
}
