import { newOrderKey } from '../../buying/order-key.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import {
  consignmentFields,
  mostServices,
  receiverFields as receiverBlock,
  serviceLine,
} from '../../cards/shipping-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import { type Consignment, renderRequestOf } from '../../shipping/consignment.ts';
import { printWeight } from '../../shipping/measure.ts';
import { printMoney, readCharge } from '../../shipping/money.ts';
import { receiverFields, shipCalls, type WantedAbroad } from './arguments.ts';
import type { ShipDeps } from './deps.ts';
import { type Goods, goodsOf } from './goods.ts';
import { type KnownReceiver, receiverFor } from './receiving.ts';

/** As many kinds as a choice holds. */
const mostKinds = 25;
const longestOption = 75;

export interface ReadyToShip {
  readonly wanted: WantedAbroad;
  readonly goods: Goods;
  readonly consignment: Consignment;
  readonly to: KnownReceiver;
}

/** Everything that sending abroad needs, or the card that asks for what is missing. */
export async function completed(
  deps: ShipDeps,
  wanted: WantedAbroad,
  run: Run,
): Promise<ReadyToShip | { readonly card: Card }> {
  const { buying, shipping } = deps.words[run.language];
  const { preview } = shipping;
  const calls = shipCalls(deps.words);
  const goods = await goodsOf(deps, wanted, run);
  if (goods.chosen === undefined && goods.kinds.length > 0) {
    const options = goods.kinds.slice(0, mostKinds).map(({ skuId, name }) => ({
      label: shorten(name, longestOption),
      run: calls.preview({ ...wanted, sku: skuId }, { replace: true, country: wanted.country }),
    }));
    const unknown = wanted.sku !== undefined && goods.moreKinds === 0;
    const more = goods.moreKinds === 0 ? [] : [buying.moreKinds(goods.moreKinds)];
    return {
      card: plainCard(unknown ? 'warning' : 'plain', unknown ? buying.noSuchKind : buying.whichKind, more, {
        actions: [{ kind: 'select', label: buying.chooseKind, options }],
      }),
    };
  }
  if (goods.pieceFen === undefined) {
    return { card: plainCard('warning', preview.noPrice, [preview.noPriceAdvice]) };
  }
  const to = await receiverFor(deps, { ...wanted, sku: goods.chosen?.skuId }, run);
  if ('card' in to) return to;
  const whole = { ...wanted, sku: goods.chosen?.skuId, receiver: to.key };
  if (wanted.service === undefined) return { card: await chooseService(deps, whole, { goods, to }, run) };
  const { offer: offerId, quantity, service, order: orderId } = wanted;
  return {
    wanted: whole,
    goods,
    to,
    consignment: {
      offerId,
      skuId: goods.chosen?.skuId,
      quantity,
      service,
      pieceFen: goods.pieceFen,
      title: goods.subject,
      imageUrl: goods.imageUrl,
      orderId,
    },
  };
}

/** What it costs now, with the button that books it for exactly that, under a key of its own. */
export async function previewCard(deps: ShipDeps, asked: WantedAbroad, run: Run): Promise<Card> {
  const all = deps.words[run.language];
  const words = all.shipping;
  const calls = shipCalls(deps.words);
  const ready = await completed(deps, asked, run);
  if ('card' in ready) return ready.card;
  const { wanted, consignment, to } = ready;
  const { data, requestId } = await deps.xport.freightAbroad.render(
    renderRequestOf(consignment, to.receiver),
    run,
  );
  const charge = readCharge(data.amount, data.currency);
  const footnote = requestId === '' ? [] : [all.xport.request(requestId)];
  const facts = shipmentBlocks(deps, ready, run);
  const others: readonly Action[] = [
    {
      kind: 'run',
      label: words.preview.otherService,
      run: calls.preview({ ...wanted, service: undefined }, { replace: true }),
    },
    {
      kind: 'run',
      label: words.preview.otherReceiver,
      run: calls.preview({ ...wanted, receiver: undefined }, { ask: receiverFields }),
    },
  ];
  if (charge === undefined || charge.unsure || data.renderId === undefined) {
    const { unsure, unsureAdvice } = words.create;
    return plainCard('warning', unsure, [unsureAdvice], { blocks: facts, actions: others, footnote });
  }
  const total = printMoney(charge.money);
  const book: Action = {
    kind: 'run',
    label: words.preview.book(total),
    style: 'primary',
    run: calls.create({ ...wanted, total: charge.money, key: newOrderKey(deps.clock, deps.random) }),
  };
  return {
    tone: 'plain',
    title: ready.goods.title || all.buying.untitled(wanted.offer),
    body: [
      ...facts,
      { kind: 'text', text: [`${words.costLabel}: `, { bold: total }] },
      { kind: 'text', text: [words.preview.notYetBooked] },
    ],
    actions: [book, ...others],
    footnote: [[words.preview.masked, ...footnote].join(' ')],
  };
}

/** What is sent and to whom, which is always shortened: the card is kept, and may be shown to others. */
export function shipmentBlocks(deps: ShipDeps, { consignment, goods, to }: ReadyToShip, run: Run) {
  const { buying, shipping } = deps.words[run.language];
  const { offerId, quantity, service, pieceFen } = consignment;
  return [
    consignmentFields(
      {
        offerId,
        kind: goods.chosen?.name,
        pieces: buying.pieces(quantity, undefined),
        weight: goods.grams === undefined ? undefined : printWeight(goods.grams),
        service,
        declaredFen: pieceFen * quantity,
      },
      buying,
      shipping,
    ),
    receiverBlock(to.receiver, shipping),
  ];
}

/** The services that carry so much to there, each a choice. */
async function chooseService(
  deps: ShipDeps,
  wanted: WantedAbroad,
  { goods, to }: Pick<ReadyToShip, 'goods' | 'to'>,
  run: Run,
): Promise<Card> {
  const { preview, estimate } = deps.words[run.language].shipping;
  if (goods.grams === undefined) return plainCard('warning', preview.noWeight, [preview.noWeightAdvice]);
  const { country, zip } = to.receiver;
  const { data } = await deps.xport.freightAbroad.estimate(
    { country, weight: goods.grams, ...(zip !== '' && { zip }) },
    run,
  );
  if (data.items.length === 0) return plainCard('warning', estimate.none, [estimate.noneAdvice]);
  const calls = shipCalls(deps.words);
  const options = data.items.slice(0, mostServices).map((service) => ({
    label: shorten(serviceLine(service, deps.words[run.language].shipping), longestOption),
    run: calls.preview({ ...wanted, service: infoOf(service) }, { replace: true }),
  }));
  return plainCard('plain', preview.whichService, [preview.whichServiceAdvice], {
    actions: [{ kind: 'select', label: preview.whichService, options }],
  });
}

/** What a consignment names a service by. */
export function infoOf(service: {
  readonly serviceId: string;
  readonly companyName?: string | undefined;
  readonly serviceCategory?: string | undefined;
}) {
  const { serviceId, companyName = '', serviceCategory = '' } = service;
  return { serviceId, companyName, serviceCategory };
}
