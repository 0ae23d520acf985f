import type { Action, Block, Card, CommandCall, Field } from '../chat/card.ts';
import type { BrokenLimit } from '../domain/buying/spending.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { RequestedGoods, RequestSubject } from '../domain/requests/request.ts';
import { formatPrinted, printMoney } from '../domain/shipping/money.ts';
import type { RequestWords } from '../languages/en/requests.ts';
import { outsideWords } from './outside-words.ts';
import { fieldBlocks, fieldOf, pictureFrom, shortName } from './products/offer-facts.ts';
import { requestCalls } from './request-calls.ts';

export function subjectTitle(subject: RequestSubject, words: RequestWords): string {
  const shown = shownTitle(subject, words);
  if (shown !== undefined) return shown;
  if (subject.title !== undefined && subject.title.trim() !== '') return shortName(subject.title);
  return subject.kind === 'payment' ? `${words.order} ${subject.orderId}` : `${words.offer} ${subject.offer}`;
}

/** As it was shown when it was ordered here, in the reader's language. */
function shownTitle(subject: RequestSubject, words: RequestWords): string | undefined {
  if (subject.kind !== 'payment') return undefined;
  const { goods = [], others = 0 } = subject;
  const title = goods[0]?.shown?.[words.language].title;
  if (title === undefined) return undefined;
  const more = goods.length - 1 + others;
  return more === 0 ? shortName(title) : words.andOthers(shortName(title), more);
}

/** What is asked about, as it looks; nothing where that is not known. */
export function subjectPicture(subject: RequestSubject, words: RequestWords): Pick<Card, 'picture'> {
  const picture = pictureFrom([subject.picture], subjectTitle(subject, words));
  return picture === undefined ? {} : { picture };
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
      const { productFen, shippingFen, otherFen } = subject;
      const amount = (label: string, fen: number | undefined) =>
        fieldOf(label, fen === undefined ? undefined : formatFen(fen));
      return [
        // The goods are listed below with their names, where they are known.
        {
          label: words.order,
          value: [...(isNamedInGoods(subject) ? [] : [`${title} · `]), { code: subject.orderId }],
        },
        fieldOf(words.company, nameOf(subject.seller)),
        amount(words.goods, productFen),
        amount(words.shipping, shippingFen),
        amount((otherFen ?? 0) < 0 ? words.discount : words.otherFees, otherFen),
        { label: words.amount, value: [{ bold: formatFen(subject.totalFen) }] },
      ];
    }
    case 'freight': {
      const { money, fen } = subject;
      const inYuan =
        fen === undefined || money.currency === 'CNY' ? [] : [words.punctuation.aside('', formatFen(fen))];
      return [
        { label: words.offer, value: [`${title} · `, { code: subject.offer }] },
        fieldOf(words.company, nameOf(subject.seller)),
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
  return formatPrinted(total ?? printMoney(money));
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

/** What the button says that does what was approved: with its amount, where there is one. */
export function useLabel(subject: RequestSubject, words: RequestWords): string {
  if (subject.kind === 'seller') return words.openChat;
  return subject.kind === 'payment'
    ? words.payNow(formatFen(subject.totalFen))
    : words.bookNow(freightAmount(subject));
}

/** What is bought or sent, each in a line: its name, its variant, how many for how much. */
export function goodsBlocks(subject: RequestSubject, words: RequestWords): readonly Block[] {
  if (subject.kind === 'seller' || subject.goods === undefined || subject.goods.length === 0) return [];
  const others = subject.kind === 'payment' ? (subject.others ?? 0) : 0;
  const items = [
    ...subject.goods.map((each) => goodsLine(each, words)),
    ...(others > 0 ? [words.otherGoods(others)] : []),
  ];
  return [{ kind: 'list', items: items.map((line) => [line]) }];
}

function isNamedInGoods({ goods = [] }: Extract<RequestSubject, { kind: 'payment' }>): boolean {
  return goods.some(({ title, shown }) => (title ?? shown?.en.title) !== undefined);
}

/** `Steel flask · White · 50 pieces · ¥28.59 each`: as it was shown, else in the words that were kept. */
function goodsLine(goods: RequestedGoods, words: RequestWords): string {
  const { quantity, pieceFen } = goods;
  const { title = goods.title, variant = goods.variant, unit } = goods.shown?.[words.language] ?? {};
  const named = unit ?? (goods.unit === undefined ? undefined : words.unit(goods.unit));
  return [
    ...[title, variant].flatMap((name) =>
      name === undefined || name.trim() === '' ? [] : [shortName(name)],
    ),
    ...(quantity === undefined ? [] : [words.pieces(quantity, named === '' ? undefined : named)]),
    ...(pieceFen === undefined ? [] : [words.each(formatFen(pieceFen))]),
  ].join(' · ');
}

/** Where it goes, where that is known. */
export function destinationBlocks(subject: RequestSubject, words: RequestWords): readonly Block[] {
  if (subject.kind !== 'payment' || subject.to === undefined) return [];
  return [
    {
      kind: 'text',
      text: [{ bold: words.goesTo }, words.goesToPlace(outsideWords(subject.to[words.language]))],
    },
  ];
}

/** What is asked for: its facts, its goods, where it goes. */
export function subjectBlocks(subject: RequestSubject, words: RequestWords): readonly Block[] {
  return [
    ...fieldBlocks(subjectFields(subject, words)),
    ...goodsBlocks(subject, words),
    ...destinationBlocks(subject, words),
  ];
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
  const fen = subject.kind === 'payment' ? subject.totalFen : subject.fen;
  const aboveFen = (fen ?? 0) + (by === 'day' ? spentFen : 0) - limitFen;
  // What an earlier version wrote down may not say how much it is above.
  const above = aboveFen > 0 ? formatFen(aboveFen) : undefined;
  if (by === 'amount') return words.aboveLimit(limit, above);
  if (by === 'day') return words.aboveByDay(limit, formatFen(spentFen), above);
  return words.noRate(subject.kind === 'freight' ? subject.money.currency : '', limit);
}
