import { notOrderedBlocks, plainCard, quoteBlocks, type Told } from '../../cards/buying-cards.ts';
import type { Action, Block, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { formatFen } from '../../orders/money.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { buyingCalls } from './arguments.ts';
import type { Settled } from './confirmed.ts';
import type { BuyingDeps } from './deps.ts';
import { type WhereTo, whereBlock } from './where-to.ts';

/** As many as a choice holds. */
const mostOrders = 25;

/** What was confirmed, and what its card's buttons run. */
export interface Confirmed {
  readonly total: number;
  /** A preview of the same, as it would be now. */
  readonly preview: CommandCall;
  /** The same confirmation under the same key, for `total`. */
  order(total: number): CommandCall;
}

/** What came of ordering, and what can be done next. Whatever may have happened is never ordered anew by a button. */
export function placedCard(
  deps: Pick<BuyingDeps, 'words'>,
  { total, preview, order }: Confirmed,
  /** What is shown where the total has moved: each line, as far as anything is known, and where it goes. */
  { told = [], where }: { readonly told?: readonly Told[]; readonly where?: WhereTo | undefined },
  placed: Settled,
  { language }: Pick<Run, 'language'>,
): Card {
  const words = deps.words[language].buying;
  const { create } = words;
  const anew: readonly Action[] = [{ kind: 'run', label: create.previewAgain, run: preview }];
  const check: readonly Action[] = [{ kind: 'run', label: create.checkAgain, run: order(total) }];
  switch (placed.state) {
    case 'placed':
      return orderedCard(deps, total, placed, { language });
    case 'failed':
      return plainCard('bad', create.failed, [create.nothingOrdered], {
        blocks: notOrderedBlocks(placed.failed, words),
        actions: anew,
        ...(placed.requestId !== '' && {
          footnote: [deps.words[language].xport.request(placed.requestId)],
        }),
      });
    case 'refused': {
      const card = xportFaultCard(placed.fault, deps.words[language].xport);
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
            ...(told.length === 0 ? [] : quoteBlocks(told, placed.quote, words)),
            ...(where?.state === 'known' ? [whereBlock(where, deps.words[language])] : []),
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
  deps: Pick<BuyingDeps, 'words'>,
  total: number,
  placed: Extract<Settled, { state: 'placed' }>,
  { language }: Pick<Run, 'language'>,
): Card {
  const { buying: words, orders } = deps.words[language];
  const { create } = words;
  const calls = buyingCalls(deps.words);
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
  const pay: readonly Action[] =
    orderIds.length > 1
      ? [
          {
            kind: 'select',
            label: words.pay.choose,
            options: orderIds.slice(0, mostOrders).map((id) => ({ label: id, run: calls.pay(id) })),
          },
        ]
      : orderIds.map((id) => ({ kind: 'run', label: words.pay.choose, run: calls.pay(id) }));
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
        ...pay,
        ...(first === undefined
          ? []
          : [{ kind: 'run' as const, label: orders.details, run: calls.show(first) }]),
      ],
    },
  );
}
