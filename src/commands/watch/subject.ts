import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { refusedAt } from '../../chat/look-up.ts';
import { allWords } from '../../languages/index.ts';
import type { WatchSubject } from '../../notifications/rule.ts';
import { readNamedOffer } from '../offers/offer-argument.ts';
import { readOrder } from '../order/order-argument.ts';
import { findOrder } from '../order/order-finder.ts';
import type { SubjectDeps } from './deps.ts';

type About = WatchSubject['about'];

/**
 * What `about` and `id` mean together; a card that asks, where they mean nothing, or `found`, where they could mean several
 * things. Nothing given means all orders. `again`: the same asked with another id.
 */
export async function subjectOf(
  deps: SubjectDeps,
  given: { readonly about?: About | undefined; readonly id?: string | undefined },
  run: Run,
  again: (id: string) => CommandCall,
): Promise<{ readonly subject: WatchSubject } | { readonly asks: Card } | { readonly found: Card }> {
  const { watch } = allWords[run.language];
  const { about = 'all', id } = given;
  const refused = (card: Card) => refusedAt('id', card, again(id ?? '').command);
  if (about === 'all') {
    return id === undefined ? { subject: { about } } : asking(watch.needlessId, watch.needlessIdAdvice);
  }
  if (about === 'order') {
    const order = id === undefined ? undefined : readOrder(id);
    if (order === undefined) return asking(watch.whichOrder, watch.whichOrderAdvice);
    const found = await findOrder(deps, order, run, again);
    if ('card' in found) return { found: refused(found.card) };
    // The audit log has what was typed where that is an id.
    if ('number' in order) run.audit.add({ id: found.value });
    return { subject: { about, orderId: found.value } };
  }
  if (id === undefined) return asking(watch.whichSeller, watch.whichSellerAdvice);
  const offer = readNamedOffer(id);
  const found = offer && (await deps.offers.find(offer, 'asked back', run, again));
  if (found !== undefined && 'card' in found) return { found: refused(found.card) };
  const seller = found === undefined ? nameIn(id) : await deps.sellerOfOffer(found.value, run);
  if (seller === undefined) return asking(watch.whichSeller, watch.sellerUnknown);
  return { subject: { about, seller } };
}

/** The arguments that name `subject`. */
export function argumentsOf(subject: WatchSubject): {
  readonly about: About;
  readonly id: string | undefined;
} {
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
  const body: Card['body'] = [{ kind: 'text', text: [advice] }];
  return { asks: { tone: 'warning', title, body, actions: [], refusal: [{ name: 'id' }] } };
}
