import { Agent } from 'undici';
import type { PictureRead } from '../chat/picture.ts';
import { httpGet, orTooSlow } from '../links/http-get.ts';
import type { Clock } from '../runtime/clock.ts';
import { acceptedPictures, readPicture } from './read-picture.ts';

/** Reads pictures that a chat platform keeps, from its own hosts and from no other. */
export interface PlatformFiles {
  /** Rejects only with the signal's reason. A link that is not the platform's is `not permitted`, and no call is made. */
  read(link: string, signal: AbortSignal): Promise<PictureRead>;
  close(): Promise<void>;
}

const withinMs = 4000;

/** @param options `trusts`: whether a link is the platform's own; `headers`: what only such a link is ever shown. */
export function openPlatformFiles(options: {
  readonly clock: Clock;
  trusts(url: URL): boolean;
  readonly headers?: Readonly<Record<string, string>>;
}): PlatformFiles {
  const { clock, headers = {}, trusts } = options;
  const dispatcher = new Agent({ connections: 8, connect: { timeout: withinMs } });
  return {
    async read(link, signal) {
      signal.throwIfAborted();
      const url = URL.parse(link);
      if (url === null || !trusts(url)) return { fault: 'not permitted' };
      const wanted = { accept: acceptedPictures, ...headers };
      const got = await orTooSlow(clock, withinMs, signal, (inTime) =>
        httpGet(url, { dispatcher, headers: wanted, signal: inTime, read: readPicture }),
      );
      if ('answer' in got) return got.answer;
      // It leads to where people sign in.
      if ('elsewhere' in got) return { fault: 'not permitted' };
      return got.fault === 'refused' ? { fault: 'not permitted' } : got;
    },
    close: () => dispatcher.destroy(),
  };
}
