import type { Action, Block, Card, CommandCall } from '../chat/card.ts';
import { safeUrl } from '../chat/safe-url.ts';
import { sellerHosts } from '../domain/sellers/hosts.ts';
import {
  type KnownOffer,
  type OfferReference,
  type OtherPage,
  printReference,
} from '../domain/sellers/offer-links.ts';
import type { ProductWords } from '../languages/en/products.ts';
import type { ReferenceWords } from '../languages/en/references.ts';
import type { Words } from '../languages/index.ts';

function warning(title: string, sentences: readonly string[], actions: readonly Action[] = []): Card {
  return {
    tone: 'warning',
    title,
    body: sentences.map((sentence) => ({ kind: 'text', text: [sentence] })),
    actions,
  };
}

/** A short link that led to no offer. */
export function shortLinkCard(why: keyof ReferenceWords['short']['why'], { short }: ReferenceWords): Card {
  return warning(short.title, [short.why[why], short.advice]);
}

/** A link that is not opened, since that costs an advertiser. */
export function clickLinkCard({ click, short }: ReferenceWords): Card {
  return warning(click.title, [click.why, short.advice]);
}

/**
 * An item of Taobao or Tmall where only an offer will do: what it is, and what is possible. `asOffer` takes its number for
 * one of 1688, which only a person may decide.
 */
export function itemCard(
  id: string,
  why: 'unknown' | 'notBought',
  { item }: ReferenceWords,
  {
    asOffer,
    partnerSays = [],
  }: { readonly asOffer?: CommandCall; readonly partnerSays?: readonly Block[] } = {},
): Card {
  const url = safeUrl(`https://item.taobao.com/item.htm?id=${id}`, sellerHosts);
  const card = warning(
    item.title(id),
    [item[why], item.possible],
    [
      ...(url === undefined ? [] : [{ kind: 'open' as const, label: item.open, url }]),
      { kind: 'run', label: item.byPicture, run: { command: 'image', arguments: {}, ask: ['picture'] } },
      ...(asOffer === undefined ? [] : [{ kind: 'run' as const, label: item.asOffer(id), run: asOffer }]),
    ],
  );
  return { ...card, ...(url !== undefined && { link: url }), body: [...card.body, ...partnerSays] };
}

/** The name of an offer or an item, as it stands in sentences and on buttons. */
function nameOf({ kind, id }: KnownOffer, { item }: ReferenceWords): string {
  return kind === 'offer' ? id : item.name(id);
}

const listPages: readonly OtherPage['what'][] = ['search', 'category', 'campaign', 'shop'];

/**
 * A link to something that is no offer, where one is asked for: what it is, and what leads on. `again` takes an offer that
 * the link may mean, which only a person may decide.
 */
export function noOfferCard(
  page: OtherPage,
  again: (offer: KnownOffer) => CommandCall,
  words: ReferenceWords,
): Card {
  const { page: said } = words;
  const take = (offer: KnownOffer): Action => ({
    kind: 'run',
    label: said.take(nameOf(offer, words)),
    run: again(offer),
  });
  switch (page.what) {
    case 'order': {
      const { orderId: id } = page;
      const run = { command: 'order show', arguments: { id } };
      return warning(
        said.order(id),
        [said.orderAdvice(id)],
        [{ kind: 'run', label: said.showOrder(id), run }],
      );
    }
    case 'several ids': {
      const offers = page.offers.slice(0, mostTaken);
      const names = offers.map((offer) => nameOf(offer, words));
      return warning(said.severalIds, [said.severalIdsAdvice(names)], offers.map(take));
    }
    case 'agent': {
      const { agent, goods } = page;
      if (goods === undefined) return warning(said.agent(agent), [said.agentAdvice(agent)]);
      return warning(said.agent(agent), [said.agentGoods(agent, nameOf(goods, words))], [take(goods)]);
    }
    default: {
      const more = listPages.includes(page.what) ? [said.toSearch] : [];
      return warning(said.title(said.kinds[page.what], 'offer'), [said.toOffer, ...more]);
    }
  }
}

/** As many ids of one link as can be chosen from. */
const mostTaken = 3;

/** A link to something that is no order, where one is asked for. */
export function noOrderCard(reference: OfferReference, words: ReferenceWords): Card {
  const { page: said } = words;
  switch (reference.kind) {
    case 'offer':
    case 'item': {
      const name = nameOf(reference, words);
      const run = { command: 'product', arguments: { offer: printReference(reference) } };
      return warning(
        said.offer(name),
        [said.offerAdvice(name)],
        [{ kind: 'run', label: said.showOffer(name), run }],
      );
    }
    case 'short':
    case 'click':
      return warning(said.short, [said.toOrder]);
    case 'page': {
      const { page } = reference;
      if (page.what === 'agent') return warning(said.agent(page.agent), [said.toOrder]);
      if (page.what === 'several ids' || page.what === 'order')
        return warning(said.severalIds, [said.toOrder]);
      return warning(said.title(said.kinds[page.what], 'order'), [said.toOrder]);
    }
  }
}

/** A link to an offer's page, where a picture is asked for. */
export function noPictureCard(offer: KnownOffer, words: Pick<Words, 'references' | 'pictures'>): Card {
  const { offer: title, offerAdvice } = words.pictures.image;
  const name = nameOf(offer, words.references);
  const run = { command: 'product', arguments: { offer: printReference(offer) } };
  return warning(
    title(name),
    [offerAdvice],
    [{ kind: 'run', label: words.references.page.showOffer(name), run }],
  );
}

/** Words of a search that are an order's number; `asWords` looks for them nevertheless. */
export function orderNumberCard(id: string, said: ProductWords['search'], asWords: Action): Card {
  const run = { command: 'order show', arguments: { id } };
  return warning(
    said.orderNumber(id),
    [said.orderNumberAdvice],
    [{ kind: 'run', label: said.showOrder(id), run }, asWords],
  );
}

/** Orders that a person may mean by a number, to choose from. */
export function whichOrderCard(
  title: string,
  orders: readonly { readonly label: string; readonly run: CommandCall }[],
  { orders: said }: ReferenceWords,
): Card {
  return warning(title, [said.severalAdvice], [{ kind: 'select', label: said.choose, options: orders }]);
}

/** No order has that number of the buyer's own. */
export function noOrderNumberedCard(number: string, { orders }: ReferenceWords): Card {
  return warning(orders.none, [orders.noneAdvice(number)]);
}
