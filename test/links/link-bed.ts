import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect as connectTo, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { createLinkOpener, type LinkOpener } from '../../src/links/link-opener.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

/** An opener of links whose every name leads to a server of the test, once it was let through. */
export interface LinkBed {
  readonly opener: LinkOpener;
  readonly clock: ReturnType<typeof createFakeClock>;
  readonly resolve: LookupFunction;
  /** How the server answers from now on. */
  answer: RequestListener;
  /** Host and path of each request that came, and its headers. */
  readonly asked: string[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>[];
  readonly resolved: string[];
  close(): Promise<void>;
}

/** @param names where names lead; one that is not listed is unknown */
export async function openLinkBed(names: Readonly<Record<string, readonly string[]>>): Promise<LinkBed> {
  const clock = createFakeClock();
  const [asked, resolved]: [string[], string[]] = [[], []];
  const headers: LinkBed['headers'] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    headers.push(request.headers);
    bed.answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  const resolve: LookupFunction = (hostname, _, callback) => {
    resolved.push(hostname);
    const found = names[hostname];
    if (found === undefined)
      return callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

  /** Asks the guard for every name as the real agent does, and leads whatever it lets through to this test. */
  const connect = (lookup: LookupFunction) =>
    new Agent({
      connect({ hostname }, callback) {
        lookup(hostname, { all: true }, (error) => {
          if (error !== null) return callback(error, null);
          const address: AddressInfo | string | null = server.address();
          if (address === null || typeof address === 'string') throw new Error('no port');
          const socket = connectTo(address.port, '127.0.0.1', () => callback(null, socket));
        });
      },
    });

  const opener = createLinkOpener({ clock, resolve, connect });
  const bed: LinkBed = {
    opener,
    clock,
    resolve,
    answer: (_, response) => response.end(),
    asked,
    headers,
    resolved,
    async close() {
      await opener.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return bed;
}
