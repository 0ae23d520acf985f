import { plainCard } from '../../cards/buying-cards.ts';
import { pictureFrom } from '../../cards/products/offer-facts.ts';
import {
  consignmentFields,
  mostServices,
  receiverCardFields as receiverBlock,
  serviceLine,
} from '../../cards/shipping-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import { countryName } from '../../domain/places/countries.ts';
import type { Consignment } from '../../domain/shipping/consignment.ts';
import { printWeight } from '../../domain/shipping/measure.ts';
import { checkReceiver, printReceiver, readReceiver } from '../../domain/shipping/receiver.ts';
import { allWords } from '../../languages/index.ts';
import type { ReceiverAddress } from '../../xport/client.ts';
import type { ShipDeps } from './deps.ts';
import { isReceiverTyped, receiverFields, shipCalls, type WantedAbroad } from './descriptions.ts';
import { type Goods, goodsOf } from './goods.ts';

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
export async function completedShipment(
  deps: ShipDeps,
  wanted: WantedAbroad,
  run: Run,
): Promise<ReadyToShip | { readonly card: Card }> {
  const { buying, shipping } = allWords[run.language];
  const { preview } = shipping;
  const goods = await goodsOf(deps, wanted, run);
  if (goods.chosen === undefined && (goods.kinds.length > 0 || wanted.sku !== undefined)) {
    const { among } = goods;
    const options = (among.length > 0 ? among : goods.kinds).slice(0, mostKinds).map(({ skuId, name }) => ({
      label: shorten(name, longestOption),
      run: shipCalls.preview({ ...wanted, sku: skuId }, { replace: true, country: wanted.country }),
    }));
    const unknown = wanted.sku !== undefined && among.length === 0 && goods.moreKinds === 0;
    const more = goods.moreKinds === 0 ? [] : [buying.moreKinds(goods.moreKinds)];
    const title = unknown ? buying.noSuchKind : buying.whichKind;
    const card = plainCard(unknown ? 'warning' : 'plain', title, more, {
      actions: options.length === 0 ? [] : [{ kind: 'select', label: buying.chooseKind, options }],
    });
    return { card: unknown ? { ...card, refusal: [{ name: 'sku', why: title }] } : card };
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

/** A receiver, and the key that buttons name it by. */
interface KnownReceiver {
  readonly receiver: ReceiverAddress;
  readonly key: string;
}

/** Who receives it: as typed just now, or as kept; else the card that asks. */
async function receiverFor(
  deps: ShipDeps,
  wanted: WantedAbroad,
  run: Run,
): Promise<KnownReceiver | { readonly card: Card }> {
  const { preview } = allWords[run.language].shipping;
  const give = (label: string): Action => ({
    kind: 'run',
    label,
    style: 'primary',
    run: shipCalls.preview(
      { ...wanted, receiver: undefined },
      { ask: receiverFields, country: wanted.country },
    ),
  });
  if (isReceiverTyped(wanted)) {
    const checked = checkReceiver(wanted);
    if ('faults' in checked) {
      const countries = checked.countries.map((code) => countryName(code, run.language));
      const refusal = checked.faults.map(({ part, fault }) => ({
        name: part,
        why: fault === 'country unclear' ? preview.countryUnclear(countries) : preview.faults[fault],
      }));
      const card = plainCard('warning', preview.notSendable, [], {
        blocks: [{ kind: 'list', items: refusal.map(({ why }) => [why]) }],
        actions: [give(preview.giveReceiver)],
      });
      return { card: { ...card, refusal } };
    }
    const { receiver } = checked;
    return { receiver, key: await deps.receivers.keep(run.organization, printReceiver(receiver)) };
  }
  if (wanted.receiver === undefined) {
    const actions = [give(preview.giveReceiver)];
    return { card: plainCard('plain', preview.whoReceives, [preview.whoReceivesAdvice], { actions }) };
  }
  const kept = await deps.receivers.recall(run.organization, wanted.receiver);
  const receiver = kept === undefined ? undefined : readReceiver(kept);
  if (receiver !== undefined) return { receiver, key: wanted.receiver };
  const actions = [give(preview.giveReceiver)];
  return { card: plainCard('warning', preview.receiverGone, [preview.receiverGoneAdvice], { actions }) };
}

/** What is sent, as it looks; nothing where that is not known. */
export function shipmentPicture({ goods, wanted }: ReadyToShip, run: Run): Pick<Card, 'picture'> {
  const { buying, orders } = allWords[run.language];
  const picture = pictureFrom([goods.imageUrl], orders.picture(goods.title || buying.untitled(wanted.offer)));
  return picture === undefined ? {} : { picture };
}

/** What is sent and to whom, which is always shortened: the card is kept, and may be shown to others. */
export function shipmentBlocks({ consignment, goods, to }: ReadyToShip, run: Run) {
  const { buying, shipping } = allWords[run.language];
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
  const { preview, estimate } = allWords[run.language].shipping;
  if (goods.grams === undefined) return plainCard('warning', preview.noWeight, [preview.noWeightAdvice]);
  const services = await servicesFor(deps, { goods, receiver: to.receiver }, run);
  if (services.length === 0) return plainCard('warning', estimate.none, [estimate.noneAdvice]);
  const options = services.slice(0, mostServices).map(({ service, info }) => ({
    label: shorten(serviceLine(service, allWords[run.language].shipping), longestOption),
    run: shipCalls.preview({ ...wanted, service: info }, { replace: true }),
  }));
  return plainCard('plain', preview.whichService, [preview.whichServiceAdvice], {
    actions: [{ kind: 'select', label: preview.whichService, options }],
  });
}

/** The services that carry these goods to that receiver, each with what a consignment names it by; none without a weight. */
export async function servicesFor(
  { xport }: Pick<ShipDeps, 'xport'>,
  { goods, receiver }: { readonly goods: Goods; readonly receiver: ReceiverAddress },
  caller: Pick<Run, 'organization' | 'userId' | 'signal'>,
) {
  if (goods.grams === undefined) return [];
  const { country, zip } = receiver;
  const { data } = await xport.freightAbroad.estimate(
    { country, weight: goods.grams, ...(zip !== '' && { zip }) },
    caller,
  );
  return data.items.map((service) => ({ service, info: infoOf(service) }));
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
