import { type LineView, plainCard, quoteBlocks } from '../../cards/buying-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { newOrderKey } from '../../domain/buying/order-key.ts';
import { type Purchase, purchaseRequest } from '../../domain/buying/purchase.ts';
import { isAbout, quoteOf } from '../../domain/buying/quote.ts';
import { formatFen } from '../../domain/orders/money.ts';
import { isSpecId } from '../../domain/products/variants.ts';
import { allWords } from '../../languages/index.ts';
import { XportError, type XportFault } from '../../xport/client.ts';
import { basketAdd } from '../basket/descriptions.ts';
import { offerLookUp } from '../offer-argument.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import {
  addressChoiceCard,
  type DeliveryAddress,
  deliveryBlock,
  type KnownAddress,
  resolveAddress,
} from './delivery-address.ts';
import type { BuyingDeps } from './deps.ts';
import { chooseAddress, orderCreate, orderPreview, type Wanted } from './descriptions.ts';
import { validateLine, whichSpec } from './line-check.ts';
import { type OfferInfo, offerInfo } from './offer-info.ts';
import { orderFields } from './order-fields.ts';

export function orderPreviewCommand(deps: BuyingDeps) {
  return orderPreview.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    fields: (given, caller) => orderFields(deps, given, caller),
    run: (wanted, run) => previewCard(deps, wanted, run),
  });
}

/** Why a preview is shown again; its address was looked up already. */
export interface Again {
  readonly where: DeliveryAddress;
  readonly said: string;
}

/** Everything that an order needs, or the card that asks for what is missing. */
export async function completed(
  deps: BuyingDeps,
  wanted: Wanted,
  run: Run,
  again?: Again,
): Promise<
  | { readonly purchase: Purchase; readonly offer: OfferInfo; readonly where: KnownAddress }
  | { readonly card: Card }
> {
  const words = allWords[run.language].buying;
  const choice = (where: Exclude<DeliveryAddress, KnownAddress>, sku: string | undefined): Card => {
    const purchase = { ...wanted, sku, address: undefined };
    const preview = {
      to: (address: string | undefined) => orderPreview.call({ ...purchase, address }, { replace: true }),
      give: orderPreview.call(purchase, { ask: ['address'] }),
    };
    return addressChoiceCard(where, preview, allWords[run.language]);
  };
  if (again !== undefined && again.where.state !== 'known') return { card: choice(again.where, wanted.sku) };
  const [offer, where] = await Promise.all([
    offerInfo(deps, wanted, run),
    again?.where ?? resolveAddress(deps, wanted.address, run),
  ]);
  const card = validateLine(
    offer,
    { sku: wanted.sku, pieces: wanted.quantity },
    {
      ofSku: (sku) => orderPreview.call({ ...wanted, sku }, { replace: true }),
      quantity: orderPreview.call(wanted, { ask: ['quantity'] }),
      nothingDone: words.create.nothingOrdered,
    },
    words,
  );
  if (card !== undefined) return { card };
  const { specId } = offer.view;
  if (specId !== undefined && !isSpecId(specId)) {
    return { card: whichSpec(words.create.nothingOrdered, allWords[run.language].basket) };
  }
  if (where.state !== 'known') return { card: choice(where, specId) };
  const { addressId } = where;
  const { offer: offerId, quantity } = wanted;
  return { purchase: { lines: [{ offerId, specId, quantity }], addressId }, offer, where };
}

/** What it costs now, and where it goes, with the button that orders exactly that, under a key of its own. */
export async function previewCard(deps: BuyingDeps, wanted: Wanted, run: Run, again?: Again): Promise<Card> {
  const words = allWords[run.language].buying;
  const ready = await completed(deps, wanted, run, again);
  if ('card' in ready) return ready.card;
  const { purchase, offer, where } = ready;
  const { view } = offer;
  const whole: Wanted = { ...wanted, sku: purchase.lines[0]?.specId, address: purchase.addressId };
  return quotedCard(
    deps,
    { purchase, views: [view], where, said: again?.said },
    {
      title: view.title ?? words.untitled(view.offerId),
      order: (total, key) => orderCreate.call({ ...whole, total, key, to: where.digest }, { replace: true }),
      otherAddress: orderPreview.call({ ...whole, address: chooseAddress }, { replace: true }),
      change: {
        kind: 'run',
        label: words.otherQuantity,
        run: orderPreview.call(whole, { ask: ['sku', 'quantity', 'address'] }),
      },
      more: [{ kind: 'run', label: allWords[run.language].basket.add, run: basketAdd.call(whole) }],
    },
    run,
  );
}

/** What a purchase costs by a fresh preview, its address, and its confirmation; the partner's words where it refuses. */
export async function quotedCard(
  deps: BuyingDeps,
  ready: {
    readonly purchase: Purchase;
    /** One of each line. */
    readonly views: readonly LineView[];
    readonly where: KnownAddress;
    /** Why it is shown again, if it is. */
    readonly said?: string | undefined;
  },
  offered: {
    readonly title: string;
    /** Orders it for exactly `total`, under a key of its own. */
    order(total: number, key: string): CommandCall;
    readonly otherAddress: CommandCall;
    /** Leads to other lines. */
    readonly change: Action;
    /** What else can be done with what can be ordered. */
    readonly more?: readonly Action[];
  },
  run: Run,
): Promise<Card> {
  const all = allWords[run.language];
  const words = all.buying;
  const { purchase, views, where, said } = ready;
  const others: readonly Action[] = [
    offered.change,
    { kind: 'run', label: words.otherAddress, run: offered.otherAddress },
  ];
  const asked = await deps.xport.buying
    .preview(purchaseRequest(purchase), run)
    .catch((error: unknown) => refusalIn(error));
  if (!('data' in asked)) return { ...xportFaultCard(asked, all.xport), actions: others };
  const { data, requestId } = asked;
  if (!isAbout(data, purchase)) {
    return plainCard('bad', words.create.misunderstood, [words.create.misunderstoodAdvice], {
      ...(requestId !== '' && { footnote: [all.xport.request(requestId)] }),
    });
  }
  const quote = quoteOf(data);
  const [only, ...otherLines] = views;
  const picture = otherLines.length === 0 ? only?.picture : undefined;
  const key = newOrderKey(deps.clock, deps.random);
  return {
    tone: said === undefined ? 'plain' : 'warning',
    title: offered.title,
    ...(picture !== undefined && { picture }),
    body: [
      ...(said === undefined ? [] : [{ kind: 'text' as const, text: [said] }]),
      ...quoteBlocks(views, quote, words),
      deliveryBlock(where, all),
      { kind: 'text', text: [words.notYetOrdered] },
    ],
    actions: [
      {
        kind: 'run',
        label: words.orderFor(formatFen(quote.toPayFen)),
        run: offered.order(quote.toPayFen, key),
        style: 'primary',
      },
      ...others,
      ...(offered.more ?? []),
    ],
  };
}

/** The partner may refuse the address or a quantity: the person can choose another. */
function refusalIn(error: unknown): XportFault {
  if (error instanceof XportError && error.fault.kind === 'refused') return error.fault;
  throw error;
}
