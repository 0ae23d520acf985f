import { isHostOf, longestUrl } from '../../chat/safe-url.ts';
import { sellerHosts } from './hosts.ts';
import { unwrap } from './unwrap.ts';

/** What is wrong with a link that is refused, for the log and for choosing a sentence. */
type ChatLinkFault = 'length' | 'characters' | 'scheme' | 'user info' | 'port' | 'host';

export type ChatLink =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly why: ChatLinkFault };

/**
 * Makes a link of what the partner names as a seller's chat: https, to one of the sellers' hosts or a name under
 * one, nothing else in front of the path, at most `longestUrl` characters, all of them plain ASCII. Raw Chinese is
 * percent-encoded as UTF-8; escapes that are there stay as they are; `&`, `=` and the like keep their meaning.
 * A link that has been made safe is safe and stays the same.
 *
 * Refused: spaces, control and invisible characters (also as escapes), backslashes, any other scheme, user
 * info, a port other than 443, hosts that are not plain ASCII names.
 */
export function safeChatLink(raw: string): ChatLink {
  if (raw.length > longestUrl) return refused('length');
  if (/[\p{C}\p{Z}\\]|%[01][0-9a-f]|%7f/iu.test(raw)) return refused('characters');

  const parts = /^https:\/\/([^/?#]*)(.*)$/i.exec(raw);
  if (!parts) return refused('scheme');
  const [, authority = '', rest = ''] = parts;
  if (authority.includes('@')) return refused('user info');
  const [name = '', port] = authority.toLowerCase().split(/:(.*)/, 2);
  if (port !== undefined && port !== '443') return refused('port');
  if (!isHostName(name) || !isHostOf(name, sellerHosts)) return refused('host');

  // A browser's own reading of it must lead to the very same host.
  const url = URL.parse(`https://${name}${rest.startsWith('/') ? '' : '/'}${encoded(rest)}`);
  if (url?.host !== name) return refused('host');
  return url.href.length > longestUrl ? refused('length') : { ok: true, url: url.href };
}

function refused(why: ChatLinkFault): ChatLink {
  return { ok: false, why };
}

/** Two labels or more of letters, digits and inner hyphens; no dot at the end. */
function isHostName(name: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name);
}

/**
 * Escapes what may not stand in a URL, and what text formats take for their own: quotes, brackets, stars and
 * the like.
 */
function encoded(rest: string): string {
  return rest.replace(/%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~/?#@!$&+,;:=%]+/giu, (run) =>
    encodeURIComponent(run).replace(/['()*]/g, (mark) => `%${hexOf(mark.charCodeAt(0))}`),
  );
}

function hexOf(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** 1688's encrypted member ids have about 25 characters of `[A-Za-z0-9_-]`, sometimes with `+`, `/`, `=`. */
const openUidForm = /^[A-Za-z0-9_\-+/=]{8,64}$/;

/** The openUid in a text that a person typed or pasted, its wrapping taken off; undefined when it holds none. */
export function parseOpenUid(text: string): string | undefined {
  if (text.length > 256) return undefined;
  const plain = unwrap(text);
  return openUidForm.test(plain) ? plain : undefined;
}
