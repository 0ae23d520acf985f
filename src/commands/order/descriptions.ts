import { phaseSymbols } from '../../cards/order-facts.ts';
import { statusName } from '../../cards/summary-card.ts';
import { type Argument, choice, choices, flag } from '../../chat/argument.ts';
import { named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import { describeCommand } from '../../chat/command.ts';
import { phases } from '../../domain/orders/order.ts';
import { phaseOfWord } from '../../domain/orders/state-words.ts';
import { triedSteps } from '../../languages/en/orders.ts';
import { aboutArgument, localized, namesBesideEnglish, yesAndNo } from '../../languages/index.ts';
import { dayArgument } from '../day-argument.ts';
import { orderIdArgument, printOrder, readOrder } from './order-argument.ts';

/** What lies further back is found by its number. */
export const lastPage = 50;

/** Every id of 1688's orders has 19 digits. What may be one all the same, the bot has to know. */
function orderNumberIn(text: string) {
  const reference = readOrder(text);
  if (reference === undefined || 'other' in reference) return undefined;
  const unsure = !('orderId' in reference) || reference.orderId.length < 19;
  return { arguments: { id: printOrder(reference) }, ...(unsure && { unsure }) };
}

/** `/order show <id>`: all about one order, as the partner has it now; as it was known where the partner is silent. */
export const orderShow = describeCommand({
  name: 'order show',
  summary: localized(({ orders }) => orders.show.summary),
  examples: ['order show 3305075341149134260'],
  arguments: { id: orderIdArgument() },
  takes: [{ what: 'order number', reads: orderNumberIn }],
  needs: 'viewer',
  effect: 'read',
});

/** `/order track <id>`: where an order's parcels are; as they were known where the partner is silent. */
export const orderTrack = describeCommand({
  name: 'order track',
  summary: localized(({ orders }) => orders.tracking.summary),
  examples: ['order track 3305075341149134260'],
  arguments: { id: orderIdArgument() },
  everyday: ['track', 'tracking', '物流', '快递'],
  everydayAlone: { command: 'order list', arguments: { status: statusName('shipped') } },
  needs: 'viewer',
  effect: 'read',
});

/** The arguments that say which orders. */
const filterArguments = {
  status: optional(
    alsoPartnersWords(
      choices(
        phases.map((phase) => ({
          value: statusName(phase),
          label: localized(({ orders }) => `${phaseSymbols[phase]} ${orders.phase[phase]}`),
          also: namesBesideEnglish(({ orders }) => orders.phase[phase]),
        })),
        { ...aboutArgument(({ orders }) => orders.list.statusArgument), example: 'awaiting-payment' },
      ),
    ),
  ),
  from: optional(dayArgument({ hint: localized(({ orders }) => orders.list.fromHint) })),
  to: optional(dayArgument({ hint: localized(({ orders }) => orders.list.toHint) })),
};

/** Which orders a person wants. */
export type Filters = Values<typeof filterArguments>;

/** The same argument, which takes 1688's own words for a state too, as they stand in its pages and exports. */
function alsoPartnersWords<T>(argument: Argument<T>): Argument<T> {
  const ours = (word: string) => {
    const phase = phaseOfWord(word);
    return phase === undefined ? word : statusName(phase);
  };
  return {
    ...argument,
    parse: (typed) =>
      argument.parse(
        typed
          .split(/[,，、]/)
          .map(ours)
          .join(),
      ),
  };
}

/** `/order list [--status …] [--from …] [--to …] [--page …]`: known orders, the newest first, without a call. */
export const orderList = describeCommand({
  name: 'order list',
  summary: localized(({ orders }) => orders.list.summary),
  examples: [
    'order list',
    'order list --status awaiting-payment,shipped --page 2',
    'order list --from 30d --to today',
    'order list --from "last month" --to "last month"',
  ],
  examplesIn: {
    'zh-CN': [
      'order list',
      'order list --status 待付款,已发货 --page 2',
      'order list --from 30天 --to 今天',
      'order list --from 上个月 --to 上个月',
    ],
  },
  arguments: {
    ...filterArguments,
    page: optional(
      named(
        wholeNumber({
          ...aboutArgument(({ orders }) => orders.list.pageArgument),
          example: '2',
          least: 1,
          most: lastPage,
        }),
      ),
    ),
  },
  needs: 'viewer',
  effect: 'read',
  alone: true,
  everyday: ['orders', '订单', '我的订单'],
});

/** `/order export [--status …] [--from …] [--to …] [--csv]`: known orders as a table, the newest first, without a call. */
export const orderExport = describeCommand({
  name: 'order export',
  needs: 'viewer',
  summary: localized(({ orders }) => orders.export.summary),
  examples: [
    'order export',
    'order export --status done --from 2026-05-01 --to 2026-05-31',
    'order export --from Q3 --to Q3',
  ],
  examplesIn: {
    'zh-CN': [
      'order export',
      'order export --status 交易成功 --from 5月1日 --to 5月31日',
      'order export --from 第三季度 --to 第三季度',
    ],
  },
  arguments: {
    ...filterArguments,
    csv: flag({ ...aboutArgument(({ orders }) => orders.export.csv), ...yesAndNo }),
  },
  effect: 'read',
});

/**
 * `/order try [id] [--step …]`: places an order in the sandbox, or takes one a step further, so that its card can be watched
 * without any account.
 */
export const orderTry = describeCommand({
  name: 'order try',
  summary: localized(({ orders }) => orders.trying.summary),
  examples: ['order try', 'order try 3305075341149134260 --step ship'],
  arguments: {
    id: optional(orderIdArgument()),
    step: optional(
      named(
        choice(
          triedSteps.map((step) => ({
            value: step,
            label: localized(({ orders }) => orders.trying.steps[step]),
          })),
          { ...aboutArgument(({ orders }) => orders.trying.stepArgument), example: 'ship' },
        ),
      ),
    ),
  },
  needs: 'buyer',
  effect: 'write',
  sandboxOnly: true,
  audited: ({ id, step }) => ({ order: id, step }),
});
