import { isHostOf } from '../chat/safe-url.ts';
import { clickHosts, marketHosts, shortLinkHosts } from './hosts.ts';
import { type LinkInText, marketLinksIn, scannable } from './links-in-text.ts';

/** What a text names an offer by. */
export type OfferReference =
  /** An offer on 1688, by its id. */
  | { readonly kind: 'offer'; readonly id: string }
  /** An item on Taobao or Tmall, by its id, which is no offer's. */
  | { readonly kind: 'item'; readonly id: string }
  /** A short link of an app, which has to be opened. */
  | { readonly kind: 'short'; readonly link: string }
  /** A link that counts a click before it leads on, which is not opened for a person. */
  | { readonly kind: 'click'; readonly link: string };

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
  return different(offerLinksIn(scannable(text), false));
}

/** What `links` name, each once. */
export function different(links: readonly Pick<OfferLink, 'reference'>[]): readonly OfferReference[] {
  return [...new Map(links.map(({ reference }) => [printReference(reference), reference])).values()];
}

/** The links in a {@link scannable} text; `strict`: none that goes on with a letter behind a full stop (`….html.exe`). */
export function offerLinksIn(text: string, strict: boolean): readonly OfferLink[] {
  const found: OfferLink[] = [];
  let end = 0;
  for (const link of marketLinksIn(text)) {
    const outer = link.start < end ? found.at(-1) : undefined;
    if (outer !== undefined && 'id' in outer.reference) continue;
    const named = referenceIn(link, strict);
    if (named === undefined) continue;
    const { reference, length } = named;
    const own = link.encoded ? link.end : link.end - link.rest.length + length;
    // A link that would have to be opened, and says by itself where it leads.
    if (outer !== undefined && 'id' in reference) found.splice(-1, 1, { ...outer, reference });
    if (outer !== undefined) continue;
    end = own;
    found.push({ reference, start: link.start, end });
  }
  return found;
}

/** What a link names, and how much of `rest` is the link. */
interface Named {
  readonly reference: OfferReference;
  readonly length: number;
}

/** `/offer/951807530375.html`, on any of 1688's hosts. */
const offerPath = /^\/offer\//i;
/** `/item/123456.htm`, `/list/item/123456.htm` and the short `/i123456.htm`. */
const itemPath = /^\/(?:(?:list\/)?item\/|i)(?=\d+\.htm)/i;
/** `item.htm`, `awp/core/detail.htm`, `security-h5-detail/home` …: pages about an item, whose `id` is the item's. */
const itemPage = /^[^?#]*(?:item|detail)/i;

function referenceIn({ host, rest }: LinkInText, strict: boolean): Named | undefined {
  if (isHostOf(host, ['1688.com'])) {
    const found = idInPath(offerPath, rest, strict) ?? idInQuery('offerid', rest, strict);
    if (found !== undefined) return { reference: { kind: 'offer', id: found.id }, length: found.length };
  } else if (isHostOf(host, marketHosts)) {
    const found =
      idInPath(itemPath, rest, strict) ?? (itemPage.test(rest) ? idInQuery('id', rest, strict) : undefined);
    if (found !== undefined) return { reference: { kind: 'item', id: found.id }, length: found.length };
  }
  const path = /^\/[\w.~/-]+/.exec(rest)?.[0] ?? '';
  const length = lengthTo(rest, path.length);
  if (isHostOf(host, clickHosts)) return named('click', host, path, length);
  if (!isHostOf(host, shortLinkHosts)) return undefined;
  const query = /^\?[\w.~=&%+-]*/.exec(rest.slice(path.length))?.[0] ?? '';
  return named('short', host, path + query, length);
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

function idInPath(before: RegExp, rest: string, strict: boolean): IdAt | undefined {
  const lead = before.exec(rest)?.[0].length;
  if (lead === undefined) return undefined;
  const [whole, id, page] = /^(\d{6,19})(\.html?(?![a-z\d]))?/i.exec(rest.slice(lead)) ?? [];
  if (whole === undefined || id === undefined) return undefined;
  const after = rest.slice(lead + whole.length);
  const ends =
    page === undefined ? endsId(after, strict) && !/^\/[a-z\d]/i.test(after) : !goesOn(after, strict);
  return ends ? { id, length: lengthTo(rest, lead + whole.length) } : undefined;
}

/** The one id that `name` has in the query, or in the fragment, as pages of one script have it there. */
function idInQuery(name: string, rest: string, strict: boolean): IdAt | undefined {
  const ids = new Set<string>();
  let length = 0;
  for (const { 0: whole, 1: id = '', index } of rest.matchAll(new RegExp(`[?&#!;]${name}=(\\d*)`, 'gi'))) {
    const end = index + whole.length;
    ids.add(endsId(rest.slice(end, end + 20), strict) ? id : '');
    length = lengthTo(rest, end);
  }
  const [id, ...others] = ids;
  return id !== undefined && others.length === 0 && offerIdForm.test(id) ? { id, length } : undefined;
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
