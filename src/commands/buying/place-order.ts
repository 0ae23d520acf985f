import { isSameDigest } from '../../addresses/address-digest.ts';
import { type Placed, placeOnce } from '../../buying/placement.ts';
import type { Purchase } from '../../buying/purchase.ts';
import { type LineView, notOrderedBlocks, plainCard, quoteBlocks } from '../../cards/buying-cards.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Block, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { formatFen } from '../../orders/money.ts';
import type { Language } from '../../runtime/language.ts';
import { orderShow } from '../order/descriptions.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { type DeliveryAddress, deliveryBlock, resolveAddress } from './delivery-address.ts';
import type { BuyingDeps } from './deps.ts';
import { orderPay } from './descriptions.ts';
import type { Again } from './preview.ts';

/** As many as a choice holds. */
const mostOrders = 25;

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
  /** `where`: the address, if it was looked up. */
  | { readonly placed: Settled; readonly where: DeliveryAddress | undefined }
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
  await run.trail.intend({ state: 'asked for' });
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
  run.trail.add(factsOf(placed));
  if (placed.state !== 'other address') return { placed, where: await looked };
  const { addressChanged, addressNotSeen } = allWords[run.language].buying;
  const said = to === undefined ? addressNotSeen : addressChanged;
  return { again: { where: await look(), said } };
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
  }: { readonly views?: readonly LineView[]; readonly where?: DeliveryAddress | undefined },
  placed: Settled,
  language: Language,
): Card {
  const all = allWords[language];
  const words = all.buying;
  const { create } = words;
  const anew: readonly Action[] = [{ kind: 'run', label: create.previewAgain, run: preview }];
  const check: readonly Action[] = [{ kind: 'run', label: create.checkAgain, run: order(total) }];
  switch (placed.state) {
    case 'placed':
      return orderedCard(total, placed, all);
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
    case 'expired':
      return plainCard('warning', create.expired, [create.expiredAdvice], { actions: anew });
    case 'other purchase':
      return plainCard('bad', create.otherPurchase, [create.otherPurchaseAdvice], { actions: anew });
    case 'misunderstood':
      return plainCard('bad', create.misunderstood, [create.misunderstoodAdvice]);
  }
}

function orderedCard(
  total: number,
  placed: Extract<Settled, { state: 'placed' }>,
  { buying: words, orders }: Words,
): Card {
  const { create } = words;
  const pay = (id: string) => orderPay.call({ id, total: undefined });
  const { orderIds, failed, totalFen } = placed;
  const [first] = orderIds;
  const differs = totalFen !== undefined && totalFen !== total;
  const whole = failed.length === 0 && !differs;
  const facts: readonly Block[] = [
    {
      kind: 'list',
      items: orderIds.slice(0, mostOrders).map((id) => [`${create.order} `, { code: id }]),
    },
    ...(totalFen === undefined
      ? []
      : [{ kind: 'text' as const, text: [`${create.total}: `, { bold: formatFen(totalFen) }] }]),
  ];
  const payActions: readonly Action[] =
    orderIds.length > 1
      ? [
          {
            kind: 'select',
            label: words.pay.choose,
            options: orderIds.slice(0, mostOrders).map((id) => ({ label: id, run: pay(id) })),
          },
        ]
      : orderIds.map((id) => ({ kind: 'run', label: words.pay.choose, run: pay(id) }));
  return plainCard(
    whole ? 'good' : 'warning',
    failed.length > 0 ? create.placedInPart : create.placed,
    [
      ...(placed.found ? [create.found] : []),
      ...(differs ? [create.otherTotal(formatFen(total))] : []),
      create.nextPay,
    ],
    {
      blocks: [...facts, ...notOrderedBlocks(failed, words)],
      actions: [
        ...payActions,
        ...(first === undefined
          ? []
          : [{ kind: 'run' as const, label: orders.details, run: orderShow.call({ id: first }) }]),
      ],
    },
  );
}
