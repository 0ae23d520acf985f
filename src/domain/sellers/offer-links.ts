import { isHostOf } from '../../chat/safe-url.ts';
import { type AgentLink, readAgentLink } from './agents.ts';
import { clickHosts, linkHosts, shortLinkHosts } from './hosts.ts';
import { type LinkInText, marketLinksIn, orderIdForm, orderIdsIn, scannable } from './links-in-text.ts';
import { idPlaces, otherPageAt, type PageKind, pagePath } from './market-pages.ts';

/** What a text names an offer by. */
export type OfferReference =
  /** An offer on 1688, by its id. */
  | { readonly kind: 'offer'; readonly id: string }
  /** An item on Taobao or Tmall, by its id, which is no offer's. */
  | { readonly kind: 'item'; readonly id: string }
  /** A short link of an app, which has to be opened. */
  | { readonly kind: 'short'; readonly link: string }
  /** A link that counts a click before it leads on, which is not opened for a person. */
  | { readonly kind: 'click'; readonly link: string }
  /** A link to something that is no offer, and what that is. */
  | { readonly kind: 'page'; readonly link: string; readonly page: OtherPage };

/** What a link leads to that names no one offer. */
export type OtherPage =
  | { readonly what: PageKind }
  | { readonly what: 'order'; readonly orderId: string }
  /** Its parameters name several, and which of them is the page's is not known. */
  | { readonly what: 'several ids'; readonly offers: readonly KnownOffer[] }
  | ({ readonly what: 'agent' } & AgentLink);

/** An offer or an item by its id. */
export type KnownOffer = Extract<OfferReference, { readonly id: string }>;

export const offerIdForm = /^\d{6,19}$/;

/** `reference` as a text that is read back as it: an offer's id, a link to an item, the link itself. */
export function printReference(reference: OfferReference): string {
  switch (reference.kind) {
    case 'offer':
      return reference.id;
    case 'item':
      return `https://item.taobao.com/item.htm?id=${reference.id}`;
    case 'short':
    case 'click':
    case 'page':
      return reference.link;
  }
}

/** A link of a text that names an offer. */
export interface OfferLink {
  readonly reference: OfferReference;
  readonly start: number;
  readonly end: number;
}

/**
 * What the links of a text name, in their order, each once. Digits alone are no link; each link is cut where what it names
 * ends, whatever follows. What stands inside a link that names something counts as part of it.
 */
export function offersLinkedIn(text: string): readonly OfferReference[] {
  return different(offerLinksIn(scannable(text), false)).filter(({ kind }) => kind !== 'page');
}

/** What `links` name, each once. */
export function different(links: readonly Pick<OfferLink, 'reference'>[]): readonly OfferReference[] {
  return [...new Map(links.map(({ reference }) => [printReference(reference), reference])).values()];
}

/**
 * The links in a {@link scannable} text, those to pages that are no offers among them; `strict`: none that goes on with a
 * letter behind a full stop (`….html.exe`).
 */
export function offerLinksIn(text: string, strict: boolean): readonly OfferLink[] {
  const found: OfferLink[] = [];
  let end = 0;
  for (const link of marketLinksIn(text)) {
    const outer = link.start < end ? found.at(-1) : undefined;
    if (outer !== undefined && !leadsOn(outer.reference)) continue;
    const named = referenceIn(link, strict);
    if (named === undefined) continue;
    const { reference, length } = named;
    const own = link.encoded ? link.end : link.end - link.rest.length + length;
    if (outer === undefined) {
      end = own;
      found.push({ reference, start: link.start, end });
    } else if ('id' in reference || (outer.reference.kind === 'page' && reference.kind !== 'click')) {
      // A link that leads on says by itself where to.
      found.splice(-1, 1, { ...outer, reference });
    }
  }
  return found;
}

/** What the links of a text lead to that is no offer, in their order, each once. */
export function otherPagesLinkedIn(text: string): readonly Extract<OfferReference, { kind: 'page' }>[] {
  return different(offerLinksIn(scannable(text), false)).filter((reference) => reference.kind === 'page');
}

/** Whether a link leads on to another page, which a parameter of it may name. */
function leadsOn(reference: OfferReference): boolean {
  if (reference.kind !== 'page') return reference.kind === 'short' || reference.kind === 'click';
  return ['sign-in', 'check', 'agent'].includes(reference.page.what);
}

/** What a link names, and how much of `rest` is the link. */
interface Named {
  readonly reference: OfferReference;
  readonly length: number;
}

function referenceIn({ host, rest }: LinkInText, strict: boolean): Named | undefined {
  const agent = readAgentLink(host, rest);
  if (agent !== undefined) return pageAt(host, rest, { what: 'agent', ...agent });
  if (isHostOf(host, shortLinkHosts)) {
    const { path, length } = pathAt(rest);
    const query = /^\?[\w.~=&%+-]*/.exec(rest.slice(path.length))?.[0] ?? '';
    return named('short', host, path + query, length);
  }
  if (!isHostOf(host, linkHosts)) return undefined;
  const surely = idAt(host, rest, strict, true);
  if (surely !== undefined) return surely;
  const other = otherPageAt(host, rest);
  const [orderId, ...otherOrders] = orderIdsIn(host, rest);
  if (orderId !== undefined && otherOrders.length === 0 && orderIdForm.test(orderId))
    return pageAt(host, rest, { what: 'order', orderId });
  // A page about an order that names the offer of it instead, such as a snapshot.
  const isOpen =
    other === undefined || other === 'check' || (other === 'orders' && isHostOf(host, ['1688.com']));
  const found = isOpen ? idAt(host, rest, strict, false) : undefined;
  if (found !== undefined) return found;
  if (isHostOf(host, clickHosts)) {
    const { path, length } = pathAt(rest);
    return named('click', host, path, length);
  }
  return other === undefined ? undefined : pageAt(host, rest, { what: other });
}

/** The offer or the item that a page is about, by the table of pages. */
function idAt(host: string, rest: string, strict: boolean, first: boolean): Named | undefined {
  for (const { kind, lead, parameters = [] } of idPlaces(host, rest, first)) {
    const found = lead === undefined ? idInQuery(parameters, rest, strict) : idInPath(lead, rest, strict);
    if (found === undefined) continue;
    if ('ids' in found) {
      const offers = found.ids.map((id) => ({ kind, id }));
      return pageAt(host, rest, { what: 'several ids', offers });
    }
    return { reference: { kind, id: found.id }, length: found.length };
  }
  return undefined;
}

/** As much of a path as can be a short link's, and where the link ends. */
function pathAt(rest: string) {
  const path = /^\/[\w.~/-]+/.exec(rest)?.[0] ?? '';
  return { path, length: lengthTo(rest, path.length) };
}

/** Signs of links in ASCII; what else stands in them is cut off. */
function pageAt(host: string, rest: string, page: OtherPage): Named {
  const path = /^[\w.~/%+!$&,;=:@*-]*/.exec(pagePath(rest))?.[0] ?? '';
  const length = Math.min(rest.length, lengthTo(rest, path.length));
  const own = rest.slice(0, length).replace(/[^a-z\d/=]+$/i, '');
  return { reference: { kind: 'page', link: `https://${host}${own}`, page }, length };
}

/** Longer than any short link. */
const longestShort = 500;

function named(kind: 'short' | 'click', host: string, path: string, length: number): Named | undefined {
  if (path.length > longestShort) return undefined;
  const own = path.replace(/[^a-z\d]+$/i, '');
  return own === '' ? undefined : { reference: { kind, link: `https://${host}${own}` }, length };
}

/** An id, and where in `rest` the link ends that holds it. */
interface IdAt {
  readonly id: string;
  readonly length: number;
}

function idInPath(lead: number, rest: string, strict: boolean): IdAt | undefined {
  const [whole, id, page] = /^(\d{6,19})(\.html?(?![a-z\d]))?/i.exec(rest.slice(lead)) ?? [];
  if (whole === undefined || id === undefined) return undefined;
  const after = rest.slice(lead + whole.length);
  // The page of the slider stands behind the path of what it keeps.
  const check = /^\/+_____tmd_____[\w/]*/i.exec(after)?.[0].length ?? 0;
  const ends =
    page === undefined
      ? endsId(after, strict) && (check > 0 || !/^\/+[a-z\d]/i.test(after))
      : !goesOn(after, strict);
  return ends ? { id, length: lengthTo(rest, lead + whole.length + check) } : undefined;
}

/**
 * The one id that the parameters of those `names` have in the query, or in the fragment, as pages of one script have it
 * there; several ids where they contradict each other.
 */
function idInQuery(
  names: readonly string[],
  rest: string,
  strict: boolean,
): IdAt | { readonly ids: readonly string[] } | undefined {
  const ids = new Set<string>();
  let length = 0;
  const pairs = new RegExp(`[?&#!;](?:${names.join('|')})=(\\d*)(\\.html?(?![a-z\\d]))?`, 'gi');
  for (const { 0: whole, 1: id = '', index } of rest.matchAll(pairs)) {
    const end = index + whole.length;
    ids.add(endsId(rest.slice(end, end + 20), strict) ? id : '');
    length = lengthTo(rest, end);
  }
  if ([...ids].some((each) => !offerIdForm.test(each))) return undefined;
  const [id, ...others] = ids;
  if (others.length > 0) return { ids: [...ids] };
  return id === undefined ? undefined : { id, length };
}

/** Whether an id that stands before `after` is whole. */
function endsId(after: string, strict: boolean): boolean {
  return !/^(?:[a-z]|[._-]*\d)/i.test(after) && !goesOn(after, strict);
}

function goesOn(after: string, strict: boolean): boolean {
  return strict && /^\.[a-z\d]/i.test(after);
}

/** Where the link ends whose id ends at `end`: with its query, where one follows. */
function lengthTo(rest: string, end: number): number {
  return end + (/^\/?[?&#][!-~]*/.exec(rest.slice(end))?.[0].length ?? 0);
}
