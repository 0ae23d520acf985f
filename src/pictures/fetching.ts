import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { PictureRead } from '../chat/picture.ts';
import type { Clock } from '../runtime/clock.ts';
import { download, KeptOutError } from './download.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * The one way by which a link that somebody gave is opened: https on its usual port, to addresses of the public internet
 * alone, within {@link withinMs}, at most {@link mostRedirects} redirects, each checked like the link itself.
 */
export interface PictureFetching {
  /** Rejects only with the signal's reason. */
  fetch(link: string, signal: AbortSignal): Promise<PictureRead>;
  close(): Promise<void>;
}

const withinMs = 4000;
const mostRedirects = 3;

/** @param options `resolve` and `connect` are the machine's own unless a test brings others. */
export function openPictureFetching(options: {
  readonly clock: Clock;
  readonly resolve?: LookupFunction;
  /** Makes connections, asking `lookup` for where a name leads. */
  readonly connect?: (lookup: LookupFunction) => Dispatcher;
}): PictureFetching {
  const { clock, connect = agentWith, resolve = systemLookup } = options;
  const dispatcher = connect(guarded(resolve));

  async function follow(link: string, signal: AbortSignal): Promise<PictureRead> {
    let url = URL.parse(link);
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const fault = url === null ? 'no https link' : faultOf(url);
      if (url === null || fault !== undefined) return { fault: fault ?? 'no https link' };
      const got = await download(url, { dispatcher, signal });
      if (!('elsewhere' in got)) return got;
      url = URL.parse(got.elsewhere, url);
    }
    return { fault: 'too many redirects' };
  }

  return {
    async fetch(link, signal) {
      signal.throwIfAborted();
      const controller = new AbortController();
      const cancel = clock.after(withinMs, () => controller.abort());
      try {
        return await follow(link, AbortSignal.any([signal, controller.signal]));
      } catch (error) {
        signal.throwIfAborted();
        if (controller.signal.aborted) return { fault: 'too slow' };
        throw error;
      } finally {
        cancel();
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function agentWith(lookup: LookupFunction): Dispatcher {
  return new Agent({ connect: { lookup, timeout: withinMs }, pipelining: 0 });
}

/** What a link must be before anything is asked of anybody. An address in a link is never resolved, so it is checked here. */
function faultOf(url: URL): 'no https link' | 'not public' | undefined {
  const { protocol, username, password, port, hostname } = url;
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return 'no https link';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'not public' : undefined;
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
