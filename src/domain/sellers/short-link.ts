import type { LinkFault } from '../../links/http-get.ts';
import type { LinkOpener } from '../../links/link-opener.ts';
import { marketHosts, shortLinkHosts } from './hosts.ts';
import { type KnownOffer, offersLinkedIn } from './offer-links.ts';

/** Why a short link led to no offer. */
export type ShortLinkFault =
  /** No answer in time. */
  | 'silent'
  /** Its site says no, or wants a person to sign in. */
  | 'refused'
  /** It leads to another site, or round and round. */
  | 'elsewhere'
  /** Its page names no offer, or several. */
  | 'no offer';

/** Opens an app's short link, for a person who has just asked about it. Rejects only with the signal's reason. */
export type FollowShortLink = (
  link: string,
  signal: AbortSignal,
) => Promise<{ readonly offer: KnownOffer } | { readonly fault: ShortLinkFault }>;

/** How much of a page is read, in bytes. */
const mostBytes = 64 * 1024;

/**
 * Short links are opened on the hosts of the markets alone. A redirect to an offer says which; so does a page that links to
 * one offer and to no other, as the apps' pages do in a script.
 */
export function shortLinkFollower({ openLink }: Pick<LinkOpener, 'openLink'>): FollowShortLink {
  const wanted = {
    hosts: [...shortLinkHosts, ...marketHosts],
    accept: 'text/html',
    read: async (body: AsyncIterable<unknown>) => onlyOffer(await readPage(body)) ?? ('no offer' as const),
    readRedirect: onlyOffer,
  };
  return async (link, signal) => {
    const opened = await openLink<KnownOffer | 'no offer'>(link, wanted, signal);
    if ('fault' in opened) return { fault: faults[opened.fault] };
    return opened.answer === 'no offer' ? { fault: opened.answer } : { offer: opened.answer };
  };
}

const faults: { readonly [F in LinkFault]: ShortLinkFault } = {
  'no https link': 'elsewhere',
  'not public': 'elsewhere',
  'not permitted': 'elsewhere',
  'too many redirects': 'elsewhere',
  refused: 'refused',
  unreachable: 'silent',
  'too slow': 'silent',
};

/** The offer that a text links to, where it is the only one. */
function onlyOffer(text: string): KnownOffer | undefined {
  const [offer, ...others] = offersLinkedIn(text).filter((reference) => 'id' in reference);
  return others.length === 0 ? offer : undefined;
}

/** What stands behind a link in a page. */
const linkEnds = ['"', "'", '<', ' ', '\n'];

/** The beginning of a page, its links free of what scripts and HTML write their signs as. */
async function readPage(body: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) break;
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) break;
  }
  const page = Buffer.concat(chunks).subarray(0, mostBytes).toString();
  // Where the page goes on, what follows its last quote may be half a link.
  const end = length > mostBytes ? Math.max(...linkEnds.map((mark) => page.lastIndexOf(mark))) : page.length;
  return page
    .slice(0, Math.max(0, end))
    .replaceAll(/\\u0026|\\x26|&amp;|&#38;/gi, '&')
    .replaceAll(/\\u002f|\\x2f|\\\//gi, '/');
}
