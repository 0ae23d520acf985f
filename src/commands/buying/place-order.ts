import { type LineView, notOrderedBlocks, plainCard, quoteBlocks } from '../../cards/buying-cards.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { isSameDigest } from '../../domain/addresses/address-digest.ts';
import { type Placed, placeOnce } from '../../domain/buying/placement.ts';
import type { Purchase } from '../../domain/buying/purchase.ts';
import { formatFen } from '../../domain/orders/money.ts';
import type { Order } from '../../domain/orders/order.ts';
import { type OrderedGoods, printGoods, withGoods } from '../../domain/orders/ordered-goods.ts';
import { allWords } from '../../languages/index.ts';
import { inTime } from '../deadlines.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { type DeliveryAddress, deliveryBlock, resolveAddress } from './delivery-address.ts';
import type { BuyingDeps } from './deps.ts';
import { lineInfos, type OfferInfo } from './offer-info.ts';
import { type OrderReading, orderedCard } from './ordered-card.ts';
import type { Again } from './preview.ts';

/** What the person saw on the preview, as its button says. */
interface ConfirmedPurchase {
  readonly purchase: Purchase;
  readonly total: number;
  readonly key: string;
  /** Digest of the address that the preview showed; absent on buttons of a version whose previews showed none. */
  readonly to: string | undefined;
}

/** What came of ordering, but for an address that is another by now. */
type Settled = Exclude<Placed, { state: 'other address' }>;

type Ordered =
  /** `where`: the address, if it was looked up; `orders`: what was placed, as far as it is known. */
  | {
      readonly placed: Settled;
      readonly where: DeliveryAddress | undefined;
      readonly orders: readonly Order[];
    }
  /** Nothing was ordered: the preview is to be shown again. */
  | { readonly again: Again };

/**
 * Places what was confirmed, once under its key, for exactly that total, to exactly that address. The audit log has the
 * intention before, and the outcome after. Rejects as {@link placeOnce} does, and with NotRecorded before anything was done.
 */
export async function placeOrder(
  deps: BuyingDeps,
  { purchase, total, key, to }: ConfirmedPurchase,
  run: Run,
): Promise<Ordered> {
  await run.audit.intend({ state: 'asked for' });
  // Meanwhile: what was confirmed depends on no description that may come late.
  const described = lineInfos(deps, purchase.lines, run).catch(() => []);
  let looked: Promise<DeliveryAddress> | undefined;
  const look = () => {
    looked ??= resolveAddress(deps, purchase.addressId, run);
    return looked;
  };
  const placed = await placeOnce(deps, {
    organization: run.organization,
    userId: run.userId,
    key,
    purchase,
    confirmedFen: total,
    async isSameAddress() {
      const where = await look();
      return to !== undefined && where.state === 'known' && isSameDigest(where.digest, to);
    },
    signal: run.signal,
  });
  run.audit.add(factsOf(placed));
  if (placed.state !== 'other address') {
    const where = await looked;
    const orders =
      placed.state === 'placed'
        ? await placedOrders(deps, placed, { described, where, confirmedFen: total }, run)
        : [];
    return { placed, where, orders };
  }
  const { addressChanged, addressNotSeen } = allWords[run.language].buying;
  const said = to === undefined ? addressNotSeen : addressChanged;
  return { again: { where: await look(), said } };
}

/** The caller as a reader of what came of it. */
export async function orderReading(
  { zoneOf, clock }: Pick<BuyingDeps, 'zoneOf' | 'clock'>,
  run: Run,
): Promise<OrderReading> {
  return { language: run.language, zone: await zoneOf(run), now: clock.now() };
}

/**
 * The orders that were placed, each with what was shown of its goods, which is kept for every later card. Never rejects: the
 * orders stand, whatever is known of them.
 */
async function placedOrders(
  deps: BuyingDeps,
  { orderIds, failed, totalFen }: Extract<Placed, { state: 'placed' }>,
  shown: {
    readonly described: Promise<readonly OfferInfo[]>;
    readonly where: DeliveryAddress | undefined;
    readonly confirmedFen: number;
  },
  { userId }: Run,
): Promise<readonly Order[]> {
  const { where, confirmedFen } = shown;
  const lines = (await shown.described).flatMap(({ line }) => line ?? []);
  const whole = orderIds.length === 1 && failed.length === 0;
  const goods: OrderedGoods = {
    lines,
    whole,
    ...(where?.state === 'known' && { to: where.shown }),
  };
  return Promise.all(
    orderIds.map(async (orderId) => {
      const blank: Order = {
        orderId,
        market: '1688',
        phase: 'awaiting payment',
        moneyUnsure: false,
        ...(whole && { totalFen: totalFen ?? confirmedFen }),
        times: {},
        passed: ['created'],
        parcels: [],
        items: [],
        unknownMessages: [],
      };
      let known = withGoods(blank, printGoods(goods));
      try {
        if (lines.length > 0) known = await deps.orders.keepGoods(blank, goods);
        const asked = await inTime(deps.clock, new AbortController().signal, (signal) =>
          deps.orders.ask(orderId, { userId, signal }),
        );
        if ('answer' in asked && asked.answer !== undefined) return asked.answer;
      } catch (thrown) {
        deps.log.error({ err: thrown, orderId }, 'what was shown of an order could not be kept');
      }
      return known;
    }),
  );
}

/** What came of it, for the audit log. */
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
    case 'before restore':
      return { state, outOrderId: placed.outOrderId };
    default:
      return { state };
  }
}

/** What was confirmed, and what its card's buttons run. */
export interface Confirmed {
  readonly total: number;
  /** A preview of the same, as it would be now. */
  readonly preview: CommandCall;
  /** The same confirmation under the same key, for `total`. */
  order(total: number): CommandCall;
}

/** What came of ordering, and what can be done next. No button orders anew what may have been ordered. */
export function placedCard(
  { total, preview, order }: Confirmed,
  /** Shown where the total has changed: each line, as far as its facts are known, and the address. */
  {
    views = [],
    where,
    orders = [],
  }: {
    readonly views?: readonly LineView[];
    readonly where?: DeliveryAddress | undefined;
    readonly orders?: readonly Order[];
  },
  placed: Settled,
  reading: OrderReading,
): Card {
  const all = allWords[reading.language];
  const words = all.buying;
  const { create } = words;
  const anew: readonly Action[] = [{ kind: 'run', label: create.previewAgain, run: preview }];
  const check: readonly Action[] = [{ kind: 'run', label: create.checkAgain, run: order(total) }];
  switch (placed.state) {
    case 'placed':
      return orderedCard(placed, orders, total, reading);
    case 'failed':
      return plainCard('bad', create.failed, [create.nothingOrdered], {
        blocks: notOrderedBlocks(placed.failed, words),
        actions: anew,
        ...(placed.requestId !== '' && { footnote: [all.xport.request(placed.requestId)] }),
      });
    case 'refused': {
      const card = xportFaultCard(placed.fault, all.xport);
      return {
        ...card,
        body: [{ kind: 'text', text: [create.nothingOrdered] }, ...card.body],
        actions: anew,
      };
    }
    case 'moved': {
      const is = placed.quote.toPayFen;
      const again: Action = {
        kind: 'run',
        label: words.orderFor(formatFen(is)),
        run: order(is),
        style: 'primary',
      };
      return plainCard(
        'warning',
        create.moved,
        [create.was(formatFen(total), formatFen(is)), create.nothingOrdered],
        {
          blocks: [
            ...(views.length === 0 ? [] : quoteBlocks(views, placed.quote, words)),
            ...(where?.state === 'known' ? [deliveryBlock(where, all)] : []),
          ],
          actions: [again],
        },
      );
    }
    case 'not known':
      return plainCard('warning', create.notKnown, [create.notKnownAdvice(placed.outOrderId)], {
        actions: check,
      });
    case 'under way':
      return plainCard('warning', create.underWay, [create.underWayAdvice], { actions: check });
    case 'not placed':
      return plainCard('warning', create.notPlaced, [create.notPlacedAdvice(placed.outOrderId)], {
        actions: anew,
      });
    case 'before restore':
      return plainCard('warning', create.restored, [create.restoredAdvice(placed.outOrderId)], {
        actions: [...check, ...anew],
      });
    case 'expired':
      return plainCard('warning', create.expired, [create.expiredAdvice], { actions: anew });
    case 'other purchase':
      return plainCard('bad', create.otherPurchase, [create.otherPurchaseAdvice], { actions: anew });
    case 'misunderstood':
      return plainCard('bad', create.misunderstood, [create.misunderstoodAdvice]);
  }
}
