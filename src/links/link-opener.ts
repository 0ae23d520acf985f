import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { isHostOf } from '../chat/safe-url.ts';
import type { Clock } from '../runtime/clock.ts';
import { httpGet, KeptOutError, type LinkFault, orTooSlow } from './http-get.ts';
import { isPublicAddress } from './public-address.ts';

/** What is wanted of a link. */
interface LinkRequest<T> {
  /** The hosts that may be asked, with everything under them; any host of the public internet where left out. */
  readonly hosts?: readonly string[];
  /** The header `accept`. */
  readonly accept: string;
  /** Reads the bytes of the answer, and stops where it has enough. */
  read(body: AsyncIterable<unknown>): Promise<T>;
  /** What a redirect to `url` says by itself: then it is not followed. `undefined` where it has to be. */
  readRedirect?(url: string): T | undefined;
}

/**
 * The one way by which a link that a person gave is opened: https on its usual port, to addresses of the public internet
 * alone, within {@link withinMs} altogether, along at most {@link mostRedirects} redirects, each checked like the link
 * itself. No cookie is sent or kept.
 */
export interface LinkOpener {
  /** Rejects only with the signal's reason. */
  openLink<T>(
    link: string,
    wanted: LinkRequest<T>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: T } | { readonly fault: LinkFault }>;
  close(): Promise<void>;
}

const withinMs = 4000;
const mostRedirects = 3;

/** @param options `resolve` and `connect` are the machine's own unless a test brings others. */
export function createLinkOpener(options: {
  readonly clock: Clock;
  readonly resolve?: LookupFunction;
  /** Makes connections, asking `lookup` for where a name leads. */
  readonly connect?: (lookup: LookupFunction) => Dispatcher;
}): LinkOpener {
  const { clock, connect = agentWith, resolve = systemLookup } = options;
  const dispatcher = connect(guarded(resolve));

  async function follow<T>(link: string, wanted: LinkRequest<T>, signal: AbortSignal) {
    let url = URL.parse(link);
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const fault = url === null ? 'no https link' : faultOf(url, wanted.hosts);
      if (url === null || fault !== undefined) return { fault: fault ?? 'no https link' };
      const headers = { accept: wanted.accept };
      const got = await httpGet(url, { dispatcher, headers, signal, read: (body) => wanted.read(body) });
      if (!('elsewhere' in got)) return got;
      url = URL.parse(got.elsewhere, url);
      const answer = url === null ? undefined : wanted.readRedirect?.(url.href);
      if (answer !== undefined) return { answer };
    }
    return { fault: 'too many redirects' as const };
  }

  return {
    openLink: (link, wanted, signal) =>
      orTooSlow(clock, withinMs, signal, (inTime) => follow(link, wanted, inTime)),
    close: () => dispatcher.destroy(),
  };
}

function agentWith(lookup: LookupFunction): Dispatcher {
  return new Agent({ connect: { lookup, timeout: withinMs }, pipelining: 0 });
}

/** What a link must be before any host is asked. An address in a link is never resolved, so it is checked here. */
function faultOf(url: URL, hosts: readonly string[] | undefined): LinkFault | undefined {
  const { protocol, username, password, port, hostname } = url;
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return 'no https link';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'not public';
  return hosts === undefined || isHostOf(host, hosts) ? undefined : 'not permitted';
}

/**
 * `resolve`, but for public addresses alone. It is what the connection itself asks, and the addresses that it gives are
 * the ones connected to, so that a name can't lead elsewhere a moment after it was looked at. A name that leads to both
 * kinds leads nowhere.
 */
function guarded(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) return callback(error ?? new Error(`no ${hostname}`), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new KeptOutError('a link leads to where no link of others may lead'), '', 0);
      }
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
