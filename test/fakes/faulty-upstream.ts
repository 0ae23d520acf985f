import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an upstream does with one request, its body already read. */
export type Behaviour = (response: ServerResponse, request: Received) => void;

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP server that misbehaves as it is told. */
export interface FaultyUpstream {
  readonly url: string;
  /** Every request that came in whole, in order. */
  readonly received: readonly Received[];
  /** How many answers were given up by the other side before they were finished. */
  readonly abandoned: number;
  /** How many connections were opened in all. */
  readonly connections: number;
  /** What the next requests get, one each; the last of them goes on for all that follow. */
  behave(...behaviours: readonly [Behaviour, ...Behaviour[]]): void;
  close(): Promise<void>;
}

export async function openFaultyUpstream(): Promise<FaultyUpstream> {
  const received: Received[] = [];
  let turns: Behaviour[] = [];
  let abandoned = 0;
  let connections = 0;

  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    readBody(request).then(
      (body) => {
        const whole = { path: request.url ?? '', headers: request.headers, body };
        received.push(whole);
        const behaviour = turns.length > 1 ? turns.shift() : turns[0];
        behaviour?.(response, whole);
      },
      () => response.destroy(),
    );
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/api`,
    received,
    get abandoned() {
      return abandoned;
    },
    get connections() {
      return connections;
    },
    behave(...behaviours) {
      turns = [...behaviours];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += String(chunk);
  return body;
}

const json = { 'content-type': 'application/json;charset=UTF-8' };

/** Any bytes under any status. */
export function raw(
  body: string | Uint8Array,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Behaviour {
  return (response) => {
    response.writeHead(status, { ...json, ...headers });
    response.end(body);
  };
}

/** A well-formed envelope; `fields` replace or add to those of a success. */
export function envelope(
  fields: Record<string, unknown>,
  options?: { status?: number; headers?: Record<string, string> },
): Behaviour {
  const whole = { requestId: 'e0a15b614bd54ebd803d370f11d53af7', code: 200, developId: '1023', msg: '成功' };
  return raw(JSON.stringify({ ...whole, data: null, ...fields }), options);
}

/** The success of a chat link. */
export function chatLink(wangwangUrl: unknown): Behaviour {
  return envelope({ data: { wangwangUrl } });
}

/** Promises more than it sends, then hangs up. */
export const cutBody: Behaviour = (response) => {
  response.writeHead(200, { ...json, 'content-length': '1000' });
  response.write('{"code":200,"data":{"wang');
  setImmediate(() => response.destroy());
};

/** Hangs up in the middle of a body of unknown length. */
export const cutChunks: Behaviour = (response) => {
  response.writeHead(200, json);
  response.write('{"code":200,"data":{"wang', () => response.destroy());
};

/** The same on a connection of which nothing more was to be expected. */
export const cutLastChunks: Behaviour = (response) => {
  response.writeHead(200, { ...json, connection: 'close' });
  response.write('{"code":200,"data":{"wang', () => response.destroy());
};

/** Resets the connection instead of answering. */
export const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const silence: Behaviour = () => {};

/** Begins to answer and never ends. */
export const stall: Behaviour = (response) => {
  response.writeHead(200, json);
  response.write('{"code":200,');
};

/** Sends `bytes` bytes of JSON text without saying how many there will be. */
export function flood(bytes: number): Behaviour {
  return (response) => {
    response.writeHead(200, json);
    const chunk = 'x'.repeat(64 * 1024);
    let left = bytes;
    response.write('"');
    const pour = () => {
      while (left > 0 && !response.destroyed) {
        left -= chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', pour);
          return;
        }
      }
      response.end('"');
    };
    pour();
  };
}
