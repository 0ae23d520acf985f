import { once } from 'node:events';
import type { Server } from 'node:http';

/** Where to listen; port 0 picks a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** The server could not listen. The message says what to do. */
class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Makes `server` listen and gives the URL to reach it from this machine.
 * @throws ListenError
 */
export async function listen(server: Server, { host, port }: ListenAddress): Promise<string> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (thrown) {
    throw new ListenError(reasonOf(thrown, { host, port }), { cause: thrown });
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${reachable(host)}:${bound}`;
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function reasonOf(thrown: unknown, { host, port }: ListenAddress): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken: stop what listens there, or set PORT (0 picks a free one).`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to 1024 or more.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: set HOST.`;
    default:
      return `The server cannot listen on ${host}, port ${port} (${String(code ?? 'unknown fault')}): set HOST and PORT.`;
  }
}
