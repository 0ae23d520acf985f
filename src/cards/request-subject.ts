import type { RequestedGoods, RequestSubject } from '../approvals/request.ts';
import type { BrokenLimit } from '../buying/spending.ts';
import type { Action, Block, CommandCall, Field } from '../chat/card.ts';
import type { RequestWords } from '../languages/en/requests.ts';
import { formatFen } from '../orders/money.ts';
import { printMoney } from '../shipping/money.ts';
import { fieldOf, shortName } from './products/offer-facts.ts';
import { requestCalls } from './request-calls.ts';

export function subjectTitle(subject: RequestSubject, words: RequestWords): string {
  if (subject.title !== undefined && subject.title.trim() !== '') return shortName(subject.title);
  return subject.kind === 'payment' ? `${words.order} ${subject.orderId}` : `${words.offer} ${subject.offer}`;
}

/** What it is about, for how much. */
export function subjectFields(subject: RequestSubject, words: RequestWords): readonly (Field | undefined)[] {
  const nameOf = (raw: string | undefined) => (raw === undefined ? undefined : shortName(raw));
  const title = subjectTitle(subject, words);
  switch (subject.kind) {
    case 'seller':
      return [
        { label: words.offer, value: [`${title} · `, { code: subject.offer }] },
        fieldOf(words.company, nameOf(subject.company)),
      ];
    case 'payment': {
      const { shippingFen } = subject;
      return [
        { label: words.order, value: [`${title} · `, { code: subject.orderId }] },
        fieldOf(words.company, nameOf(subject.seller)),
        fieldOf(words.shipping, shippingFen === undefined ? undefined : formatFen(shippingFen)),
        { label: words.amount, value: [{ bold: formatFen(subject.totalFen) }] },
      ];
    }
    case 'freight': {
      const { money, fen } = subject;
      const inYuan = fen === undefined || money.currency === 'CNY' ? [] : [` (${formatFen(fen)})`];
      return [
        { label: words.offer, value: [`${title} · `, { code: subject.offer }] },
        fieldOf(words.service, nameOf(subject.service)),
        fieldOf(words.receiver, nameOf(subject.receiver)),
        { label: words.amount, value: [{ bold: freightAmount(subject) }, ...inYuan] },
      ];
    }
  }
}

/**
 * For how much freight was asked for: as it was written then. How many decimals a currency has was another table's to say in
 * earlier versions, so the same count of its smallest unit may have been another amount.
 */
export function freightAmount({
  call: { total },
  money,
}: Pick<Extract<RequestSubject, { readonly kind: 'freight' }>, 'call' | 'money'>): string {
  return total ?? printMoney(money);
}

/** Asks for the same again. */
export function againAction(subject: RequestSubject, words: RequestWords): Action {
  return { kind: 'run', label: words.askAgain, run: againCall(subject) };
}

function againCall(subject: RequestSubject): CommandCall {
  switch (subject.kind) {
    case 'seller':
      return requestCalls.ask(subject.offer, subject.openUid);
    case 'payment':
      return requestCalls.pay(subject.orderId);
    case 'freight':
      return requestCalls.shipAgain(subject.call);
  }
}

/** What the button says that approves it: with its amount, where there is one. */
export function approveLabel(subject: RequestSubject, words: RequestWords): string {
  if (subject.kind === 'seller') return words.approve;
  return words.approveFor(subject.kind === 'payment' ? formatFen(subject.totalFen) : freightAmount(subject));
}

/** What is bought or sent, each in a line: its name, its variant, how many for how much. */
export function goodsBlocks(subject: RequestSubject, words: RequestWords): readonly Block[] {
  if (subject.kind === 'seller' || subject.goods === undefined || subject.goods.length === 0) return [];
  const others = subject.kind === 'payment' ? (subject.others ?? 0) : 0;
  const items = [...subject.goods.map(goodsLine), ...(others > 0 ? [words.otherGoods(others)] : [])];
  return [{ kind: 'list', items: items.map((line) => [line]) }];
}

function goodsLine({ title, variant, quantity, unit, pieceFen }: RequestedGoods): string {
  const many =
    quantity === undefined ? undefined : [quantity, unit].filter((part) => part !== undefined).join(' ');
  const price = pieceFen === undefined ? undefined : formatFen(pieceFen);
  return [
    ...[title, variant].flatMap((name) =>
      name === undefined || name.trim() === '' ? [] : [shortName(name)],
    ),
    [many, price].filter((part) => part !== undefined).join(' × '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

export function limitBlocks(subject: RequestSubject, words: RequestWords): readonly Block[] {
  if (subject.kind === 'seller' || subject.limit === undefined) return [];
  return [{ kind: 'text', text: [limitWords(subject, subject.limit, words)] }];
}

/** Which limit an amount is above, and how. */
export function limitWords(
  subject: Extract<RequestSubject, { kind: 'payment' | 'freight' }>,
  { by, limitFen, spentFen }: BrokenLimit,
  words: RequestWords,
): string {
  const limit = formatFen(limitFen);
  if (by === 'amount') return words.aboveLimit(limit);
  if (by === 'day') return words.aboveByDay(limit, formatFen(spentFen));
  return words.noRate(subject.kind === 'freight' ? subject.money.currency : '', limit);
}
