import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** A reverse proxy on this machine, as operators put one before the bot. */
export interface ReverseProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Hands everything on to `target`. The Host becomes the target's, as nginx's `proxy_pass` alone has it; `added` are the
 * headers that it adds, none at first.
 */
export async function openReverseProxy(
  target: string,
  added: Readonly<Record<string, string>> = {},
): Promise<ReverseProxy> {
  const server = createServer((incoming, outgoing) => {
    const { host } = new URL(target);
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method ?? 'GET', headers: { ...incoming.headers, host, ...added } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
