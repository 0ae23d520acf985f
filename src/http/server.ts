import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { waitForFirstByte } from './first-byte.ts';
import { type ListenAddress, listen } from './listen.ts';
import { httpRequestOf, readBody, targetOf } from './request.ts';
import { respond } from './respond.ts';
import type { HttpResponse, Route } from './route.ts';
import { createRouter } from './router.ts';
import { answerUnread } from './unread-requests.ts';

/** What one peer may cost the server. */
export interface HttpLimits {
  /** Ms from a connection's opening to its first byte: as long as proxies keep one that they opened ahead. */
  readonly firstByteMs: number;
  /** Ms from the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** Ms from the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** Ms that a connection is kept for another request: longer than proxies keep theirs, commonly 60 s. */
  readonly idleMs: number;
  /** Ms that a streamed answer waits for a peer that does not read. */
  readonly stalledMs: number;
  /** Bytes of all headers together. */
  readonly headerBytes: number;
  /** Connections at once, of which half may be without a first byte; one more is closed at once. */
  readonly connections: number;
}

/** Generous to any platform, tight for a client that stalls. */
export const defaultHttpLimits: HttpLimits = {
  firstByteMs: 75_000,
  headersMs: 5_000,
  requestMs: 10_000,
  idleMs: 72_000,
  stalledMs: 30_000,
  headerBytes: 16 * 1024,
  connections: 4_096,
};

/** The bot's one HTTP server. */
export interface HttpServer {
  /**
   * Listens on `host` and `port`, or a free port for 0, and gives the URL to reach it, without a final slash.
   * @throws ListenError whose message tells an operator what to do
   */
  listen(address: ListenAddress): Promise<string>;
  /**
   * Takes no new connection and no new request, lets the requests under way be answered, and cuts off what
   * is left after `withinMs`: their `signal` aborts. Resolves once every connection is closed.
   */
  close(options: { readonly withinMs: number }): Promise<void>;
}

/**
 * A server of `routes`. It answers by itself: 404, 405, 408 (headers or body too slow), 413, 431, and 500 for
 * a handler that throws, whose fault is logged under the id that the answer shows.
 */
export function createHttpServer({
  routes,
  log,
  clock,
  limits = defaultHttpLimits,
}: {
  readonly routes: readonly Route[];
  readonly log: Log;
  readonly clock: Clock;
  readonly limits?: HttpLimits;
}): HttpServer {
  const match = createRouter(routes);
  let closing: Promise<void> | undefined;
  let faults = 0;

  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      // How late a time limit may strike.
      connectionsCheckingInterval: Math.ceil(Math.min(limits.headersMs, limits.requestMs) / 4),
      maxHeaderSize: limits.headerBytes,
    },
    (incoming, outgoing) => void serve(incoming, outgoing),
  );
  server.maxConnections = limits.connections;
  const closeSilent = waitForFirstByte(server, {
    waitMs: limits.firstByteMs,
    limit: Math.ceil(limits.connections / 2),
    clock,
  });

  const unread = answerUnread(server, limits);

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    unread.began(outgoing);
    try {
      const response = await answer(incoming);
      if (response === undefined) return;
      await respond(outgoing, response, {
        closing: closing !== undefined,
        stalledMs: limits.stalledMs,
        clock,
      });
    } catch (thrown) {
      log.warn({ err: thrown }, 'an answer was cut off');
      outgoing.destroy();
    }
  }

  /** `undefined` when the peer went away. */
  async function answer(incoming: IncomingMessage): Promise<HttpResponse | undefined> {
    const target = targetOf(incoming.url ?? '');
    const found = match(incoming.method ?? '', target.path);
    if ('refused' in found) {
      return found.refused === 404
        ? { status: 404, body: 'not found\n' }
        : { status: 405, headers: { allow: found.allow }, body: 'method not allowed\n' };
    }
    const body = await readBody(incoming, found.route.bodyLimit);
    if (body === 'gone') return undefined;
    if (body === 'too-long')
      return { status: 413, body: `too long: at most ${found.route.bodyLimit} bytes\n` };
    try {
      return await found.route.handle(httpRequestOf(incoming, target, body));
    } catch (thrown) {
      return failed(thrown, found.route.path);
    }
  }

  function failed(thrown: unknown, route: string): HttpResponse {
    faults += 1;
    const id = `${clock.now().toString(36)}-${faults.toString(36)}`;
    log.error({ err: thrown, route, id }, 'a request failed');
    return { status: 500, body: `something went wrong, reference ${id}\n` };
  }

  /** Calls back with an error, which says no more than that, when it does not listen. */
  async function closeWithin(withinMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    closeSilent();
    const cancel = clock.after(withinMs, () => server.closeAllConnections());
    await closed;
    cancel();
  }

  return {
    listen: (address) => listen(server, address),
    close({ withinMs }) {
      closing ??= closeWithin(withinMs);
      return closing;
    },
  };
}
