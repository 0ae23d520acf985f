import { isHostOf } from '../chat/safe-url.ts';
import { offerHosts } from './hosts.ts';
import { unwrap } from './unwrap.ts';

/** Longer than any product link with its tracking; a longer text is not looked at. */
const longestText = 4096;

const idForm = /^\d{6,19}$/;

/**
 * The offer id in a text that a person typed or pasted: the 6 to 19 digits themselves (full-width digits too),
 * or any product link of 1688, Taobao or Tmall that holds one, with or without scheme, percent-encoded, with
 * tracking, in the wrapping of a platform. Undefined for anything else: a link to another host, a link that
 * names two ids, a number that is too long.
 */
export function parseOfferId(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const plain = unwrap(text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)));
  return idForm.test(plain) ? plain : idFromLink(plain);
}

function idFromLink(text: string): string | undefined {
  const url = linkOf(text);
  if (!url) return undefined;
  const is1688 = isHostOf(url.hostname, ['1688.com']);
  if (!is1688 && !isHostOf(url.hostname, offerHosts)) return undefined;
  const path = is1688 ? pathOf1688 : pathOfTaobao;
  return path.exec(url.pathname)?.[1] ?? idFromQuery(url, is1688 ? 'offerid' : 'id');
}

/** `/offer/951807530375.html`, on any of 1688's hosts. */
const pathOf1688 = /^\/offer\/(\d{6,19})(?:\.html?)?\/?$/;

/** `/item/123456.htm` and the short `/i123456.htm`. */
const pathOfTaobao = /^\/(?:item\/|i)(\d{6,19})\.html?$/;

function idFromQuery(url: URL, key: string): string | undefined {
  const ids = new Set<string>();
  for (const [name, value] of url.searchParams) {
    if (name.toLowerCase() === key) ids.add(value.trim());
  }
  const [id, ...others] = ids;
  return id !== undefined && others.length === 0 && idForm.test(id) ? id : undefined;
}

/** A web address without user info or a port of its own, its scheme left out or not; undefined for others. */
function linkOf(text: string): URL | undefined {
  const decoded = /^https?%3a/i.test(text) ? decodedOnce(text) : text;
  if (decoded === undefined || /[\s\p{C}\\]/u.test(decoded)) return undefined;
  const schemeless = decoded.replace(/^(?:https?:)?\/\//i, '').replaceAll('&amp;', '&');
  const url = URL.parse(`https://${schemeless}`);
  return url && url.username === '' && url.password === '' && url.port === '' ? url : undefined;
}

function decodedOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
