import { plainCard } from '../../cards/buying-cards.ts';
import { namedOrder, statusOf } from '../../cards/order-facts.ts';
import { itemTitle, orderPicture, titleOf } from '../../cards/order-goods.ts';
import { orderSummary } from '../../cards/order-summary.ts';
import { limitWords } from '../../cards/request-subject.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Card } from '../../chat/card.ts';
import { safeUrl } from '../../chat/safe-url.ts';
import { type Paid, payableOf, payOnce } from '../../domain/buying/payment.ts';
import { formatFen } from '../../domain/orders/money.ts';
import type { Item, Order } from '../../domain/orders/order.ts';
import { totalsOf } from '../../domain/orders/totals.ts';
import { sellerHosts } from '../../domain/sellers/hosts.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { answerInTime } from '../deadlines.ts';
import { orderShow, orderTry } from '../order/descriptions.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import type { SpendingSubject } from '../requests/second-person.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { BuyingDeps } from './deps.ts';
import { orderPay, payCalls } from './descriptions.ts';

export function orderPayCommand(deps: BuyingDeps) {
  const { secondPerson } = deps;
  return orderPay.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run({ id, total, reason, shown: drawn }, run): Promise<Card> {
      const words = allWords[run.language];
      const now = deps.clock.now();
      const confirm = (totalFen: number): Action => ({
        kind: 'run',
        label: words.buying.pay.pay(formatFen(totalFen)),
        style: 'primary',
        run: payCalls.exactly(id, totalFen, now),
      });
      const details: Action = {
        kind: 'run',
        label: words.orders.details,
        run: orderShow.call({ id }),
      };
      if (total !== undefined) {
        await run.audit.intend({ state: 'asked for' });
        const shown = { id, total, words, confirm, details, isSandbox: deps.isSandbox };
        const paying = payOnce(
          { ...deps, ask: (orderId, caller) => deps.orders.ask(orderId, caller) },
          {
            orderId: id,
            confirmedFen: total,
            shown: drawn,
            caller: await deps.orders.callerFor(id, run),
            count: (order) => secondPerson.count(paymentOf(order, total, words.orders), run),
          },
        );
        const card = paying.then(async (paid) => {
          if (paid.state !== 'above') {
            run.audit.add(factsOf(paid));
            return paidCard(paid, shown);
          }
          const asked = await secondPerson.ask(paymentOf(paid.order, total, words.orders), paid.broken, run, {
            reason,
            again: payCalls.approval(id, total, now),
          });
          run.audit.add({ state: asked.state, above: paid.broken.by });
          return asked.card;
        });
        return answerInTime(deps.clock, card, () => {
          run.audit.add({ state: 'under way' });
          return paidCard({ state: 'under way' }, shown);
        });
      }
      run.audit.add({ state: 'asked' });
      const payable = payableOf(await deps.orders.ask(id, run));
      if (payable.state !== 'payable') {
        return paidCard(payable, { id, total: 0, words, confirm, details, isSandbox: deps.isSandbox });
      }
      const { order, totalFen } = payable;
      const payment = paymentOf(order, totalFen, words.orders);
      const broken = await secondPerson.broken(payment, run);
      const again = payCalls.approval(id, totalFen, now);
      if (broken !== undefined) {
        // Without a reason nothing is asked yet: it is only found out whether it can be.
        const { card, state } = await secondPerson.ask(payment, broken, run, { reason: undefined, again });
        if (state !== 'to be asked') return { ...card, actions: [...card.actions, details] };
      }
      const { requests } = words;
      const sentences =
        broken === undefined
          ? [words.buying.pay.advice]
          : [limitWords(payment, broken, requests), requests.secondPersonAdvice];
      const pay: Action =
        broken === undefined
          ? confirm(totalFen)
          : { kind: 'run', label: requests.ask, run: again, style: 'primary' };
      const title = broken === undefined ? words.buying.pay.title : requests.secondPerson.payment;
      return ofOrder(plainCard('warning', title, sentences, { actions: [pay, details] }), order, words);
    },
  });
}

type PaymentSubject = Extract<SpendingSubject, { readonly kind: 'payment' }>;

/** As many goods as an approver reads. */
const mostGoods = 3;

/** What an approver is asked for, with what is known of the order. */
function paymentOf(order: Order, totalFen: number, words: OrderWords): PaymentSubject {
  const { items, seller, goesTo } = order;
  const { goodsFen, freightFen, otherFen } = totalsOf(order);
  const picture = items.find((item) => item.picture !== undefined)?.picture;
  return {
    kind: 'payment',
    orderId: order.orderId,
    totalFen,
    title: titleOf(order, words),
    goods: items.slice(0, mostGoods).map((item) => goodsFor(item, words)),
    ...(items.length > mostGoods && { others: items.length - mostGoods }),
    ...(goodsFen !== undefined && { productFen: goodsFen }),
    ...(freightFen !== undefined && { shippingFen: freightFen }),
    ...(otherFen !== undefined && { otherFen }),
    ...(seller?.name !== undefined && { seller: namedOrder(seller.name) }),
    ...(goesTo !== undefined && { to: goesTo }),
    ...(picture !== undefined && { picture }),
  };
}

/** The words are the asker's; in those of each language only what was shown when it was ordered here. */
function goodsFor(item: Item, words: OrderWords): NonNullable<PaymentSubject['goods']>[number] {
  const { sku, quantity, unit, priceFen, shown } = item;
  const title = itemTitle(item, words);
  return {
    ...(shown !== undefined && { shown }),
    ...(title !== undefined && { title: namedOrder(title) }),
    ...(sku !== undefined && { variant: namedOrder(sku) }),
    ...(quantity !== undefined && { quantity }),
    ...(unit !== undefined && { unit: namedOrder(unit) }),
    ...(priceFen !== undefined && { pieceFen: priceFen }),
  };
}

/** What came of it, for the audit log. */
function factsOf(paid: Exclude<Paid, { state: 'above' }>): Facts {
  const { state } = paid;
  if (paid.state === 'refused') {
    const { fault } = paid;
    return fault.kind === 'refused' ? { state, code: fault.code, request: fault.requestId } : { state };
  }
  if (paid.state === 'moved') return { state, fen: paid.totalFen };
  return { state, ...('requestId' in paid && { request: paid.requestId }) };
}

/**
 * `card`, which says what becomes of an order, with the order itself: its picture, goods and seller, what it costs line by line,
 * where it goes. `total`: what the whole is called.
 */
export function ofOrder(
  card: Card,
  order: Order | undefined,
  { buying, orders }: Words,
  total = buying.toPay,
): Card {
  if (order === undefined) return card;
  const before = [{ label: orders.orderId, value: [{ code: order.orderId }] }];
  const picture = orderPicture(order, orders);
  return {
    ...card,
    ...(picture !== undefined && { picture }),
    body: [...card.body, ...orderSummary(order, orders, { before, total })],
  };
}

/** What came of it, or that it takes so long that nothing can be said of it yet. */
function paidCard(
  paid: Exclude<Paid, { state: 'above' }> | { readonly state: 'under way' },
  {
    id,
    total,
    words,
    confirm,
    details,
    isSandbox,
  }: {
    readonly id: string;
    readonly total: number;
    readonly words: Words;
    confirm(totalFen: number): Action;
    readonly details: Action;
    readonly isSandbox: boolean;
  },
): Card {
  const { pay, create } = words.buying;
  const { total: whole } = words.orders;
  switch (paid.state) {
    case 'unknown order':
      return noSuchOrder(id, words.orders);
    case 'not awaiting payment': {
      const advice = pay.notAwaitingAdvice(statusOf(paid.order, words.orders));
      const card = plainCard('warning', pay.notAwaiting, [advice], { actions: [details] });
      return ofOrder(card, paid.order, words, whole);
    }
    case 'unsure': {
      const card = plainCard('warning', pay.unsure, [pay.unsureAdvice], { actions: [details] });
      return ofOrder(card, paid.order, words, whole);
    }
    case 'moved': {
      const sentences = [create.was(formatFen(total), formatFen(paid.totalFen)), pay.nothingPaid];
      const actions = [confirm(paid.totalFen), details];
      return ofOrder(plainCard('warning', pay.moved, sentences, { actions }), paid.order, words);
    }
    case 'before restore': {
      const actions = [confirm(paid.totalFen), details];
      return ofOrder(
        plainCard('warning', pay.restored, [pay.restoredAdvice], { actions }),
        paid.order,
        words,
      );
    }
    case 'debited': {
      const card = plainCard('good', pay.debited, [pay.debitedAdvice], { actions: [details] });
      return ofOrder(card, paid.order, words, whole);
    }
    case 'can not': {
      const card = plainCard('bad', pay.canNot, [pay.canNotAdvice(paid.requestId)], { actions: [details] });
      return ofOrder(card, paid.order, words, whole);
    }
    case 'refused': {
      const card = xportFaultCard(paid.fault, words.xport);
      return { ...card, body: [{ kind: 'text', text: [pay.nothingPaid] }, ...card.body] };
    }
    case 'under way':
      return plainCard('warning', pay.underWay, [pay.underWayAdvice], { actions: [details] });
    case 'not known':
      return plainCard('warning', pay.notKnown, [pay.notKnownAdvice], { actions: [details] });
    case 'link': {
      const url = safeUrl(paid.url, sellerHosts);
      if (url === undefined) return plainCard('bad', pay.unsafe, [pay.unsafeAdvice(paid.requestId)]);
      // The cashier's page is the real one, which has no order of the sandbox's.
      const cashier: readonly Action[] = isSandbox
        ? [
            {
              kind: 'run',
              label: pay.payInSandbox,
              run: orderTry.call({ id, step: 'pay' }, { replace: true }),
              style: 'primary',
            },
            { kind: 'open', label: pay.openCashier, url },
          ]
        : [{ kind: 'open', label: pay.openCashier, url, style: 'primary' }];
      const advice = isSandbox ? pay.linkInSandbox : pay.linkAdvice;
      const card = plainCard('plain', pay.link, [advice], { actions: [...cashier, details] });
      return ofOrder(card, paid.order, words);
    }
  }
}
