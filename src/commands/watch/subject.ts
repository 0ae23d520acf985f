import { z } from 'zod';
import { type Argument, choice, optional, word } from '../../chat/argument.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/words.ts';
import type { Subject } from '../../notifications/rule.ts';
import { parseOfferId } from '../../sellers/offer-id.ts';
import type { OrderBook } from '../order/order-book.ts';
import { parseOrderId, suggestOrders } from '../order/order-id.ts';
import type { SellerOfOffer } from './ports.ts';

export interface SubjectParts {
  readonly words: Localized<Words>;
  readonly orders: Pick<OrderBook, 'list'>;
  readonly sellerOfOffer: SellerOfOffer;
}

type About = Subject['about'];

/** `[all|order|seller] [id]`, which {@link subjectOf} reads together. */
export function subjectArguments({ words, orders }: SubjectParts): {
  readonly about: Argument<About | undefined>;
  readonly id: Argument<string | undefined>;
} {
  return {
    about: optional(
      choice<About>(
        [
          { value: 'all', label: inEach(words, ({ watch }) => watch.aboutAll), also: ['全部'] },
          { value: 'order', label: inEach(words, ({ watch }) => watch.aboutOrder), also: ['订单'] },
          { value: 'seller', label: inEach(words, ({ watch }) => watch.aboutSeller), also: ['卖家'] },
        ],
        {
          hint: inEach(words, ({ watch }) => watch.about.hint),
          expected: inEach(words, ({ watch }) => watch.about.expected),
          example: 'order',
        },
      ),
    ),
    id: optional(
      word(z.string().trim().min(1), {
        hint: inEach(words, ({ watch }) => watch.id.hint),
        expected: inEach(words, ({ watch }) => watch.id.expected),
        example: '3305075341149134260',
        maxLength: 2000,
        suggest: (typed, asking) => suggestOrders(words, orders, typed, asking),
      }),
    ),
  };
}

/** What `about` and `id` mean together; a card that asks, where they mean nothing. Nothing given means all orders. */
export async function subjectOf(
  { words, sellerOfOffer }: SubjectParts,
  given: { readonly about?: About | undefined; readonly id?: string | undefined },
  run: Run,
): Promise<{ readonly subject: Subject } | { readonly asks: Card }> {
  const { watch } = words[run.language];
  const { about = 'all', id } = given;
  if (about === 'all') {
    return id === undefined ? { subject: { about } } : asking(watch.needlessId, watch.needlessIdAdvice);
  }
  if (about === 'order') {
    const orderId = id === undefined ? undefined : parseOrderId(id);
    return orderId === undefined
      ? asking(watch.whichOrder, watch.whichOrderAdvice)
      : { subject: { about, orderId } };
  }
  if (id === undefined) return asking(watch.whichSeller, watch.whichSellerAdvice);
  const offer = parseOfferId(id);
  const seller = offer === undefined ? nameIn(id) : await sellerOfOffer(offer, run);
  if (seller === undefined) return asking(watch.whichSeller, watch.sellerUnknown);
  return { subject: { about, seller } };
}

/** As the arguments are typed. */
export function argumentsOf(subject: Subject): { readonly about: About; readonly id: string | undefined } {
  switch (subject.about) {
    case 'all':
      return { about: 'all', id: undefined };
    case 'order':
      return { about: 'order', id: subject.orderId };
    case 'seller':
      return { about: 'seller', id: subject.seller };
  }
}

/** A seller's name or id; too long, it is neither. */
function nameIn(typed: string): string | undefined {
  const name = typed.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return name === '' || name.length > 100 ? undefined : name;
}

function asking(title: string, advice: string): { readonly asks: Card } {
  return { asks: { tone: 'warning', title, body: [{ kind: 'text', text: [advice] }], actions: [] } };
}

/** The subject for the trail: an id by its digits; anything else that was typed stays out. */
export function auditedSubject({ about, id }: { about?: About | undefined; id?: string | undefined }): Facts {
  return { about: about ?? 'all', id: id === undefined || !/^\d+$/.test(id) ? undefined : id };
}
