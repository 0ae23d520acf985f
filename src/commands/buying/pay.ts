import { type Paid, payableOf, payOnce } from '../../buying/payment.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { namedOrder, quantityUnit, statusOf, titleOf } from '../../cards/order-facts.ts';
import { limitWords } from '../../cards/request-subject.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Card } from '../../chat/card.ts';
import { safeUrl } from '../../chat/safe-url.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { formatFen } from '../../orders/money.ts';
import type { Order } from '../../orders/order.ts';
import { sellerHosts } from '../../sellers/hosts.ts';
import { answerInTime } from '../deadlines.ts';
import { orderShow } from '../order/descriptions.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import type { SpendingSubject } from '../requests/second-person.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { BuyingDeps } from './deps.ts';
import { orderPay } from './descriptions.ts';

export function orderPayCommand(deps: BuyingDeps) {
  const { secondPerson } = deps;
  return orderPay.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run({ id, total }, run): Promise<Card> {
      const words = allWords[run.language];
      const confirm = (totalFen: number): Action => ({
        kind: 'run',
        label: words.buying.pay.pay(formatFen(totalFen)),
        style: 'danger',
        run: orderPay.call({ id, total: totalFen }, { replace: true }),
      });
      const details: Action = {
        kind: 'run',
        label: words.orders.details,
        run: orderShow.call({ id }),
      };
      if (total !== undefined) {
        await run.trail.intend({ state: 'asked for' });
        const shown = { id, total, words, confirm, details };
        const paying = payOnce(
          { ...deps, ask: (orderId, caller) => deps.orders.ask(orderId, caller) },
          {
            orderId: id,
            confirmedFen: total,
            caller: await deps.orders.callerFor(id, run),
            count: (order) => secondPerson.count(paymentOf(order, total, words.orders), run),
          },
        );
        const card = paying.then((paid) => {
          run.trail.add(factsOf(paid));
          if (paid.state !== 'above') return paidCard(paid, shown);
          return secondPerson.ask(paymentOf(paid.order, total, words.orders), paid.broken, run);
        });
        return answerInTime(deps.clock, card, () => {
          run.trail.add({ state: 'under way' });
          return paidCard({ state: 'not known' }, shown);
        });
      }
      run.trail.add({ state: 'asked' });
      const payable = payableOf(await deps.orders.ask(id, run));
      if (payable.state !== 'payable') {
        return paidCard(payable, { id, total: 0, words, confirm, details });
      }
      const payment = paymentOf(payable.order, payable.totalFen, words.orders);
      const broken = await secondPerson.broken(payment, run);
      const { requests } = words;
      const second =
        broken === undefined ? [] : [limitWords(payment, broken, requests), requests.secondPersonAdvice];
      return plainCard('warning', words.buying.pay.title, [words.buying.pay.advice, ...second], {
        blocks: [orderFields(payable.order, words, payable.totalFen)],
        actions: [confirm(payable.totalFen), details],
      });
    },
  });
}

type PaymentSubject = Extract<SpendingSubject, { readonly kind: 'payment' }>;

/** As many goods as an approver reads. */
const mostGoods = 3;

/** What an approver is asked for, with what is known of the order. */
function paymentOf(order: Order, totalFen: number, words: OrderWords): PaymentSubject {
  const { items, shippingFen, seller } = order;
  const picture = items.find((item) => item.picture !== undefined)?.picture;
  return {
    kind: 'payment',
    orderId: order.orderId,
    totalFen,
    title: titleOf(order, words),
    goods: items.slice(0, mostGoods).map(({ title, sku, quantity, unit, priceFen }) => ({
      ...(title !== undefined && { title: namedOrder(title) }),
      ...(sku !== undefined && { variant: namedOrder(sku) }),
      ...(quantity !== undefined && { quantity }),
      ...(unit !== undefined && { unit: quantityUnit(unit) }),
      ...(priceFen !== undefined && { pieceFen: priceFen }),
    })),
    ...(items.length > mostGoods && { others: items.length - mostGoods }),
    ...(shippingFen !== undefined && { shippingFen }),
    ...(seller?.name !== undefined && { seller: namedOrder(seller.name) }),
    ...(picture !== undefined && { picture }),
  };
}

/** What came of it, for the audit log. */
function factsOf(paid: Paid): Facts {
  const { state } = paid;
  if (paid.state === 'refused') {
    const { fault } = paid;
    return fault.kind === 'refused' ? { state, code: fault.code, request: fault.requestId } : { state };
  }
  if (paid.state === 'moved') return { state, fen: paid.totalFen };
  if (paid.state === 'above') return { state: 'asked for approval', above: paid.broken.by };
  return { state, ...('requestId' in paid && { request: paid.requestId }) };
}

/** Which order it is, and how much of it there is to pay. */
export function orderFields(order: Order, words: Words, totalFen: number | undefined) {
  return {
    kind: 'fields' as const,
    fields: [
      { label: words.orders.orderId, value: [{ code: order.orderId }] },
      { label: words.orders.items, value: [titleOf(order, words.orders)] },
      ...(totalFen === undefined
        ? []
        : [{ label: words.buying.toPay, value: [{ bold: formatFen(totalFen) }] }]),
    ],
  };
}

function paidCard(
  paid: Exclude<Paid, { state: 'above' }>,
  {
    id,
    total,
    words,
    confirm,
    details,
  }: {
    readonly id: string;
    readonly total: number;
    readonly words: Words;
    confirm(totalFen: number): Action;
    readonly details: Action;
  },
): Card {
  const { pay, create } = words.buying;
  switch (paid.state) {
    case 'unknown order':
      return noSuchOrder(id, words.orders);
    case 'not awaiting payment': {
      const advice = pay.notAwaitingAdvice(statusOf(paid.order, words.orders));
      return plainCard('warning', pay.notAwaiting, [advice], { actions: [details] });
    }
    case 'unsure':
      return plainCard('warning', pay.unsure, [pay.unsureAdvice], { actions: [details] });
    case 'moved':
      return plainCard(
        'warning',
        pay.moved,
        [create.was(formatFen(total), formatFen(paid.totalFen)), pay.nothingPaid],
        { actions: [confirm(paid.totalFen), details] },
      );
    case 'debited':
      return plainCard('good', pay.debited, [pay.debitedAdvice], { actions: [details] });
    case 'can not':
      return plainCard('bad', pay.canNot, [pay.canNotAdvice(paid.requestId)], { actions: [details] });
    case 'refused': {
      const card = xportFaultCard(paid.fault, words.xport);
      return { ...card, body: [{ kind: 'text', text: [pay.nothingPaid] }, ...card.body] };
    }
    case 'not known':
      return plainCard('warning', pay.notKnown, [pay.notKnownAdvice], { actions: [details] });
    case 'link': {
      const url = safeUrl(paid.url, sellerHosts);
      if (url === undefined) return plainCard('bad', pay.unsafe, [pay.unsafeAdvice(paid.requestId)]);
      return plainCard('plain', pay.link, [pay.linkAdvice], {
        blocks: [{ kind: 'text', text: [`${words.buying.toPay}: `, { bold: formatFen(total) }] }],
        actions: [{ kind: 'open', label: pay.openCashier, url, style: 'primary' }, details],
      });
    }
  }
}
