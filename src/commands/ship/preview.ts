import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { newOrderKey } from '../../domain/buying/order-key.ts';
import { renderRequestOf } from '../../domain/shipping/consignment.ts';
import { formatMoney, readCharge } from '../../domain/shipping/money.ts';
import { allWords } from '../../languages/index.ts';
import { offerLookUp } from '../offers/offer-argument.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import type { ShipDeps } from './deps.ts';
import {
  receiverFields,
  shipCalls,
  shipmentFormFields,
  shipPreview,
  type WantedAbroad,
} from './descriptions.ts';
import { completedShipment, shipmentBlocks, shipmentPicture } from './shipment.ts';
import { shipmentFields } from './shipment-fields.ts';

export function shipPreviewCommand(deps: ShipDeps) {
  return shipPreview.does({
    ...shipmentReading(deps),
    fields: (given, caller) => shipmentFields(deps, given, caller),
    run: (wanted, run) => shipPreviewCard(deps, wanted, run),
  });
}

/** How the offer and the order of a shipment are found. */
export function shipmentReading({ offers, ofOrders }: Pick<ShipDeps, 'offers' | 'ofOrders'>) {
  return {
    lookUp: { offer: offerLookUp(offers, 'asked back'), order: orderLookUp(ofOrders) },
    suggest: { order: orderSuggestions(ofOrders) },
  };
}

/** What it costs now, with the button that books it for exactly that, under a key of its own. */
export async function shipPreviewCard(deps: ShipDeps, asked: WantedAbroad, run: Run): Promise<Card> {
  const all = allWords[run.language];
  const words = all.shipping;
  const ready = await completedShipment(deps, asked, run);
  if ('card' in ready) return ready.card;
  const { wanted, consignment, to } = ready;
  const { data, requestId } = await deps.xport.freightAbroad.render(
    renderRequestOf(consignment, to.receiver),
    run,
  );
  const charge = readCharge(data.amount, data.currency);
  const facts = shipmentBlocks(ready, run);
  const others: readonly Action[] = [
    {
      kind: 'run',
      label: words.preview.otherGoods,
      run: shipCalls.preview(wanted, { replace: true, ask: shipmentFormFields }),
    },
    {
      kind: 'run',
      label: words.preview.otherReceiver,
      run: shipCalls.preview({ ...wanted, receiver: undefined }, { ask: receiverFields }),
    },
  ];
  if (charge === undefined || charge.unsure || data.renderId === undefined) {
    const { unsure, unsureAdvice } = words.create;
    const footnote = requestId === '' ? [] : [all.xport.request(requestId)];
    return plainCard('warning', unsure, [unsureAdvice], { blocks: facts, actions: others, footnote });
  }
  const total = formatMoney(charge.money);
  const book: Action = {
    kind: 'run',
    label: words.preview.book(total),
    style: 'primary',
    run: shipCalls.create({ ...wanted, total: charge.money, key: newOrderKey(deps.clock, deps.random) }),
  };
  return {
    tone: 'plain',
    title: ready.goods.title || all.buying.untitled(wanted.offer),
    ...shipmentPicture(ready, run),
    body: [
      ...facts,
      { kind: 'text', text: [all.punctuation.label(words.costLabel), { bold: total }] },
      { kind: 'text', text: [words.preview.notYetBooked] },
    ],
    actions: [book, ...others],
    footnote: [words.preview.masked],
  };
}
