import { plainCard } from '../../cards/buying-cards.ts';
import { serviceLine } from '../../cards/shipping-cards.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { FieldHelp } from '../../chat/form.ts';
import { shorten } from '../../chat/text.ts';
import { newOrderKey } from '../../domain/buying/order-key.ts';
import { printService, renderRequestOf } from '../../domain/shipping/consignment.ts';
import { formatMoney, readCharge } from '../../domain/shipping/money.ts';
import { readReceiver } from '../../domain/shipping/receiver.ts';
import { allWords } from '../../languages/index.ts';
import { offerLookUp } from '../offer-argument.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import type { ShipDeps } from './deps.ts';
import {
  receiverFields,
  shipCalls,
  shipmentFormFields,
  shipPreview,
  type WantedAbroad,
} from './descriptions.ts';
import { type Goods, goodsOf } from './goods.ts';
import { completedShipment, servicesFor, shipmentBlocks, shipmentPicture } from './shipment.ts';

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

const longestOption = 75;

/**
 * What helps to say what is sent: the offer's variants, and the services that carry so much to the receiver, who is known by
 * a key. Nothing where no offer is known. Rejects where the partner does
 * not describe the offer.
 */
async function shipmentFields(
  deps: Pick<ShipDeps, 'xport' | 'receivers'>,
  given: Partial<Pick<WantedAbroad, 'offer' | 'quantity' | 'sku' | 'receiver'>>,
  caller: Caller & { readonly signal: AbortSignal },
): Promise<{ readonly sku?: FieldHelp; readonly service?: FieldHelp }> {
  const { offer, quantity = 1, sku } = given;
  if (offer === undefined || !/^\d+$/.test(offer)) return {};
  const goods = await goodsOf(deps, { offer, quantity, sku }, caller);
  const isWhole = goods.moreKinds === 0 && goods.kinds.length > 1;
  const [services] = await Promise.allSettled([
    serviceChoices(deps, { goods, receiver: given.receiver }, caller),
  ]);
  return {
    ...(isWhole && {
      sku: {
        choices: goods.kinds.map(({ skuId, name }) => ({
          value: skuId,
          label: shorten(name, longestOption),
        })),
        required: true,
        ...(goods.chosen !== undefined && { initial: goods.chosen.skuId }),
      },
    }),
    ...(services.status === 'fulfilled' && { service: { choices: services.value, required: true } }),
  };
}

async function serviceChoices(
  deps: Pick<ShipDeps, 'xport' | 'receivers'>,
  { goods, receiver: key }: { readonly goods: Goods; readonly receiver: string | undefined },
  caller: Caller & { readonly signal: AbortSignal },
) {
  const kept = key === undefined ? undefined : await deps.receivers.recall(caller.organization, key);
  const receiver = kept === undefined ? undefined : readReceiver(kept);
  if (receiver === undefined) return [];
  const found = await servicesFor(deps, { goods, receiver }, caller);
  const words = allWords[caller.language].shipping;
  return found.map(({ service, info }) => ({
    value: printService(info),
    label: shorten(serviceLine(service, words), longestOption),
  }));
}
