import type { Block, Card } from '../chat/card.ts';
import type { Text } from '../chat/text.ts';
import type { Phase } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { grouped } from '../runtime/grouped.ts';
import { phaseSymbols } from './order-facts.ts';

/** Nothing happens to these until a person acts. */
const waiting: readonly Phase[] = ['awaiting payment', 'awaiting approval', 'unknown'];

const underWay: readonly Phase[] = ['awaiting shipment', 'partly shipped', 'shipped', 'arrived', 'received'];

/** What a chart can hold. */
const mostBars = 31;

/**
 * The orders of a day: what needs a person, what is under way, and how many came on each of the last days. Days are written
 * `2026-11-25`; `created` has the last one last.
 */
export function summaryCard(shown: {
  readonly day: string;
  readonly byPhase: Readonly<Record<string, number>>;
  readonly created: readonly { readonly day: string; readonly orders: number }[];
  readonly words: OrderWords;
}): Card {
  const { day, words } = shown;
  const open = (phases: readonly Phase[]) =>
    phases.flatMap((phase) => {
      const orders = shown.byPhase[phase] ?? 0;
      return orders > 0 ? [`${phaseSymbols[phase]} ${words.phase[phase]} ${grouped(orders)}`] : [];
    });
  const [urgent, rest] = [open(waiting), open(underWay)];
  const lines: readonly Text[] = [
    ...(urgent.length === 0 ? [] : [[{ bold: words.needsSomebody }, ` ${urgent.join(' · ')}`]]),
    ...(rest.length === 0 ? [] : [[{ bold: words.underWay }, ` ${rest.join(' · ')}`]]),
  ];
  const days = shown.created.slice(-mostBars);
  const chart: readonly Block[] =
    days.length === 0
      ? []
      : [
          { kind: 'text', text: [{ bold: words.newOrders }] },
          {
            kind: 'chart',
            title: words.newOrders,
            alt: words.chart(days.map((each) => `${each.day.slice(5)} ${each.orders}`)),
            bars: days.map((each) => ({ label: each.day.slice(5, 10), value: Math.max(0, each.orders) })),
          },
        ];
  return {
    tone: urgent.length > 0 ? 'warning' : 'plain',
    title: words.summary(day),
    body: [
      lines.length === 0 ? { kind: 'text', text: [words.nothingOpen] } : { kind: 'list', items: lines },
      ...chart,
    ],
    actions: chooseStatus(shown.byPhase, words),
  };
}

/** A menu that lists the orders in one of the states that orders are in now. */
function chooseStatus(byPhase: Readonly<Record<string, number>>, words: OrderWords): Card['actions'] {
  const options = [...waiting, ...underWay].flatMap((phase) =>
    (byPhase[phase] ?? 0) > 0
      ? [
          {
            label: words.phase[phase],
            run: { command: 'order list', arguments: { status: statusName(phase) } },
          },
        ]
      : [],
  );
  return options.length === 0 ? [] : [{ kind: 'select', label: words.listOrders, options }];
}

/** A phase in one word, as it is typed. */
export function statusName(phase: Phase): string {
  return phase.replaceAll(' ', '-');
}
