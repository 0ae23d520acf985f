import { isHostOf } from '../../chat/safe-url.ts';
import { agentHosts } from './agents.ts';
import { linkHosts, shortLinkHosts } from './hosts.ts';
import { halfWidth, scannable } from './links-in-text.ts';
import { different, type OfferLink, type OfferReference, offerIdForm, offerLinksIn } from './offer-links.ts';
import { unwrapNumber } from './unwrap.ts';

/** As long as a product link gets with its tracking; a longer text is not looked at. */
export const longestReference = 4096;

/**
 * What a person typed or pasted for one offer: the 6 to 19 digits of an offer's id (full-width digits too), in the wrapping
 * of a platform; or a text with links, such as an app's share text, that name one offer between them; or a link to something
 * that is known to be none. Undefined for anything else: links that name two, a link that leads elsewhere beside it, a
 * number beside it, a number too long.
 */
export function readOffer(text: string): OfferReference | undefined {
  if (text.length > longestReference) return undefined;
  if (offerIdForm.test(text)) return { kind: 'offer', id: text };
  const number = unwrapNumber(halfWidth(text));
  if (offerIdForm.test(number)) return { kind: 'offer', id: number };
  const [reference, ...others] = readOffers(text);
  return others.length === 0 || reference?.kind === 'page' ? reference : undefined;
}

/**
 * The different offers that the links of a text name; where there are none, what its links lead to instead. None where a
 * link or a number in it could mean something else.
 */
export function readOffers(text: string): readonly OfferReference[] {
  const plain = scannable(text);
  const links = offerLinksIn(plain, true);
  if (!isAlone(without(plain, links))) return [];
  const found = different(links);
  const offers = found.filter(({ kind }) => kind !== 'page');
  if (offers.length === 0) return found;
  // A page of a market beside an offer is only where it was found; an order, or an agent's goods, may be what is meant.
  const unclear = found.some(
    (each) => each.kind === 'page' && ['agent', 'order', 'several ids'].includes(each.page.what),
  );
  return unclear ? [] : offers;
}

/** `text` with a space in the place of each link. */
function without(text: string, links: readonly OfferLink[]): string {
  let at = 0;
  let left = '';
  for (const { start, end } of links) {
    left += `${text.slice(at, start)} `;
    at = end;
  }
  return left + text.slice(at);
}

/** Whether no link to another place is in a text, nor a number that could be meant as an id. */
function isAlone(text: string): boolean {
  if (/(?:^|\s)\d{6,19}(?:$|\s)/.test(text)) return false;
  const hosts = text.matchAll(/https?(?::\/\/|%3a%2f%2f)([^\s/?#%]*)/gi);
  return [...hosts].every(({ 1: host = '' }) =>
    isHostOf(host.toLowerCase(), [...linkHosts, ...shortLinkHosts, ...agentHosts]),
  );
}
