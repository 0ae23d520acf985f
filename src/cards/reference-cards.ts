import type { Action, Block, Card, CommandCall } from '../chat/card.ts';
import { safeUrl } from '../chat/safe-url.ts';
import type { ReferenceWords } from '../languages/references/words.ts';
import { sellerHosts } from '../sellers/hosts.ts';

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
