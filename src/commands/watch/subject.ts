import { plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { refusedAt } from '../../chat/look-up.ts';
import { shorten } from '../../chat/text.ts';
import { isSameSeller, sellersMeant } from '../../domain/orders/seller-names.ts';
import { allWords } from '../../languages/index.ts';
import type { WatchSubject } from '../../notifications/rule.ts';
import { readNamedOffer } from '../offer-argument.ts';
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
  const named = await knownSeller(deps, seller, run);
  if (typeof named === 'string') return { subject: { about, seller: named } };
  // An offer names its seller whole: what only holds that name is another's.
  if (found !== undefined) return { subject: { about, seller } };
  const options = named.slice(0, mostSellers).map((each) => ({
    label: shorten(outsideWords(each), longestOption),
    run: again(each),
  }));
  const card = plainCard('warning', watch.whichSeller, [watch.sellersAlike(seller)], {
    actions: [{ kind: 'select', label: watch.chooseSeller, options }],
  });
  return { found: refused(card) };
}

/** The newest orders whose sellers are known. */
const mostSearched = 200;

/** As many as a choice holds, and as long as one shows. */
const mostSellers = 25;
const longestOption = 75;

/**
 * The seller as orders spell it, or as it was typed where it is watched so already, or no order has a seller like that; those
 * that could be meant, where it is only a part of their names: a watch on a name that no order has would be silent for good.
 */
async function knownSeller(
  { orders, watches }: SubjectDeps,
  typed: string,
  run: Run,
): Promise<string | readonly string[]> {
  const [known, standing] = await Promise.all([orders.list({ limit: mostSearched }), watches.list(run)]);
  if (standing.some(({ subject }) => subject.about === 'seller' && subject.seller === typed)) return typed;
  const sellers = known.flatMap(({ order: { seller } }) => seller ?? []);
  if (sellers.some(({ id, name }) => id === typed || name === typed)) return typed;
  const names = sellers.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const meant = sellersMeant(names, typed);
  const [newest] = meant;
  if (newest === undefined) return typed;
  return isSameSeller(newest, typed) ? newest : meant;
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
