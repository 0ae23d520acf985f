import { z } from 'zod';
import { type Argument, choice, optional, word } from '../../chat/argument.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import type { Subject } from '../../notifications/rule.ts';
import { longestReference } from '../../sellers/offer-id.ts';
import { type OfferFinder, readNamedOffer, wordsOfOffer } from '../offers/offer-argument.ts';
import { findOrder, type OrderFinderDeps } from '../order/find-order.ts';
import { suggestOrders } from '../order/order-id.ts';
import { readOrder, wordsOfOrder } from '../order/order-reference.ts';
import type { SellerOfOffer } from './ports.ts';

export interface SubjectDeps extends OrderFinderDeps {
  readonly offers: OfferFinder;
  readonly sellerOfOffer: SellerOfOffer;
}

type About = Subject['about'];

/** `[all|order|seller] [id]`, which {@link subjectOf} reads together. */
export function subjectArguments({ words, orders }: SubjectDeps): {
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
    id: optional({
      ...word(z.string().trim().min(1), {
        hint: inEach(words, ({ watch }) => watch.id.hint),
        expected: inEach(words, ({ watch }) => watch.id.expected),
        example: '3305075341149134260',
        maxLength: longestReference,
        suggest: (typed, asking) => suggestOrders(words, orders, typed, asking),
      }),
      span: (said, isLast) => Math.max(wordsOfOrder(said), wordsOfOffer(said, isLast)),
    }),
  };
}

/**
 * What `about` and `id` mean together; a card that asks, where they mean nothing, or `found`, where they could mean several
 * things. Nothing given means all orders. `again`: the same asked with another id.
 */
export async function subjectOf(
  deps: SubjectDeps,
  given: { readonly about?: About | undefined; readonly id?: string | undefined },
  run: Run,
  again: (id: string) => CommandCall,
): Promise<{ readonly subject: Subject } | { readonly asks: Card } | { readonly found: Card }> {
  const { words, sellerOfOffer } = deps;
  const { watch } = words[run.language];
  const { about = 'all', id } = given;
  if (about === 'all') {
    return id === undefined ? { subject: { about } } : asking(watch.needlessId, watch.needlessIdAdvice);
  }
  if (about === 'order') {
    const order = id === undefined ? undefined : readOrder(id);
    if (order === undefined) return asking(watch.whichOrder, watch.whichOrderAdvice);
    const found = await findOrder(deps, order, run, again);
    if ('card' in found) return { found: found.card };
    // The trail has what was typed where that is an id.
    if ('number' in order) run.trail.add({ id: found.value });
    return { subject: { about, orderId: found.value } };
  }
  if (id === undefined) return asking(watch.whichSeller, watch.whichSellerAdvice);
  const offer = readNamedOffer(id);
  const found = offer && (await deps.offers.find(offer, 'asked back', run, again));
  if (found !== undefined && 'card' in found) return { found: found.card };
  const seller = found === undefined ? nameIn(id) : await sellerOfOffer(found.value, run);
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

/** A seller's name or id; a link or too long, it is neither. */
function nameIn(typed: string): string | undefined {
  const name = typed.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return name === '' || name.length > 100 || name.includes('://') ? undefined : name;
}

function asking(title: string, advice: string): { readonly asks: Card } {
  return { asks: { tone: 'warning', title, body: [{ kind: 'text', text: [advice] }], actions: [] } };
}

/** The subject for the trail: an id by its digits; anything else that was typed stays out. */
export function auditedSubject({ about, id }: { about?: About | undefined; id?: string | undefined }): Facts {
  return { about: about ?? 'all', id: id === undefined || !/^\d+$/.test(id) ? undefined : id };
}
