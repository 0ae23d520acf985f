import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import {
  createHttpServer,
  defaultHttpLimits,
  type HttpLimits,
  type HttpServer,
} from '../../src/http/server.ts';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';

/** A server on a free port, and what it logged. */
export interface Serving {
  readonly server: HttpServer;
  readonly url: string;
  readonly port: number;
  readonly logged: {
    readonly level: string;
    readonly fields: object;
    readonly message: string | undefined;
  }[];
}

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close({ withinMs: 0 })));
});

/** Serves `routes` until the test ends. */
export async function serve(
  routes: readonly Route[],
  limits: Partial<HttpLimits> = {},
  clock: Clock = systemClock,
): Promise<Serving> {
  const logged: Serving['logged'] = [];
  const at = (level: string) => (fields: object, message?: string) => {
    logged.push({ level, fields, message });
  };
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const server = createHttpServer({
    routes,
    log,
    clock,
    limits: { ...defaultHttpLimits, ...limits },
  });
  servers.push(server);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, url, port: Number(new URL(url).port), logged };
}

/**
 * Sends `text`, as Latin-1, over a connection of its own and gives all that comes back until it is closed. With `end`
 * nothing more is to be sent, and the server knows.
 */
export async function raw(port: number, text: string, { end = false } = {}): Promise<string> {
  const socket = await dial(port);
  socket.write(text, 'latin1');
  if (end) socket.end();
  return received(socket);
}

export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

/** All that comes out of `socket` until it is closed. */
export async function received(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  if (!socket.closed) await once(socket, 'close');
  return text;
}

/** Says nothing. */
export const log = { debug() {}, info() {}, warn() {}, error() {} };

export function get(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, bodyLimit: 0, handle };
}

export function post(path: string, handle: Route['handle'], bodyLimit = 1_000): Route {
  return { method: 'POST', path, bodyLimit, handle };
}

export const says = (body: string) => async (): Promise<HttpResponse> => ({ status: 200, body });

/** What a handler saw, as JSON. */
export const echo = async ({ method, path, query, headers, body, remoteAddress }: HttpRequest) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    method,
    path,
    query: [...query],
    header: headers['x-a'] ?? null,
    cookies: headers['set-cookie'] ?? null,
    body: body.toString('hex'),
    remoteAddress,
  }),
});
