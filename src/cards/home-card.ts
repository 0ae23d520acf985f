import type { Action, Block, Card, CommandCall, RunAction } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { Order } from '../domain/orders/order.ts';
import type { ApprovalRequest } from '../domain/requests/request.ts';
import type { Words } from '../languages/index.ts';
import { payLabel } from './order-card.ts';
import { titleOf } from './order-goods.ts';
import { requestCalls } from './request-calls.ts';
import { subjectTitle } from './request-subject.ts';

/** As many as a menu holds of each kind, so that all kinds have room. */
export const mostWaiting = 6;

const longestTitle = 32;
const longestOption = 75;

/** What needs a person: at most {@link mostWaiting} of each, one more where there are more. */
export interface Waiting {
  readonly unpaid: readonly Order[];
  readonly refunds: readonly Order[];
  readonly toDecide: readonly ApprovalRequest[];
  readonly own: readonly ApprovalRequest[];
}

interface NamedCall {
  readonly label: string;
  readonly run: CommandCall;
}

/** What the buttons of the home card run. */
interface HomeCalls {
  readonly find: CommandCall;
  readonly orders: CommandCall;
  readonly basket: CommandCall;
  readonly help: CommandCall;
  readonly news: CommandCall;
  readonly speak: readonly NamedCall[];
  readonly jobs: readonly NamedCall[];
}

/** The answer to a greeting: four buttons. */
export function greetingCard(words: Words, calls: HomeCalls): Card {
  return {
    tone: 'plain',
    title: words.home.greeting,
    body: [{ kind: 'text', text: [words.home.greetingAdvice] }],
    actions: fourButtons(words, calls),
  };
}

/** What needs a person, how things stand for them here, and the ways to all else. */
export function homeCard(shown: {
  readonly waiting: Waiting;
  /** Among how many of the newest orders refunds were looked for; absent where that is all of them. */
  readonly refundsAmong: number | undefined;
  readonly basketLines: number;
  readonly watches: number;
  readonly words: Words;
  readonly calls: HomeCalls;
}): Card {
  const { waiting, refundsAmong, words, calls } = shown;
  const { home } = words;
  const counts = countsOf(waiting, words);
  const open = waitingOptions(waiting, words);
  const needs: readonly Block[] = [
    { kind: 'text', text: [{ bold: home.needsYou }] },
    counts.length === 0
      ? { kind: 'text', text: [home.nothing] }
      : { kind: 'list', items: counts.map((each) => [each]) },
  ];
  return {
    tone: 'plain',
    title: home.title,
    body: [
      ...needs,
      {
        kind: 'fields',
        fields: [
          { label: home.basket, value: [home.basketHolds(shown.basketLines)] },
          { label: home.news, value: [home.watches(shown.watches)] },
          { label: home.languageHere, value: [words.language.ownName] },
        ],
      },
    ],
    actions: [
      ...(open.length === 0 ? [] : [{ kind: 'select' as const, label: home.open, options: open }]),
      ...fourButtons(words, calls),
      { kind: 'run', label: home.news, run: calls.news },
      ...calls.speak.map((each) => ({ kind: 'run' as const, ...each })),
      { kind: 'select', label: home.jobs, options: calls.jobs },
    ],
    ...(refundsAmong !== undefined && { footnote: [home.refundsAmong(refundsAmong)] }),
  };
}

function fourButtons({ home }: Words, calls: HomeCalls): readonly Action[] {
  const button = (label: string, run: CommandCall): RunAction => ({ kind: 'run', label, run });
  return [
    { ...button(home.find, calls.find), style: 'primary' },
    button(home.orders, calls.orders),
    button(home.basket, calls.basket),
    button(home.help, calls.help),
  ];
}

function countsOf({ unpaid, refunds, toDecide, own }: Waiting, { home }: Words): readonly string[] {
  const counted = (found: readonly unknown[], say: (count: number, more: boolean) => string) =>
    found.length === 0 ? [] : [say(Math.min(found.length, mostWaiting), found.length > mostWaiting)];
  return [
    ...counted(toDecide, home.toDecide),
    ...counted(unpaid, home.unpaid),
    ...counted(refunds, home.refunds),
    ...counted(own, home.own),
  ];
}

function waitingOptions(waiting: Waiting, { home, orders, requests }: Words) {
  const named = (order: Order) => `${shorten(titleOf(order, orders), longestTitle)} · ${order.orderId}`;
  const option = (label: string, run: CommandCall) => ({ label: shorten(label, longestOption), run });
  const requested = (request: ApprovalRequest) =>
    option(home.request(subjectTitle(request.subject, requests)), requestCalls.show(request.id));
  const few = <T>(found: readonly T[]) => found.slice(0, mostWaiting);
  return [
    ...few(waiting.toDecide).map(requested),
    ...few(waiting.unpaid).map((order) =>
      option(orders.doWith(payLabel(order, orders), named(order)), requestCalls.pay(order.orderId)),
    ),
    ...few(waiting.refunds).map((order) =>
      option(home.refund(named(order)), { command: 'order show', arguments: { id: order.orderId } }),
    ),
    ...few(waiting.own).map(requested),
  ];
}
